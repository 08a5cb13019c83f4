"""Nothing is left unsaid: every word is in a wish, tells what the film is about, or is not understood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from imgfree.local.director.coverage import held, is_idle, told_and_unheard
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token
from imgfree.local.director.reply import Clause, Outcome, Say
from imgfree.local.director.told import told
from imgfree.local.director.unspent import with_unspent
from imgfree.local.director.wish import Edit, Span, Wish

_ORDER: tuple[Outcome, ...] = ("applied", "approximated", "declined", "not understood")
_UNKNOWN = Say("not understood, nothing was done for it", "没有理解，未作处理")
_EXAMPLES = Say(
    "say what to make or change, e.g. 'a 12-second vertical reel with crossfades', 'make it 10 seconds'",
    "请说要做什么，例如“做成12秒竖屏视频，叠化转场”“改成10秒”",
)


@dataclass
class _Piece:
    start: int
    end: int
    wishes: list[int] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)


def account(reading: Reading, wishes: Sequence[Wish], done: Mapping[int, Edit], language: str) -> list[Clause]:
    """Return the sentence's clauses in order; `done` says what each wish came to."""
    done = with_unspent(reading, wishes, done)
    about, unknown = told_and_unheard(reading, held(reading, wishes))
    about = sorted([*about, *_asides(reading, wishes)])
    pieces = _pieces(reading, wishes, unknown)
    clauses = [clause for piece in pieces for clause in _clauses(reading, piece, wishes, done, language)]
    if not clauses or (all(map(is_idle, wishes)) and not unknown):  # only words for what is there
        return [_nothing(reading, guessed=bool(about), language=language)] if _shown(reading.raw) else []
    told = about and any(wish.op or wish.note for wish in wishes)
    return [*clauses, _subject(reading, about, language)] if told else clauses


def _asides(reading: Reading, wishes: Sequence[Wish]) -> Iterator[Span]:
    """Yield the stretches that ask for nothing, each from its first to its last word."""
    spans = {span for wish in wishes if wish.aside for span in wish.spans}
    for aside, tokens in groupby(reading.tokens, lambda token: (token.start, token.end) in spans):
        row = list(tokens)
        if aside and any(token.kind != "function" for token in row):
            yield row[0].start, row[-1].end


def _nothing(reading: Reading, *, guessed: bool, language: str) -> Clause:
    """Return the clause for a sentence that wishes nothing: thanks need nothing, other words are asked back."""
    said = [token.value("praise") for token in reading.tokens]
    thanks = any(one in ("good", "thanks", "fine") for one in said) or ("chat" in said and not guessed)
    note = Say("nothing to do", "无需处理") if thanks else _EXAMPLES
    return Clause(_shown(reading.raw), "applied" if thanks else "not understood", [], note.text(language))


def _subject(reading: Reading, about: Sequence[Span], language: str) -> Clause:
    """Return the clause that lists what was taken for what the film is about, so that it can be seen."""
    said = [_shown(reading.raw[start:end]) for start, end in about]
    listed = Say(", ".join(f"'{one}'" for one in said), "、".join(f"“{one}”" for one in said)).text(language)
    note = Say(f"{listed} taken as what the film is about", f"{listed}视为影片的内容")
    return Clause(Say("subject", "内容").text(language), "defaulted", [], note.text(language))


def _pieces(reading: Reading, wishes: Sequence[Wish], unknown: Sequence[Span]) -> Iterator[_Piece]:
    """Yield the stretches of the sentence, cut at stops and "and" where something new begins on both sides."""
    starts = [wish.start for wish in wishes if wish.spans]
    borders = (token for token in reading.tokens if _cuts(token, wishes))
    cuts = [0, *(one.end if one.kind == "stop" else one.start for one in borders), len(reading.raw)]
    open_piece: _Piece | None = None
    for begin, end in pairwise(cuts):
        own = [n for n, wish in enumerate(wishes) if wish.spans and begin <= wish.start < end]
        lost = [span for span in unknown if begin <= span[0] < end]
        says = lost or any(not is_idle(wishes[number]) for number in own)
        said = open_piece and (open_piece.unknown or any(not is_idle(wishes[n]) for n in open_piece.wishes))
        if open_piece is None or (says and said):
            if open_piece is not None:
                yield open_piece
            open_piece = _Piece(begin, end)
        open_piece.end = end
        open_piece.wishes += own
        open_piece.unknown += lost
    if open_piece is not None and (open_piece.wishes or open_piece.unknown or starts):
        yield open_piece


