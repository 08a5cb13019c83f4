"""Brands: what is wrong with one, where it is looked for, what it may read, and what expressions see of it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.errors import InputRefused, RecipeError, RecipeInvalid, describe
from imgfree.recipe import brand

Golden = Callable[[Path | str, str], None]
CASES = Path(__file__).parents[1] / "cases" / "brands"
ASKS = """\
version: 1
steps:
  - upload: "{{ ['a.jpg'] + brand.files }}"
  - instruct: "make a film. {{ brand.words }}"
"""
SILENT = 'version: 1\nsteps:\n  - upload: a.jpg\n  - instruct: "a film for my brand. Files: brand."\n'
PNG = b"\x89PNG\r\n\x1a\nIEND"


@pytest.mark.parametrize("case", sorted(CASES.glob("*.yaml")), ids=lambda case: case.stem)
def test_is_refused_in_these_words(case: Path, monkeypatch: pytest.MonkeyPatch, golden: Golden) -> None:
    """Every problem is named, in file order, at its line and column, with the text of the .err file."""
    monkeypatch.chdir(CASES)
    with pytest.raises(RecipeError) as caught:
        brand.load(Path(case.name), cwd=CASES)
    golden(case.with_suffix(".err"), "\n\n".join(describe(problem) for problem in caught.value.problems) + "\n")


@pytest.mark.parametrize("words", sorted(CASES.glob("*.err")), ids=lambda words: words.stem)
def test_words_belong_to_a_case(words: Path) -> None:
    """No .err file outlives its brand."""
    assert words.with_suffix(".yaml").exists()


def made(folder: Path, text: str) -> recipe.Recipe:
    """Return the recipe of that text in a folder."""
    folder.mkdir(exist_ok=True)
    (folder / "r.yaml").write_text(text, encoding="utf-8")
    return recipe.load(folder / "r.yaml")


def test_it_is_looked_for_beside_a_recipe_that_asks_for_it(tmp_path: Path) -> None:
    """Beside it before its assets; nowhere for a recipe that says nothing of brands."""
    asking, silent = made(tmp_path / "a", ASKS), made(tmp_path / "b", SILENT)
    assert brand.found(asking, None, cwd=tmp_path) is None
    for place in ("assets/brand.yaml", "brand.yaml"):
        for one in (asking, silent):
            (one.dir / place).parent.mkdir(exist_ok=True)
            (one.dir / place).write_text("version: 1\n", encoding="utf-8")
        assert asking.dir / place == brand.found(asking, None, cwd=tmp_path)
    assert brand.found(silent, None, cwd=tmp_path) is None
    subscripted = made(tmp_path / "c", ASKS.replace("brand.words", "brand['words']").replace("brand.files", "[]"))
    assert tmp_path / "x.yaml" == brand.found(subscripted, Path("x.yaml"), cwd=tmp_path)
    assert tmp_path / "x.yaml" == brand.found(asking, Path("x.yaml"), cwd=tmp_path)
    with pytest.raises(InputRefused, match="says nothing of a brand"):
        brand.found(silent, Path("x.yaml"), cwd=tmp_path)


def test_expressions_see_its_files_and_its_words(tmp_path: Path) -> None:
    """Absolute paths of files that the recipe may then read, and words in the film's language; without one, nothing."""
    asking = made(tmp_path / "a", ASKS)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "logo.png").write_bytes(PNG)
    (tmp_path / "b" / "x.yaml").write_text("version: 1\nlogo: logo.png\nlook: bold\n", encoding="utf-8")
    plain = recipe.resolve_inputs(asking, {}, cwd=tmp_path / "a")
    assert plain == brand.branded(plain, asking, None, cwd=tmp_path / "a")
    assert {"files": [], "words": ""} == plain.brand
    seen = brand.branded(plain, asking, tmp_path / "b" / "x.yaml", cwd=tmp_path / "a")
    logo = str(tmp_path / "b" / "logo.png")
    assert {"files": [logo], "words": "Bold look. Logo in the top right corner."} == seen.brand
    assert (str(tmp_path / "b" / "x.yaml"), logo) == seen.brand_files
    assert [Path(logo)] == recipe.readable(logo, asking, seen, cwd=tmp_path / "a", allow_read=())
    chinese = made(tmp_path / "c", ASKS.replace("make a film.", "做成视频。"))
    assert "大胆风格" in str(brand.branded(plain, chinese, tmp_path / "b" / "x.yaml", cwd=tmp_path).brand["words"])


