"""The backend believes that its user sees a GUI: its instructions become what imgfree does, the content stays."""

import functools
import re
from collections.abc import Callable
from types import ModuleType

from imgfree.client.gui import MASK, chinese, english
from imgfree.quotes import Span, quotations

_CLOSERS = "”’\"'」』》】）)*_"
_BOUNDARY = re.compile(rf"\n+|[.!?]+[{_CLOSERS}]*\s+|[。！？；]+[{_CLOSERS}]*")
_PAIRS = (("“", "”"), ("「", "」"), ("《", "》"), ("『", "』"))
_BRACKETS = (("[", "]"), ("【", "】"), ("［", "］"))
# A quotation with an instruction in it is somebody's text; one that is a single word may be a button's name.
_INSTRUCTION = re.compile(
    r"\b(click|open|drag|preview|tap|press|check|export)\w*\s+\S|点[击按选].|[单双]击.|打开.|前往.|拖.|预览.|检查.|导出.",
    re.IGNORECASE,
)
_LONGEST_SENTENCE_CHARS = 2000  # no instruction to a person is longer; keeps a hostile text from costing time
_LONGEST_QUOTATION_CHARS = 500  # beyond this a quotation mark is just a lone one, as in 5"
_MASKED = re.compile(f"{MASK}(\\d+){MASK}")


def sentences(text: str) -> list[str]:
    """Return `text` cut after every sentence and line; joined again they are `text`. A quotation is never cut."""
    pieces, start, quoted = [], 0, _quotations(text)
    for found in _BOUNDARY.finditer(text):
        piece = text[start : found.end()]
        within = any(begin < found.start() and found.end() < end for begin, end in quoted)
        if "\n" in found[0] or len(piece) > _LONGEST_QUOTATION_CHARS or not (within or _quote_open(piece)):
            pieces.append(piece)
            start = found.end()
    return [*pieces, text[start:]] if start < len(text) or not pieces else pieces


def gui_words(text: str) -> str:
    """Return `text` with instructions to use a GUI replaced by what imgfree does, or by the command that does it."""
    return "".join(_translated(piece) for piece in sentences(text.replace(MASK, "")))


def _quotations(text: str) -> list[Span]:
    """Return where quotations stand, one inside another being part of it; none in a text that only costs time."""
    if len(text) > _LONGEST_SENTENCE_CHARS:
        return []
    return [(start, end) for start, end in quotations(text) if end - start <= _LONGEST_QUOTATION_CHARS]


def _balanced(text: str) -> str:
    """Return the text without brackets and stars whose other half went with an instruction."""
    for left, right in _BRACKETS:
        if text.count(left) != text.count(right):
            text = text.replace(left, "").replace(right, "")
    return text.replace("**", "") if text.count("**") % 2 else text


def _quote_open(text: str) -> bool:
    return text.count('"') % 2 == 1 or any(text.count(left) > text.count(right) for left, right in _PAIRS)


@functools.cache
def _rules(language: ModuleType) -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
    """Return the rules of a language, compiled when one is needed: that takes longer than all else of a short run."""
    return [(re.compile(pattern), act) for pattern, act in language.RULES]


@functools.lru_cache(maxsize=512)  # an answer's sentences come again: live, in the whole, and in the next row's
def _translated(sentence: str) -> str:
    if len(sentence) > _LONGEST_SENTENCE_CHARS:
        return sentence
    kept: list[str] = []
    masked, at = "", 0
    for start, end in _quotations(sentence):
        if _INSTRUCTION.search(sentence, start + 1, end - 1):
            masked += f"{sentence[at:start]}{MASK}{len(kept)}{MASK}"
            kept.append(sentence[start:end])
            at = end
    before = masked = masked + sentence[at:]
    for language in (english, chinese):
        if language.NEEDED.search(masked):
            for pattern, act in _rules(language):
                masked = pattern.sub(act, masked)
    if masked != before:
        masked = _balanced(masked)
    if masked[:1].islower() and sentence[:1].isupper() and not masked.startswith("imgfree"):
        masked = masked[0].upper() + masked[1:]
    return _MASKED.sub(lambda found: kept[int(found[1])], masked)
