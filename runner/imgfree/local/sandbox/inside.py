"""The tasks done in this very process."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from imgfree.local.assets import Asset
from imgfree.local.probe import probe
from imgfree.local.render import Output, Rendered, render, thumbnail
from imgfree.local.render.preview import preview
from imgfree.local.render.stills import contact_sheet, cover

__all__ = ["preview", "probe", "rendered", "thumbnail"]


def rendered(
    draft: Mapping[str, Any],
    assets: Mapping[str, Asset],
    output: Mapping[str, Any],
    target: Path,
    stills: tuple[Path, Path],
    *,
    on_progress: Callable[[float], None],
    cancelled: Callable[[], bool],
    cache: Path,
) -> Rendered:
    """Return the finished film at `target`, its cover and contact sheet at `stills`."""
    made = render(draft, assets, Output(**output), target, on_progress=on_progress, cancelled=cancelled, cache=cache)
    cover(target, stills[0])
    contact_sheet(target, stills[1])
    return made
