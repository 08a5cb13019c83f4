"""A failure as somebody is told who has no recipe."""

from collections.abc import Callable
from pathlib import Path

from imgfree.chat import failures
from imgfree.errors import CreditsExhausted, FileRefused, ImgfreeError, InputRefused, NothingToExport, StreamInterrupted

Golden = Callable[[Path | str, str], None]
FAILURES: list[ImgfreeError] = [
    InputRefused("there is no file '~/x.png'"),
    NothingToExport("there is nothing to export: the timeline is empty", hint="put an `instruct:` step first"),
    CreditsExhausted("no credits left", hint="register for more: https://example.com/register?bind=1"),
    FileRefused("a.mkv: the backend does not take this kind of file", hint="it takes mp4, mov"),
    StreamInterrupted("the connection was lost, and the timeline has not changed since"),
]


def test_failures_are_for_who_has_no_recipe(golden: Golden) -> None:
    """Message and remedy, in the language of the talk, without steps or options of a recipe."""
    told = [f"{failures.told(error, 'en')}\n{failures.told(error, 'zh')}\n" for error in FAILURES]
    golden("said/chat-failures.txt", "\n".join(told))
