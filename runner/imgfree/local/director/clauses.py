"""From what was heard back to the sentence: every clause with its outcome, and nothing left unaccounted for."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from imgfree.local.director import context, fillers
from imgfree.local.director.reply import Clause, Outcome, Say
from imgfree.local.director.rule import Edit, Heard, Span
from imgfree.local.director.sentence import Sentence
from imgfree.local.director.told import told

_SEPARATOR = re.compile(
    r"(?P<number>(?:(?<=[\s;,。；，：])|(?<=[^\d\s]:)|(?<=^))\d{1,2}[.)](?!\d)\s*|[①-⑩]\s*)|(?P<stop>[;!?\n。；！？]+|\.(?=\s|$|[\u4e00-\u9fff])|,(?!\d{3})|[、()~～](?!\d)|\s[-—]+\s|—+|:(?=\s))"
    r"|(?<= )(?P<word>(?:and then|and|then|plus|with|but|featuring|including|using|while|so|also|finally"
    r"|next|set to)(?= ))|(?P<zh>然后|并且|并(?![排非不])|而且|同时|另外|还要|再(?=[加把用来配给做调])"
    r"|接着|最后(?=[加用放导配])|配上|加上|加(?=标题|字幕|音乐|转场|文字|背景|个|一|bgm|点)|(?<!不)要(?=有)|使用)"
)
_ORDER: tuple[Outcome, ...] = ("applied", "approximated", "declined", "not understood")
_UNKNOWN = Say("not understood, nothing was done for it", "没有理解，未作处理")


@dataclass
class _Piece:
    start: int
    end: int
    heard: list[int]  # indexes of what begins here
    touched: bool  # some heard words lie here
    told: list[Span] = field(default_factory=list)  # stretches within that ask for nothing


def account(sentence: Sentence, heard: Sequence[Heard], done: Mapping[int, Edit], language: str) -> list[Clause]:
    """Return the sentence's clauses in order; `done` says what each heard operation came to."""
    pieces = _merge(sentence, _cut(sentence, heard))
    clauses: list[Clause] = []
    for piece in pieces:
        clauses += _clauses(sentence, piece, heard, done, language)
    return clauses


def _cut(sentence: Sentence, heard: Sequence[Heard]) -> list[_Piece]:
    """Cut at punctuation and joining words, never inside something that was understood as one."""
    taken = [span for one in heard for span in _joined(sentence, one)]
    edges = [(0, 0)]
    for match in _SEPARATOR.finditer(sentence.folded):
        start, end = match.span()
        if any(
            first < end and start < last and not (first == start and not match.group("stop")) for first, last in taken
        ):
            continue
        if match.group("stop") and any(first <= start and end <= last for first, last in sentence_literals(sentence)):
            continue
        edges.append((start, end) if match.group("stop") else (start, start))
    edges.append((len(sentence.folded), len(sentence.folded)))
    pieces = []
    for (_, begin), (finish, _) in pairwise(edges):
        if sentence.folded[begin:finish].strip():
            own = [n for n, one in enumerate(heard) if one.spans and begin <= one.start < finish]
            touched = any(first < finish and begin < last for first, last in taken)
            pieces.append(_Piece(begin, finish, own, touched))
    return pieces


def _joined(sentence: Sentence, one: Heard) -> list[Span]:
    """Return the spans of one operation, those with only a few letters between them as one: nothing is cut there."""
    joined: list[Span] = []
    for start, end in sorted(one.spans):
        if (
            joined
            and start - joined[-1][1] <= 8
            and re.fullmatch(r"[a-z\u4e00-\u9fff ]*", sentence.folded[joined[-1][1] : start])
        ):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def sentence_literals(sentence: Sentence) -> list[Span]:
    """Return where the quoted words stand."""
    return list(sentence.ends.items())


def _merge(sentence: Sentence, pieces: list[_Piece]) -> list[_Piece]:
    """Join pieces that say nothing by themselves (please, for my shop) to the clause before them, else to the next."""
    merged: list[_Piece] = []
    waiting: int | None = None
    told: list[Span] = []
    for piece in pieces:
        text = sentence.folded[piece.start : piece.end]
        silent = not piece.touched and not piece.heard
        opens = piece is pieces[0] and len(pieces) > 1 and fillers.names_subject(text)
        opens = opens or (silent and _tells(sentence, pieces, piece))
        if silent and (opens or not fillers.content(text) or fillers.is_context(text)):
            told.append((piece.start, piece.end))
            if merged:
                merged[-1].end = piece.end
            else:
                waiting = piece.start if waiting is None else waiting
            continue
        if waiting is not None:
            piece.start, waiting = waiting, None
        if silent and merged and not merged[-1].touched and not merged[-1].heard:
            merged[-1].end = piece.end  # neighbours that nobody understood are one echo
            continue
        merged.append(piece)
    if waiting is not None:
        merged.append(_Piece(waiting, len(sentence.folded), [], False))
    for piece in merged:
        piece.told = [span for span in told if piece.start <= span[0] < piece.end]
    return merged


