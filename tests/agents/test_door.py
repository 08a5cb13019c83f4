"""The tools over HTTP: with the token, by this machine's own names, and for several at once."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import httpx2
import pytest
from mcp.client.streamable_http import streamable_http_client

from agent import connected
from going import going
from imgfree.agents.desk import Office
from imgfree.agents.door import token_of
from nemo import Nemo


@pytest.fixture
def address(paid: Nemo, office: Office, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Return address and token of a server as it tells them."""
    with going("mcp", "--http", "0", cwd=tmp_path) as process:
        assert process.stderr is not None
        url = process.stderr.readline().split()[2].rstrip(";")
        token = process.stderr.readline().split()[-1]
        yield url, token
        process.terminate()
        assert 0 == process.wait(240), process.stderr.read()


def test_two_clients_at_once_and_one_that_vanishes(paid: Nemo, address: tuple[str, str]) -> None:
    """Both with the token, both see the same run; who goes in the middle of a wait takes nothing along."""
    url, token = address
    asked = {"key": "k", "recipe": "reel.yaml", "max_credits": 50}
    paid.hold_words = threading.Event()

    def client() -> object:
        bearer = httpx2.AsyncClient(headers={"authorization": f"Bearer {token}"}, timeout=60)
        return streamable_http_client(url, http_client=bearer)

    with ThreadPoolExecutor() as pool, connected(client()) as one:
        with connected(client()) as two:
            run_id = two.told("start", **asked)["run_id"]
            waiting = pool.submit(two.call, "wait", run_id=run_id, seconds=45)
            while not two.seen:
                assert not waiting.done(), waiting.result()
        assert waiting.exception(30) is not None
        assert run_id == one.told("start", **asked)["run_id"]
        paid.hold_words.set()
        paid.hold_words = None
        told = one.finished("start", **asked)
    assert token not in str(told)
    assert 1 == sum(paid.instructs.values())


def test_who_may_not_come_in(address: tuple[str, str]) -> None:
    """No token, a wrong one, another name for this machine, a page from elsewhere."""
    url, token = address
    right = {"authorization": f"Bearer {token}", "accept": "application/json, text/event-stream"}
    ask = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    for headers, status in (
        ({}, 401),
        ({"authorization": "Bearer x"}, 401),
        ({**right, "host": "films.example"}, 421),
        ({**right, "origin": "https://evil.example"}, 403),
    ):
        assert status == httpx.post(url, json=ask, headers=headers).status_code


def test_the_token_stays_the_same(office: Office) -> None:
    """It is its owner's alone, and masked in whatever is told."""
    token = token_of(office.app)
    assert token == token_of(office.app)
    [file] = office.app.settings.home.glob("agents/http.token")
    assert 0o600 == file.stat().st_mode & 0o777
    assert token not in office.app.redactor.text(f"a {token} b")
