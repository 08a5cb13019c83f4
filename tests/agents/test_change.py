"""A sentence for the film there is, on a cloud that counts."""

import threading
from pathlib import Path

import pytest

from agent import Agent, connected
from imgfree.agents import workers
from imgfree.agents.desk import Office
from imgfree.agents.server import served
from imgfree.language import detection
from nemo import Nemo

FILM = {"key": "k", "sentence": "a 10-second reel", "files": ["a.jpg", "b.jpg"], "max_credits": 50}


@pytest.fixture
def film(paid: Nemo, agent: Agent) -> str:
    """Return the run of a film."""
    return str(agent.finished("start", **FILM)["run_id"])


def test_it_goes_on_where_the_film_ended(paid: Nemo, agent: Agent, film: str, tmp_path: Path) -> None:
    """In the same session, with nothing uploaded again; the film gets a name of its own below the same folder."""
    told = agent.finished("change", run_id=film, sentence="make it warmer, 12 seconds", max_credits=50)
    assert [str(tmp_path / "a-2.mp4")] == told["films"]
    assert 12 == told["film"]["seconds"]
    assert (1, 2, 2) == (len(paid.sessions), len(paid.uploads), sum(paid.instructs.values()))
    third = agent.finished("change", run_id=told["run_id"], sentence="export it in 720p")
    assert [str(tmp_path / "a-3.mp4")] == third["films"]
    assert 2 == sum(paid.instructs.values())


def test_it_is_paid_for_once_and_only_if_allowed(paid: Nemo, agent: Agent, film: str) -> None:
    """The same sentence to the same run is the same run; without max_credits nothing is sent."""
    asked = {"run_id": film, "sentence": "make it warmer"}
    assert "not started" == agent.told("change", **asked)["state"]
    assert 1 == sum(paid.instructs.values())
    first, second = (agent.finished("change", **asked, max_credits=50) for _ in range(2))
    assert first == second
    assert 2 == sum(paid.instructs.values())


def test_another_sentence_belongs_to_the_newest(paid: Nemo, agent: Agent, film: str) -> None:
    """A film that was changed already is named by its newest run, which takes it; files come along."""
    newest = agent.finished("change", run_id=film, sentence="make it warmer", max_credits=50)["run_id"]
    refused = agent.call("change", run_id=film, sentence="make it colder", max_credits=50)
    assert refused.failed
    assert newest in refused.told["error"]["hint"]
    told = agent.finished("change", run_id=newest, sentence="add this photo", files=["c.jpg"], max_credits=50)
    assert "passed" == told["state"]
    assert (1, 3) == (len(paid.sessions), len(paid.uploads))


def test_words_that_change_nothing(paid: Nemo, agent: Agent, film: str, tmp_path: Path) -> None:
    """The balance and how the film stands are answered at once; no run is begun for them, and nothing is paid."""
    assert "100" in str(agent.told("change", run_id=film, sentence="how many credits do I have?")["say"])
    assert 10 == agent.told("change", run_id=film, sentence="what is the status?")["film"]["seconds"]
    assert [film] == [path.name for path in tmp_path.glob(".imgfree/runs/*")]
    assert 1 == sum(paid.instructs.values())


def test_who_speaks_chinese_is_answered_so(paid: Nemo, agent: Agent) -> None:
    """Also of a run that only exports, and after a word that is the same in every language."""
    asked = {"key": "zh", "sentence": "把这些照片做成10秒视频", "files": ["a.jpg"], "max_credits": 50}
    film = agent.finished("start", **asked)
    square = agent.finished("change", run_id=film["run_id"], sentence="导出方形的")
    again = agent.finished("change", run_id=square["run_id"], sentence="export")
    assert all(detection.detect(told["say"][-1:]).startswith("zh") for told in (film, square, again))
    assert "积分" in str(agent.told("change", run_id=again["run_id"], sentence="credits")["say"])


def test_wishes_of_the_file_that_cannot_be_met(paid: Nemo, agent: Agent, film: str) -> None:
    """What the file cannot be is said beside its run, also when it is asked again; an editor's project is refused."""
    asked = {"run_id": film, "sentence": "export it as mp3", "max_credits": 50}
    for _ in range(2):
        [note] = agent.told("change", **asked)["not_had"]
        assert "mp3" in note
    assert agent.call("change", run_id=film, sentence="export to CapCut").failed


def test_what_cannot_be_changed(agent: Agent) -> None:
    """A run that is none, and nothing said."""
    refused = agent.call("change", run_id="gone", sentence="make it warmer")
    assert refused.failed
    assert "`find` lists the runs" == refused.told["error"]["hint"]
    assert "there are no words" == agent.call("change", run_id="gone", sentence=" ").told["error"]["message"]


def test_a_run_is_changed_when_it_is_over(paid: Nemo, office: Office) -> None:
    """Not while it is at work, and not when it was cut off: then it is gone on with first."""
    paid.hold_words = threading.Event()
    with connected(served(office)) as agent:
        run_id = agent.told("start", **FILM)["run_id"]
        while not paid.instructs:
            assert "wait" == agent.told("wait", run_id=run_id, seconds=0.1)["next"]
        warmer = {"run_id": run_id, "sentence": "make it warmer", "max_credits": 50}
        assert "is not over" in agent.call("change", **warmer).told["error"]["message"]
        assert "running" == agent.told("resume", run_id=run_id)["state"]
        workers._begun[-1].terminate()
        workers._begun[-1].wait(60)
        assert "interrupted" == agent.told("wait", run_id=run_id)["state"]
        assert "`resume` it" in agent.call("change", **warmer).told["error"]["hint"]
        assert "interrupted" in agent.call("look", run_id=run_id).told["error"]["hint"]
        paid.hold_words.set()
        assert "passed" == agent.finished("resume", run_id=run_id)["state"]
        assert 1 == sum(paid.instructs.values())
        assert "passed" == agent.finished("change", **warmer)["state"]


def test_a_run_that_failed_has_a_film_once_words_were_done(paid: Nemo, agent: Agent) -> None:
    """Before, there is nothing to change; after, the change goes on from there."""
    paid.broken = "/api/upload"
    early = agent.finished("start", **{**FILM, "key": "early"})
    assert "failed" == early["state"]
    paid.broken = "/api/render"
    late = agent.finished("start", **{**FILM, "key": "late", "sentence": "a 9-second reel"})
    paid.broken = "-"
    refused = agent.call("change", run_id=early["run_id"], sentence="make it warmer", max_credits=50)
    assert "made no film" in refused.told["error"]["message"]
    told = agent.finished("change", run_id=late["run_id"], sentence="make it 12 seconds", max_credits=50)
    assert ("passed", 12) == (told["state"], told["film"]["seconds"])