_NUMERAL = re.compile(r"(?:^|\n)\s*(?:\d{1,2}|[a-h])$")


def _tells(sentence: Sentence, pieces: list[_Piece], piece: _Piece) -> bool:
    """Return whether a piece is a heading, the number of a list, or tells what the film is about."""
    text, folded = sentence.folded[piece.start : piece.end], sentence.folded
    colon = folded[piece.end : piece.end + 1] == ":"
    if colon and len(text.split()) <= 3 and len(pieces) > 1 and "\ue001" not in text:
        return True
    if _NUMERAL.search(folded[: piece.end]) and re.match(r"[.)]", folded[piece.end :]):
        return True
    before = re.search(r"(?:^|[.;\n])([^.;:\n]{1,30}):\s*$", folded[: piece.start])
    return context.tells(
        text,
        heading=before.group(1) if before else "",
        opens=piece is pieces[0] and len(pieces) > 1,
        aside=folded[: piece.start].rstrip().endswith("("),
    )


def _clauses(
    sentence: Sentence, piece: _Piece, heard: Sequence[Heard], done: Mapping[int, Edit], language: str
) -> list[Clause]:
    text = _shown(sentence.raw[piece.start : piece.end])
    if not piece.heard and not piece.touched:
        if not fillers.content(sentence.folded[piece.start : piece.end]):
            return [_empty(text, language)] if text else []
        return [Clause(text, "not understood", [], _UNKNOWN.text(language))]
    groups: dict[Outcome, list[int]] = {}
    for number in piece.heard:
        edit = done.get(number)
        groups.setdefault(edit.outcome if edit else heard[number].outcome, []).append(number)
    found: list[Clause] = []
    main = next((outcome for outcome, numbers in groups.items() if any(heard[n].op == "build" for n in numbers)), None)
    for outcome in sorted(groups, key=lambda outcome: (outcome != main, _ORDER.index(outcome))):
        whole = not found
        shown = text if whole else _shown(" … ".join(_raw(sentence, heard[number]) for number in groups[outcome]))
        found.append(_clause(shown, outcome, groups[outcome], heard, done, language))
    found = found or [
        Clause(text, "applied", [], Say("said with the clause it belongs to", "与相关的句子一并处理").text(language))
    ]
    numbers = [match.span() for match in _SEPARATOR.finditer(sentence.folded) if match.group("number")]
    spans = [*(span for one in heard for span in one.spans), *piece.told, *numbers]
    left = fillers.residue(sentence.folded, (piece.start, piece.end), spans)
    for start, end in sorted([*left, *_unheard(sentence, piece, [*spans, *left])]):
        found.append(Clause(_shown(sentence.raw[start:end]), "not understood", [], _UNKNOWN.text(language)))
    return found


def _unheard(sentence: Sentence, piece: _Piece, spans: Sequence[Span]) -> list[Span]:
    """Return the quotations and names of a clause that nothing took: none is left out in silence."""
    own = [(start, end) for start, end in sentence_literals(sentence) if piece.start <= start < piece.end]
    return [(start, end) for start, end in own if not any(first < end and start < last for first, last in spans)]


_THANKS = re.compile(
    r"\b(?:thank(?:s| you)?|great|perfect|nice|good|love(?:ly)?|awesome|ok(?:ay)?|cool|hello|hi)\b|谢|好|棒|不错|赞"
)
_EXAMPLES = Say(
    "say what to make or change, e.g. 'a 12-second vertical reel with crossfades', 'make it 10 seconds'",
    "请说要做什么，例如“做成12秒竖屏视频，叠化转场”“改成10秒”",
)


def _empty(text: str, language: str) -> Clause:
    """Return the clause of words that ask for nothing: thanks are fine, a bare question gets examples."""
    if _THANKS.search(text.lower()):
        return Clause(text, "applied", [], Say("nothing to do", "无需处理").text(language))
    return Clause(text, "not understood", [], _EXAMPLES.text(language))


def _clause(
    text: str, outcome: Outcome, numbers: list[int], heard: Sequence[Heard], done: Mapping[int, Edit], language: str
) -> Clause:
    ops, notes = [], []
    for number in numbers:
        edit, one = done.get(number), heard[number]
        said = edit.note if edit else one.note
        if one.op:
            args = edit.args if edit and edit.args is not None else one.args
            ops.append({"op": one.op, **args})
            said = said or (told(ops[-1]) if outcome == "applied" else said)
        note = said.text(language)
        if note and note not in notes:
            notes.append(note)
    return Clause(text, outcome, ops, ("；" if language == "zh" else "; ").join(notes))


def _raw(sentence: Sentence, one: Heard) -> str:
    start, end = one.spans[0]
    return sentence.raw[start:end]


def _shown(text: str) -> str:
    """Return the clause without the punctuation around it."""
    return re.sub(r"\s+", " ", text).strip(" ,.;!?，。；！？、:：—-\n")
