"""A run gone on with, by the word of who asked for it."""

from agent import Agent
from nemo import Nemo

ASKED = {"key": "k", "recipe": "reel.yaml", "max_credits": 50}


def test_a_step_in_doubt_is_settled_by_a_word(paid: Nemo, agent: Agent) -> None:
    """What each step will do is told; a step in doubt is taken for done, free of charge."""
    paid.cut_words, paid.edits, paid.price = 1, False, 1
    failed = agent.finished("start", **ASKED)
    assert "failed" == failed["state"]
    assert "--accept cut" in failed["error"]["hint"]
    paid.edits = True
    told = agent.told("resume", run_id=failed["run_id"], accept=["cut"])
    assert told["will"][1].startswith("cut: continue")
    assert 1 == sum(paid.instructs.values())


def test_what_costs_is_asked_for(paid: Nemo, agent: Agent) -> None:
    """Sending words again needs max_credits; without them nothing is done. A run that is over is told as it is."""
    paid.cut_words, paid.edits = 1, False
    run_id = agent.finished("start", **ASKED)["run_id"]
    paid.edits = True
    told = agent.told("resume", run_id=run_id, resend=["cut"])
    assert ("not resumed", 50) == (told["state"], told["needs"]["max_credits"])
    assert 1 == sum(paid.instructs.values())
    done = agent.finished("resume", run_id=run_id, resend=["cut"], max_credits=50)
    assert "passed" == done["state"]
    assert 2 == sum(paid.instructs.values())
    assert done == agent.told("resume", run_id=run_id)


def test_a_step_that_is_not_in_doubt_is_told(paid: Nemo, agent: Agent) -> None:
    """The run's own refusal comes with the next answer."""
    paid.broken = "/api/render"
    run_id = agent.finished("start", **ASKED)["run_id"]
    told = agent.finished("resume", run_id=run_id, accept=["nothing"])
    assert "is not in doubt" in told["error"]["message"]
