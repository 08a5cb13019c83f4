"""Every recipe of docs/cookbook.md makes what it says, on the local backend."""

import re
from collections.abc import Callable
from pathlib import Path

import av
import pytest
from PIL import Image
from render_parts import clip, song

from commandline import ROOT, Ran
from thorough import some

PAGE = (ROOT / "docs" / "cookbook.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^## (\d+\. .+?)\n.*?```yaml\n(.*?)```", PAGE, re.MULTILINE | re.DOTALL)
SHORT = {"seconds": "2", "each": "1"}  # for inputs of these names: as little film as still shows it


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """Return a folder with the files that the recipes name, small."""
    (tmp_path / "photos").mkdir()
    for name, colour in (("1", "firebrick"), ("2", "seagreen"), ("3", "steelblue")):
        Image.new("RGB", (96, 128), colour).save(tmp_path / "photos" / f"{name}.jpg")
    Image.new("RGBA", (40, 40), (255, 200, 0, 255)).save(tmp_path / "logo.png")
    song(tmp_path / "song.wav", seconds=3)
    clip(tmp_path / "clip.mp4", times_ms=range(0, 3000, 40), size=(160, 90), light=lambda index: 30 + index)
    (tmp_path / "talk.srt").write_text("1\n00:00:00,200 --> 00:00:01,500\nHello\n", encoding="utf-8")
    return tmp_path


def test_there_are_twelve() -> None:
    """The page counts its recipes."""
    assert [str(number) for number in range(1, 13)] == [title.partition(".")[0] for title, _ in RECIPES]


@pytest.mark.slow
@pytest.mark.parametrize(("title", "recipe"), some(RECIPES, 4), ids=lambda one: one.partition("\n")[0])
def test_it_makes_what_it_says(title: str, recipe: str, shop: Path, imgfree: Callable[..., Ran]) -> None:
    """Nothing in its words is declined or not understood, and every file that it names is there and can be opened."""
    (shop / "recipe.yaml").write_text(
        recipe.replace("quality: high, ", "").replace("resolution: 720p", "quality: draft"), encoding="utf-8"
    )
    given = [f"{name}={value}" for name, value in SHORT.items() if re.search(rf"^  {name}:", recipe, re.MULTILINE)]
    ran = imgfree(
        *("run", "recipe.yaml", "--backend", "local", "--strict"),
        *(word for one in given for word in ("--set", one)),
    )
    assert 0 == ran.returncode, ran.stderr
    made = sorted((shop / "out").iterdir())
    assert len(re.findall(r"\bdownload:", recipe)) <= len(made)
    for path in made:
        with av.open(str(path)) as film:
            assert film.streams.video[0].width >= 100
