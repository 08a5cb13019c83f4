"""A film of three photos and a song, and ways for it to be another one."""

from collections.abc import Callable
from pathlib import Path

import pytest
from render_parts import draft, make, shot, song, textured

from imgfree.local.output import Output

Twin = Callable[..., Path]


@pytest.fixture(scope="session")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Twin:
    """Return what makes the film of these photos, each seen for a second, over a tone of this height."""
    folder = tmp_path_factory.mktemp("twins")

    def made(
        *, photos: str = "123", hertz: float = 440.0, quality: str = "high", size: tuple[int, int] = (96, 160)
    ) -> Path:
        target = folder / f"{photos}-{hertz:g}-{quality}-{size[0]}.mp4"
        if not target.exists():
            pictures = [textured(folder / f"{one}.jpg", size, seed=int(one)) for one in photos]
            heard = song(folder / f"{hertz:g}.wav", seconds=3.0, hertz=hertz)
            music = [{"d": 3000, "m": {"source": heard.id, "title": heard.filename}}]
            shots = (shot(one, 1000, motion={"kind": "zoom_in", "amount": 0.1}) for one in pictures)
            what = draft(*shots, music=music, size=size)
            make(what, [*pictures, heard], target, Output("mp4", quality))  # type: ignore[arg-type]
        return target

    return made
