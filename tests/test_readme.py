"""What the README says is so."""

import re
import wave
from collections.abc import Callable
from pathlib import Path

import imgfree
from commandline import ROOT, Ran
from nemo import Nemo

README = (ROOT / "README.md").read_text(encoding="utf-8")
Cloud = Callable[..., Ran]


def fenced(language: str) -> list[str]:
    """Return the contents of the README's blocks of that language."""
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_its_two_commands_come_first() -> None:
    """The first two blocks are one line each: install and run the main job, install and pass the tests."""
    first, second = fenced("sh")[:2]
    assert [1, 1] == [first.count("\n"), second.count("\n")]
    assert first.endswith("imgfree run recipes/product-reel.yaml\n")
    assert second.endswith("pytest -n auto\n")
    assert README.index("docs/three-looks.jpg") < README.index(first)
    assert (ROOT / "docs" / "three-looks.jpg").stat().st_size <= 200_000


def test_it_is_short_and_leads_on() -> None:
    """It is a screen and a half, and it links every page of docs/."""
    lines = README.splitlines()
    assert len(lines) <= 95
    assert max(map(len, lines)) <= 160
    linked = set(re.findall(r"\]\((docs/[\w-]+\.md)\)", README))
    assert {f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} == linked


def test_its_recipe_runs(tmp_path: Path, cloud: Cloud, photo: Callable[[str], Path], nemo: Nemo) -> None:
    """The recipe in the README, as it stands, makes its video."""
    for number in (1, 2, 3):
        photo(f"assets/mug-{number}.jpg")
    (tmp_path / "reel.yaml").write_text(fenced("yaml")[0], encoding="utf-8")
    ran = cloud("run", "reel.yaml", "--set", "title=Autumn Sale")
    assert 0 == ran.returncode, ran.stderr
    assert "out/product-reel.mp4\n" == ran.stdout
    assert 'title "Autumn Sale"' in next(iter(nemo.instructs))


def test_its_error_is_what_a_user_sees(tmp_path: Path, imgfree: Cloud) -> None:
    """The error shown is the program's own, to the character."""
    (shown,) = re.findall(r"```\n(error: .*?)```", README, re.DOTALL)
    lines = ["version: 1", "name: clip", "", "inputs:", "  title: {type: string, default: Sale}", "", "steps:"]
    lines += [
        "  - id: start",
        "    credits: 1",
        "",
        "  - id: more",
        "    credits: 1",
        "",
        "  - uplaod: assets/*.jpg",
        "",
    ]
    (tmp_path / "recipes").mkdir()
    (tmp_path / "recipes" / "clip.yaml").write_text("\n".join(lines), encoding="utf-8")
    ran = imgfree("validate", "recipes/clip.yaml")
    assert 3 == ran.returncode
    assert shown == ran.stderr


def test_its_sentences_are_understood(tmp_path: Path, photo: Callable[[str], Path]) -> None:
    """What it says one may say is done, all of it, with three photos, a song and a logo."""
    shown = re.search(r'there: "([^"]+)", (.*)\. The local', README, re.DOTALL)
    assert shown
    song = tmp_path / "song.wav"
    with wave.open(str(song), "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\x00\x10\x00\xf0" * 8000 * 5)
    files = [photo(f"{name}.jpg") for name in ("a", "b", "c", "logo")]
    for sentence in shown.groups():
        heard = imgfree.explain(" ".join(sentence.split()), [*files, song])
        said = [clause.outcome for clause in heard.clauses if clause.outcome != "defaulted"]
        assert len(said) >= 2
        assert {"applied"} == set(said), heard.text
