"""What the tests of the director share."""

from collections.abc import Callable

import pytest

from local.director.conversation import Conversation, asset, begun


@pytest.fixture
def session() -> Callable[..., Conversation]:
    """Return a maker of conversations: so many upright photos, and extra files by name."""
    return begun


@pytest.fixture
def shelf() -> Conversation:
    """Return a conversation about three uploads with telling names."""
    return Conversation([asset(name) for name in ("candle.jpg", "bottle.jpg", "mug-1.jpg")])
