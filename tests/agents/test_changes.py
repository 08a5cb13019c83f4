"""A sentence for the film there is, on a cloud that counts."""

from pathlib import Path

import pytest

from agent import Agent
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
    assert "720p" == paid.bodies[-1][1]["output"]["resolution"] if "output" in paid.bodies[-1][1] else True


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


def test_words_that_change_nothing(paid: Nemo, agent: Agent, film: str) -> None:
    """The balance is asked for, free of charge; how far the film is, another tool tells."""
    assert {"available": 100} == agent.finished("change", run_id=film, sentence="how many credits do I have?")[
        "outputs"
    ]
    assert 1 == sum(paid.instructs.values())


def test_what_cannot_be_changed(paid: Nemo, agent: Agent, film: str) -> None:
    """A run that is none, and a sentence that asks how far it is."""
    for asked in ({"run_id": "gone", "sentence": "x"}, {"run_id": film, "sentence": "what is the status?"}):
        refused = agent.call("change", **asked)
        assert refused.failed
        assert refused.told["error"]["hint"]
