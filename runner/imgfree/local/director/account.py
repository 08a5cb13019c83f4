"""Nothing is left unsaid: every word is in a wish, tells what the film is about, or is not understood."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from imgfree.local.director.frames import LIGHT
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import PARTICLES, Token
from imgfree.local.director.reply import Clause, Outcome, Say
from imgfree.local.director.told import told
from imgfree.local.director.wish import Edit, Span, Wish

_ORDER: tuple[Outcome, ...] = ("applied", "approximated", "declined", "not understood")
_UNKNOWN = Say("not understood, nothing was done for it", "没有理解，未作处理")
_EXAMPLES = Say(
    "say what to make or change, e.g. 'a 12-second vertical reel with crossfades', 'make it 10 seconds'",
    "请说要做什么，例如“做成12秒竖屏视频，叠化转场”“改成10秒”",
)
_ABOUT = (
    "for",
    "of",
    "at",
    "in",
    "from",
    "by",
    "about",
    "on",
    "to",
)  # of whom, where, what for
_HEADING = 3  # words
_WHOM = ("for", "of", "about")  # also in a clause of its own
_SUBJECTS = ("photo", "film", "clip", "upload")
_GENERAL = (*_SUBJECTS, "frame")  # what nearly every sentence speaks of
_NAMING = (*LIGHT, "play", "turn", "combine", "upload", "hold", "remember")  # verbs that do nothing to what is named
_HELPERS = ("each", "instead", "only", "again", "degree")
_SPEAKERS = ("i", "we", "i'm", "i've", "we're", "we've", "im", "ive", "that's", "thats", "my", "our", "我", "我们")
_CALLED = ("called", "named", "叫", "名叫", "叫做", "就叫")
_SILENT = ("praise", "context", "measure", "seem")  # types that ask for nothing by themselves


@dataclass
class _Piece:
    start: int
    end: int
    wishes: list[int] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)


def account(reading: Reading, wishes: Sequence[Wish], done: Mapping[int, Edit], language: str) -> list[Clause]:
    """Return the sentence's clauses in order; `done` says what each wish came to."""
    covered = held(reading, wishes)
    unknown = list(unheard(reading, covered))
    about = list(told_about(reading, covered)) if any(wish.op or wish.note for wish in wishes) else []
    pieces = _pieces(reading, wishes, unknown)
    clauses = [clause for piece in pieces for clause in _clauses(reading, piece, wishes, done, language)]
    if not clauses or (all(map(_is_idle, wishes)) and not unknown):  # only words for what is there
        text = _shown(reading.raw)
        if not text:
            return []
        thanks = any(token.value("praise") for token in reading.tokens)
        outcome: Outcome = "applied" if thanks else "not understood"
        return [Clause(text, outcome, [], (Say("nothing to do", "无需处理") if thanks else _EXAMPLES).text(language))]
    return [*clauses, _subject(about, language)] if about else clauses


def _is_idle(wish: Wish) -> bool:
    """Return whether a wish only names what is there."""
    return not wish.op and wish.outcome == "applied" and not wish.note


def _subject(about: Sequence[str], language: str) -> Clause:
    """Return the clause that lists what was taken for what the film is about, so that it can be seen."""
    listed = Say(", ".join(f"'{one}'" for one in about), "、".join(f"“{one}”" for one in about)).text(language)
    note = Say(f"{listed} taken as what the film is about", f"{listed}视为影片的内容")
    return Clause(Say("subject", "内容").text(language), "defaulted", [], note.text(language))


def held(reading: Reading, wishes: Sequence[Wish]) -> bytearray:
    """Return for every letter whether a wish holds it; a verb is not held by what only names a thing beside it."""
    letters, named = bytearray(len(reading.raw)), bytearray(len(reading.raw))
    for wish in wishes:
        for start, end in wish.spans:
            (named if _is_idle(wish) and not wish.unsaid else letters)[start:end] = b"\1" * (end - start)
    for token in reading.tokens:
        if _within(token, named) and (not token.means("verb") or token.means("verb", *_NAMING)):
            letters[token.start : token.end] = b"\1" * (token.end - token.start)
    return letters


def unheard(reading: Reading, covered: bytearray) -> Iterator[Span]:
    """Yield the stretches of the sentence that no wish holds and that tell nothing of what the film is about."""
    for run in _runs(reading, covered):
        if not _tells(reading, run, covered):
            yield _whole(reading, run[0]).start, reading.tokens[run[-1]].end


def _whole(reading: Reading, number: int) -> Token:
    """Return the token with which an unknown Chinese word begins: a character by itself ends the word before it."""
    token, before = reading.tokens[number], reading.tokens[number - 1] if number else None
    torn = before is not None and token.kind == "unknown" and token.end - token.start == 1 and not token.text.isascii()
    return before if torn and before is not None and before.kind == "form" and before.end == token.start else token


