"""Which words a wish holds, and of the others which only tell what the film is about."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from imgfree.local.director.asides import goes_with_refusal, is_silent, stretch, tells, within
from imgfree.local.director.lexicon.kinds import LIGHT
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import PARTICLES, Token
from imgfree.local.director.wish import Span, Wish

_NAMING = (*LIGHT, "play", "turn", "combine", "upload", "hold", "remember")  # verbs that do nothing to what is named
_GENERAL = ("photo", "film", "clip", "upload", "frame")  # what nearly every sentence speaks of
_WORD = 2  # characters
_HELPERS = ("each", "instead", "only", "again", "degree", "usual")


def is_idle(wish: Wish) -> bool:
    """Return whether a wish only names what is there."""
    return not wish.op and wish.outcome == "applied" and not wish.note


def held(reading: Reading, wishes: Sequence[Wish]) -> bytearray:
    """Return for every letter whether a wish holds it; a verb is not held by what only names a thing beside it."""
    letters, named = bytearray(len(reading.raw)), bytearray(len(reading.raw))
    for wish in wishes:
        for start, end in wish.spans:
            (named if is_idle(wish) and not (wish.unsaid or wish.aside) else letters)[start:end] = b"\1" * (end - start)
    for token in reading.tokens:
        if within(token, named) and (not token.means("verb") or token.means("verb", *_NAMING)):
            letters[token.start : token.end] = b"\1" * (token.end - token.start)
    return letters


def told_and_unheard(reading: Reading, covered: bytearray) -> tuple[list[Span], list[Span]]:
    """Return the stretches that no wish holds: those that tell what the film is about, and those that nobody heard."""
    told, lost = list[Span](), list[Span]()
    for run in _runs(reading, covered):
        parts = [reading.tokens[number] for number in run]
        if goes_with_refusal(reading, run, covered):
            continue
        if not tells(reading, run, covered):
            lost.append((_whole(reading, run[0], covered).start, parts[-1].end))
        elif any(token.kind == "unknown" for token in parts):
            told.append((parts[0].start, parts[-1].end))
    return sorted([*told, *_stated(reading, covered)]), lost


def _stated(reading: Reading, covered: bytearray) -> Iterator[Span]:
    """Yield the stretches that are statements, and no part of a wish."""
    for told, tokens in groupby(reading.tokens, lambda token: token.kind == "told"):
        row = list(tokens)
        if told and not all(within(token, covered) for token in row):
            yield row[0].start, row[-1].end


def _whole(reading: Reading, number: int, covered: bytearray) -> Token:
    """Return the token with which an unknown Chinese word begins: a character by itself ends the word before it."""
    token, before = reading.tokens[number], reading.tokens[number - 1] if number else None
    if before is None or before.kind != "form" or before.end != token.start:
        return token
    if within(before, covered) and before.end - before.start < _WORD:
        return token
    torn = token.kind == "unknown" and token.end - token.start == 1 and not token.text.isascii()
    return before if torn else token


def _runs(reading: Reading, covered: bytearray) -> Iterator[list[int]]:
    """Yield the places of words in a row that no wish holds."""
    run: list[int] = []
    for number, token in enumerate((*reading.tokens, None)):
        if token is not None and (token.kind == "function" or _is_quiet(reading, number, covered)):
            continue
        content = token is not None and token.kind not in ("stop", "told") and not within(token, covered)
        if content and (not run or not _broken(reading, run[-1], number, covered)):
            run.append(number)
            continue
        if run:
            yield run
        run = [number] if content else []


def _is_quiet(reading: Reading, number: int, covered: bytearray) -> bool:
    """Return whether a known word only helps to say what a wish beside it holds: a light verb, "all", "can you"."""
    token = reading.tokens[number]
    if within(token, covered) or token.kind not in ("form", "quantity"):
        return False
    if is_silent(token):
        return True
    last = reading.tokens[number - 1] if number else None
    if token.text in PARTICLES and last is not None and last.means("verb") and within(last, covered):
        return True
    after = _content(reading, number, 1)
    faulty = token.means("compare") or token.means("complain")
    if faulty and after is not None and after.means("verb", "remove"):
        return within(after, covered)  # what is wrong with what goes
    here = stretch(reading, number)
    heard = [one for one in here if within(one, covered)]
    beside = [one for one in (_content(reading, number, -1), _content(reading, number, 1)) if one]
    if token.means("verb", *LIGHT) and any(one.start > token.start for one in heard):
        return True
    if (
        token.means("ask")
        or token.means("correct")
        or token.means("when", "now", "then", "to_end", "throughout")
        or token.means("noun", *_GENERAL)
    ):
        return bool(heard)
    if token.means("noun", "middle"):  # between the pictures
        return any(one.means("transition") and within(one, covered) for one in (*here, *_next(reading, number)))
    if token.means("noun", "size"):
        return last is not None and within(last, covered) and (last.means("platform") or last.means("aspect"))
    helps = any(token.means(of) for of in _HELPERS) or token.means("verb", *LIGHT, "hold", "play")
    if not helps and not (token.quantity and token.quantity.value == 1):
        return False
    return any(within(one, covered) for one in beside)


def _next(reading: Reading, number: int) -> list[Token]:
    """Return the tokens of the clause behind the comma that stands next."""
    return stretch(reading, number + 2) if number + 2 < len(reading.tokens) else []


def _content(reading: Reading, number: int, step: int) -> Token | None:
    """Return the next token before (-1) or after (1) that is no function word."""
    place = number + step
    while 0 <= place < len(reading.tokens):
        if reading.tokens[place].kind != "function":
            return reading.tokens[place]
        place += step
    return None


def _broken(reading: Reading, last: int, number: int, covered: bytearray) -> bool:
    return any(token.kind in ("stop", "told") or within(token, covered) for token in reading.tokens[last + 1 : number])
