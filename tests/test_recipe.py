"""Recipes as they are loaded, and the inputs they are given."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from imgfree import recipe
from imgfree.errors import InputRefused, PathRefused, RecipeError, RecipeInvalid
from imgfree.recipe import Group, Inputs, Recipe, Retry, Session, Step, targets

STEPS = "steps:\n  - credits: 1\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with `book/` (recipes and assets), `work/` (the working folder) and `secret/`."""
    files = (
        "book/assets/mug-1.jpg book/assets/mug-2.jpg book/assets/mug-10.JPG book/assets/clip.mp4 book/notes.txt "
        "work/own.png work/song.mp3 work/a,b.jpg secret/key.jpg"
    )
    for name in files.split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path


def loaded(home: Path, text: str) -> Recipe:
    """Return a recipe that stands in `book/`."""
    path = home / "book" / "r.yaml"
    path.write_text("version: 1\n" + text, encoding="utf-8")
    return recipe.load(path)


def given(home: Path, inputs: str, sets: Mapping[str, str] | None = None, **options: Any) -> Inputs:
    """Return the inputs of a recipe with these declarations, run in `work/`."""
    made = loaded(home, f"inputs:\n  {inputs}\n{STEPS}")
    return recipe.resolve_inputs(made, sets or {}, cwd=home / "work", **options)


def refused(home: Path, inputs: str, sets: Mapping[str, str] | None = None) -> RecipeError:
    """Return why these inputs cannot be had."""
    with pytest.raises(RecipeError) as caught:
        given(home, inputs, sets)
    assert 3 == caught.value.exit_code
    return caught.value


def test_a_recipe_is_frozen_data(home: Path) -> None:
    """Everything that was written is there, with its type, and paths that lead back to the file."""
    made = loaded(
        home,
        """
name: whole
description: All of it.
backend: local
env: [SHOP]
session: {language: en, task_name: Summer}
inputs:
  n: {type: integer, default: 3}
steps:
  - id: cut
    name: Cut it
    if: inputs.n > 2
    upload: [a.jpg]
    retry: {attempts: 3, delay: 1m30s, backoff: 1.5}
    timeout: 500ms
    expect: inputs.n == 3
    continue_on_error: true
  - id: each
    foreach: "{{ range(3) }}"
    as: number
    steps:
      - export:
outputs: {n: "{{ inputs.n }}"}
""",
    )
    assert (1, "whole", "All of it.", "local") == (made.version, made.name, made.description, made.backend)
    assert (("SHOP",), Session("en", "Summer")) == (made.env, made.session)
    assert (home / "book" / "r.yaml", home / "book") == (made.path, made.dir)
    assert {"n": {"type": "integer", "default": 3}} == made.inputs
    assert {"n": "{{ inputs.n }}"} == made.outputs
    step, group = made.steps
    assert step == Step(
        id="cut",
        kind="upload",
        name="Cut it",
        params=["a.jpg"],
        if_="inputs.n > 2",
        retry=Retry(3, 90.0, 1.5),
        timeout_s=0.5,
        expect=("inputs.n == 3",),
        continue_on_error=True,
        path=("steps", 0),
    )
    assert isinstance(group, Group)
    assert ("each", "{{ range(3) }}", "number", ("steps", 1)) == (group.id, group.foreach, group.as_, group.path)
    assert [("export", "export", None, ("steps", 1, "steps", 0))] == [
        (one.id, one.kind, one.params, one.path) for one in group.steps
    ]


def test_what_is_not_written_has_its_default(home: Path) -> None:
    """A short recipe is named after its file; its steps after their kinds."""
    made = loaded(home, "steps:\n  - credits: 1\n    retry: {attempts: 2}\n    if: false\n")
    assert ("r", "", None, Session(), {}, ()) == (
        made.name,
        made.description,
        made.backend,
        made.session,
        made.inputs,
        made.env,
    )
    (step,) = made.steps
    assert isinstance(step, Step)
    assert ("credits", None, "false", Retry(2, 1.0, 2.0), None, ()) == (
        step.id,
        step.name,
        step.if_,
        step.retry,
        step.timeout_s,
        step.expect,
    )


