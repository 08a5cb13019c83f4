"""The inputs that recipes are given."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from imgfree import recipe
from imgfree.errors import PathRefused, RecipeError, describe
from imgfree.recipe import Inputs

Golden = Callable[[Path | str, str], None]
STEPS = "steps:\n  - credits: 1\n"


def given(home: Path, inputs: str, sets: Mapping[str, str] | None = None, **options: Any) -> Inputs:
    """Return the inputs of a recipe with these declarations, run in `work/`."""
    path = home / "book" / "r.yaml"
    path.write_text(f"version: 1\ninputs:\n  {inputs}\n{STEPS}", encoding="utf-8")
    made = recipe.load(path)
    return recipe.resolve_inputs(made, sets or {}, cwd=home / "work", **options)


def refused(home: Path, inputs: str, sets: Mapping[str, str] | None = None) -> RecipeError:
    """Return why these inputs cannot be had."""
    with pytest.raises(RecipeError) as caught:
        given(home, inputs, sets)
    assert 3 == caught.value.exit_code
    return caught.value


@pytest.mark.parametrize(
    ("declared", "text", "value"),
    [
        ("{type: string}", "12", "12"),
        ("{type: string}", "  as it is ", "  as it is "),
        ("{type: string}", "{{ not.a.template }}", "{{ not.a.template }}"),
        ("{}", "true", "true"),
        ("{type: integer}", "-12", -12),
        ("{type: number}", "1.5", 1.5),
        ("{type: number}", "2", 2),
        ("{type: boolean}", "true", True),
        ("{type: boolean}", "False", False),
        ("{type: [string, 'null']}", "null", None),
        ("{type: [integer, string]}", "7", 7),
        ("{type: [integer, string]}", "seven", "seven"),
        ("{type: array}", "a, b,c", ["a", "b", "c"]),
        ("{type: array}", "", []),
        ("{type: array, items: {type: integer}}", "1,2", [1, 2]),
        ("{type: array}", '["a,b", "c"]', ["a,b", "c"]),
        ("{type: object}", '{"a": [1]}', {"a": [1]}),
        ("{type: array, items: {type: string, format: uri}}", "https://a.example/x.jpg", ["https://a.example/x.jpg"]),
        ('{enum: ["9:16", "1:1"]}', "9:16", "9:16"),
    ],
)
def test_set_is_typed_by_the_declaration(home: Path, declared: str, text: str, value: Any) -> None:
    """What a text means follows from the declared schema alone."""
    inputs = given(home, f"x: {declared}", {"x": text})
    assert {"x": value} == inputs.values
    assert type(value) is type(inputs.values["x"])
    assert {"x": text} == inputs.sets


REFUSED = [
    ("{type: integer}", "1.5"),
    ("{type: integer}", "1_000"),
    ("{type: number}", "nan"),
    ("{type: boolean}", "yes"),
    ("{type: array}", "[1"),
    ("{type: object}", "[1]"),
    ("{type: string, maxLength: 3}", "four"),
    ("{type: array, items: {type: integer}}", "1,b"),
    ("{type: array, minItems: 2}", "a"),
    ("{type: string, format: uri}", "a.jpg"),
    ("{type: string, format: image}", "gone.jpg"),
    ("{type: string, format: image}", "song.mp3"),
    ("{type: string, format: image}", "."),
    ("{type: string, format: image}", "*.gif"),
    ("{type: string, format: file}", "*.*"),
    ("{type: string, format: image}", "https://a.b/c.jpg"),
    ("{type: string, format: image}", ""),
]


def test_set_is_refused(home: Path, golden: Golden) -> None:
    """A value that does not fit is named with its input; there is no place in the recipe to point at."""
    told = []
    for declared, text in REFUSED:
        error = refused(home, f"x: {declared}", {"x": text})
        assert error.at is None
        told.append(f"x: {declared}\n--set x={text}\n{describe(error.problems[0])}\n")
    golden("said/set-refused.txt", "\n".join(told).replace(str(home), ""))


@pytest.mark.parametrize(
    ("name", "declared", "sets"),
    [
        ("said/input-missing.txt", "title: {type: string, examples: [Summer Sale]}", {}),
        ("said/input-unknown.txt", "title: {type: string, default: x}", {"titel": "Sale"}),
        ("said/inputs-wrong.txt", "a: {type: integer}\n  b: {type: string}\n  c: {default: 1}", {"a": "x", "d": "y"}),
    ],
)
def test_what_is_wrong_with_inputs_is_told(
    home: Path, golden: Golden, name: str, declared: str, sets: dict[str, str]
) -> None:
    """A missing one with its place and a --set that would do, an unknown one with the nearest, several at once."""
    problems = refused(home, declared, sets).problems
    golden(name, "\n\n".join(map(describe, problems)).replace(f"{home}/", "") + "\n")


def test_default_paths_are_the_recipes(home: Path) -> None:
    """Globs in defaults are relative to the recipe's folder, and sorted as people count."""
    inputs = given(
        home, "x: {type: array, items: {type: string, format: image}, minItems: 3, default: ['assets/mug-*']}"
    )
    names = ["mug-1.jpg", "mug-2.jpg", "mug-10.JPG"]
    assert [str(home / "book" / "assets" / name) for name in names] == inputs.values["x"]
    assert () == inputs.named


