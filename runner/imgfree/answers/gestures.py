"""What the agent wants done in a GUI, done here: a click exports, a panel is the timeline, a drag is an edit."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from imgfree.client.gui import chinese as zh
from imgfree.client.gui import english as en
from imgfree.client.gui.translate import gui_words

Deed = Literal["export", "status", "credits", "edit"]


@dataclass(frozen=True)
class Gesture:
    """One deed; `words` are what to say to the agent for an edit."""

    deed: Deed
    words: str = ""


@dataclass(frozen=True)
class _Phrase:
    """How the translation says it for recipes, and how a conversation says it."""

    written: re.Pattern[str]
    spoken: Callable[[re.Match[str]], str]
    deed: Deed | None = None


def _fixed(written: str, spoken: str, deed: Deed | None = None) -> _Phrase:
    either = f"{re.escape(written)}|{re.escape(written[:1].upper() + written[1:])}"
    return _Phrase(re.compile(either), lambda found: spoken, deed)


_ASK_EN, _ASK_ZH = re.escape(en.ASK), re.escape(zh.ASK)
_PHRASES = (
    _fixed(en.EXPORTS, "I export it now", "export"),
    _fixed("the `export` step or `imgfree make`", "`export`", "export"),
    _fixed("the `export` step", "the export", "export"),
    _fixed(en.STATUS, "the timeline is shown below", "status"),
    _fixed(en.PREVIEW, "the timeline is shown below", "status"),
    _fixed(en.CREDITS, "your balance is shown below", "credits"),
    _fixed(en.UPLOAD, "drop the files here"),
    _Phrase(
        re.compile(rf"[Aa]sk(?P<ing>ing)? imgfree for “(?P<name>[^”]*)” \({_ASK_EN}\)"),
        lambda found: f"say{found['ing'] or ''} “{found['name']}”",
    ),
    _Phrase(
        re.compile(rf"(?:[Aa])sk(?:ing)? imgfree to (?P<edit>move [^()]*?) \({_ASK_EN}\)"),
        lambda found: f"I {found['edit']} now",
        "edit",
    ),
    _Phrase(
        re.compile(r"imgfree 会导出(?P<what>[^（]*)（`export` 步骤或 `imgfree make`）"),
        lambda found: f"我现在就导出{found['what']}",
        "export",
    ),
    _fixed("`export` 步骤", "导出", "export"),
    _fixed(zh.STATUS, "时间线见下", "status"),
    _fixed(zh.PREVIEW, "时间线见下", "status"),
    _fixed(zh.CREDITS, "余额见下", "credits"),
    _fixed(zh.UPLOAD, "把文件拖到这里"),
    _Phrase(
        re.compile(rf"用一句话让 imgfree 执行“(?P<name>[^”]*)”（{_ASK_ZH}）"), lambda found: f"请说“{found['name']}”"
    ),
    _Phrase(
        re.compile(rf"用一句话让 imgfree (?P<edit>移动[^（]*)（{_ASK_ZH}）"),
        lambda found: f"我来{found['edit']}",
        "edit",
    ),
    _Phrase(re.compile(rf"让 imgfree (?P<edit>把[^（]*)（{_ASK_ZH}）"), lambda found: f"我来{found['edit']}", "edit"),
)


def spoken(words: str) -> str:
    """Return the agent's translated words as a conversation says them: no commands, no steps of a recipe."""
    for phrase in _PHRASES:
        words = phrase.written.sub(lambda found, phrase=phrase: _cased(phrase.spoken(found), found), words)  # type: ignore[misc]
    return words


def _cased(said: str, found: re.Match[str]) -> str:
    """Return the words with a capital where they begin a sentence."""
    before = found.string[: found.start()].rstrip(' "“*-•')
    return said[:1].upper() + said[1:] if not before or before[-1] in ".!?:\n" else said


def asked(words: str) -> list[Gesture]:
    """Return what the agent's translated words ask to be done, each once, in the order in which they say it."""
    found: list[tuple[int, Gesture]] = []
    rest = words
    for phrase in _PHRASES:
        for match in phrase.written.finditer(rest):
            if phrase.deed is not None:
                said = match["edit"] if phrase.deed == "edit" else ""
                found.append((match.start(), Gesture(phrase.deed, said)))
        rest = phrase.written.sub(lambda match: " " * len(match[0]), rest)
    return list(dict.fromkeys(gesture for _, gesture in sorted(found, key=lambda one: one[0])))


def meant(words: str) -> Deed | None:
    """Return the deed where a user's words are nothing but GUI words: "click the Export button"; None elsewhere."""
    told = gui_words(words.strip(" .!。！"))
    if re.search("[,，;；]", words):  # a second clause may say more: which format, which size
        return None
    deeds = (phrase.deed for phrase in _PHRASES if phrase.written.fullmatch(told))
    return next((deed for deed in deeds if deed in ("export", "status", "credits")), None)
