"""The requests of a run, as they are gathered step by step."""

from imgfree import wire
from imgfree.steps.foresight import SESSION, Talk


def told(talk: Talk) -> list[str]:
    """Return where the requests go that came since the last look."""
    return [one.path for one in talk.told()]


def test_a_session_is_opened_once_and_by_somebody_who_is_known() -> None:
    """The first that needs a session signs in before it; a signed-in user does not, and nobody does so twice."""
    talk = Talk(signed_in=False, charged=False)
    talk.sign_in()
    talk.open_session()
    talk.open_session()
    assert [wire.ANONYMOUS_TOKEN, wire.NEW_SESSION] == told(talk)
    known = Talk(signed_in=True, charged=False)
    known.open_session()
    assert [wire.NEW_SESSION] == told(known)


def test_each_request_is_told_once() -> None:
    """A step's requests are those since the step before it."""
    talk = Talk(signed_in=True, charged=True)
    talk.read_state(repeated=True)
    assert [("GET", wire.state_path(SESSION), True)] == [(one.method, one.path, one.repeated) for one in talk.told()]
    assert [] == told(talk)
