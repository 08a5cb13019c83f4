"""What a recording says of itself."""

import pytest

from imgfree.cassette.about import usable


@pytest.mark.parametrize(
    "odd",
    [
        {"started_s": 10**400}, {"started_s": True}, {"poll_s": -1}, {"render_limit_s": "x"}, {"resumed": ["x"]},
        {"resumed": [-1]}, {"backend": []}, {"media": None}, {"run_id": 5},
    ],
)  # fmt: skip
def test_what_cannot_be_is_as_if_it_were_not_told(odd: dict[str, object]) -> None:
    """Moments, paces and names of another type, or beyond what can be; the rest of what is told stays."""
    assert {"later": 1} == usable({**odd, "later": 1})


def test_what_can_be_is_told() -> None:
    """Each name that is known, and one that only a later version knows."""
    told = {"started_s": 1.5, "poll_s": 3, "render_limit_s": None, "resumed": [2], "backend": "nemo", "media": "digest"}
    assert {**told, "run_id": "a", "later": []} == usable({**told, "run_id": "a", "later": []})
