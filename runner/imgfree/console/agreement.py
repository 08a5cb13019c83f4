"""The question whether photos may go to NemoVideo's cloud, put to a person at the terminal."""

import sys

import click

from imgfree import wire
from imgfree.runs import agreement
from imgfree.runs.agreement import INSTALL_LOCAL
from imgfree.settings import Settings

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


def ask(settings: Settings, pinned: bool) -> bool:
    """Return whether the cloud may be used, by asking at the terminal once; the answer is kept.

    A recipe that pins the cloud (`pinned`) is asked about only where somebody can answer: who runs it in a script has
    chosen it.

    Raises:
        SetupError: nobody is there to ask; both choices are named.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return agreement.unasked(settings, pinned)
    from imgfree.language import detection  # only here: nearly nobody is asked

    chinese = detection.of_locale(settings.locale) == "zh"
    question = (_PINNED_ZH if pinned else _QUESTION_ZH) if chinese else (_PINNED if pinned else _QUESTION)
    click.echo(question, err=True)
    words, answers = "1 / 2" if chinese else "1 or 2", click.Choice(["1", "2"])
    agreed: bool = click.prompt(words, type=answers, default="2", show_choices=False, err=True) == "1"
    agreement.remember(settings, agreed)
    return agreed
