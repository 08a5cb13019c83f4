"""Texts of a run as a report may show them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree.redaction import Redactor
from imgfree.report import texts
from pastruns import PastRun
from reportpage import checked


def test_private_places_are_not_told() -> None:
    """Paths are told from the folder of the run; the names of people stay out."""
    shown = texts.Texts(Redactor(), "/home/jane/work").show
    assert "out/reel.mp4" == shown("/home/jane/work/out/reel.mp4")
    assert "~/films/a.mp4" == shown("/home/jane/films/a.mp4")
    assert "'~/a b'" == shown("'/Users/jane/a b'")
    assert "~\\a.mp4" == shown("C:\\Users\\jane\\a.mp4")
    assert "ab … (9,998 more characters)" == shown("ab" * 5000, 2)


Imgfree = Callable[..., Ran]


def test_secrets_stay_out(tmp_path: Path, imgfree: Imgfree) -> None:
    """The token, what looks like one, signatures, logins, env values: masked, whoever wrote them into the log."""
    run = PastRun(tmp_path / ".imgfree" / "runs").begin(sets={"url": "https://u:pass@cdn.test/a.jpg?sig=abcdef"})
    step = {"step": "cut", "kind": "instruct"}
    text = (
        "Bearer abcdefghijk nmv_usr_someone-elses mine-is-very-secret key-of-the-shop https://x.test/a?X-Amz-Sig=0123"
    )
    run.emit("step.started", attempt=1, **step).emit("step.rendered", params={"text": text}, **step)
    run.emit("step.finished", outcome="passed", attempt=1, duration_s=1, outputs={"text": text}, **step)
    run.write("version: 1\nenv: [SHOP_KEY]\nsteps:\n  - id: cut\n    instruct: mine-is-very-secret\n")
    env = {"NEMO_TOKEN": "mine-is-very-secret", "SHOP_KEY": "key-of-the-shop"}
    assert 0 == imgfree("show", "--html", "r.html", env=env).returncode
    page = checked(tmp_path / "r.html")
    for secret in ("abcdef", "someone-elses", "mine-is", "key-of-the-shop", "0123", "u:pass"):
        assert secret not in page.source, secret
    assert "https://x.test/a?…" in page.text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""), ("a\u202eb\x1b", "ab"), (["a", "b"], "a\nb"), ({"é": 1}, '{"é": 1}'),
        ("see https://a.test/x?sig=1#y now", "see https://a.test/x?… now"), ("Bearer abcdefgh", "***"),
        ("https://me:pw@a.test/", "https://a.test/"),
    ],
)  # fmt: skip
def test_a_text_is_fit_to_be_shown(value: object, shown: str) -> None:
    """No controls, no signatures, no logins; what is no text is JSON."""
    assert shown == texts.Texts(Redactor(), "").show(value)


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(0.0123, "12 ms"), (1.26, "1.3 s"), (59.96, "1 min 00 s"), (3599, "59 min 59 s"), (7200, "2 h 00 min"),
     (49 * 3600, "2 days 1 h")],
)  # fmt: skip
def test_a_length_of_time_is_told_as_people_say_it(seconds: float, told: str) -> None:
    """In the two units that matter."""
    assert told == texts.length(seconds)


def test_what_is_something_else_is_as_if_it_were_not_there() -> None:
    """A stranger's log may hold anything."""
    assert (0.0, 7, {}, []) == (texts.number("5"), texts.number(True, 7), texts.mapping([1]), texts.items({"a": 1}))
    assert (0.0, 1.5, 0.0) == tuple(texts.number(value) for value in (float("nan"), 1.5, 1e300))
