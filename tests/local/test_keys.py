"""A message that comes twice under one idempotency key is done, and paid, once."""

import threading
from typing import Any

import httpx

from imgfree import wire


def say(caller: Any, sentence: str, key: str) -> httpx.Response:
    """Send a message under that key."""
    headers = {wire.IDEMPOTENCY_HEADER: key}
    answer: httpx.Response = caller.http.post(wire.RUN_SSE, json=caller.said(sentence), headers=headers)
    return answer


def test_the_same_again_gets_the_same_answer(guest: Any) -> None:
    """Frame by frame, at no cost; another key does it again."""
    first = say(guest, "build it", "k-1")
    assert first.content == say(guest, "build it", "k-1").content
    assert (1, 99) == (guest.draft()["m"]["revision"], guest.credits()[0])
    assert first.content != say(guest, "build it", "k-2").content
    assert (2, 98) == (guest.draft()["m"]["revision"], guest.credits()[0])


def test_one_that_is_at_work_is_joined(backend: Any) -> None:
    """The second hears everything from the start, and the work is done once."""
    with backend.caller() as caller:
        backend.parts.gate.clear()
        heard: list[bytes] = []
        threads = [threading.Thread(target=lambda: heard.append(say(caller, "build it", "k").content)) for _ in "ab"]
        for thread in threads:
            thread.start()
            assert backend.parts.entered.wait(240)
        backend.parts.gate.set()
        for thread in threads:
            thread.join(240)
        assert heard[0] == heard[1]
        assert (1, 99) == (caller.draft()["m"]["revision"], caller.credits()[0])


def test_another_server_on_the_folder_knows_it(backend: Any) -> None:
    """The answer is kept with the edit and its price, so a doubled message after a restart is still the same."""
    with backend.caller() as caller:
        first = say(caller, "build it", "k").content
        token, session_id = caller.http.headers["Authorization"], caller.session_id
    with backend.started() as url, httpx.Client(base_url=url, headers={"Authorization": token}) as http:
        caller.http, caller.session_id = http, session_id
        assert first == say(caller, "build it", "k").content
        assert (1, 99) == (caller.draft()["m"]["revision"], caller.credits()[0])


def test_a_key_belongs_to_one_message_and_one_user(guest: Any, new_caller: Any, standing: str) -> None:
    """Other words under it are refused; of another user's keys nothing is known."""
    say(guest, "build it", "k")
    assert 422 == say(guest, "build another", "k").status_code
    other = new_caller(standing, "someone-else")
    other.sign_in()
    other.open_session()
    assert 200 == say(other, "build another", "k").status_code


def test_a_failure_may_be_tried_again(guest: Any) -> None:
    """Nothing was done and nothing paid: the key is still free."""
    assert b"gave up" in say(guest, "fail", "k").content
    assert 200 == say(guest, "build it", "k").status_code
