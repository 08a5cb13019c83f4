"""Who judges what was heard, by what the tagger says of its words: logistic models, fitted on rows kept back."""

import re
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from imgfree.local.director.tagger import chatter
from imgfree.local.director.tagger.certainty import Hearing, claims, facts, places
from imgfree.local.director.tagger.weighed import believed, heard
from local.director import score
from tagger.labels import pieces
from tagger.sentences import Row, conversation

_FREE = ("gain", "in_s", "out_s", "fade_in_s", "fade_out_s", "amount", "factor", "size", "opacity")  # mostly not said
_AMOUNT = re.compile(
    r"[\d一二两三四五六七八九十半倍]|half|twice|double|triple|quarter|third|one|two|three|four|five|six|ten"
)
_Judged = tuple[list[float], bool, int]


def fitted(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Return the coefficients for the rules' wishes, for the tagger's in their place, and for what only it hears."""
    known, instead, added = list[_Judged](), list[_Judged](), list[_Judged]()
    for row in rows:
        found = _heard(row)
        if found is not None:
            known += _known(row, *found)
            instead += _instead(row, found[0])
            added += _added(row, found[0])
    return {"known": _fitted("known", known), "instead": _fitted("instead", instead), "added": _fitted("added", added)}


def fitted_to_chatter(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Return the coefficients for words that no wish holds; the other judges have to be among the weights."""
    judged = list[_Judged]()
    for row in rows:
        found = _heard(row) if row["route"] == "edit" else None
        if found is not None:
            judged += _stretches(row, *found)
    return {"aside": _fitted("aside", judged)}


def _heard(row: Row) -> tuple[Hearing, list[Row]] | None:
    """Return what the rules and the tagger hear, and what came of the rules' wishes."""
    talk, ear = conversation(row)
    reply = talk.say(row["text"])
    if ear.heard is None or not ear.heard[0].tokens:
        return None
    reading, scene, wishes = ear.heard
    return heard(reading, wishes, scene), score.operations(reply)


def _known(row: Row, hearing: Hearing, got: Sequence[Row]) -> Iterator[_Judged]:
    for wish in hearing.known:
        own = places(hearing.reading, wish)
        if wish.op in hearing.tags.names and wish.outcome != "declined" and own:
            came = [op for op in got if op["op"] == wish.op]
            forms = [{**wish.args, "op": wish.op}, *(came if len(came) == 1 else [])]
            yield facts(wish, own, hearing), _is_right(row, forms), _group(row)


def _instead(row: Row, hearing: Hearing) -> Iterator[_Judged]:
    for wish in hearing.known:
        for one, told in hearing.differing(wish, places(hearing.reading, wish)):
            yield facts(told, one.places, hearing), _is_right(row, [{**told.args, "op": told.op}]), _group(row)


def _added(row: Row, hearing: Hearing) -> Iterator[_Judged]:
    taken = claims(hearing.reading, hearing.known)
    for one, wish in hearing.told:
        if wish is not None and not any((one.op, place) in taken for place in one.places):
            yield facts(wish, one.places, hearing), _is_right(row, [{**wish.args, "op": wish.op}]), _group(row)


def _stretches(row: Row, hearing: Hearing, got: Sequence[Row]) -> Iterator[_Judged]:
    """Yield the words that no wish holds, and whether they belong to no wish that was missed."""
    kept, tokens = believed(hearing), hearing.reading.tokens
    done = [*({**wish.args, "op": wish.op} for wish in kept if wish.op), *got]
    missed = [wish for wish in row["wishes"] if not any(_means(wish, op) for op in done)]
    asked = [*row["cannot"], *(piece for wish in missed for piece in pieces(wish))]
    starts = [(row["text"].find(words), len(words)) for words in asked]
    for own in chatter.unheard(hearing.reading, kept):
        first, end = tokens[own[0]].start, tokens[own[-1]].end
        idle = not any(start < end and first < start + length for start, length in starts)
        yield chatter.facts(own, hearing, kept), idle, _group(row)


def _group(row: Row) -> int:
    return zlib.crc32(row["id"].encode()) % 5


def _is_right(row: Row, forms: Sequence[Row]) -> bool:
    """Return whether somebody wished that; a film of all there is is made whether it was said or not."""
    whole = forms[0]["op"] == "build" and not row.get("after") and not forms[0].get("photos")
    if whole and forms[0].get("count") in (None, row.get("photos", 3)):
        return True
    return any(_means(wish, form) for wish in row.get("wishes", row.get("ops")) for form in forms)


def _means(wish: Row, form: Row) -> bool:
    """Return whether a label means what was heard: numbers count where its words have one; one text of several does."""
    wanted = {key: value for key, value in wish.items() if key != "said"}
    amount = _AMOUNT.search(" ".join(pieces(wish))) if "said" in wish else True
    for key, value in wanted.items():
        got = form.get(key)
        free = not amount and key in _FREE and isinstance(got, int | float) and isinstance(value, int | float)
        alike = free and (value < 1) == (got < 1) if key == "gain" else free
        if key == "texts" and form.get("text") in value:
            alike = True
        if key == "one_each" and "texts" in wanted and "texts" not in form:
            alike = True
        if key == "mood" and isinstance(got, str):
            alike = value.casefold().strip("的") == got.casefold()
        if not (alike or score.agrees({key: value}, form)):
            return False
    return True


def _fitted(name: str, judged: Sequence[_Judged]) -> list[float]:
    found, right, group = (np.array(column) for column in zip(*judged, strict=True))
    middle, spread = found.mean(0), found.std(0) + 1e-6
    scaled, unseen = (found - middle) / spread, np.zeros(len(right))
    for number in range(5):
        unseen[group == number] = _model(scaled[group != number], right[group != number]).predict_proba(
            scaled[group == number]
        )[:, 1]
    print(f"{name}: {len(right)} wishes, {right.mean():.3f} right, AUC {roc_auc_score(right, unseen):.3f}")
    for chance in (0.2, 0.3, 0.5, 0.7, 0.9):
        print(f"  {chance}: {np.mean(unseen[right] >= chance):.3f} of the right and "
              f"{np.mean(unseen[~right] >= chance):.3f} of the wrong ones pass")  # fmt: skip
    model = _model(scaled, right)
    slopes = model.coef_[0] / spread
    return [*slopes.tolist(), float(model.intercept_[0] - (model.coef_[0] * middle / spread).sum())]


def _model(found: Any, right: Any) -> LogisticRegression:
    return LogisticRegression(C=0.3, max_iter=3000).fit(found, right)