def _cuts(token: Token, wishes: Sequence[Wish]) -> bool:
    """Return whether a clause may end behind this token: never within one phrase of a wish."""
    if token.kind != "stop" and token.relation not in ("and", "then", "but"):
        return False
    return not any(start < token.start and token.end < end for wish in wishes for start, end in wish.spans)


def _clauses(
    reading: Reading, piece: _Piece, wishes: Sequence[Wish], done: Mapping[int, Edit], language: str
) -> Iterator[Clause]:
    groups: dict[Outcome, list[int]] = {}
    for number in piece.wishes:
        edit = done.get(number)
        if is_idle(wishes[number]) and (piece.unknown or not all(is_idle(wishes[n]) for n in piece.wishes)):
            continue
        groups.setdefault(edit.outcome if edit else wishes[number].outcome, []).append(number)
    whole = _shown(reading.raw[piece.start : piece.end])
    main = next((outcome for outcome, own in groups.items() if any(wishes[n].op == "build" for n in own)), None)
    for place, outcome in enumerate(sorted(groups, key=lambda one: (one != main, _ORDER.index(one)))):
        text = whole if place == 0 else _shown(" … ".join(_said(reading, wishes[n]) for n in groups[outcome]))
        clause = _clause(text, outcome, groups[outcome], wishes, done, language)
        yield (
            replace(clause, note=_joined([*_slips(reading, piece, language), clause.note], language))
            if place == 0
            else clause
        )
    spans = (span for wish in wishes if not is_idle(wish) for span in wish.spans)
    shared = any(start < piece.end and piece.start < end for start, end in spans)
    for start, end in piece.unknown:
        text = whole if not shared and len(piece.unknown) == 1 else _shown(reading.raw[start:end])
        yield Clause(text, "not understood", [], _UNKNOWN.text(language))


def _clause(
    text: str, outcome: Outcome, numbers: Sequence[int], wishes: Sequence[Wish], done: Mapping[int, Edit], language: str
) -> Clause:
    ops, notes = [], []
    for number in numbers:
        edit, wish = done.get(number), wishes[number]
        said = edit.note if edit else wish.note
        if wish.op:
            args = edit.args if edit and edit.args is not None else wish.args
            ops.append({"op": wish.op, **args})
            said = said or (told(ops[-1]) if outcome == "applied" else said)
        note = said.text(language)
        if note and note not in notes:
            notes.append(note)
    return Clause(text, outcome, ops, _joined(notes, language))


def _slips(reading: Reading, piece: _Piece, language: str) -> Iterator[str]:
    """Yield what each misspelt word of a clause was taken for."""
    for token in reading.tokens:
        if piece.start <= token.start < piece.end and (right := reading.slip(token)):
            said = reading.raw[token.start : token.end]
            yield Say(f"'{said}' read as '{right}'", f"“{said}”按“{right}”理解").text(language)


def _joined(notes: Sequence[str], language: str) -> str:
    return ("；" if language == "zh" else "; ").join(filter(None, notes))


def _said(reading: Reading, wish: Wish) -> str:
    return reading.raw[wish.start : max(end for _, end in wish.spans)]


def _shown(text: str) -> str:
    """Return the clause without the punctuation around it."""
    return re.sub(r"\s+", " ", text).strip(" ,.;!?，。；！？、:：—-\n")
