"""GUI words: instructions become imgfree's, content stays."""

import time

import pytest

from imgfree.client.gui.translate import gui_words, sentences

STATUS = "imgfree reads the state (`imgfree status`)"
EXPORTS = "imgfree exports it (the `export` step or `imgfree make`)"


@pytest.mark.parametrize(
    "text",
    [
        "The door opens and she clicks her heels.",
        "Open with a wide shot, then open the door.",
        "I opened the reel on the mug and added a click sound.",
        "It drags on; I used the drag race clip.",
        'The title "Click" is on for 3 seconds.',
        'I set the title to "Click here to buy", as you asked.',
        "The caption “Drag the slider to win” is on the last photo.",
        "The music will click into place.",
        "I removed the download button from the picture.",
        "I exported nothing yet. The preview looks fine.",
        "Your account of the trip is now the voice-over.",
        "The reel previews the new timeline of the brand.",
        "标题“点击购买”已添加。",
        '- Done: "add the title "Click the Export button to save"" (0-3 s)',
        '- Done: "with the title "Sale. Click the Export button now"" (0-3 s)',
        "- 未做：“把字幕拖到底部”（没有字幕）",
        "- 完成：“加标题“请检查您的账户余额””（0-3 秒）",
        "打开心扉的故事从这里开始，门打开了。",
        "已导出三张照片的字幕。",
        "他打开窗户。",
        "",
        "\n\n",
    ],
)
def test_content_stays(text: str) -> None:
    """Words that only look like instructions are left alone."""
    assert text == gui_words(text)


def test_layout_stays() -> None:
    """Lists keep their numbers and lines, whatever is translated in them."""
    shown = gui_words("1. Open the Settings menu\n2. Tap the download icon.\n\n- Enjoy\n")
    assert f"1. {STATUS}\n2. {EXPORTS}.\n\n- Enjoy\n" == shown


@pytest.mark.parametrize(
    "text",
    [
        "One. Two! Three?\nFour… five. \n",
        "一。二！三",
        'He said "Stop. Now." and left. Bye.',
        "标题“一。二”在此。好",
        "3.5 seconds. v1.2",
        'An open " quote. Then\nmore. text',
        "",
    ],
)
def test_sentences_lose_nothing(text: str) -> None:
    """Sentences joined again are the text."""
    assert text == "".join(sentences(text))


def test_a_quotation_is_not_cut() -> None:
    """A sentence ends outside quotation marks only, but a line always ends."""
    assert ['He said "Stop. Now" and left. ', "Bye."] == sentences('He said "Stop. Now" and left. Bye.')
    assert ['An open " quote. Then\n', "more. ", "text"] == sentences('An open " quote. Then\nmore. text')


def test_a_lone_quotation_mark_does_not_hold_everything() -> None:
    """After some hundred characters a mark that was never closed counts no more."""
    pieces = sentences('A 5" screen. ' + "More words. " * 100)
    assert len(pieces) > 40


@pytest.mark.parametrize(
    "word", ["you can ", "click the ", "drag the a b ", "open the ", "in the top ", "请可以", "点击", "*", "'a", '"']
)
def test_hostile_text_costs_little(word: str) -> None:
    """Text made to keep the patterns busy takes no more than plain text of the same length, within a wide margin."""
    plain, hostile = "wood and water, ", word
    costs = []
    for unit in (plain, hostile):
        text = "\n".join([(unit * 2000)[:2000]] * 5 + [(unit * 20_000)[:100_000]])
        started_s = time.perf_counter()
        gui_words(text)
        costs.append(time.perf_counter() - started_s)
    assert costs[1] < 200 * costs[0] + 1


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("click [Export]", EXPORTS),
        ("Tap the [Export] icon to save", EXPORTS),
        ("Export", EXPORTS),
        ("To finish, use the Export button in the toolbar.", f"{EXPORTS}."),
        ("Open the [Settings] panel", "imgfree reads the state (`imgfree status`)"),
        ("You can check your account for the balance.", "`imgfree credits` shows the balance."),
        ("Please check your account page to top up", "`imgfree credits` shows the balance"),
        ("导出", "imgfree 会导出（`export` 步骤或 `imgfree make`）"),
        ("【导出】", "imgfree 会导出（`export` 步骤或 `imgfree make`）"),
        ("请点击[导出]按钮", "imgfree 会导出（`export` 步骤或 `imgfree make`）"),
        ("单击 导出 按钮", "imgfree 会导出（`export` 步骤或 `imgfree make`）"),
        (
            "视频已完成，点击右上角【导出】按钮即可保存到本地。",
            "视频已完成，imgfree 会导出（`export` 步骤或 `imgfree make`）。",
        ),
        ("打开时间线面板查看效果", "imgfree 会读取状态（`imgfree status`）"),
        ("前往账户页面充值", "`imgfree credits` 会显示余额"),
    ],
)
def test_brackets_lone_words_and_purposes_leave_whole_sentences(said: str, told: str) -> None:
    """Names in brackets and names alone are instructions, too; what the click was for goes with the click."""
    assert told == gui_words(said)


@pytest.mark.parametrize(
    "text", ["The export is ready.", "导出已完成", "An export of 12 seconds", "[Music] starts at 3 s"]
)
def test_news_of_an_export_is_no_instruction(text: str) -> None:
    """Only an instruction is translated."""
    assert text == gui_words(text)