@pytest.mark.parametrize(
    ("target", "leaves"),
    [
        ("out/reel.mp4", False),
        ("./reel.mp4", False),
        ("a/../reel.mp4", False),
        ("..reel.mp4", False),
        ("{{ inputs.dir }}/reel.mp4", False),
        ("/tmp/reel.mp4", True),
        ("../reel.mp4", True),
        ("a/../../reel.mp4", True),
        ("a\\..\\..\\reel.mp4", True),
        ("C:\\reel.mp4", True),
        ("c:reel.mp4", True),
        ("\\\\host\\share\\reel.mp4", True),
        ("~/reel.mp4", True),
        ("/{{ inputs.dir }}.mp4", True),
        ("../{{ inputs.name }}.mp4", True),
    ],
)
def test_targets_stay_in_their_folder(target: str, leaves: bool) -> None:
    """Whether a literal target climbs out is known before anything is sent, on any system's spelling."""
    assert leaves == targets.leaves_its_folder(target)


def test_steps_of_different_groups_may_share_names(home: Path) -> None:
    """Ids are unique where they can be met: in one list and around it."""
    group = "  - id: {}\n    foreach: [1]\n    as: x\n    steps:\n      - credits: 1\n      - export: mp4\n"
    assert 2 == len(loaded(home, "steps:\n" + group.format("one") + group.format("two")).steps)
    with pytest.raises(RecipeInvalid, match="two steps are called 'credits'"):
        loaded(home, "steps:\n  - credits: 1\n" + group.format("one"))


def test_an_export_in_a_group_counts_for_a_later_download(home: Path) -> None:
    """`download` without `from` needs any export before it."""
    group = "steps:\n  - foreach: [1]\n    as: x\n    steps:\n      - export: mp4\n"
    assert loaded(home, group + "  - download: a.mp4\n").steps


def test_one_mistake_is_told_once(home: Path) -> None:
    """A misspelt `inputs:` or `id:` does not make every use of it a second problem."""
    text = "inptus: {title: {}}\nsteps:\n  - instruct: 'say {{ inputs.title }}'\n"
    with pytest.raises(RecipeInvalid) as caught:
        loaded(home, text)
    assert ["'inptus' is not a key of a recipe"] == [problem.message for problem in caught.value.problems]


def test_parse_reads_text_as_if_it_were_a_file(home: Path) -> None:
    """A recipe can be checked before it is written."""
    made = recipe.parse("version: 1\n" + STEPS, home / "new.yaml")
    assert ("new", home) == (made.name, made.dir)


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


@pytest.mark.parametrize(
    ("declared", "text", "message"),
    [
        ("{type: integer}", "1.5", "--set x: '1.5' is not a whole number"),
        ("{type: integer}", "1_000", "--set x: '1_000' is not a whole number"),
        ("{type: number}", "nan", "--set x: 'nan' is not a number"),
        ("{type: boolean}", "yes", "--set x: 'yes' is not true or false"),
        ("{type: array}", "[1", "--set x: '[1' is not a list"),
        ("{type: object}", "[1]", '--set x: \'[1]\' is not a mapping, such as {"name": "x"}'),
        ("{type: string, maxLength: 3}", "four", "--set x: 'x' has 4 characters; at most 3 are allowed"),
        ("{type: array, items: {type: integer}}", "1,b", "--set x: 'b' is not a whole number"),
        ("{type: array, minItems: 2}", "a", "--set x: 'x' needs at least 2 items, and has 1"),
        ("{type: string, format: uri}", "a.jpg", "--set x: 'a.jpg' is not a web address"),
        ("{type: string, format: image}", "gone.jpg", "--set x: 'gone.jpg' does not exist"),
        ("{type: string, format: image}", "song.mp3", "--set x: 'song.mp3' is not an image"),
        ("{type: string, format: image}", ".", "--set x: '.' is a folder"),
        ("{type: string, format: image}", "*.gif", "--set x: no file fits '*.gif'"),
        ("{type: string, format: file}", "*.*", "--set x: '*.*' fits 3 files"),
        (
            "{type: string, format: image}",
            "https://a.b/c.jpg",
            "--set x: 'https://a.b/c.jpg' is a web address, not a file",
        ),
        ("{type: string, format: image}", "", "--set x: '' is not the path of a file"),
    ],
)
def test_set_is_refused(home: Path, declared: str, text: str, message: str) -> None:
    """A value that does not fit is named with its input; there is no place in the recipe to point at."""
    error = refused(home, f"x: {declared}", {"x": text})
    assert (message, None) == (error.message, error.at)


