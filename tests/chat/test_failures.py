"""A failure as somebody is told who has no recipe."""

import pytest

from imgfree.chat import failures
from imgfree.errors import CreditsExhausted, FileRefused, InputRefused, NothingToExport, StreamInterrupted


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
