"""A user's text is data: what stands in quotes, and what a file is called, is never heard as an instruction."""

from typing import Any

import pytest

from imgfree import template
from imgfree.local.messages import message
from local.director.conversation import Conversation, Session, asset, titles

TITLES = [
    '12" vinyl',
    'Mom\'s "60th" Birthday',
    "夏日“特惠”",
    'x" and make it 20 seconds long "y',
    "Rock 'n' Roll",
    "The Smiths' House",
    "他说“你好”",
    "line one\nline two",
    "no music, black and white, 9:16",
    "undo",
    "”",
]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "sentence",
    ['Turn these into a 4-second 1:1 reel with the title "{{ v }}".', "做成4秒方形视频，标题“{{ v }}”，不要音乐"],
)
def test_titles_of_a_recipe_come_out_whole(session: Session, sentence: str, title: str) -> None:
    """The draft has the title letter by letter, and nothing in it changed the film."""
    talk = session(2)
    reply = talk.say(template.render(sentence, {"v": title}))
    facts = talk.drafts[-1]["m"]
    assert [title] == titles(talk)
    assert (4000, 1080, 1080, None) == (talk.drafts[-1]["d"], facts["width"], facts["height"], facts.get("look"))
    assert {"applied", "defaulted"} == {clause.outcome for clause in reply.clauses}


@pytest.mark.parametrize("title", [one for one in TITLES if "20 seconds" not in one and one != "”"])
def test_titles_that_are_typed_come_out_whole(session: Session, title: str) -> None:
    """Quotes that a person typed nest, and inches and apostrophes end none."""
    talk = session(2)
    talk.say(f'make a 4-second video with the title "{title}"')
    assert ([title], 4000) == (titles(talk), talk.drafts[-1]["d"])


def test_no_name_or_quotation_is_left_out_in_silence() -> None:
    """One that no rule takes is reported, whatever else its clause came to."""
    talk = Conversation([asset("square.jpg"), asset("b.jpg")])
    reply = talk.say("make a video, square.jpg for 3 seconds")
    (reported,) = [clause.text for clause in reply.clauses if clause.outcome == "not understood"]
    assert reported.startswith("square.jpg")


@pytest.mark.parametrize(
    ("sentence", "shots"),
    [
        ("make a 6 second video only from no music 20 seconds.jpg", ["no music 20 seconds.jpg"]),
        ("make a 6 second video from salt and pepper.jpg and square.jpg only", ["salt and pepper.jpg", "square.jpg"]),
        ("make a 6 second video, put square.jpg somewhere", None),
        ("make a 6 second video of 20秒 竖屏.jpg", ["20秒 竖屏.jpg"]),
        ("用square.jpg和no music 20 seconds.jpg做6秒视频", ["square.jpg", "no music 20 seconds.jpg"]),
    ],
)
def test_the_name_of_a_file_is_a_name(sentence: str, shots: list[str] | None) -> None:
    """It picks the upload; nothing in it is an instruction."""
    names = ["square.jpg", "no music 20 seconds.jpg", "salt and pepper.jpg", "20秒 竖屏.jpg"]
    talk = Conversation([asset(name, size=(1200, 800)) for name in names])
    talk.say(sentence)
    draft = talk.drafts[-1]
    got = [segment["m"]["title"] for segment in draft["t"][0]["sg"]]
    assert (shots or names, 6000, 1920) == (got, draft["d"], draft["m"]["width"])


def test_a_message_says_where_its_literals_stand() -> None:
    """They come beside the words, in the part's metadata; what fits no place in the words is passed over."""
    text = 'title "a" b"'
    body: dict[str, Any] = {"appName": "x", "userId": "me", "sessionId": "1"}
    said = {**body, "newMessage": {"parts": [{"text": text, "partMetadata": {"literals": [[6, 12]]}}]}}
    assert ((6, 12),) == getattr(message(said).sentence, "literals", None)
    said["newMessage"]["parts"][0]["text"] = f"\n {text}\n"
    said["newMessage"]["parts"][0]["partMetadata"] = {"literals": [[8, 14]]}
    assert (text, ((6, 12),)) == (message(said).sentence, getattr(message(said).sentence, "literals", None))
    said["newMessage"]["parts"][0]["partMetadata"] = {"literals": [[8, 99], "x"]}
    assert text == message(said).sentence
    assert not hasattr(message(said).sentence, "literals")
