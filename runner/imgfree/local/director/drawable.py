"""What of the words on a film can be drawn here, found when they are heard and said then, not at the export."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from imgfree.local.director.reply import NOTHING, Outcome, Say
from imgfree.local.director.wish import Edit, Wish
from imgfree.local.draft import span_ms
from imgfree.local.end_card import sign
from imgfree.local.film import Film, Words
from imgfree.local.legibility import read_in

if TYPE_CHECKING:
    from imgfree.local.render.drawable import Undrawable

# What the fonts that are installed with us have, so that most words need no look at them.
SURELY_DRAWN = (
    "\n -~\xa0-\u024f\u0384-\u038a\u03a3-\u03e1\u03f0-\u03ff\u0400-\u04ff\u2010-\u2027€℃№™\u3000-\u303f\u3041-\u3096"
    "\u3099-\u30ff\u4e00-\u9fef\uac00-\ud7a3\uff01-\uff5e"
)
_SURE = re.compile(f"[{SURELY_DRAWN}]*")
_SURELY_FITS = 60  # characters; that many are read in any place there is
_BROKEN = 30  # letters without a place to break; such a word is wider than any place at a size that is read
_SHOWN = 3  # reasons why something is left out, and parts for each


@dataclass(frozen=True)
class _Drawn:
    """A text as it will be drawn, "" where nothing of it can be; what had to go, and what else is to be said."""

    text: str
    missing: "tuple[Undrawable, ...]" = ()
    remark: Say = NOTHING


def drawn(before: Film, film: Film, wishes: Sequence[Wish], done: Mapping[int, Edit]) -> tuple[Film, dict[int, Edit]]:
    """Return the film with what can be drawn of its new words, and the edits that say what cannot."""
    same_canvas = (before.width, before.height, before.platform) == (film.width, film.height, film.platform)
    told: dict[int, Edit] = dict(done)
    kept: list[Words] = []
    cues: list[_Drawn] = []
    for words in film.words:
        if (words in before.words and same_canvas) or not words.text:  # those without are of what is spoken
            kept.append(words)
            continue
        found = _drawn(words, film)
        if found.text:
            kept.append(replace(words, text=found.text))
        if not (found.missing or found.remark):
            continue
        number = _speaker(words.text, wishes, told)
        if number is None:
            cues.append(found)
        else:
            told[number] = _told(told[number], wishes[number], found.text, _left_out(found.missing) + found.remark)
    if cues:
        _tell(cues, wishes, told)
    return replace(film, words=tuple(kept)), told


def _told(edit: Edit, one: Wish, text: str, remark: Say) -> Edit:
    """Return the edit with the text that it really wrote."""
    outcome: Outcome = "approximated" if text and edit.outcome != "declined" else "declined"
    args = dict(edit.args if edit.args is not None else one.args)
    name = "with" if "with" in args else "text"
    note = edit.note + remark if text else remark
    return replace(edit, outcome=outcome, note=note, args=args | ({name: text} if text else {}))


def _drawn(words: Words, film: Film) -> _Drawn:
    longest = max((len(one) for one in re.findall(r"[^\s\u2e80-\uffff-]+", words.text)), default=0)
    if len(words.text) <= _SURELY_FITS and longest <= _BROKEN and _SURE.fullmatch(words.text):
        return _Drawn(words.text)
    from imgfree.local.render.drawable import drawable, fitting

    found = drawable(words.text)
    text = found.text.strip()
    if found.missing and not any(char.isalnum() for char in text):
        return _Drawn("", found.missing)
    canvas, style = (film.width, film.height), dict(words.style)
    shown = fitting(
        sign(text, words), role=words.role, position=words.position, canvas=canvas, style=style, platform=film.platform
    )
    remark = NOTHING
    if shown != text:
        if film.shots:  # what is cut anyway ends where there is time to read it
            shown = read_in(text, span_ms(film, words)[1] / 1000)
        remark = Say(
            f"{len(text)} characters are more than can be read there: shown up to '{shown[-24:]}'",
            f"共 {len(text)} 个字符，放不下：显示到“{shown[-24:]}”",
        )
    elif longest > _BROKEN:
        remark = Say(
            f"a word of {longest} letters is broken where its place ends", f"长达 {longest} 个字母的单词会在边缘处断开"
        )
    return _Drawn(shown, found.missing, remark)


def _left_out(missing: Sequence["Undrawable"]) -> Say:
    reasons: dict[tuple[str, str], list[str]] = {}
    for one in missing:
        reasons.setdefault((one.why, one.hint), []).append(one.text)
    remark = Say()
    for (why, hint), texts in list(reasons.items())[:_SHOWN]:
        several = list(dict.fromkeys(texts))
        parts = " ".join(several[:_SHOWN]) + (" …" if len(several) > _SHOWN else "")
        font = re.search(r"Noto [A-Z]\w+(?: [A-Z]\w+)*", hint)
        advice = f"：可安装字体 {font.group()}" if font else ""
        remark += Say(f"'{parts}' is left out, {why}: {hint}", f"本机字体无法显示“{parts}”，已省略{advice}")
    return remark


def _speaker(text: str, wishes: Sequence[Wish], done: Mapping[int, Edit]) -> int | None:
    """Return which of the operations said this text; None for one of a file, or of an earlier sentence."""
    said = (number for number, one in enumerate(wishes) if number in done and text in (*_texts(one),))
    return next(said, None)


def _texts(one: Wish) -> tuple[object, ...]:
    return one.args.get("text"), one.args.get("with")


def _tell(cues: Sequence[_Drawn], wishes: Sequence[Wish], told: dict[int, Edit]) -> None:
    """Say of captions, and of words that are there already, what becomes of them: with the operation that did it."""
    number = max(told, key=lambda number: wishes[number].op in ("captions", "aspect", "platform"), default=None)
    if number is None:
        return
    lost = [one for one in cues if one.missing]
    note = Say(f"in {len(lost)} of the texts", f"{len(lost)} 处文字") if lost else Say()
    left_out = _left_out([part for one in lost for part in one.missing])
    note = Say(f"{note.en} {left_out.en}", f"{note.zh}：{left_out.zh}") if lost else note
    note += next((one.remark for one in cues if one.remark), NOTHING)
    told[number] = replace(told[number], outcome="approximated", note=told[number].note + note)
