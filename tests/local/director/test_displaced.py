"""What had to make room for something else is said, in both languages, once."""

import pytest

from local.director.conversation import Session

CAPTIONED = 'make a 12 second video with the captions "Slow", "Warm" and "Sweet"'


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ('add the text "only $9" at the bottom for the whole video', "'only $9' stands higher, clear of the captions"),
        ("全程在底部加上文字“只要9元”", "“只要9元”上移，避开字幕"),
    ],
)
def test_a_text_that_makes_room_for_captions_is_told(session: Session, sentence: str, note: str) -> None:
    """It is said with the sentence that put it there, and not again with the next one."""
    talk = session(3)
    reply = talk.say(CAPTIONED + " at the bottom", sentence)
    assert [True] == [note in clause.note for clause in reply.clauses if "9" in clause.text]
    assert "clear of" not in talk.say("make it 15 seconds").text


def test_nothing_is_told_where_everything_has_room(session: Session) -> None:
    """A title above and a price below move nothing."""
    reply = session(3).say('make a 9 second video, title "Summer Sale" at the top, text "only $9" at the bottom')
    assert "clear of" not in reply.text


def test_a_caption_that_makes_room_for_what_stays_is_told(session: Session) -> None:
    """It is there for three seconds; the price keeps its place for the whole film."""
    talk = session(3)
    talk.say('make a 9 second video, text "only $9" at the bottom for the whole film')
    reply = talk.say('caption "Slow mornings" at the bottom')
    assert "'Slow mornings' stands higher, clear of what else is seen" in reply.text
    assert "'only $9' stands" not in reply.text
