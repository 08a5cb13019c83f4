"""The scorer itself: what counts as right, which set a sentence is in, and what a perturbation leaves alone."""

from collections.abc import Iterable
from typing import Any

import pytest

from local.director import score
from local.director.perturb import PERTURBATIONS

_SAID = "make a 12 second vertical video from my photos"
_DONE = [{"op": "build", "count": 3}, {"op": "duration", "seconds": 12}, {"op": "aspect", "ratio": "9:16"}]


def row(text: str = _SAID, ops: Iterable[dict[str, Any]] = (), **facts: Any) -> dict[str, Any]:
    """Return a row of a set."""
    return {"text": text, "lang": "en", "ops": list(ops), **facts}


def test_right_is_everything_and_nothing_else() -> None:
    """A row is right with all its operations; one too few, one too many or another value makes it wrong."""
    assert score.verdict(row(ops=_DONE)).right
    assert [{"op": "duration", "seconds": 12.0}] == score.verdict(row(ops=[_DONE[0], _DONE[2]])).left
    more = [*_DONE, {"op": "undo"}]
    assert [{"op": "undo"}] == score.verdict(row(ops=more)).missed
    other = [_DONE[0], _DONE[2], {"op": "duration", "seconds": 13}]
    assert not score.verdict(row(ops=other)).right


def test_route_and_what_is_not_understood_count() -> None:
    """A row with its operations is still wrong by another route, or where something unknown is not said."""
    assert not score.verdict(row(ops=_DONE, route="export")).right
    assert not score.verdict(row(ops=_DONE, unknown=True)).right
    assert not score.verdict(row(ops=_DONE, declined=["my photos"])).right
    assert score.verdict(row(ops=_DONE, unknown=["my photos"])).right  # may be said, need not


def test_one_operation_can_be_looked_at_alone() -> None:
    """With one operation named, what is expected and heard of others says nothing."""
    assert score.verdict(row(ops=[_DONE[1], {"op": "undo"}], route="export"), op="duration").right
    assert not score.verdict(row(), op="duration").right


def test_what_was_said_before_counts() -> None:
    """A follow-up is heard on the film that was made before it, each time anew."""
    longer = row("make it 20 seconds", [{"op": "duration", "seconds": 20}], after=[_SAID])
    assert score.verdict(longer).right
    assert score.verdict(longer).right


def test_a_crash_is_a_wrong_row() -> None:
    """What raises is counted as wrong with everything missed, and the error is shown with the row."""
    one = score.verdict(row("a" * 5000, _DONE), op="duration")
    assert (True, False, [_DONE[1]]) == (one.crashed, one.right, one.missed)
    assert "InputRefused" in score.failures([one], 1)


def test_counts_by_operation() -> None:
    """What is found, missed and invented is counted for each operation."""
    verdicts = [score.verdict(row(ops=[_DONE[0], {"op": "duration", "seconds": 13}]))]
    counts = score.tallies(verdicts)
    assert (1, 0, 0) == (counts["build"].found, counts["build"].missed, counts["build"].invented)
    assert (0, 1, 1) == (counts["duration"].found, counts["duration"].missed, counts["duration"].invented)
    assert (1.0, 0.0) == (counts["build"].f1, counts["duration"].f1)


def test_failures_name_the_row_and_what_is_wrong() -> None:
    """A wrong row is shown with what was missed; no more rows than asked for."""
    wrong = [score.verdict(row(ops=[{"op": "undo"}], id=number)) for number in ("a", "b")]
    told = score.failures(wrong, 1)
    assert told.startswith(f"a  {_SAID}")
    assert 'missed: [{"op": "undo"}]' in told
    assert "b  " not in told


def test_every_sentence_is_in_its_set() -> None:
    """The sets are as the hash of the texts divides them, and no id comes twice."""
    everything = {name: score.rows(name) for name in score.OURS}
    for language in ("en", "zh"):
        texts = {one["text"]: name for name, some in everything.items() for one in some if one["lang"] == language}
        assert texts == score.split(texts)
    ids = [one["id"] for some in everything.values() for one in some]
    assert len(ids) == len(set(ids))


def test_unknown_wishes_stand_behind_known_sentences() -> None:
    """Eighty wishes, half of them Chinese, each behind three sentences of its language that do not end in a text."""
    wishes = score.rows("unknown")
    assert (80, 40) == (len(wishes), sum(wish["lang"] == "zh" for wish in wishes))
    made = score.unknown_wishes(
        [row(), row('call it "Home"', [{"op": "title", "text": "Home"}]), row("照片", lang="zh")]
    )
    assert 3 * len(wishes) == len(made)
    assert all(one["word"] in one["text"] and "Home" not in one["text"] for one in made)


@pytest.mark.parametrize(
    ("name", "said", "becomes"),
    [
        ("nocommas", 'Square, 1,200 px, "a, b", called Rose, warm', 'Square 1,200 px "a, b" called Rose, warm'),
        ("upper", 'Warm, with "Home"', 'WARM, WITH "Home"'),
    ],
)
def test_a_perturbation_keeps_to_its_place(name: str, said: str, becomes: str) -> None:
    """Quoted words, words that the row expects and commas within numbers stay."""
    rose = [{"op": "title", "text": "Rose"}] if "Rose" in said else []
    assert becomes == PERTURBATIONS[name](row(said, rose))


def test_spaces_stand_for_commas_in_chinese_alone() -> None:
    """Chinese commas become spaces but for those in quotes; English stays."""
    assert "方形 5张 “早，安” 8秒" == PERTURBATIONS["zhspaces"](row("方形，5张，“早，安”，8秒", lang="zh"))
    assert "square, warm" == PERTURBATIONS["zhspaces"](row("square, warm"))


def test_a_typing_error_exchanges_two_letters_of_one_long_word() -> None:
    """The letters stay the same, one word of five or more differs, always the same one; quotes and files are safe."""
    said = 'Put "Grand Opening" on song.mp3 for a whole minute'
    typed = PERTURBATIONS["typo"](row(said))
    assert typed == PERTURBATIONS["typo"](row(said))
    assert sorted(said.lower()) == sorted(typed.lower())
    different = [old for old, new in zip(said.split(), typed.split(), strict=True) if old != new]
    assert different in (["whole"], ["minute"])
    assert "make it 5 s" == PERTURBATIONS["typo"](row("make it 5 s"))


def test_a_hedge_is_only_put_in() -> None:
    """All that was said is still said, in its order, and never inside a text."""
    for said in ("Make a warm video", "a slow reel, 5 s", 'with the title "My Home"'):
        hedged = PERTURBATIONS["hedge"](row(said))
        rest = iter(hedged.lower())
        assert all(letter in rest for letter in said.lower())
        assert "My Home" not in said or '"My Home"' in hedged
