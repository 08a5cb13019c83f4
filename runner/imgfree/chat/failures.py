"""A failure as somebody is told who has no recipe before them: in their language, with what they can say or do."""

from imgfree.answers import chinese
from imgfree.answers.phrases import Voice, say
from imgfree.errors import (
    ImgfreeError,
    NothingToExport,
    OutcomeUnknown,
    PathRefused,
    StepTimedOut,
    StreamInterrupted,
)

_LOOK = (
    "say status to see the timeline before you repeat it: repeating it may cost again",
    "重复之前请先说“状态”查看时间线：重复可能再次扣积分",
)
_HINTS: tuple[tuple[type[ImgfreeError], tuple[str, str]], ...] = (
    (
        NothingToExport,
        (
            "say first what to make, for instance: turn these photos into a reel",
            "请先说想做什么，例如：把这些照片做成视频",
        ),
    ),
    (StreamInterrupted, _LOOK),
    (OutcomeUnknown, _LOOK),
    (
        StepTimedOut,
        (
            "it goes on there: `imgfree chat --continue` asks for it again",
            "它仍在进行：`imgfree chat --continue` 会再查询",
        ),
    ),
    (PathRefused, ("choose another folder with --out when you start the chat", "启动对话时用 --out 选择其他文件夹")),
)


def told(error: ImgfreeError, voice: Voice) -> str:
    """Return the failure in the words of a conversation, once: what happened, and what to do about it."""
    own = next((hints for kind, hints in _HINTS if isinstance(error, kind)), None)
    if isinstance(error, NothingToExport) and "project" in error.message:
        own = ("say export as MP4 for a film", "可说“导出MP4”得到成片")
    message, remedy = error.message, error.hint
    if voice == "zh":
        message, remedy = chinese.error(message), chinese.hint(remedy) if remedy else remedy
    if own is not None:
        remedy = own[voice == "zh"]
    lines = [say(voice, "error", message=message)]
    if remedy:
        lines.append(say(voice, "hint", hint=remedy))
    return "\n".join(lines)
