"""Words are sent once; what became of them is told by the answer and the state."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from imgfree.client import Answer, Client, Witness
from imgfree.errors import (
    BackendError,
    BackendRefused,
    BackendUnreachable,
    CreditsExhausted,
    SetupError,
    StreamInterrupted,
)

from .server import Cloud, Log, Reply, Request, ok, refuse, words

RUN = "/run_sse"
STATE = "/api/state"
DRAFT = {"d": 10000, "t": [{"tt": 0, "sg": [{"d": 10000, "m": {"title": "city timelapse"}}]}]}


def say(client: Client, text: str = "make it warm", heard: list[str] | None = None) -> Answer:
    """Send words as the instruct step does."""
    take = heard.append if heard is not None else lambda said: None
    return client.instruct(text, Witness(words=take), baseline=client.state())


def editing(cloud: Cloud, reply: Reply) -> Callable[[Request], Reply]:
    """Return an answer that changes the draft."""

    def answer(request: Request) -> Reply:
        cloud.draft = DRAFT
        return reply

    return answer


def stream(*frames: str, cut_after: int | None = None) -> Reply:
    """Return a stream of these frames."""
    data = tuple(f"data: {frame}\n\n".encode() for frame in frames)
    return Reply(data, headers={"content-type": "text/event-stream"}, cut_after=cut_after)


def test_body_is_the_specifications(cloud: Cloud, client: Client) -> None:
    """App, user, session and message, nothing else; the answer is asked for as a stream."""
    say(client, "加一个标题")
    [request] = cloud.sent("POST", RUN)
    assert {
        "app_name": "nemo_agent",
        "user_id": "me",
        "session_id": cloud.sessions[0],
        "new_message": {"parts": [{"text": "加一个标题"}]},
    } == request.json()
    assert "text/event-stream" == request.headers["accept"]


def test_answer_with_words(cloud: Cloud, client: Client) -> None:
    """Words are passed on while they come and are in the answer; an unchanged state is no edit."""
    cloud.script("POST", RUN, words("The photo shows a mug.", "It is blue."))
    heard: list[str] = []
    found = say(client, heard=heard)
    assert ("The photo shows a mug.\nIt is blue.", False, False, []) == (
        found.text,
        found.silent,
        found.edited,
        found.changes,
    )
    assert "mug" in "".join(heard)


def test_silent_edit_is_told_from_the_state(cloud: Cloud, client: Client) -> None:
    """No word came, yet the draft changed: the change is the answer."""
    cloud.script("POST", RUN, editing(cloud, words(draft=DRAFT)))
    found = say(client)
    assert (True, True, "") == (found.silent, found.edited, found.text)
    assert found.changes
    assert "city timelapse (0-10s)" in found.state.summary


def test_silent_edit_that_shows_late(cloud: Cloud, client: Client, log: Log) -> None:
    """The state may lag: it is read on the recovery schedule before anything is given up."""
    before = client.state()
    cloud.script("POST", RUN, words())
    cloud.script("GET", STATE, *[ok(state={})] * 6, ok(state={"draft": DRAFT}))
    found = client.instruct("go", Witness(), baseline=before)
    assert found.edited
    waits = [event["wait_s"] for event in log.of("wait.scheduled")]
    assert [3.0, 3.0, 3.0, 30.0, 60.0, 60.0] == waits


def test_silence_without_a_change_is_a_failure(cloud: Cloud, client: Client, log: Log) -> None:
    """Five unchanged reads in the rhythm of the protocol, then exit 4; the words are not sent again."""
    cloud.script("POST", RUN, words())
    with pytest.raises(StreamInterrupted, match="has not changed") as caught:
        say(client)
    waits = [event["wait_s"] for event in log.of("wait.scheduled")]
    assert [30.0, 60.0, 60.0, 60.0, 60.0] == waits[3:]
    assert (4, 1) == (caught.value.exit_code, len(cloud.sent("POST", RUN)))


@pytest.mark.parametrize("when", ["in the stream", "before the stream", "gateway", "server error"])
def test_cut_is_followed_by_state_reads(cloud: Cloud, client: Client, when: str) -> None:
    """However the connection ends, the words go out once, and the changed state is the answer."""
    lost = {
        "in the stream": stream('{"text": "Working on it."}', "", cut_after=1),
        "before the stream": Reply(hang_up=True),
        "gateway": Reply(b"<html>timeout", 504),
        "server error": Reply({"message": "boom"}, 500),
    }[when]
    cloud.script("POST", RUN, editing(cloud, lost))
    found = say(client)
    assert found.edited
    assert 1 == len(cloud.sent("POST", RUN))


def test_cut_without_a_change_is_a_failure(cloud: Cloud, client: Client) -> None:
    """Nobody can tell what became of the words: exit 4, and a warning before they are sent again."""
    cloud.script("POST", RUN, Reply(hang_up=True))
    with pytest.raises(StreamInterrupted) as caught:
        say(client)
    assert "paid" in str(caught.value.hint)
    assert 1 == len(cloud.sent("POST", RUN))


def test_recovery_outlives_failing_reads(cloud: Cloud, client: Client) -> None:
    """Reads that fail in passing do not count as unchanged."""
    before = client.state()
    cloud.script("POST", RUN, Reply(hang_up=True))
    cloud.script("GET", STATE, *[Reply(b"", 503)] * 18, ok(state={"draft": DRAFT}))
    answer = client.instruct("go", Witness(), baseline=before)
    assert answer.edited


def test_looking_that_never_answers_is_unreachable(cloud: Cloud, client: Client) -> None:
    """If the state cannot be read at all, that is what the user hears."""
    before = client.state()
    cloud.script("GET", STATE, *[Reply(hang_up=True)] * 99)
    with pytest.raises(BackendUnreachable):
        client.await_change(before.fingerprint)


def test_looking_after_an_earlier_wait(cloud: Cloud, client: Client, log: Log) -> None:
    """A resume looks at once, then only at the moments that are still to come."""
    before = client.state()
    assert client.await_change(before.fingerprint, already_waited_s=160) is None
    assert [0.0, 50.0, 60.0] == [event["wait_s"] for event in log.of("wait.scheduled")]
    assert client.await_change(before.fingerprint, already_waited_s=9999) is None
    assert [0.0] == [event["wait_s"] for event in log.of("wait.scheduled")][3:]
    assert client.await_change("other", already_waited_s=9999) is not None


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (refuse(2001, "no credits", status=402), "no credits left"),
        (refuse(2001, "no credits"), "no credits left"),
        (stream('{"error": "no credits", "code": 2001}'), "no credits left"),
        (refuse(409, "session is busy", status=409), "session is busy"),
        (Reply({"detail": [{"type": "missing", "loc": ["body"], "msg": "Field required"}]}, 422), "422"),
        (Reply(b"<html>", 503), "503"),
        (stream('{"errorCode": "SAFETY", "errorMessage": "cannot do that"}'), "cannot do that"),
        (stream('{"error": "tool broke"}'), "tool broke"),
    ],
)
def test_refusals_end_with_the_backends_words(cloud: Cloud, client: Client, answer: Reply, said: str) -> None:
    """Before or in the stream, by HTTP status or body code: exit 4, sent once."""
    cloud.script("POST", RUN, answer)
    with pytest.raises(BackendError, match=said) as caught:
        say(client)
    assert (4, 1) == (caught.value.exit_code, len(cloud.sent("POST", RUN)))


@pytest.mark.parametrize("form", ["http", "stream"])
def test_no_credits_anonymous(cloud: Cloud, client: Client, form: str) -> None:
    """An anonymous user is shown where to register."""
    cloud.script("POST", RUN, refuse(2001) if form == "http" else stream('{"error": "x", "code": 2001}'))
    with pytest.raises(CreditsExhausted) as caught:
        say(client)
    assert "https://www.nemovideo.com/register?bind=anon_4f9c27ab51e0" in str(caught.value.hint)


def test_no_credits_registered(cloud: Cloud, new_client: Callable[..., Client]) -> None:
    """A registered user is told to top up."""
    client = new_client(NEMO_TOKEN="my-own-token")
    cloud.script("POST", "/api/tasks", ok(session_id="1", task_id="2", user_id="user_77"))
    cloud.script("POST", RUN, refuse(2001))
    with pytest.raises(CreditsExhausted) as caught:
        say(client)
    assert "top up" in str(caught.value.hint)


def test_429_before_the_stream_goes_once_more(cloud: Cloud, client: Client, log: Log) -> None:
    """A refusal for speed means the words were not taken."""
    cloud.script("POST", RUN, refuse(429, status=429, retry_after="5"), words("Done."))
    assert "Done." == say(client).text
    assert [5.0] == [event["wait_s"] for event in log.of("wait.scheduled")]


def test_second_429_is_final(cloud: Cloud, client: Client) -> None:
    """Not three times."""
    cloud.script("POST", RUN, *[refuse(429, status=429)] * 3)
    with pytest.raises(BackendRefused):
        say(client)
    assert 2 == len(cloud.sent("POST", RUN))


def test_clauses_reach_the_answer(cloud: Cloud, client: Client) -> None:
    """A backend that accounts for each clause is quoted."""
    clause = {"text": "make it warm", "outcome": "applied", "ops": [], "note": ""}
    response = {"ok": True, "clauses": [clause]}
    part = {"functionResponse": {"id": "a", "name": "edit", "response": response}}
    event: dict[str, Any] = {"content": {"parts": [part], "role": "user"}, "author": "nemo_agent"}
    cloud.script("POST", RUN, editing(cloud, stream(json.dumps(event), '{"text": "Done."}')))
    assert [clause] == say(client).clauses


def heard(client: Client) -> list[str]:
    """Return the stages of words as they are heard of, with what each is told."""
    told: list[str] = []
    witness = Witness(
        words=lambda said: told.append("words"),
        intended=lambda key, before: told.append(f"intended {key}"),
        sent=lambda: told.append("sent"),
        accepted=lambda: told.append("accepted"),
        refused=lambda: told.append("refused"),
    )
    client.instruct("go", witness, baseline=client.state())
    return told


def test_each_stage_is_heard_of_before_the_next(cloud: Cloud, client: Client) -> None:
    """Intended with the key that goes along, sent before the peer can have it all, accepted with the head."""
    seen: list[int] = []

    def answer(request: Request) -> Reply:
        seen.append(len(request.body))
        return words("Done.")

    cloud.script("POST", RUN, answer)
    told = heard(client)
    [request] = cloud.sent("POST", RUN)
    assert [f"intended {request.headers['idempotency-key']}", "sent", "accepted", "words"] == told
    assert "image-to-free" == request.headers["x-skill-source"]
    assert request.headers["x-skill-version"]
    assert request.headers["x-skill-platform"]
    assert "go" == request.json()["new_message"]["parts"][0]["text"]


def test_words_stay_here_when_the_mark_cannot_be_made(cloud: Cloud, client: Client) -> None:
    """Who cannot write down that they leave does not let the last byte go: the peer never has the whole."""

    def full() -> None:
        raise SetupError("the disk is full")

    with pytest.raises(SetupError):
        client.instruct("go", Witness(sent=full), baseline=client.state())
    assert not [one for one in cloud.sent("POST", RUN) if one.body_bytes >= int(one.headers["content-length"])]


@pytest.mark.parametrize("refusal", [refuse(429, status=429, retry_after="1"), refuse(1001, status=401)])
def test_the_key_stays_while_the_request_is_the_same(
    cloud: Cloud, new_client: Callable[..., Client], refusal: Reply
) -> None:
    """Refused and sent again to the same session: one key; each try has its own marks."""
    cloud.script("POST", RUN, refusal)
    told = heard(new_client())
    key = told[0]
    assert [key, "sent", "refused", key, "sent", "accepted", "words"] == told
    assert 1 == len({request.headers["idempotency-key"] for request in cloud.sent("POST", RUN)})


def test_another_session_is_another_request(cloud: Cloud, client: Client) -> None:
    """A lost session is replaced; the words go there under a key of their own."""
    cloud.script("POST", RUN, refuse(1002))
    told = heard(client)
    assert ["sent", "refused"] == told[1:3]
    assert told[0] != told[3]
    assert 2 == len(cloud.sessions)
