"""Every shipped recipe validates and replays from its cassette, on any machine, with nothing left over.

Record all cassettes anew, from the local backend, in a checkout with `pip install -e .[local]`:

    for r in recipes/*.yaml; do IMGFREE_HOME=$(mktemp -d) IMGFREE_RUNS_DIR=$(mktemp -d) imgfree run $r --backend local \
        --record cassettes/${r##*/} --record-media digest --out $(mktemp -d); done

`imgfree test --update` does the same for those that no longer fit.
"""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vcr

from commandline import SHIPPED
from imgfree import cassette, recipe

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES = 200_000


@pytest.fixture(scope="module", params=SHIPPED, ids=lambda path: path.stem)
def shipped(request: pytest.FixtureRequest) -> Path:
    """Return a shipped recipe."""
    found: Path = request.param
    return found


def tape_of(path: Path) -> Path:
    """Return its cassette."""
    return ROOT / "cassettes" / path.name


def test_validates_and_has_a_cassette_of_its_name(shipped: Path) -> None:
    """It loads, says what it is for, and its recording came to its end and can be compared with."""
    assert recipe.load(shipped).description
    tape = cassette.read(tape_of(shipped))
    assert tape.finished
    assert tape.events
    assert not cassette.bodies_folder(tape_of(shipped)).exists()
    assert len(vcr.cassette.Cassette.load(path=str(tape_of(shipped)))) == len(tape.interactions)


def test_the_cassette_is_fit_to_be_shared(shipped: Path) -> None:
    """It is small, and holds no place of the machine and no token."""
    text = tape_of(shipped).read_text(encoding="utf-8")
    assert len(text.encode()) < MOST_BYTES
    assert [] == re.findall(r"nmv_usr_\w+|(?:/work|/home|/root|/tmp|/Users|[A-Z]:\\\\)[/\\][^\"' ]*", text)
    hosts = set(re.findall(r"https?://([^/:\"\\]+)", text))
    assert {"127.0.0.1"} == hosts


def test_no_cassette_outlives_its_recipe() -> None:
    """Each file in cassettes/ belongs to a recipe."""
    assert {path.name for path in SHIPPED} == {path.name for path in (ROOT / "cassettes").iterdir()}


def test_all_replay_without_network_token_or_home(tmp_path: Path, imgfree: Callable[..., Any], no_sockets: str) -> None:
    """`imgfree test` passes for all of them, and asks for no socket."""
    done = imgfree("test", "--json", cwd=ROOT, env={"NEMO_API_URL": "http://no.invalid"}, before=no_sockets)
    assert 0 == done.returncode, done.stdout + done.stderr
    cases = json.loads(done.stdout)["cases"]
    assert {f"recipes/{path.name}": "passed" for path in SHIPPED} == {case["recipe"]: case["outcome"] for case in cases}
    assert not (tmp_path / "home").exists()
