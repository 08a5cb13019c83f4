"""Long texts in no quotation marks."""

import pytest

from imgfree.local.director.read.reading import read
from imgfree.local.director.unquoted import refused
from imgfree.local.director.wish import Wish

STORY = (
    "We started baking in a small kitchen twenty years ago, when nobody in this town believed that slow bread could"
    " ever feed a family. Every night we mix flour, water and salt, and wait until the dough is ready to be shaped by"
    " hand. People come before sunrise, nurses after a long shift, and they tell us stories that keep us awake and"
    " happy."
)
CHINESE = "我们二十年前在一间小厨房里开始烤面包，那时候镇上没有人相信慢慢发酵的面包能养活一家人。" * 4
ORDERS = (
    "make a reel titled Summer Sale, cut every 2 seconds on the beat, with a warm look and slow zooms on every photo,"
    " put the logo in the top right corner, then play calm music that fades out over the last three seconds, keep the"
    " price at the bottom until the end, make the last photo stay twice as long and export it as mp4 for TikTok"
)


@pytest.mark.parametrize(
    "sentence",
    [
        f"add the title: {STORY}",
        f"caption: {STORY}",
        f"End with our logo and {STORY}",
        f"加上标题：{CHINESE}",
        f"结尾加上logo和{CHINESE}",
    ],
)
def test_a_story_for_the_picture_is_refused_whole(sentence: str) -> None:
    """Nothing of it is taken for an order, and the refusal tells of quotation marks."""
    reading = read(sentence, {}, [])
    [one] = refused(reading, [Wish("title", {"text": "We started"}, ((len(sentence) - 40, len(sentence)),))])
    assert ("declined", ((0, len(sentence)),)) == (one.outcome, one.spans)
    assert "quotation marks" in one.note.en


def test_what_is_said_before_it_is_done() -> None:
    """The reel is made, and only the rest is refused."""
    sentence = f"make a reel of these photos with the title {STORY}"
    build = Wish("build", {}, ((0, len("make a reel of these photos")),))
    kept, rest = refused(read(sentence, {}, []), [build, Wish("photos", {}, ((60, 80),))])
    assert build == kept
    assert rest.spans == ((len("make a reel of these photos"), len(sentence)),)


@pytest.mark.parametrize(
    "sentence", [ORDERS, f'add the title "{STORY}"', f"add the title: {STORY[:90]}", f"voice-over: {STORY}"]
)
def test_other_long_sentences_are_heard(sentence: str) -> None:
    """Many orders, a quoted text, a short one, a script."""
    wishes = (Wish("build", {}, ((0, 4),)), Wish("title", {}, ((len(sentence) - 9, len(sentence)),)))
    assert wishes == refused(read(sentence, {}, []), wishes)
