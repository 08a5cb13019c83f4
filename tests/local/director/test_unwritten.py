"""Letters that a film's type lacks are told."""

from pathlib import Path

import pytest

from imgfree.local.director.direct import direct
from imgfree.local.render.faces import western
from local.director.conversation import asset


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("标题“李璟的店”，手写体", "手写体没有“璟”：含这些字的文字改用宋体"),
        ("标题“李家小店”，手写体", None),
        ("Brand font: 'Anton.ttf'. Title 'Sale में'", "Anton.ttf has no 'म': our own type writes that"),
        ("Brand font: 'Anton.ttf'. Title 'Sale'", None),
    ],
)
def test_what_a_font_lacks_is_said_once(tmp_path: Path, sentence: str, said: str | None) -> None:
    """A sign that the hand or a brand's font has not is named; what it has needs no word."""
    path = tmp_path / "Anton.ttf"
    path.write_bytes(western("anton").path.read_bytes())
    font = asset("Anton.ttf")
    uploads = [asset("a.jpg"), type(font)(**{**vars(font), "file_type": "font", "path": path})]
    reply = direct(sentence, uploads, [])
    notes = [clause.note for clause in reply.clauses if clause.text in ("type", "字体")]
    assert ([said] if said else []) == notes
    again = direct("title 'Sale'" if "Title" in sentence else "标题“小店”", uploads, [reply.draft or {}])
    assert not [clause for clause in again.clauses if clause.text in ("type", "字体")]