def test_a_missing_input_is_told_with_the_way_to_give_it(home: Path) -> None:
    """The place of its declaration, and a --set that would do."""
    error = refused(home, "title: {type: string, examples: [Summer Sale]}")
    assert "input 'title' is not given, and it has no default" == error.message
    assert "add --set 'title=Summer Sale'" == error.hint
    assert error.at is not None
    assert (3, 3) == (error.at.line, error.at.column)


def test_an_unknown_input_is_answered_with_the_nearest(home: Path) -> None:
    """A misspelt --set does not pass silently."""
    error = refused(home, "title: {type: string, default: x}", {"titel": "Sale"})
    assert ("--set titel: there is no input 'titel'", "did you mean 'title'?") == (error.message, error.hint)


def test_all_input_problems_come_at_once(home: Path) -> None:
    """Several wrong inputs are one error with several problems."""
    error = refused(home, "a: {type: integer}\n  b: {type: string}\n  c: {default: 1}", {"a": "x", "d": "y"})
    assert isinstance(error, RecipeInvalid)
    assert [
        "--set d: there is no input 'd'",
        "--set a: 'x' is not a whole number",
        "input 'b' is not given, and it has no default",
    ] == [problem.message for problem in error.problems]


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
        assert f"the recipe may not read '{path}'" == error.message
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
    assert "did you mean 'mug-2.jpg'?" == error.hint


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


def test_a_folder_can_be_named_as_a_path(home: Path) -> None:
    """`format: path` takes a folder; what --set named may then be read below it."""
    made = loaded(home, "inputs:\n  x: {type: string, format: path}\n" + STEPS)
    inputs = recipe.resolve_inputs(made, {"x": "../secret"}, cwd=home / "work")
    found = recipe.readable(f"{inputs.values['x']}/*.jpg", made, inputs, cwd=home / "work", allow_read=[])
    assert [home / "secret" / "key.jpg"] == found


def test_readable_paths_of_a_step(home: Path) -> None:
    """A step reads below the recipe's folder and the working folder, and what --set named; nothing else."""
    made = loaded(home, "inputs:\n  x: {type: string}\n" + STEPS)
    key = home / "secret" / "key.jpg"
    inputs = recipe.resolve_inputs(made, {"x": str(key)}, cwd=home / "work")

    def read(text: str, known: Inputs) -> list[str]:
        found = recipe.readable(text, made, known, cwd=home / "work", allow_read=[])
        return [str(path.relative_to(home)) for path in found]

    assert ["book/assets/clip.mp4"] == read("assets/*.mp4", inputs)
    assert ["book/assets/clip.mp4"] == read("./assets/../assets/**/clip.mp4", inputs)
    assert ["work/own.png"] == read(str(home / "work" / "own.png"), inputs)
    assert ["secret/key.jpg"] == read(str(key), inputs)
    with pytest.raises(PathRefused):
        read(str(key), Inputs({}, (), {}))
    with pytest.raises(InputRefused, match="'assets/' is a folder"):
        read("assets/", inputs)


def test_an_endless_file_is_not_read_to_its_end() -> None:
    """Reading stops at the limit, whatever kind of file it is."""
    with pytest.raises(RecipeError, match="bigger than 1 MiB"):
        recipe.load(Path("/dev/zero"))
