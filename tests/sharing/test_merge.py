"""Three texts into one: what one side changed is kept, what both changed is marked, and nothing is invented."""

import random
from collections.abc import Callable

import pytest

from commandline import ROOT, SHIPPED
from imgfree.document import parse
from imgfree.sharing.merge import merge

BASE = """\
# how we open every week
version: 1
template: git+https://example.com/r.git@v1#week.yaml
name: week

inputs:
  photos:
    type: array
    items: {type: string, format: image}
    default: [a.jpg, b.jpg]
  title:  {type: string, maxLength: 60, default: Sale}   # on the first photo

steps:
  # the photos
  - upload: "{{ inputs.photos }}"

  - id: cut
    instruct: >
      Turn these photos into a 12-second reel
      # with the title "{{ inputs.title }}".
    expect:
      - timeline.duration_s == 12

  - instruct: Add warm colours.
  - wait_state: {until: timeline.duration_s >= 12, timeout: 5m}
  - id: reel
    export: {format: mp4, quality: high}
  - download: {to: out/week.mp4}

outputs:
  video: "{{ steps.download.path }}"   # the film
"""
Edit = tuple[str, str]
V2 = ("@v1#", "@v2#")
MARKS = "<<<<<<< yours\n{}=======\n{}>>>>>>> v2\n"


def edited(*edits: Edit, text: str = BASE) -> str:
    """Return the text with each of these passages replaced; each must be there."""
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


TITLE = ("default: Sale", "default: Mine")
QUALITY = ("quality: high", "quality: draft")
STEP = ("  - id: reel\n", "  - credits: {}\n  - id: reel\n")
# ours, theirs, and what comes of them as edits of the base: those of both sides, unless it is said otherwise
CLEAN: dict[str, tuple[list[Edit], list[Edit], list[Edit] | None]] = {
    "only theirs": ([], [V2, QUALITY], None),
    "only ours": ([TITLE], [], None),
    "two keys": ([TITLE], [V2, QUALITY], None),
    "the same on both sides": ([QUALITY], [QUALITY], [QUALITY]),
    "one line in braces": ([TITLE], [("maxLength: 60", "maxLength: 40")],
                           [('title:  {type: string, maxLength: 60, default: Sale}   # on the first photo',
                             "title:  {type: string, maxLength: 40, default: Mine}")]),
    "photos added on both ends": ([("[a.jpg, b.jpg]", "[z.jpg, a.jpg, b.jpg]")],
                                  [("[a.jpg, b.jpg]", "[a.jpg, b.jpg, c.jpg]")],
                                  [("[a.jpg, b.jpg]", "[z.jpg, a.jpg, b.jpg, c.jpg]")]),
    "a new input": ([TITLE], [("\nsteps:", "  length: {type: integer, default: 12}\n\nsteps:")], None),
    "a new input on both sides": ([("  title: ", "  mine: {type: string, default: x}\n  title: ")],
                                  [("\nsteps:", "  length: {type: integer, default: 12}\n\nsteps:")], None),
    "a new step, and an edited one": ([TITLE, ("warm", "cold")], [STEP], None),
    "new steps in two places": ([STEP], [("  # the photos\n", "  - credits: {}\n\n  # the photos\n")], None),
    "a step less": ([TITLE], [("  - instruct: Add warm colours.\n", "")], None),
    "our step less": ([("  - instruct: Add warm colours.\n", "")], [V2, QUALITY], None),
    "a key less": ([TITLE], [(", quality: high", "")], None),
    "a block less": ([TITLE], [('    expect:\n      - timeline.duration_s == 12\n', "")], None),
    "the first key of a step": ([("  - id: cut\n", "  - id: cut\n    name: Cut it\n")],
                                [("  - id: cut\n    instruct", "  - id: cut\n    retry: {attempts: 2}\n    instruct")],
                                [("  - id: cut\n", "  - id: cut\n    retry: {attempts: 2}\n    name: Cut it\n")]),
    "an edited block, and a key beside it": ([("12-second", "9-second")], [("== 12", "== 9")], None),
    "comments of ours": ([("# the photos", "# my photos"), ("# the film", "# mine")], [V2, QUALITY], None),
    "a comment of theirs": ([TITLE], [("# how we open every week", "# how we open every month")], None),
    "our own order": ([("name: week\n", ""), ("version: 1\n", "version: 1\nname: week\n")], [V2, QUALITY], None),
    "other words, same value": ([("Add warm colours.", '"Add warm colours."')], [QUALITY], None),
    "braces made lines by us": ([("export: {format: mp4, quality: high}", "export:\n      quality: high")],
                                [("outputs:\n", "outputs:\n  again: 1\n")], None),
    "wider steps of ours": ([("download: {to: out/week.mp4}", "download:\n        to: out/mine.mp4")], [STEP], None),
    "an output more": ([("\noutputs:", "\nsession: {language: en}\n\noutputs:")],
                       [("   # the film\n", '   # the film\n  cover: "{{ steps.reel.cover_url }}"\n')], None),
    "a list in lines": ([("_s == 12\n", "_s == 12\n      - a == 1\n")],
                        [("    expect:\n", "    expect:\n      - b == 1\n")], None),
}  # fmt: skip
# what stands between the marks: ours and theirs
MARKED: dict[str, tuple[list[Edit], list[Edit], str, str]] = {
    "one value": ([TITLE], [("default: Sale", "default: Theirs")],
                  '  title:  {type: string, maxLength: 60, default: Mine}   # on the first photo\n',
                  '  title:  {type: string, maxLength: 60, default: Theirs}   # on the first photo\n'),
    "one sentence": ([("warm", "cold")], [("warm", "pale")],
                     "  - instruct: Add cold colours.\n", "  - instruct: Add pale colours.\n"),
    "a step that we removed": ([("  - instruct: Add warm colours.\n", "")], [("warm", "pale")],
                               "", "\n  - instruct: Add pale colours.\n"),
    "a step that they removed": ([("warm", "cold")], [("  - instruct: Add warm colours.\n", "")],
                                 "\n  - instruct: Add cold colours.\n", ""),
    "new steps in one place": ([STEP], [("  - id: reel\n", "  - instruct: Faster.\n  - id: reel\n")],
                               "  - credits: {}\n", "  - instruct: Faster.\n"),
    "a key that we removed": ([('  title:  {type: string, maxLength: 60, default: Sale}   # on the first photo\n', "")],
                              [("maxLength: 60", "maxLength: 40")],
                              "", '  title:  {type: string, maxLength: 40, default: Sale}   # on the first photo\n'),
}  # fmt: skip


