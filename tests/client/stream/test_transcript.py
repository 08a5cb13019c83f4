"""Words put together: pieces, the whole, order, noise."""

import pytest

from imgfree.client.stream.messages import Message
from imgfree.client.stream.transcript import Transcript, without_noise

AGENT = ("e-1", "nemo_agent")
OTHER = ("e-1", "music_agent")
CALL = Message("tool_call")
BEAT = Message("heartbeat")


def piece(text: str, speaker: tuple[str, str] | None = AGENT) -> Message:
    """Return a piece of what somebody says."""
    return Message("text", text, partial=True, speaker=speaker)


def whole(text: str, speaker: tuple[str, str] | None = AGENT) -> Message:
    """Return a whole text."""
    return Message("text", text, speaker=speaker)


def told(*messages: Message) -> tuple[str, list[str]]:
    """Return the text of the messages, and the words as they were passed on."""
    live: list[str] = []
    transcript = Transcript(live.append)
    for message in messages:
        transcript.take(message)
    transcript.close()
    return transcript.text, live


@pytest.mark.parametrize(
    ("messages", "text"),
    [
        ([whole("One."), CALL, whole("Two.")], "One.\nTwo."),
        ([piece("I "), piece("will."), whole("I will.")], "I will."),
        ([piece("I "), piece("will.")], "I will."),
        ([piece("I "), piece("will."), CALL, piece("Do"), piece("ne."), whole("Done.")], "I will.\nDone."),
        ([piece("I "), piece("will."), whole("I will."), CALL, piece("Do"), whole("Done.")], "I will.\nDone."),
        ([piece("I will."), CALL, whole("I will."), whole("Done.")], "I will.\nDone."),
        ([piece("One. "), CALL, piece("Two."), whole("One. Two.")], "One. Two."),
        ([piece("I wil"), whole("I will now.")], "I will now."),
        ([piece("I think"), whole("Let me see.")], "Let me see."),
        (
            [piece("A1 "), piece("B1 ", OTHER), piece("A2"), piece("B2", OTHER), whole("A1 A2"), whole("B1 B2", OTHER)],
            "A1 A2\nB1 B2",
        ),
        ([piece("Hi."), whole("Hi.", ("e-2", "nemo_agent"))], "Hi.\nHi."),
        ([whole("Again."), whole("Again.")], "Again.\nAgain."),
        ([BEAT, piece("I "), BEAT, piece("will."), BEAT, whole("I will."), BEAT], "I will."),
    ],
)
def test_the_whole_replaces_its_pieces(messages: list[Message], text: str) -> None:
    """No word is repeated, none is lost, and the order stays; live words say the same."""
    found, live = told(*messages)
    assert text == found
    if "Let me" not in text and len(messages) < 6:
        assert text == "".join(live)


@pytest.mark.parametrize(
    ("texts", "text"),
    [
        (["Working on it.", "Done."], "Working on it.\nDone."),
        (["Wor", "king", " on", " it", "."], "Working on it."),
        (["Added music", "Done"], "Added music\nDone"),
        (["It lasts 3.", "5 seconds"], "It lasts 3.5 seconds"),
        (["我会", "处理。", "完成。"], "我会处理。\n完成。"),
        (["Line one\n", "Line two"], "Line one\nLine two"),
    ],
)
def test_unlabelled_texts_are_joined_with_sense(texts: list[str], text: str) -> None:
    """Tokens flow together, sentences stand on lines of their own."""
    found, live = told(*(whole(one, None) for one in texts))
    assert text == found
    assert text == "".join(live)


def test_words_are_passed_on_by_the_sentence() -> None:
    """A sentence is passed on when it is whole, and not before."""
    live: list[str] = []
    transcript = Transcript(live.append)
    for part in ("I add", "ed it. Now I", " wait", "\nNext"):
        transcript.take(piece(part))
    assert ["I added it. ", "Now I wait\n"] == live
    transcript.take(whole("I added it. Now I wait\nNext one."))
    assert "I added it. Now I wait\nNext one." == "".join(live)


def test_tool_work_does_not_keep_words_back() -> None:
    """What was said before a call is shown while the tool works."""
    live: list[str] = []
    transcript = Transcript(live.append)
    transcript.take(piece("Let me see"))
    transcript.take(CALL)
    assert ["Let me see"] == live


def test_a_gui_phrase_over_several_pieces_is_translated() -> None:
    """Instructions are recognised however the pieces cut them."""
    pieces = [piece(part) for part in ("Done. Cl", "ick the Ex", "port but", "ton. Bye.")]
    _, live = told(*pieces)
    assert "Click" not in "".join(live)
    assert "imgfree exports it" in "".join(live)
    assert "".join(live).startswith("Done. ")
    assert "".join(live).endswith("Bye.")


NOISE = "I encountered a temporary issue while processing your request."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"I added the title. {NOISE}", "I added the title."),
        (f"I added the title.\n\n{NOISE} Please try again later.", "I added the title."),
        ("已添加标题。抱歉，系统遇到了暂时性问题，请稍后重试。", "已添加标题。"),
        (NOISE, NOISE),
        (f"{NOISE} I added the title.", f"{NOISE} I added the title."),
        ("Try again with a shorter title.", "Try again with a shorter title."),
        ("One. I added a temporary issue banner.", "One. I added a temporary issue banner."),
    ],
)
def test_closing_noise_is_dropped_after_an_answer(text: str, kept: str) -> None:
    """A closing line about a temporary issue goes, if an answer came before; alone it is the answer."""
    assert kept == without_noise(text)


def test_noise_is_not_passed_on_live() -> None:
    """Words as they come leave out the closing noise too, but not one in the middle."""
    text, live = told(whole("I added it."), CALL, whole(NOISE))
    assert ("I added it.", "I added it.") == (text, "".join(live).rstrip())
    text, live = told(whole("I added it."), whole(NOISE), whole("It worked after all."))
    assert f"I added it.\n{NOISE}\nIt worked after all." == text == "".join(live)


def test_a_pause_lets_words_out_before_their_sentence_ends() -> None:
    """Whole words are said when nothing arrives; the rest of the sentence follows them."""
    live: list[str] = []
    transcript = Transcript(live.append)
    transcript.take(piece("I am rendering the fir"))
    transcript.pause()
    assert ["I am rendering the "] == live
    transcript.take(piece("st photo now. "))
    transcript.close()
    assert "I am rendering the first photo now. " == "".join(live)


@pytest.mark.parametrize(
    ("first", "rest", "said"),
    [
        ("Please click the ", "Export button.", "imgfree exports it (the `export` step or `imgfree make`)."),
        ("视频好了，请点击", "“导出”按钮。", "视频好了，imgfree 会导出（`export` 步骤或 `imgfree make`）。"),
    ],
)
def test_a_pause_never_cuts_an_instruction(first: str, rest: str, said: str) -> None:
    """What may become a click is held until it is one, or is not."""
    live: list[str] = []
    transcript = Transcript(live.append)
    transcript.take(piece(first))
    transcript.pause()
    transcript.take(piece(rest))
    transcript.close()
    assert said == "".join(live)
