"""The film as it stands, of all that was said."""

from typing import Any

from imgfree.chat.tape import Tape, digest_of


def draft(*words: str, revision: int = 1) -> dict[str, Any]:
    """Return a draft whose film is made by those words."""
    return {
        "m": {"revision": revision, "parent": revision - 1},
        "t": [{"tt": 7, "sg": [{"m": {"text": word}} for word in words]}],
    }


def told(tape: Tape) -> list[Any]:
    return [entry.params.get("text") or entry.params.get("files") or entry.kind for entry in tape.compact()]


def test_undone_words_are_left_out_and_redone_ones_come_back() -> None:
    """The film that was there before is made by the words that made it then."""
    tape = Tape()
    tape.uploaded({"files": ("a.jpg",)})
    tape.said({"text": "one"}, digest_of(draft("one")))
    tape.said({"text": "two"}, digest_of(draft("one", "two", revision=2)))
    tape.said({"text": "undo"}, digest_of(draft("one", revision=3)))
    assert [("a.jpg",), "one", "export"] == told(tape)
    tape.said({"text": "redo"}, digest_of(draft("one", "two", revision=4)))
    assert [("a.jpg",), "one", "two", "export"] == told(tape)


def test_words_that_changed_nothing_never_come_in() -> None:
    """What was not understood is not said again."""
    tape = Tape()
    tape.said({"text": "one"}, digest_of(draft("one")))
    tape.said({"text": "blah"}, digest_of(draft("one")))
    assert ["one", "export"] == told(tape)


def test_only_exports_of_the_film_as_it_stands_are_kept() -> None:
    """Earlier exports showed other films; several sorts of the last one stay."""
    tape = Tape()
    tape.said({"text": "one"}, digest_of(draft("one")))
    tape.exported({"format": "gif"}, "a.gif")
    tape.said({"text": "two"}, digest_of(draft("one", "two", revision=2)))
    assert [("export", {"format": "gif"}, "a.gif")] == [
        (entry.kind, dict(entry.params), entry.to) for entry in tape.compact() if entry.kind == "export"
    ]
    tape.exported({}, "b.mp4")
    tape.exported({"format": "webm"}, "b.webm")
    tape.exported({}, "b-2.mp4")
    assert ["b-2.mp4", "b.webm"] == [entry.to for entry in tape.compact() if entry.kind == "export"]


def test_uploads_in_a_row_are_one() -> None:
    """Files keep their order, and stand before the words that saw them."""
    tape = Tape()
    tape.uploaded({"files": ("a.jpg",)})
    tape.uploaded({"files": ("b.jpg",), "urls": ("https://e.com/c.jpg",)})
    tape.said({"text": "one"}, digest_of(draft("one")))
    tape.uploaded({"files": ("d.jpg",)})
    kept = tape.compact()
    assert ["upload", "instruct", "upload", "export"] == [entry.kind for entry in kept]
    assert {"files": ("a.jpg", "b.jpg"), "urls": ("https://e.com/c.jpg",)} == kept[0].params


def test_a_file_that_came_twice_is_uploaded_once() -> None:
    """Dropped again after a break, it is still the same file of the recipe."""
    tape = Tape()
    tape.uploaded({"files": ("a.jpg",)})
    tape.said({"text": "one"}, digest_of(draft("one")))
    tape.uploaded({"files": ("a.jpg",)})
    assert [("a.jpg",), "one", "export"] == told(tape)


def test_nothing_said_is_no_film() -> None:
    """Files alone make none, and there is nothing to export."""
    tape = Tape()
    tape.uploaded({"files": ("a.jpg",)})
    assert [("a.jpg",)] == told(tape)


def test_versions_do_not_count() -> None:
    """A draft is the same film whatever its revision."""
    assert digest_of(draft("one")) == digest_of(draft("one", revision=7))
    assert digest_of(draft("one")) != digest_of(draft("two"))
