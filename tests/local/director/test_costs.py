"""The table of costs: what has to be dearer than what, for words to find each other."""

from imgfree.local.director import costs


def test_borders_cost_more_the_stronger_they_are() -> None:
    """A word less than an unknown one, that less than a comma, and a comma less than a full stop."""
    assert 0 < costs.ITEM < costs.UNKNOWN < costs.COMMA < costs.STOP


def test_reaches_end_where_they_are_meant_to() -> None:
    """What is near, and what a "no" closes, has no comma in between; no verb reaches over a full stop; several commas
    can be passed."""
    assert costs.CLOSE < costs.NEAR < costs.COMMA
    assert 3 * costs.COMMA < costs.REACHED < costs.STOP < costs.REACH
