"""What is met anyway, and complaints about nothing named."""

import pytest

from local.director.conversation import begun


@pytest.mark.parametrize(
    "sentence", ["no stickers", "make it warm, everything else stays the same", "改成暖色，其他不变"]
)
def test_what_is_met_anyway_is_said(sentence: str) -> None:
    """Nothing is refused where nothing impossible is asked for."""
    reply = begun(3).say("make a film", sentence)
    assert {clause.outcome for clause in reply.clauses} == {"applied"}
