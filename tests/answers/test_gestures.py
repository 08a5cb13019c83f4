"""What the agent wants clicked, opened or dragged is done, and told in whole sentences."""

import pytest

from imgfree.answers.gestures import Gesture, asked, meant, spoken
from imgfree.client.gui import chinese, english
from imgfree.client.gui.translate import gui_words


@pytest.mark.parametrize(
    ("said", "told", "deeds"),
    [
        ("Your reel is ready! Click Export to save it.", "Your reel is ready! I export it now.", ["export"]),
        ("Click [Export] when you are happy.", "I export it now when you are happy.", ["export"]),
        ("Open the panel to see the tracks.", "The timeline is shown below.", ["status"]),
        ("Preview it in the timeline.", "The timeline is shown below.", ["status"]),
        ("Please check your account.", "Your balance is shown below.", ["credits"]),
        ("Click the \"Generate\" button", "Say “Generate”", []),
        ("By clicking the Export button you can download it.", "With `export` you can download it.", ["export"]),
        ("Drag your files here", "Drop the files here", []),
        ("点击【导出】按钮即可保存。", "我现在就导出。", ["export"]),
        ("导出", "我现在就导出", ["export"]),
        ("您现在可以导出视频了。", "我现在就导出视频。", ["export"]),
        ("打开时间线面板查看效果", "时间线见下", ["status"]),
        ("请查看账户余额。", "余额见下。", ["credits"]),
        ("点击生成", "请说“生成”", []),
        ("I made it warmer.", "I made it warmer.", []),
        ("Open the Audio panel to adjust its volume.", "The timeline is shown below.", ["status"]),
        ("You can check your account balance in the settings.", "Your balance is shown below.", ["credits"]),
        ("Use the preview in timeline to watch it.", "The timeline is shown below.", ["status"]),
        ("Click the Export button, then select MP4 and 1080p.", "I export it now.", ["export"]),
        ("Click Export → choose MP4.", "I export it now.", ["export"]),
        ("**Click Export** to finish.", "I export it now.", ["export"]),
        ("Head to the export panel when you're ready.", "I export it now when you're ready.", ["export"]),
        ("Hit the Download button below!", "I export it now!", ["export"]),
        ("【点击导出】", "我现在就导出", ["export"]),
        ("导出按钮在右上角", "我现在就导出", ["export"]),
        ("点击导出按钮，选择MP4格式", "我现在就导出", ["export"]),
        ("打开音频面板调节音量", "时间线见下", ["status"]),
    ],
)  # fmt: skip
def test_gui_words_become_deeds(said: str, told: str, deeds: list[str]) -> None:
    """The words stay whole sentences; the deed is known."""
    words = gui_words(said)
    assert told == spoken(words)
    assert deeds == [gesture.deed for gesture in asked(words)]


@pytest.mark.parametrize(
    ("said", "told", "edit"),
    [
        ("Drag the music to the end.", "I move the music to the end now.", "move the music to the end"),
        ("请将标题拖到片头", "我来把标题移到片头", "把标题移到片头"),
    ],
)
def test_a_drag_is_an_edit(said: str, told: str, edit: str) -> None:
    """What would be dragged is said to the agent instead."""
    words = gui_words(said)
    assert told == spoken(words)
    assert [Gesture("edit", edit)] == asked(words)


def test_every_phrase_of_the_translation_is_spoken() -> None:
    """No command and no step of a recipe is left in what a conversation says."""
    for table in (english, chinese):
        for phrase in (table.EXPORTS, table.STATUS, table.PREVIEW, table.CREDITS, table.UPLOAD):
            assert "imgfree" not in spoken(phrase)
            assert "`" not in spoken(phrase)


def test_several_deeds_come_in_their_order() -> None:
    """Each is done once, as the words say it."""
    words = gui_words("Check your account, then open the panel. Click Export. Then click the Export button.")
    assert ["credits", "status", "export"] == [gesture.deed for gesture in asked(words)]


@pytest.mark.parametrize(
    ("words", "deed"),
    [
        ("Please click the Export button.", "export"),
        ("open the timeline panel", "status"),
        ("check your account", "credits"),
        ("点击右上角的“导出”按钮", "export"),
        ("打开时间线面板", "status"),
        ("click the Export button and add a title", None),
        ("点击导出按钮，选择GIF格式", None),
        ('add the title "click Export"', None),
        ("drag the title to the bottom", None),
    ],
)
def test_a_user_may_speak_of_the_gui(words: str, deed: str | None) -> None:
    """Words that are nothing else are done; what says more is left to the agent."""
    assert deed == meant(words)