@pytest.mark.parametrize("case", CLEAN.values(), ids=CLEAN)
def test_both_sides_are_kept(case: tuple[list[Edit], list[Edit], list[Edit] | None]) -> None:
    """Edits of different things come together, to the letter where one side touched a line."""
    ours, theirs, both = case
    found = merge(BASE, edited(*ours), edited(*theirs), "v2")
    assert edited(*(both if both is not None else [*ours, *theirs])) == found.text
    assert 0 == found.conflicts


@pytest.mark.parametrize("case", MARKED.values(), ids=MARKED)
def test_what_both_changed_is_marked(case: tuple[list[Edit], list[Edit], str, str]) -> None:
    """Both sides stand there between marks, the rest of the text around them."""
    ours, theirs, mine, new = case
    found = merge(BASE, edited(*ours), edited(V2, *theirs), "v2")
    assert 1 == found.conflicts
    marked = MARKS.format(mine, new)
    assert marked in found.text
    assert found.text.replace(marked, mine).replace("\n\n", "\n") == edited(V2, *ours).replace("\n\n", "\n")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_edit_and_no_update(path: object) -> None:
    """A merge of no edits is theirs, one of no update is ours, to the byte."""
    text = (ROOT / "recipes" / f"{getattr(path, 'stem')}.yaml").read_text(encoding="utf-8")  # noqa: B009
    for other in (text.replace("steps:", "x-more: 1\nsteps:"), text + "# end\n", BASE):
        assert other == merge(text, text, other, "v2").text
        assert other == merge(text, other, text, "v2").text
        assert other == merge(text, other, other, "v2").text


def test_any_edits_of_two_sides() -> None:
    """Whatever lines two sides change, the result is no other value than both give, or it is marked; never neither."""
    rng = random.Random(19)
    kinds: list[Callable[[list[str], int], None]] = [
        lambda lines, at: lines.pop(at) and None,
        lambda lines, at: lines.insert(at, lines[at]),
        lambda lines, at: lines.__setitem__(at, lines[at].replace("12", str(rng.randint(3, 30)))),
        lambda lines, at: lines.__setitem__(at, lines[at].replace("jpg", rng.choice(["png", "heic"]))),
        lambda lines, at: lines.insert(at, f"x-{rng.randint(1, 99)}: {rng.random()}\n"),
        lambda lines, at: lines.insert(at, f"  - instruct: Add {rng.choice(['grain', 'snow', 'rain'])}.\n"),
        lambda lines, at: lines.insert(at, f"    name: n{rng.randint(1, 9)}\n"),
    ]

    def shaken() -> str:
        while True:
            lines = BASE.splitlines(keepends=True)
            for _ in range(rng.randint(1, 3)):
                rng.choice(kinds)(lines, rng.randrange(len(lines)))
            try:
                if isinstance(parse("".join(lines), "").data, dict):
                    return "".join(lines)
            except Exception:  # an edit that is no YAML any more: another one
                pass

    clean = 0
    for _ in range(300):
        ours, theirs = shaken(), shaken()
        found = merge(BASE, ours, theirs, "v2")
        if found.conflicts:
            assert found.text.count("<<<<<<< yours\n") == found.conflicts == found.text.count(">>>>>>> v2\n")
        else:
            clean += 1
            other_way = merge(BASE, theirs, ours, "v2")
            assert 0 == other_way.conflicts, (ours, theirs)
            assert parse(found.text, "").data == parse(other_way.text, "").data
    assert clean > 100
