"""What a draft names beside the session's files: voices, tracks of a library. A client's draft may have any shape."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from imgfree.local.assets import Asset

Draft = Mapping[str, Any]


def segments(draft: Draft) -> Iterator[tuple[Any, Mapping[str, Any], Mapping[str, Any]]]:
    """Yield the type of its track, each segment, and what that holds in `m`; what has another shape is passed over."""
    for track in _rows(draft.get("t")):
        for segment in _rows(track.get("sg")):
            own = segment.get("m")
            yield track.get("tt"), segment, own if isinstance(own, Mapping) else {}


def with_files(render: Callable[..., Any], *named: Callable[[Draft], Mapping[str, Asset]]) -> Callable[..., Any]:
    """Return the renderer with the files that each of these finds in the draft beside those of the session."""

    def rendered(draft: Draft, assets: Mapping[str, Asset], *rest: Any, **seams: Any) -> Any:
        found = {name: asset for one in named for name, asset in one(draft).items()}
        return render(draft, {**found, **assets}, *rest, **seams)

    return rendered


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
