"""`imgfree validate`: in words, and as one object; and what no recipe is."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran

Imgfree = Callable[..., Ran]


@pytest.mark.usefixtures("wrong_recipes")
def test_text(imgfree: Imgfree) -> None:
    """Errors and warnings for people, on stderr; a warning alone is code 0."""
    ran = imgfree("validate", "late.yaml")
    assert (0, "") == (ran.returncode, ran.stdout)
    assert ran.stderr.partition("\n")[2].startswith("  --> late.yaml:6:5\n")
    assert ran.stderr.endswith("late.yaml: ok\n")
    assert 3 == imgfree("validate", "late.yaml", "bad.yaml").returncode


@pytest.mark.usefixtures("wrong_recipes")
def test_json(imgfree: Imgfree) -> None:
    """Problems and warnings apart; --json and --format json are the same."""
    ran = imgfree("validate", "bad.yaml", "late.yaml", "--json")
    found = json.loads(ran.stdout)
    assert [(3, 5)] == [(one["line"], one["column"]) for one in found["problems"]]
    assert [("late.yaml", 6)] == [(one["file"], one["line"]) for one in found["warnings"]]
    assert not found["valid"]
    assert ran.stdout == imgfree("validate", "bad.yaml", "late.yaml", "--format", "json").stdout


def test_what_is_too_big_to_keep_here(tmp_path: Path, imgfree: Imgfree) -> None:
    """A film, a folder, nothing at all, five thousand broken steps: a sentence each, soon, and no traceback."""
    with (tmp_path / "film.mp4").open("wb") as file:
        file.truncate(300_000_000)
    (tmp_path / "folder").mkdir()
    (tmp_path / "clip.yaml").write_text("version: 1\nsteps:\n  - credits: 1\n")
    (tmp_path / "many.yaml").write_text("version: 1\nsteps:\n" + "  - uplaod: a.jpg\n" * 5000)
    (tmp_path / "long.yaml").write_text(
        "version: 1\nsteps:\n" + "".join(f"  - {{id: s{number}, credits: 1}}\n" for number in range(5000))
    )
    expected = {
        "film.mp4": "error: 'film.mp4' is bigger than 1 MiB\n  hint: split it into several recipes\n",
        "folder": "error: 'folder' is a folder\n  hint: name the recipe file in it\n",
        "clop.yaml": "error: 'clop.yaml' does not exist\n  hint: did you mean 'clip.yaml'?\n",
        "long.yaml": "long.yaml: ok\n",
    }
    for name, said in expected.items():
        assert said == imgfree("validate", name).stderr
    many = imgfree("validate", "many.yaml").stderr
    assert 10 == many.count("error: 'uplaod'")
    assert many.endswith("… and 4990 more\n")


def test_the_gallery_is_large_and_shows_no_python() -> None:
    """At least sixty broken recipes have their exact words in tests/cases/rejected/, none of them Python's."""
    told = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "cases" / "rejected").glob("*.err")]
    assert len(told) >= 60
    assert [] == [text for text in told if "Traceback" in text or "jsonschema" in text or "jinja2" in text]


def test_a_run_says_what_is_most_likely_not_meant(tmp_path: Path, imgfree: Imgfree) -> None:
    """The warnings of validate stand on stderr before the first step, too."""
    text = "version: 1\nsteps:\n  - credits: 1\n    name: titled #summer\n"
    (tmp_path / "hash.yaml").write_text(text, encoding="utf-8")
    warned = imgfree("validate", "hash.yaml").stderr
    assert "warning: " in warned
    ran = imgfree("run", "hash.yaml", "--backend", "local")
    assert 0 == ran.returncode
    assert warned.splitlines()[0] in ran.stderr


def test_a_brand_is_checked_as_one(tmp_path: Path, imgfree: Imgfree) -> None:
    """By its name; its problems have their places, and stand among those of recipes."""
    (tmp_path / "acme-brand.yaml").write_text("version: 1\nfont: helvetica\n", encoding="utf-8")
    ran = imgfree("validate", "acme-brand.yaml", "--json")
    [problem] = json.loads(ran.stdout)["problems"]
    assert (3, 2, 7, "'helvetica' is no style of type, and no font file") == (
        ran.returncode,
        *(problem[k] for k in ("line", "column", "message")),
    )
    (tmp_path / "acme-brand.yaml").write_text("version: 1\nfont: serif\n", encoding="utf-8")
    ran = imgfree("validate", "acme-brand.yaml")
    assert (0, "acme-brand.yaml: ok\n") == (ran.returncode, ran.stderr)
