"""A small film of two photos and a song, and who makes its pieces."""

from collections.abc import Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from render_parts import draft, plain, shot, song

from imgfree import disk
from imgfree.engine import Engine
from imgfree.local.assets import Asset
from imgfree.local.engines.elsewhere import Elsewhere, Renderer
from imgfree.local.output import Output
from imgfree.local.sandbox import parent
from imgfree.local.sandbox.studio import Studio

QUIET: dict[str, Any] = {"on_progress": lambda share: None, "cancelled": lambda: False}


@dataclass(frozen=True)
class Film:
    """What is asked of a renderer, in the folder where its films go."""

    draft: Mapping[str, Any]
    assets: Mapping[str, Asset]
    folder: Path

    @property
    def order(self) -> tuple[Any, ...]:
        """Return what a studio's `parts` is asked for."""
        return self.draft, self.assets, Output()

    def studio(self, name: str) -> Studio:
        """Return a studio whose pieces are in a folder of that name."""
        return Studio(parent.shared, self.folder / name)

    def renderer(self, executor: Executor, name: str = "here", **facts: Any) -> Renderer:
        """Return what has its pieces made by that executor."""
        elsewhere = Elsewhere(Engine("toy://", facts.pop("store", None)), executor, **facts)
        return Renderer(self.studio(name) if elsewhere.store is None else Studio(parent.shared, elsewhere.cache(
            self.folder)), self.folder / name, elsewhere)  # fmt: skip

    def alone(self) -> bytes:
        """Return the film as it is made without an engine."""
        self.studio("alone").render(*self.order, self.folder / "alone.mp4", **QUIET)
        return (self.folder / "alone.mp4").read_bytes()

    def made(self, renderer: Renderer, name: str = "film.mp4", **seams: Any) -> Any:
        """Return what is noted of the film that this renderer has made."""
        return renderer.render(*self.order, self.folder / name, **QUIET | seams)

    def file(self, name: str = "film.mp4") -> bytes:
        """Return a film that was made."""
        return (self.folder / name).read_bytes()


@pytest.fixture
def film(tmp_path: Path) -> Film:
    """Return a film of three pieces of pictures and one of sound."""
    photos = [plain(tmp_path / "a.png", (90, 40, 30)), plain(tmp_path / "b.png", (20, 120, 60))]
    files = [replace(one, sha256=disk.sha256(one.path)) for one in (*photos, song(tmp_path / "tone.wav"))]
    music = [{"d": 600, "m": {"source": "tone", "start": 0}}]
    zoomed = {"motion": {"kind": "zoom_in", "amount": 0.2}}
    shots = [shot(files[0], 200, **zoomed), shot(files[1], 4000, **zoomed)]
    return Film(draft(*shots, music=music, size=(64, 112), fps=10), {one.id: one for one in files}, tmp_path)


@pytest.fixture
def pool() -> Any:
    """Return two threads that make pieces; the children that do it are this process's."""
    with ThreadPoolExecutor(2) as threads:
        yield threads