def told_about(reading: Reading, covered: bytearray) -> Iterator[str]:
    """Yield the words that tell what the film is about: unknown ones that are no wish."""
    for run in _runs(reading, covered):
        if _tells(reading, run, covered) and any(reading.tokens[number].kind == "unknown" for number in run):
            yield _shown(reading.raw[reading.tokens[run[0]].start : reading.tokens[run[-1]].end])


def _runs(reading: Reading, covered: bytearray) -> Iterator[list[int]]:
    """Yield the places of words in a row that no wish holds."""
    run: list[int] = []
    for number, token in enumerate((*reading.tokens, None)):
        if token is not None and (token.kind == "function" or _is_quiet(reading, number, covered)):
            continue
        content = token is not None and token.kind != "stop" and not _within(token, covered)
        if content and (not run or not _broken(reading, run[-1], number, covered)):
            run.append(number)
            continue
        if run:
            yield run
        run = [number] if content else []


def _is_quiet(reading: Reading, number: int, covered: bytearray) -> bool:
    """Return whether a known word only helps to say what a wish beside it holds: a light verb, "all", "can you"."""
    token = reading.tokens[number]
    if _within(token, covered) or token.kind not in ("form", "quantity"):
        return False
    if _is_silent(token):
        return True
    last = reading.tokens[number - 1] if number else None
    if token.text in PARTICLES and last is not None and last.means("verb") and _within(last, covered):
        return True
    after = reading.tokens[number + 1 : number + 2]
    if token.means("complain", "too_much") and (not after or after[0].kind == "stop"):
        return True  # too as in "as well"
    here = _stretch(reading, number)
    heard = [one for one in here if _within(one, covered)]
    beside = [one for one in (_content(reading, number, -1), _content(reading, number, 1)) if one]
    if token.means("verb", *LIGHT) and any(one.start > token.start for one in heard):
        return True
    if (
        token.means("ask")
        or token.means("correct")
        or token.means("when", "now", "then")
        or token.means("noun", *_GENERAL)
    ):
        return bool(heard)
    helps = any(token.means(of) for of in _HELPERS) or token.means("verb", *LIGHT, "hold", "play")
    if not helps and not (token.quantity and token.quantity.value == 1):
        return False
    return any(_within(one, covered) for one in beside)


def _content(reading: Reading, number: int, step: int) -> Token | None:
    """Return the next token before (-1) or after (1) that is no function word."""
    place = number + step
    while 0 <= place < len(reading.tokens):
        if reading.tokens[place].kind != "function":
            return reading.tokens[place]
        place += step
    return None


def _is_silent(token: Token) -> bool:
    return any(token.means(of) for of in _SILENT)


def _within(token: Token, covered: bytearray) -> bool:
    return any(covered[token.start : token.end])


def _broken(reading: Reading, last: int, number: int, covered: bytearray) -> bool:
    return any(token.kind == "stop" or _within(token, covered) for token in reading.tokens[last + 1 : number])


