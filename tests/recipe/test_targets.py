"""Where a stranger's recipe may put a file."""

from pathlib import Path

import pytest

from imgfree import artifacts
from imgfree.errors import PathRefused
from imgfree.recipe import targets
from imgfree.steps.download import placed


@pytest.mark.parametrize(
    ("target", "leaves"),
    [
        ("out/reel.mp4", False),
        ("./reel.mp4", False),
        ("a/../reel.mp4", False),
        ("..reel.mp4", False),
        ("{{ inputs.dir }}/reel.mp4", False),
        ("/tmp/reel.mp4", True),
        ("../reel.mp4", True),
        ("a/../../reel.mp4", True),
        ("a\\..\\..\\reel.mp4", True),
        ("C:\\reel.mp4", True),
        ("c:reel.mp4", True),
        ("\\\\host\\share\\reel.mp4", True),
        ("~/reel.mp4", True),
        ("/{{ inputs.dir }}.mp4", True),
        ("../{{ inputs.name }}.mp4", True),
    ],
)
def test_targets_stay_in_their_folder(target: str, leaves: bool) -> None:
    """Whether a literal target climbs out is known before anything is sent, on any system's spelling."""
    assert leaves == targets.leaves_its_folder(target)


@pytest.mark.parametrize(
    "to",
    ["reel.mp4", "out/reel.MOV", "./a.webm", "a b/c d.gif", "sheet.jpg", "cover.jpeg", "words.srt", "夏日.mp4",
     "👩‍🎨.mp4", "comet.mp4", "a-9x16.mp4", "console.mp4", "out/2026/11/a.mp4", "c.o.n.mp4", "nul-1.mp4"],
)  # fmt: skip
def test_names_that_are_fine(to: str) -> None:
    """Films, pictures, sound and captions, in folders, in any script."""
    assert targets.refusal(to) is None


@pytest.mark.parametrize(
    "to",
    [
        ".git/config", "conftest.py", ".envrc", "Makefile", ".github/workflows/a.mp4", "out/.hidden.mp4",
        "a/./.b/c.mp4",
        "reel", "reel.", "reel.mp4.", "reel.mp4 ", "out /a.mp4", "out./a.mp4", "a.mp4.sh", "a.html", "a.svg", "a.m3u8",
        "a.py", "a.exe", "a.yaml", "a.json", "events.jsonl", "CON", "con.mp4", "aux.mp4", "NUL.mp4", "out/Lpt1.mp4",
        "com¹.mp4", "con .mp4", "prn.a.mp4", "a.mp4:evil.mp4", "a.mp4::$DATA", "c:a.mp4", "a\\b.mp4", "..\\a.mp4",
        "a\0.mp4", "a\n.mp4", "a\x1b[2J.mp4", "a\u202e4pm.mp4", "\u200c.git/a.mp4", "\u200d.a.mp4", "a\ufeff.mp4",
        "git~1/a.mp4", "a\ud800.mp4", "é" * 130 + ".mp4", "a/../b.mp4", "a.mp4\u2028", "",
    ],
)  # fmt: skip
def test_names_that_are_refused(to: str, tmp_path: Path) -> None:
    """Code, settings, hidden files, devices of other systems, streams beside a file, and what cannot be seen."""
    assert targets.refusal(to) is not None
    with pytest.raises(PathRefused):
        placed(tmp_path, to, artifacts.none(), overwrite=True)
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("to", "fine"),
    [
        ("out/{{ inputs.name }}.mp4", True), ("{{ inputs.to }}", True), ("out/{{ a }}{% if b %}.mp4{% endif %}", True),
        ("{# why #}a.mp4", True), ('{{ "}}" }}.sh', True), ("{{ inputs.name }}.sh", False), (".git/{{ a }}", False),
        ("{{ a }}/.git/x.mp4", False), ("{{ a }}:{{ b }}.mp4", False), ("nul.{{ a }}", False),
    ],
)  # fmt: skip
def test_what_is_written_is_looked_at_before_the_run(to: str, fine: bool) -> None:
    """As far as it can be told while templates are not filled; the rest is looked at when they are."""
    assert fine == (targets.refusal_as_written(to) is None)