def test_set_paths_are_the_callers(home: Path) -> None:
    """Paths on the command line are relative to the working folder, and may lead anywhere."""
    inputs = given(
        home, "x: {type: array, items: {type: string, format: file}}", {"x": "own.png,../secret/key.jpg,*.mp3"}
    )
    paths = [home / "work" / "own.png", home / "secret" / "key.jpg", home / "work" / "song.mp3"]
    assert [str(path) for path in paths] == inputs.values["x"]
    assert tuple(paths) == inputs.named


def test_a_comma_in_a_file_name(home: Path) -> None:
    """JSON says what commas cannot."""
    inputs = given(home, "x: {type: array, items: {type: string, format: image}}", {"x": '["a,b.jpg"]'})
    assert [str(home / "work" / "a,b.jpg")] == inputs.values["x"]


def test_a_pattern_with_brackets_is_no_broken_json(home: Path) -> None:
    """[os]*.png is a glob where files are wanted."""
    inputs = given(home, "x: {type: array, items: {type: string, format: image}}", {"x": "[op]*.png"})
    assert [str(home / "work" / "own.png")] == inputs.values["x"]


def test_brackets_in_folder_names_are_no_pattern(home: Path) -> None:
    """Only the user's own text is a pattern, not the folder that the recipe happens to stand in."""
    odd = home / "book [new]"
    (home / "book").rename(odd)
    (odd / "r.yaml").write_text(
        "version: 1\ninputs:\n  x: {type: array, items: {format: image, type: string}, default: [assets/*-1.jpg]}\n"
        + STEPS,
        encoding="utf-8",
    )
    inputs = recipe.resolve_inputs(recipe.load(odd / "r.yaml"), {}, cwd=home / "work")
    assert [str(odd / "assets" / "mug-1.jpg")] == inputs.values["x"]


def test_a_default_outside_is_refused_before_it_is_looked_for(home: Path) -> None:
    """A stranger's recipe can neither read other folders nor ask what is in them."""
    for path in ("../secret/key.jpg", "../secret/gone.jpg", "../secret/*.jpg", str(home / "secret" / "key.jpg")):
        error = refused(home, f"x: {{type: string, format: image, default: '{path}'}}")
        assert isinstance(error, PathRefused)
        assert f"may not read '{path}'" in error.message
        assert error.at is not None
        assert 3 == error.at.line


def test_links_are_followed_before_reading_is_allowed(home: Path) -> None:
    """A link inside the recipe's folder that leads out of it is refused, also behind a glob."""
    (home / "book" / "assets" / "inside.jpg").symlink_to(home / "secret" / "key.jpg")
    (home / "book" / "more").symlink_to(home / "secret")
    for path in ("assets/inside.jpg", "assets/i*.jpg", "more/key.jpg", "more/*.jpg", "m*/key.jpg"):
        error = refused(home, f"x: {{type: string, format: image, default: '{path}'}}")
        assert isinstance(error, PathRefused), path


def test_allow_read_opens_a_folder(home: Path) -> None:
    """--allow-read DIR, relative to the working folder, lets a recipe read below it."""
    inputs = given(home, "x: {type: string, format: image, default: ../secret/key.jpg}", allow_read=[Path("../secret")])
    assert str(home / "secret" / "key.jpg") == inputs.values["x"]


def test_a_name_that_differs_in_case_is_suggested(home: Path) -> None:
    """Also where another name has more letters in common."""
    error = refused(home, "x: {type: string, format: image, default: assets/MUG-2.JPG}")
    assert "'mug-2.jpg'" in str(error.hint)


def test_a_wrong_default_path_has_its_place(home: Path) -> None:
    """What is wrong with a default is shown at the very item."""
    error = refused(
        home, "x: {type: array, items: {type: string, format: image}, default: [assets/mug-1.jpg, assets/mgu-2.jpg]}"
    )
    assert ("'assets/mgu-2.jpg' does not exist", "did you mean 'mug-2.jpg'?") == (error.message, error.hint)
    assert error.at is not None
    assert "assets/mgu-2.jpg" == error.at.text[error.at.column - 1 :][: error.at.width]


def test_paths_inside_objects_are_found_too(home: Path) -> None:
    """A format counts wherever it is declared."""
    declared = "x: {type: object, properties: {logo: {type: string, format: image}}, default: {logo: assets/mug-1.jpg}}"
    assert {"logo": str(home / "book" / "assets" / "mug-1.jpg")} == given(home, declared).values["x"]


def test_what_is_given_may_be_held_within_folders(home: Path) -> None:
    """Then --set names what lies below them, wherever links lead, and the disk is not asked for anything else."""
    declared = "photo: {type: string, format: path}"
    assert [home / "work"] == list(given(home, declared, {"photo": "."}, within=[home / "work"]).named)
    for name in ("..", "/nowhere/at/all", "~"):
        with pytest.raises(PathRefused):
            given(home, declared, {"photo": name}, within=[home / "work"])
    assert () == given(home, "note: {}", {"note": "/etc/hosts"}, within=[home / "work"]).named
