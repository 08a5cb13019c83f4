"""Texts of a run as a report may show them."""

from imgfree.redaction import Redactor
from imgfree.report import texts


def test_private_places_are_not_told() -> None:
    """Paths are told from the folder of the run; the names of people stay out."""
    shown = texts.Texts(Redactor(), "/home/jane/work").show
    assert "out/reel.mp4" == shown("/home/jane/work/out/reel.mp4")
    assert "~/films/a.mp4" == shown("/home/jane/films/a.mp4")
    assert "'~/a b'" == shown("'/Users/jane/a b'")
    assert "~\\a.mp4" == shown("C:\\Users\\jane\\a.mp4")
    assert "ab … (9,998 more characters)" == shown("ab" * 5000, 2)
