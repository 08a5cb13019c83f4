"""What is met anyway, and complaints about nothing named."""

import pytest

from local.director.conversation import begun


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("no stickers", "satisfied: none is added"),
        ("make it warm, everything else stays the same", "nothing else changes"),
        ("改成暖色，其他不变", "其余不变"),
    ],
)
def test_what_is_met_anyway_is_said(sentence: str, told: str) -> None:
    """Nothing is refused where nothing impossible is asked for; what meets it is told."""
    [clause] = begun(3).say("make a film", sentence).clauses
    assert ("applied", True) == (clause.outcome, told in clause.note)
