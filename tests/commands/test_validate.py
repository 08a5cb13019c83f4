"""`imgfree validate` in each of its four voices, and what it warns of."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import ROOT, Ran
from imgfree import recipe
from imgfree.errors import describe

Imgfree = Callable[..., Ran]
BAD = "version: 1\nsteps:\n  - uplaod: a, b%\n  - instruct: hi\n    if: false\n"
LATE = "version: 1\nsteps:\n  - instruct: hi\n  - export:\n  - id: more\n    instruct: warmer\n  - download: a.mp4\n"


@pytest.fixture
def files(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text(BAD)
    (tmp_path / "late.yaml").write_text(LATE)


@pytest.mark.usefixtures("files")
def test_text(imgfree: Imgfree) -> None:
    """Errors and warnings for people, on stderr; a warning alone is code 0."""
    ran = imgfree("validate", "late.yaml")
    assert (0, "") == (ran.returncode, ran.stdout)
    assert ran.stderr.startswith("warning: no export shows what these words change\n  --> late.yaml:6:5\n")
    assert ran.stderr.endswith("late.yaml: ok\n")
    assert 3 == imgfree("validate", "late.yaml", "bad.yaml").returncode


@pytest.mark.usefixtures("files")
def test_json(imgfree: Imgfree) -> None:
    """Problems and warnings apart; --json and --format json are the same."""
    ran = imgfree("validate", "bad.yaml", "late.yaml", "--json")
    found = json.loads(ran.stdout)
    assert [(3, 5)] == [(one["line"], one["column"]) for one in found["problems"]]
    assert [("late.yaml", 6)] == [(one["file"], one["line"]) for one in found["warnings"]]
    assert not found["valid"]
    assert ran.stdout == imgfree("validate", "bad.yaml", "late.yaml", "--format", "json").stdout


@pytest.mark.usefixtures("files")
def test_github(imgfree: Imgfree) -> None:
    """One workflow command a problem, on stdout, with its place; what would end a command early is escaped."""
    ran = imgfree("validate", "bad.yaml", "late.yaml", "--format", "github")
    first, second = ran.stdout.splitlines()
    assert "::error title=imgfree,file=bad.yaml,line=3,col=5,endColumn=11::'uplaod' is not a step kind: " in first
    assert first.endswith("did you mean 'upload'?")
    assert second.startswith("::warning title=imgfree,file=late.yaml,line=6,col=5,endColumn=13::")
    assert 3 == ran.returncode


@pytest.mark.usefixtures("files")
def test_sarif(imgfree: Imgfree) -> None:
    """One SARIF 2.1.0 log: a result a problem, each with a rule that is declared."""
    log = json.loads(imgfree("validate", "bad.yaml", "late.yaml", "--format", "sarif").stdout)
    (run,) = log["runs"]
    assert ("2.1.0", "imgfree") == (log["version"], run["tool"]["driver"]["name"])
    assert ["error", "warning"] == [one["level"] for one in run["results"]]
    assert {one["ruleId"] for one in run["results"]} <= {one["id"] for one in run["tool"]["driver"]["rules"]}
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert "bad.yaml" == place["artifactLocation"]["uri"]
    assert {"startLine": 3, "startColumn": 5, "endColumn": 11} == place["region"]


@pytest.mark.parametrize(
    ("said", "steps"),
    [
        ("this step never runs", "  - {credits: 1, if: false}\n"),
        ("this step never runs", "  - {credits: 1, if: 1 > 2}\n"),
        ("this step never runs", "  - {credits: 1, if: \"inputs.kind == 'c'\"}\n"),
        ("", "  - {credits: 1, if: \"inputs.kind == 'a'\"}\n"),
        ("", "  - {credits: 1, if: 'true'}\n"),
        ("no export shows", "  - instruct: a\n  - export:\n  - {id: b, instruct: b}\n"),
        ("", "  - instruct: a\n"),
        ("", "  - export:\n  - {id: b, instruct: b, expect: timeline.duration_s > 1}\n"),
        ("", "  - export:\n  - {id: b, instruct: b}\n  - wait_state: timeline.duration_s > 1\n"),
        ("", "  - export:\n  - {id: b, instruct: b}\n  - {id: c, credits: 1, if: steps.b.edited}\n"),
        ("", "  - foreach: [1, 2]\n    as: n\n    steps:\n      - export:\n      - instruct: warmer\n"),
    ],
)
def test_warnings(said: str, steps: str) -> None:
    """What is valid and most likely not meant is said; what may be meant is not."""
    text = f"version: 1\ninputs: {{kind: {{enum: [a, b], default: a}}}}\nsteps:\n{steps}"
    told = "\n".join(describe(one) for one in recipe.parse(text, "clip.yaml").warnings)
    assert said in told if said else told == ""


def test_shipped_recipes_have_no_warnings() -> None:
    """What we ship is what we would write."""
    for path in (ROOT / "recipes").glob("*.yaml"):
        assert () == recipe.load(path).warnings


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
    assert 10 == many.count("error: 'uplaod' is not a step kind\n")
    assert many.endswith("… and 4990 more\n")


def test_the_gallery_is_large_and_shows_no_python() -> None:
    """At least sixty broken recipes have their exact words in tests/cases/rejected/, none of them Python's."""
    told = [path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "cases" / "rejected").glob("*.err")]
    assert len(told) >= 60
    assert [] == [text for text in told if "Traceback" in text or "jsonschema" in text or "jinja2" in text]


def test_services_get_addresses_and_no_commands(imgfree: Callable[..., Ran], tmp_path: Path) -> None:
    """A SARIF address is relative and encoded, whatever the file is called; a recipe's text gives GitHub no command."""
    folder = tmp_path / "a b#%ü"
    folder.mkdir()
    bad = 'version: 1\nsteps:\n  - "x\\n::error::fake ##[add-mask]\\e[2J": a\n'
    (folder / "r:1.yaml").write_text(bad, encoding="utf-8")
    (tmp_path / "x:y.yaml").write_text(bad, encoding="utf-8")
    for named in ("a b#%ü/r:1.yaml", str(folder / "r:1.yaml")):
        told = json.loads(imgfree("validate", named, "--format", "sarif").stdout)
        place = told["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        assert {"uri": "a%20b%23%25%C3%BC/r%3A1.yaml"} == place
    odd = json.loads(imgfree("validate", "x:y.yaml", "--format", "sarif").stdout)
    assert "x%3Ay.yaml" in json.dumps(odd)
    lines = imgfree("validate", "a b#%ü/r:1.yaml", "--format", "github").stdout.splitlines()
    assert 1 == len(lines)
    assert lines[0].startswith("::error title=imgfree,file=a b#%25ü/r%3A1.yaml,")
    assert "##[" not in lines[0]
    assert "\x1b" not in lines[0]


def test_a_run_says_what_is_most_likely_not_meant(tmp_path: Path, imgfree: Imgfree) -> None:
    """The warnings of validate stand on stderr before the first step, too."""
    text = "version: 1\nsteps:\n  - credits: 1\n    name: titled #summer\n"
    (tmp_path / "hash.yaml").write_text(text, encoding="utf-8")
    warned = imgfree("validate", "hash.yaml").stderr
    assert "warning: " in warned
    ran = imgfree("run", "hash.yaml", "--backend", "local")
    assert 0 == ran.returncode
    assert warned.splitlines()[0] in ran.stderr
