"""What a backend says, as people see it."""

import pytest

from imgfree import wire
from imgfree.client.wording import sentence, words_of

STATE = wire.state_path("3205239652808888933")


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The render queue is full.", "The render queue is full."),
        ("two\n  lines", "two lines"),
        ('{"code": 500, "message": "out of memory", "trace": ["a", "b"]}', "out of memory"),
        ('{"stack": ["a"]}', ""),
        ("{'error': 'x'", ""),
        ('Request failed: {"code": 500, "session_id": "3205239652808888933"}', "Request failed"),
        ("<!DOCTYPE html><html><body>502</body></html>", ""),
        ("Bad gateway <html><head>", "Bad gateway"),
        (f"GET {STATE} failed", "GET /api/state/nemo_agent/me/…/latest failed"),
        (f"see https://a.example{STATE}?sig=ab12cd34", "see https://a.example/api/state/nemo_agent/me/…/latest?sig=…"),
        ("the title {name} is too long", "the title {name} is too long"),
        ("[warning] music is missing", "[warning] music is missing"),
        ("use 16:9 and/or 9:16", "use 16:9 and/or 9:16"),
    ],
)  # fmt: skip
def test_a_sentence_is_shown(said: str, shown: str) -> None:
    """Raw answers and pages are not, but for the sentence in them; ids in paths are left out."""
    assert shown == sentence(said)


def test_words_are_found_below_raw_ones() -> None:
    """An empty or raw word does not hide a plain one."""
    assert "no room" == words_of({"message": "<html>", "detail": '{"reason": "no room"}'})
    assert "" == words_of({"message": {"code": 3}, "error": ["x"]})
