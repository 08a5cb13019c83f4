"""The recipe of `make`: valid, with files named from its folder, and a film that is named after the photo."""

from pathlib import Path

import pytest

from imgfree import recipe
from imgfree.authoring import sentence

HERE, ELSE = Path("/films"), Path("/else/b.jpg")


def steps_of(text: str) -> list[str]:
    """Return the kinds of the recipe's steps; it must be valid."""
    return [step.kind for step in recipe.parse(text, Path("made.yaml")).steps if isinstance(step, recipe.Step)]


@pytest.mark.parametrize("to", ["film.gif", "film"])
@pytest.mark.parametrize("urls", [(), ("https://cdn.example/a.jpg",)])
@pytest.mark.parametrize("files", [(), (HERE / "shots" / "a.jpg", ELSE)])
def test_any_files_and_addresses_make_a_valid_recipe(files: tuple[Path, ...], urls: tuple[str, ...], to: str) -> None:
    """Whatever is there is uploaded, in one step."""
    if files or urls:
        text = sentence.recipe_of('say "{{ hi }}"', files, urls, to, HERE)
        assert ["upload", "instruct", "export", "download"] == steps_of(text)
        assert not files or "- shots/a.jpg\n" in text
        assert not files or f"- {ELSE}\n" in text


@pytest.mark.parametrize("urls", [(), ("https://cdn.example/a.jpg",)])
@pytest.mark.parametrize("files", [(), (HERE / "a.jpg",)])
def test_a_brand_is_asked_for(files: tuple[Path, ...], urls: tuple[str, ...]) -> None:
    """Its files are uploaded with the others, its words stand behind those of the sentence."""
    text = sentence.recipe_of("a film", files, urls, "film.mp4", HERE, branded=True)
    assert ["upload", "instruct", "export", "download"] == steps_of(text)
    assert "brand.files }}" in text
    made = recipe.parse(text, Path("made.yaml")).steps[1]
    assert isinstance(made, recipe.Step)
    assert "a film. {{ brand.words }}" == made.params


@pytest.mark.parametrize(
    ("said", "ended"), [("a film!", "a film! "), ("做成视频", "做成视频。"), ('title "A"', 'title "A". ')]
)
def test_a_brand_begins_a_sentence(said: str, ended: str) -> None:
    """A stop is put where there is none, in the script of the sentence."""
    made = recipe.parse(sentence.recipe_of(said, (HERE / "a.jpg",), (), "f.mp4", HERE, branded=True), Path("made.yaml"))
    assert isinstance(step := made.steps[1], recipe.Step)
    assert ended + "{{ brand.words }}" == step.params


def test_a_suffix_decides_the_format() -> None:
    """Without one, the words do: the target takes what the export has become, and the name that they ask for."""
    files = (HERE / "a.jpg",)
    assert "format: gif\n" in sentence.recipe_of("x", files, (), "film.gif", HERE)
    loose = sentence.recipe_of("x", files, (), "film", HERE)
    assert "export:\n      quality: high\n" in loose
    assert '{{ steps.export.name or "film" }}.{{ steps.export.format }}' in loose


@pytest.mark.parametrize(
    ("files", "urls", "stem"),
    [
        (["talk.srt", "shop.jpg"], [], "shop"),
        (["talk.srt"], [], "talk"),
        ([], ["https://cdn.example/caf%C3%A9.png?size=2"], "café"),
        ([], ["https://cdn.example/"], "video"),
        (["a.mp4.jpg"], [], "a.mp4-2"),
    ],
)
def test_a_film_is_named_after_what_is_seen(files: list[str], urls: list[str], stem: str) -> None:
    """The first photo or clip, no captions file if there is another; never a name that reads as a film."""
    assert stem == sentence.film_stem([Path(name) for name in files], urls)


def test_a_name_that_is_taken_is_counted_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever format the film of that name is."""
    monkeypatch.chdir(tmp_path)
    Path("shop.webm").touch()
    Path("shop-2.mp4").touch()
    assert "shop-3" == sentence.film_stem([Path("shop.jpg")], [])
