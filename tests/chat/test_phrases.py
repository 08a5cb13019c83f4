"""What imgfree says, in both languages: complete, with the same values, and in whole sentences."""

import string

import pytest

from imgfree.chat import chinese, failures, phrases
from imgfree.errors import CreditsExhausted, FileRefused, InputRefused, NothingToExport, StreamInterrupted


@pytest.mark.parametrize("name", phrases.names())
def test_both_languages_say_the_same(name: str) -> None:
    """A frame has the same values in English and Chinese, and Chinese letters in Chinese."""
    values = [{field for _, field, _, _ in string.Formatter().parse(text) if field} for text in phrases.both(name)]
    assert values[0] == values[1]
    english, chinese_text = phrases.both(name)
    assert not any("\u4e00" <= char <= "\u9fff" for char in english)
    assert any("\u4e00" <= char <= "\u9fff" for char in chinese_text)


def test_other_languages_are_answered_in_english() -> None:
    """Only Chinese has a voice of its own."""
    assert ["zh", "en", "en"] == [phrases.voice_of(language) for language in ("zh", "vi", None)]


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("the length is 12s now (was 10s)", "时长现在是 12 秒（原为 10 秒）"),
        ('Title reads "Sale" now (was "Summer")', "标题 现在写着“Sale”（原为“Summer”）"),
        ("BGM: volume 35% (was 100%)", "配乐：volume 35%（原为 100%）"),
        ("3 uploaded files more", "多了 3 个上传文件"),
        ("look: warm now", "look：现在是 warm"),
    ],
)
def test_changes_are_told_in_chinese(english: str, told: str) -> None:
    """Every sort of change has its sentence."""
    assert told == chinese.change(english)


def test_the_timeline_line_is_chinese() -> None:
    """Tracks, times and volumes as the English line has them."""
    segment = {"label": "city timelapse", "start_s": 0.0, "end_s": 10.0, "volume": 1}
    tracks = [
        {"name": "Video", "type": "video", "segments": [segment]},
        {"name": "BGM", "type": "audio", "segments": [{**segment, "label": "Lo-fi", "volume": 0.35}]},
        {"name": "Title", "type": "text", "segments": [{**segment, "label": "Urban Dreams", "end_s": 3.0}]},
    ]
    line = "时间线（3 条轨道）：1. 视频：city timelapse（0-10 秒） 2. 配乐：Lo-fi（0-10 秒，35%）"
    line += " 3. 标题：“Urban Dreams”（0-3 秒）"
    assert line == chinese.timeline_line(tracks)


@pytest.mark.parametrize(
    ("error", "english", "told"),
    [
        (InputRefused("there is no file '~/x.png'"), "error: there is no file '~/x.png'", "出错：没有文件 '~/x.png'"),
        (
            NothingToExport("there is nothing to export: the timeline is empty", hint="put an `instruct:` step first"),
            "error: there is nothing to export: the timeline is empty\n"
            "  hint: say first what to make, for instance: turn these photos into a reel",
            "出错：没有可导出的内容：时间线是空的\n  建议：请先说想做什么，例如：把这些照片做成视频",
        ),
        (
            CreditsExhausted("no credits left", hint="register for more: https://example.com/register?bind=1"),
            "error: no credits left\n  hint: register for more: https://example.com/register?bind=1",
            "出错：积分已用完\n  建议：注册可获得更多积分：https://example.com/register?bind=1",
        ),
        (
            FileRefused("a.mkv: the backend does not take this kind of file", hint="it takes mp4, mov"),
            "error: a.mkv: the backend does not take this kind of file\n  hint: it takes mp4, mov",
            "出错：a.mkv：后端不支持这种文件\n  建议：支持：mp4, mov",
        ),
        (
            StreamInterrupted("the connection was lost, and the timeline has not changed since"),
            "error: the connection was lost, and the timeline has not changed since\n"
            "  hint: say status to see the timeline before you repeat it: repeating it may cost again",
            "出错：回应中断（the connection was lost），时间线此后没有变化\n"
            "  建议：重复之前请先说“状态”查看时间线：重复可能再次扣积分",
        ),
    ],
)  # fmt: skip
def test_failures_are_for_who_has_no_recipe(error: InputRefused, english: str, told: str) -> None:
    """Message and remedy, in the language of the talk, without steps or options of a recipe."""
    assert english == failures.told(error, "en")
    assert told == failures.told(error, "zh")
