"""The scoreboard of the director: how much it understands, and what survives a hasty typist."""

from collections.abc import Callable

import pytest

from imgfree.local.grades import LOOKS
from imgfree.local.output import Output
from imgfree.local.render.effects import EFFECTS
from imgfree.local.render.plan import plan
from local.director import score
from local.director.conversation import begun
from thorough import some

Judged = Callable[[str], list[score.Verdict]]
_SHOWN = 10


@pytest.mark.parametrize(("name", "least"), [("fit", 90), ("develop", 84), ("sealed", 81)])
def test_understands_what_people_say(judged: Judged, name: str, least: float) -> None:
    """Of each set, so many rows in a hundred are right in every way; of the sealed one only the figure is told.

    What is reached; it may only rise. The aim is 97, 95 and 93.
    """
    right = score.share(judged(name))
    assert least <= right, "sealed" if name == "sealed" else f"\n{score.failures(judged(name), _SHOWN)}"


def test_tells_little_as_done_that_nobody_asked_for() -> None:
    """At most 11 % of everyday messages that nothing was fitted to get a "Done" that is none (aim: not one)."""
    rows = score.rows("unseen")
    wrong = [row["text"] for row in rows if score.falsely_done(row)]
    assert len(wrong) <= 0.11 * len(rows), "\n".join(wrong)


def test_understands_both_languages_alike(judged: Judged) -> None:
    """On what is not looked at sentence by sentence, English and Chinese are seven points apart at most (aim: 3)."""
    shares = {
        language: score.share(verdicts)
        for language, verdicts in score.by(lambda row: row["lang"], judged("develop") + judged("sealed")).items()
    }
    assert abs(shares["en"] - shares["zh"]) <= 7, shares


def test_finds_the_operations_of_the_example_prompts() -> None:
    """At least 95 % of the labelled operations are found, at most 12 % of the found are invented (aim: 97, 1)."""
    results = [(row["id"], *score.labelled(row)) for row in score.rows("prompts")]
    expected, found, heard = (sum(one) for one in zip(*((e, f, len(h)) for _, e, f, h, _ in results), strict=True))
    assert 0.95 <= found / expected, f"{found} of {expected}"
    invented = [(number, sorted(more)) for number, *_, more in results if more]
    assert sum(len(more) for _, more in invented) <= 0.12 * heard, invented


@pytest.mark.parametrize(
    ("name", "most"), [("typo", 3), ("hedge", 2), ("nocommas", 8.5), ("zhspaces", 2), ("upper", 0.5)]
)
def test_understands_it_typed_otherwise(judged: Judged, name: str, most: float) -> None:
    """Of the rows of `fit` that a perturbation changes, it costs so many points at most (aim without commas: 3)."""
    plain = {one.row["id"]: one for one in judged("fit")}
    rows = [*plain.values()]  # capitals may cost so little that half of the rows would not tell
    before, after = score.perturbed(name, [one.row for one in (rows if most < 1 else some(rows, len(rows) // 2))])
    verdicts = [score.verdict(row) for row in after]
    lost = score.share(plain[row["id"]] for row in before) - score.share(verdicts)
    broken = [one for one in verdicts if plain[one.row["id"]].right]
    assert lost <= most, f"\n{score.failures(broken, _SHOWN)}"


def test_reports_what_nobody_can_know() -> None:
    """Of unknown wishes behind known sentences, at least 99 % are reported as not understood, or declined."""
    known = score.unknown_wishes(score.rows("fit"))
    wishes = some(known, len(known) // 2)
    silent = [row["text"] for row in wishes if not score.owned(row)]
    assert len(silent) <= 0.01 * len(wishes), silent[:_SHOWN]


def test_makes_drafts_that_the_renderer_understands(judged: Judged) -> None:
    """Every draft of every case becomes a film that its shots and its end card fill, with known looks and effects."""
    drafts = [(one.row, one.draft) for name in score.OURS for one in judged(name)]
    for row, draft in [*drafts, *((row, score.replied(row).draft) for row in score.rows("prompts"))]:
        if draft:
            known = {asset.id: asset for asset in begun(row.get("photos", 3), *row.get("with", [])).assets}
            film = plan(draft, known, Output())
            last = film.takes[-1].end
            assert film.frames == last or (film.card and film.card.start <= last), row["id"]
            assert {name for take in film.takes for name in take.looks} <= {*LOOKS, "black_and_white"}
            assert set(film.effects) <= set(EFFECTS)