def _tells(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether words that nothing heard only tell of whom, where or what for the film is."""
    parts = [reading.tokens[number] for number in run]
    if all(_is_silent(token) for token in parts):
        return True
    if any(token.kind in ("literal", "words", "name") for token in parts):
        return False
    if _states(reading, run, covered):
        return True
    if any(token.means("verb") or token.means("not") or token.quantity for token in parts):
        return False
    before = _before(reading, run[0])
    heard = [one for one in _stretch(reading, run[0]) if _within(one, covered)]
    if before is not None and before.relation in _ABOUT and (heard or before.relation in _WHOM):
        return _is_short(parts) or any(one.start > before.end for one in heard)
    return _describes(reading, run, covered) or _opens(reading, run, covered)


def _states(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether a clause with no wish in it says what is so: it begins with who or why, and wants nothing."""
    clause = _part(reading, run[0])
    if any(_within(token, covered) for token in clause):
        return False
    if clause[0].relation == "reason":
        return not clause[0].text.isascii() or (len(clause) > 1 and clause[1].kind == "function")
    acts = any(token.senses and token.senses[0].type in ("verb", "noun") for token in clause)
    wants = any(token.means("verb", "want", "have") or token.means("complain") for token in clause)
    if clause[0].given:
        return clause[0].text in _SPEAKERS and not acts and not wants
    return clause[0].relation == "subject" and (not acts or (clause[0].text in _SPEAKERS and not wants))


def _describes(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether the words stand before what they describe: pictures, how many there are, or who is called so."""
    rest = [one for one in reading.tokens[run[-1] + 1 :] if not _is_silent(one) or _within(one, covered)]
    after = next((one for one in rest if one.kind != "function" or one.relation not in ("of", "in", "on")), None)
    if after is None or not _within(after, covered):
        return False
    counted = after.quantity is not None and rest[1:] and rest[1].means("measure")
    before = _before(reading, run[0])
    taken_up = before is not None and before.relation == "object"
    return (
        bool(counted)
        or after.means("noun", *_SUBJECTS)
        or (after.means("refuse") and not taken_up)
        or after.text in _CALLED
    )


def _opens(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether words before the first wish only name its subject, or a heading ends here."""
    parts = [reading.tokens[number] for number in run]
    rest = reading.tokens[run[-1] + 1 :]
    if rest and rest[0].text == ":" and len(run) <= _HEADING and not any(token.means("noun") for token in parts):
        return True
    clause = _stretch(reading, run[0])
    after = next((token for token in rest if token.kind != "function" and not _is_silent(token)), None)
    alone = after is not None and after.kind == "stop" and rest[-1] is not after
    first = not any(covered[: clause[-1].end]) and not _commands(clause)
    return first and alone and not any(token.senses and not _is_silent(token) for token in parts)


def _commands(clause: Sequence[Token]) -> bool:
    """Return whether a clause begins as an order does, with an unknown word and what it is done to: "upholster it"."""
    first, after = clause[0], clause[1] if len(clause) > 1 else None
    if first.kind != "unknown" or not first.text.isascii() or first.text.endswith(("ing", "'s")) or after is None:
        return False
    return after.given or (after.kind == "function" and after.relation in ("", "subject"))


def _part(reading: Reading, number: int) -> list[Token]:
    """Return the tokens around this one between stops, "and", or a word that begins a reason."""
    tokens = reading.tokens
    first = number
    while first and tokens[first].relation != "reason" and not _is_border(tokens[first - 1]):
        first -= 1
    ends = (n for n in range(number, len(tokens)) if _is_border(tokens[n]) or tokens[n].relation == "reason")
    return list(tokens[first : next(ends, len(tokens))])


def _is_border(token: Token) -> bool:
    return token.kind == "stop" or token.relation in ("and", "but", "then")


def _is_short(parts: Sequence[Token]) -> bool:
    """Return whether a stretch is no clause: Latin words, or three Chinese characters at most, with no verb in them."""
    return parts[0].text.isascii() or parts[-1].end - parts[0].start <= 3


def _before(reading: Reading, number: int) -> Token | None:
    """Return the nearest token before that is no article or pronoun: a preposition, mostly."""
    for token in reversed(reading.tokens[:number]):
        if token.kind == "function" and token.relation in ("", "subject"):
            continue
        if not (_is_silent(token) or token.means("again")):
            return token
    return None


def _stretch(reading: Reading, number: int) -> list[Token]:
    """Return the tokens between the stops around this one."""
    first = next((n + 1 for n in range(number, -1, -1) if reading.tokens[n].kind == "stop"), 0)
    last = next((n for n in range(number, len(reading.tokens)) if reading.tokens[n].kind == "stop"), None)
    return list(reading.tokens[first:last])


def _pieces(reading: Reading, wishes: Sequence[Wish], unknown: Sequence[Span]) -> Iterator[_Piece]:
    """Yield the stretches of the sentence, cut at stops and "and" where something new begins on both sides."""
    starts = [wish.start for wish in wishes if wish.spans]
    borders = (token for token in reading.tokens if _cuts(token, wishes))
    cuts = [0, *(one.end if one.kind == "stop" else one.start for one in borders), len(reading.raw)]
    open_piece: _Piece | None = None
    for begin, end in pairwise(cuts):
        own = [n for n, wish in enumerate(wishes) if wish.spans and begin <= wish.start < end]
        lost = [span for span in unknown if begin <= span[0] < end]
        says = lost or any(not _is_idle(wishes[number]) for number in own)
        said = open_piece and (open_piece.unknown or any(not _is_idle(wishes[n]) for n in open_piece.wishes))
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
        if _is_idle(wishes[number]) and (piece.unknown or not all(_is_idle(wishes[n]) for n in piece.wishes)):
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
    for start, end in piece.unknown:
        text = whole if not piece.wishes and len(piece.unknown) == 1 else _shown(reading.raw[start:end])
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
    return reading.raw[wish.spans[0][0] : wish.spans[-1][1]]


def _shown(text: str) -> str:
    """Return the clause without the punctuation around it."""
    return re.sub(r"\s+", " ", text).strip(" ,.;!?，。；！？、:：—-\n")
