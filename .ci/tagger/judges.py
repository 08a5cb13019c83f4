"""Who judges a wish by what the tagger says of its words: two logistic models, fitted on rows that were kept back."""

import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from imgfree.local.director.table import BY_NAME
from imgfree.local.director.tagger.certainty import claimed, facts, places
from imgfree.local.director.tagger.heard import wish_of
from imgfree.local.director.tagger.network import tags
from imgfree.local.director.tagger.segments import segments
from local.director import score
from tagger.sentences import Row, conversation

_Judged = tuple[list[float], bool, int]


def fitted(rows: Sequence[Row]) -> dict[str, list[float]]:
    """Return the coefficients for wishes that the rules found, and for those that only the tagger hears."""
    known, added = list[_Judged](), list[_Judged]()
    for row in rows:
        own, more = _facts(row)
        known += own
        added += more
    return {"known": _fitted("known", known), "added": _fitted("added", added)}


def _facts(row: Row) -> tuple[list[_Judged], list[_Judged]]:
    talk, ear = conversation(row)
    reply = talk.say(row["text"])
    if ear.heard is None or not ear.heard[0].tokens:
        return [], []
    reading, scene, wishes = ear.heard
    begun = scene.film is not None
    tagged, group = tags(reading, begun=begun), zlib.crc32(row["id"].encode()) % 5
    got, known = score.operations(reply), []
    held = {place for wish in wishes for place in places(reading, wish)}
    for wish in wishes:
        own = places(reading, wish)
        if wish.op in tagged.names and wish.outcome != "declined" and own:
            came = [op for op in got if op["op"] == wish.op]
            forms = [{**wish.args, "op": wish.op}, *(came if len(came) == 1 else [])]
            known.append((facts(wish, own, held, reading, tagged, begun=begun), _is_right(row, forms), group))
    taken = claimed(reading, wishes)
    added = []
    for one in segments(reading, tagged, BY_NAME):
        wish = wish_of(one, reading, tagged, scene)
        if wish is not None and not any((one.op, place) in taken for place in one.places):
            found = facts(wish, one.places, held | {*one.places}, reading, tagged, begun=begun)
            added.append((found, _is_right(row, [{**wish.args, "op": wish.op}]), group))
    return known, added


def _is_right(row: Row, forms: Sequence[Row]) -> bool:
    """Return whether somebody wished that; a film of all there is is made whether it was said or not."""
    whole = forms[0]["op"] == "build" and not row.get("after") and not forms[0].get("photos")
    if whole and forms[0].get("count") in (None, row.get("photos", 3)):
        return True
    wanted = (
        {key: value for key, value in wish.items() if key != "said"} for wish in row.get("wishes", row.get("ops"))
    )
    return any(score.agrees(wish, form) for wish in wanted for form in forms)


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
    return LogisticRegression(C=1.0, max_iter=800).fit(found, right)
