"""What can be said, as docs/saying.md and docs/vocabulary.md list it."""

import re
import runpy
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from imgfree.local.assets import Asset
from imgfree.local.director.table import BY_NAME
from imgfree.local.music.library import Library
from local.director.conversation import Session
from local.music.synthetic import even

ROOT = Path(__file__).parents[3]
SAYING = (ROOT / "docs" / "saying.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| (\w+) \| ([^|]+) \| ([^|]+) \| [^|]+ \|$", SAYING.partition("when nothing is said")[2], re.MULTILINE
)


def examples() -> Iterator[tuple[str, str]]:
    """Yield operation and phrase of every example."""
    for name, english, chinese in ROWS:
        if name != "operation":
            yield from ((name, phrase) for cell in (english, chinese) for phrase in cell.split(" · "))


def test_it_lists_every_operation() -> None:
    """The table has a row for each operation that the director knows, and for no other."""
    assert set(BY_NAME) == {name for name, _ in examples()}


@pytest.mark.parametrize(("name", "phrase"), [*examples()])
def test_its_phrases_do_what_they_say(tmp_path: Path, session: Session, name: str, phrase: str) -> None:
    """Said to a film of three photos and a clip, a phrase is heard as its operation, and nothing else is made of it."""
    talk = session(3, "song.mp3", "logo.png", "clip.mp4")
    talk.library = Library(tuple, lambda path: even(120, 60, drop_s=20.0).plain())
    talk.assets[:] = [replace(one, taken="2024-06-01T12:00:00", place="Lisboa") for one in talk.assets]
    (tmp_path / "talk.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\nHello\n", encoding="utf-8")
    talk.assets.append(Asset("talk", "talk.srt", "captions", tmp_path / "talk.srt", 0, 0, 2.0, 44, "0" * 64, "/talk"))
    talk.say('turn my photos and the clip into a video with the title "Old"', "make it 40 seconds")
    if name == "redo":
        talk.say("undo")
    if name == "voice":
        talk.say('put "One" on photo 1', 'voice-over: "Hello."')
    clauses = [clause for clause in talk.say(phrase).clauses if clause.outcome != "defaulted"]
    assert {name} == {op["op"] for clause in clauses for op in clause.ops}
    assert {"applied"} == {clause.outcome for clause in clauses}


def test_the_lists_are_those_of_the_lexicon() -> None:
    """`python .ci/vocabulary.py` would write the table and the page as they are."""
    written = runpy.run_path(str(ROOT / ".ci" / "vocabulary.py"))
    for page in (SAYING, (ROOT / "skills" / "imgfree" / "references" / "saying.md").read_text(encoding="utf-8")):
        assert written["saying"](page) == page
    assert written["page"]() == (ROOT / "docs" / "vocabulary.md").read_text(encoding="utf-8")
