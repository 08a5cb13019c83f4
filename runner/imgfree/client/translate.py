"""The backend believes that its user sees a GUI: its instructions become what imgfree does, the content stays."""

import re

from imgfree.client import gui_chinese, gui_english
from imgfree.client.gui_terms import MASK

_CLOSERS = "”’\"'」』》】）)*_"
_BOUNDARY = re.compile(rf"\n+|[.!?]+[{_CLOSERS}]*\s+|[。！？；]+[{_CLOSERS}]*")
_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"), ("『", "』"))
_BRACKETS = (("[", "]"), ("【", "】"), ("［", "］"))
_QUOTED = re.compile(r'"[^"\n]*"|“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》')
# A quotation with an instruction in it is somebody's text; one that is a single word may be a button's name.
_INSTRUCTION = re.compile(
    r"\b(click|open|drag|preview|tap|press|check|export)\w*\s+\S|点击.|打开.|拖[拽动放曳].|预览.|导出.", re.IGNORECASE
)
_LONGEST_SENTENCE_CHARS = 2000  # no instruction to a person is longer; keeps a hostile text from costing time
_LONGEST_QUOTATION_CHARS = 500  # beyond this a quotation mark is just a lone one, as in 5"
_MASKED = re.compile(f"{MASK}(\\d+){MASK}")
_RULES = (*gui_english.RULES, *gui_chinese.RULES)


def sentences(text: str) -> list[str]:
    """Return `text` cut after every sentence and line; joined again they are `text`. A quotation is never cut."""
    pieces, start = [], 0
    for found in _BOUNDARY.finditer(text):
        piece = text[start : found.end()]
        if "\n" in found[0] or len(piece) > _LONGEST_QUOTATION_CHARS or not _quote_open(piece):
            pieces.append(piece)
            start = found.end()
    return [*pieces, text[start:]] if start < len(text) or not pieces else pieces


def gui_words(text: str) -> str:
    """Return `text` with instructions to use a GUI replaced by what imgfree does, or by the command that does it."""
    return "".join(_translated(piece) for piece in sentences(text.replace(MASK, "")))


def _balanced(text: str) -> str:
    """Return the text without brackets and stars whose other half went with an instruction."""
    for left, right in _BRACKETS:
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    return text.replace("**", "") if text.count("**") % 2 else text


def _quote_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or any(text.count(left) > text.count(right) for left, right in _PAIRS)


def _translated(sentence: str) -> str:
    if len(sentence) > _LONGEST_SENTENCE_CHARS:
        return sentence
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        if not _INSTRUCTION.search(found[0][1:-1]):
            return found[0]
        kept.append(found[0])
        return f"{MASK}{len(kept) - 1}{MASK}"

    before = masked = _QUOTED.sub(keep, sentence)
    for pattern, act in _RULES:
        masked = pattern.sub(act, masked)
    if masked != before:
        masked = _balanced(masked)
    if masked[:1].islower() and sentence[:1].isupper() and not masked.startswith("imgfree"):
        masked = masked[0].upper() + masked[1:]
    return _MASKED.sub(lambda found: kept[int(found[1])], masked)