def test_it_reads_nothing_else(tmp_path: Path) -> None:
    """A logo elsewhere needs --allow-read, even where a link below the brand's folder leads to it."""
    asking = made(tmp_path / "a", ASKS)
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "logo.png").write_bytes(PNG)
    (asking.dir / "logo.png").symlink_to(tmp_path / "secret" / "logo.png")
    (asking.dir / "brand.yaml").write_text("version: 1\nlogo: logo.png\n", encoding="utf-8")
    plain = recipe.resolve_inputs(asking, {}, cwd=asking.dir)
    with pytest.raises(RecipeInvalid, match="a brand may not read 'logo.png'"):
        brand.branded(plain, asking, asking.dir / "brand.yaml", cwd=asking.dir)
    allowed = [tmp_path / "secret"]
    seen = brand.branded(plain, asking, asking.dir / "brand.yaml", cwd=asking.dir, allow_read=allowed)
    assert 1 == len(seen.brand["files"])


def test_a_brand_is_told_by_its_name_and_by_what_it_lacks(tmp_path: Path) -> None:
    """A recipe for a brand is a recipe."""
    for name, text, expected in (
        ("brand.yaml", "version: 1\n", True),
        ("acme-brand.yml", "version: 1\n", True),
        ("brand.yaml", ASKS, False),
        ("clip.yaml", "version: 1\n", False),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert expected == brand.is_brand(tmp_path / name), (name, text)
    assert not brand.is_brand(tmp_path / "no-brand.yaml")


def test_the_shipped_one_is_right() -> None:
    """recipes/assets/brand.yaml has all there is to say, and is right."""
    shipped = Path(__file__).parents[2] / "recipes" / "assets" / "brand.yaml"
    assert shipped.with_name("logo.png") == brand.load(shipped, cwd=Path.cwd()).logo
    names = brand.names_beside(recipe.load(shipped.parents[1] / "branded-reel.yaml"))
    assert ["assets/brand.yaml", "assets/logo.png"] == [one.as_posix() for one in names]


@pytest.mark.parametrize("suffix", ["ttf", "otf"])
def test_a_font_of_its_own_goes_with_it(tmp_path: Path, suffix: str) -> None:
    """Its file is sent with the logo, its name is said, and it goes along where the recipe goes."""
    recipe_here = made(tmp_path / "a", ASKS)
    (tmp_path / "a" / f"Acme.{suffix}").write_bytes(_font())
    path = tmp_path / "a" / "brand.yaml"
    path.write_text(f"version: 1\nfont: Acme.{suffix}\n")
    inputs = recipe.Inputs({}, (), {})
    found = brand.branded(inputs, recipe_here, path, cwd=tmp_path).brand
    assert [str(tmp_path / "a" / f"Acme.{suffix}")] == found["files"]
    assert f"Acme.{suffix}" in str(found["words"])
    assert {"brand.yaml", f"Acme.{suffix}"} == {str(one) for one in brand.names_beside(recipe_here)}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"<html>", "is damaged, or no font"),
        (PNG, "is PNG, and no font"),
        ("cut", "is damaged: its table 'maxp' is cut off"),
        ("bare", "is damaged: its table 'maxp' is missing"),
    ],
)
def test_a_font_that_is_none_is_refused_at_its_place(tmp_path: Path, content: bytes | str, why: str) -> None:
    """Empty, of another kind, cut off, without what no font is drawn without."""
    made_of = {"cut": _font()[:-8], "bare": _font(tables=4)}
    (tmp_path / "Acme.ttf").write_bytes(content if isinstance(content, bytes) else made_of[content])
    (tmp_path / "brand.yaml").write_text("version: 1\nfont: Acme.ttf\n")
    with pytest.raises(RecipeInvalid) as caught:
        brand.load(tmp_path / "brand.yaml", cwd=tmp_path)
    [problem] = caught.value.problems
    assert (f"'Acme.ttf' {why}", (2, 7)) == (problem.message, problem.place)


def _font(tables: int = 5) -> bytes:
    """Return what looks like a font to who reads its table of tables."""
    tags = (b"cmap", b"head", b"hhea", b"hmtx", b"maxp")[:tables]
    places = (tag + bytes(4) + (12 + 16 * tables + 16 * n).to_bytes(4, "big") + (16).to_bytes(4, "big")
              for n, tag in enumerate(tags))  # fmt: skip
    return b"\0\1\0\0" + tables.to_bytes(2, "big") + bytes(6) + b"".join(places) + bytes(16 * tables)
