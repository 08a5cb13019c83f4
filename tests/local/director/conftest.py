"""What the tests of the director share."""

from collections.abc import Callable
from typing import Any

import pytest

from local.director import score
from local.director.conversation import Conversation, asset, begun


@pytest.fixture
def session() -> Callable[..., Conversation]:
    """Return a maker of conversations: so many upright photos, and extra files by name."""
    return begun


@pytest.fixture
def shelf() -> Conversation:
    """Return a conversation about three uploads with telling names."""
    return Conversation([asset(name) for name in ("candle.jpg", "bottle.jpg", "mug-1.jpg")])


@pytest.fixture(scope="session")
def judged(once: Callable[[str, Callable[[], Any]], Any]) -> Callable[[str], list[score.Verdict]]:
    """Return what tells what became of every row of a set."""

    def verdicts(name: str) -> list[score.Verdict]:
        found: list[score.Verdict] = once(f"judged-{name}", lambda: [score.verdict(row) for row in score.rows(name)])
        return found

    return verdicts
