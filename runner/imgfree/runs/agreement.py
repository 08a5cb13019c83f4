"""Whether photos may go to NemoVideo's cloud, where nothing else says so: asked once, kept below IMGFREE_HOME."""

import json
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from imgfree import wire
from imgfree.errors import SetupError
from imgfree.language import detection
from imgfree.settings import Settings

INSTALL_LOCAL = "pip install 'imgfree[local]'"
_FILE = "agreement.json"
_QUESTION = f"""\
No token is set, and the local renderer is not installed. Where may this film be made?
  1  NemoVideo's cloud: photos go there, and a free account is opened ({wire.ANONYMOUS_CREDITS} credits, 7 days)
  2  this machine, offline: {INSTALL_LOCAL}"""
_PINNED = f"""\
This recipe asks for NemoVideo's cloud. May its photos go there?
  1  yes: a free account is opened ({wire.ANONYMOUS_CREDITS} credits, 7 days)
  2  no: run it with --backend local"""

_QUESTION_ZH = f"""\
没有令牌，也没有安装本地渲染。影片在哪里制作？
  1  NemoVideo 云端：照片会发送到那里，并开通免费账户（{wire.ANONYMOUS_CREDITS} 积分，7 天有效）
  2  本机，离线：{INSTALL_LOCAL}"""
_PINNED_ZH = f"""\
这个配方要使用 NemoVideo 云端。可以把照片发送到那里吗？
  1  可以：开通免费账户（{wire.ANONYMOUS_CREDITS} 积分，7 天有效）
  2  不可以：用 --backend local 运行"""

Ask = Callable[[Settings, bool], bool]


def given(settings: Settings) -> bool | None:
    """Return the answer that was given once; None where nobody was asked yet."""
    try:
        found = json.loads((settings.home / _FILE).read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    answer = found.get("cloud") if isinstance(found, dict) else None
    return answer if isinstance(answer, bool) else None


def ask(settings: Settings, pinned: bool) -> bool:
    """Return whether the cloud may be used, by asking at the terminal once; the answer is kept.

    A recipe that pins the cloud (`pinned`) is asked about only where somebody can answer: who runs it in a script has
    chosen it.

    Raises:
        SetupError: nobody is there to ask; both choices are named.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        if pinned:
            return True
        raise unasked()
    chinese = detection.of_locale(settings.locale) == "zh"
    question = (_PINNED_ZH if pinned else _QUESTION_ZH) if chinese else (_PINNED if pinned else _QUESTION)
    click.echo(question, err=True)
    agreed = (
        click.prompt(
            "1 / 2" if chinese else "1 or 2", type=click.Choice(["1", "2"]), default="2", show_choices=False, err=True
        )
        == "1"
    )
    remember(settings, agreed)
    return agreed


def later(settings: Settings, pinned: bool) -> bool:
    """Return True: for a look at a run that sends nothing."""
    return True


def unasked() -> SetupError:
    """Return the refusal to send anything to anybody unasked."""
    return SetupError(
        "no token is set, and the local renderer is not installed: photos are sent to nobody unasked",
        hint=f"{INSTALL_LOCAL} to stay on this machine; or --backend nemo (or `imgfree login`) for NemoVideo's cloud, "
        f"with a free account ({wire.ANONYMOUS_CREDITS} credits, 7 days)",
    )


def remember(settings: Settings, agreed: bool) -> None:
    """Keep the answer for the next time.

    Raises:
        SetupError: IMGFREE_HOME cannot be written.
    """
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".agreement-", dir=settings.home)  # 0600 from the start
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"cloud": agreed}, file)
        Path(name).replace(settings.home / _FILE)
    except OSError as error:
        raise SetupError(
            f"the answer cannot be kept in '{settings.home}': {error.strerror}",
            hint="set IMGFREE_HOME to a folder of your own",
        ) from error


def forget(settings: Settings) -> bool:
    """Take the answer back; return whether there was one."""
    known = given(settings) is not None
    (settings.home / _FILE).unlink(missing_ok=True)
    return known
