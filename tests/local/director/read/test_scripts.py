"""Words to be spoken: what announces them, and where they end."""

import pytest

from imgfree.local.director.read.reading import read

ONE, TWO = "Welcome to our shop.", "We open every day from 9 to 5!"


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        (f'voice-over: "{ONE}"', [(ONE, None)]),
        (f"Voice-over: {ONE} {TWO} Make it 20 seconds", [(f"{ONE} {TWO}", None)]),
        (f'a reel with a voice-over saying "{ONE}" and the title "SALE"', [(ONE, None)]),
        (f"add a voiceover that says {ONE}", [(ONE, None)]),
        (f"narration: {ONE} Add soft music.", [(ONE, None)]),
        (f'narrate "{ONE}"', [(ONE, None)]),
        (f'read "{ONE}" aloud', [(ONE, None)]),
        (f'have a voice say "{ONE}"', [(ONE, None)]),
        ('voice-over for each photo: "A", "B" and "C"', [("A", 1), ("B", 2), ("C", 3)]),
        ('voice-over for photo 1: "A" photo 3: "C"', [("A", 1), ("C", 3)]),
        ("旁白：欢迎光临。全场五折。做成20秒", [("欢迎光临。全场五折。", None)]),
        ("加一段旁白“欢迎光临”，竖屏", [("欢迎光临", None)]),
        ("配音念“Hello there”", [("Hello there", None)]),
        ("旁白：第一张“你好”，第二张“再见”", [("你好", 1), ("再见", 2)]),
        ("旁白：第九张“你好”，第十二张“再见”，第20张“谢谢”", [("你好", 9), ("再见", 12), ("谢谢", 20)]),
        ("add a voice-over saying hello and welcome to our shop", [("hello and welcome to our shop", None)]),
        (
            "a voice-over saying we open at nine, and close at five, with crossfades",
            [("we open at nine, and close at five", None)],
        ),
        ("a narrator saying welcome to the harbour and soft music", [("welcome to the harbour", None)]),
        ("加一段旁白说欢迎来到小店，再做成20秒", [("欢迎来到小店", None)]),
        ("加一段旁白說歡迎來到小店，方形", [("歡迎來到小店", None)]),
        ("a voice-over that says the captions", []),
        ("a voice-over saying what is on each photo", []),
        ("旁白说慢一点", []),
        ("念出每张的字幕", []),
        ("配音念出每张的字幕", []),
        ("add a voice-over", []),
        ("a video with a voice-over reading the menu, and the title 'Lunch'", []),
        ("music at 20% under the voice", []),
        ('the title "Voice-over: how it works"', []),
        ("不要旁白", []),
    ],
)
def test_finds_the_words(sentence: str, parts: list[tuple[str, int | None]]) -> None:
    """They end with their quotes, or before a sentence that asks something of the film."""
    assert parts == [part for one in read(sentence).scripts for part in one.parts]


def test_what_is_spoken_asks_for_nothing() -> None:
    """A script is one token, whatever is in it."""
    row = read('voice-over: "Add music, zoom in, and export a GIF in 4k"')
    assert [{"script": "said"}] == [dict(item.senses) for item in row.items if not item.small]
