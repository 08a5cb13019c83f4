"""Tokens and the credit ledger."""

import sqlite3
from typing import Any

import pytest

from imgfree import wire
from imgfree.local.accounts import Accounts, Rules
from imgfree.local.answers import Refused
from imgfree.local.store import Store


@pytest.fixture
def store(backend: Any) -> Any:
    """An open store on an empty folder."""
    store = Store(backend.data_dir)
    yield store
    store.close()


def test_keeps_no_token(store: Store, backend: Any) -> None:
    """The token itself is nowhere in the folder; only its hash is."""
    token = Accounts(store, Rules(), backend.clock).issue("client-1")
    assert token.text.startswith("nmv_usr_")
    assert 8 + 43 == len(token.text)
    assert all(token.text.encode() not in path.read_bytes() for path in backend.data_dir.rglob("*") if path.is_file())


def test_one_token_in_seven_days(store: Store, backend: Any) -> None:
    """A second token of the same client is refused until the first has expired, then the same account goes on."""
    accounts = Accounts(store, Rules(), backend.clock)
    first = accounts.issue("client-1")
    with pytest.raises(Refused) as caught:
        accounts.issue("client-1")
    assert 429 == caught.value.code
    accounts.issue("client-2")
    backend.clock.at_s += wire.TOKEN_LIFE_S
    assert accounts.user(first.text) is None
    assert first.user_id == accounts.issue("client-1").user_id


def test_a_new_week_fills_up_and_never_beyond(store: Store, backend: Any) -> None:
    """What was spent comes back with the next token; what was not is not doubled."""
    accounts = Accounts(store, Rules(), backend.clock)
    user = accounts.issue("client-1").user_id
    accounts.settle(accounts.freeze(user, 30))
    assert (70, 0) == accounts.balance(user)
    backend.clock.at_s += wire.TOKEN_LIFE_S
    assert 100 == accounts.issue("client-1").credits
    backend.clock.at_s += wire.TOKEN_LIFE_S
    assert 100 == accounts.issue("client-1").credits


def test_freezes_then_settles_or_refunds_once(store: Store, backend: Any) -> None:
    """A hold is closed once; the sum of the ledger is always what was granted less what was spent."""
    accounts = Accounts(store, Rules(grant=3), backend.clock)
    user = accounts.issue("client-1").user_id
    spent, given_back = accounts.freeze(user), accounts.freeze(user)
    assert (1, 2) == accounts.balance(user)
    accounts.settle(spent)
    accounts.refund(spent)
    accounts.refund(given_back)
    accounts.settle(given_back)
    assert (2, 0) == accounts.balance(user)


def test_refuses_when_short(store: Store, backend: Any) -> None:
    """2001, and nothing is frozen."""
    accounts = Accounts(store, Rules(grant=1), backend.clock)
    user = accounts.issue("client-1").user_id
    accounts.settle(accounts.freeze(user))
    with pytest.raises(Refused) as caught:
        accounts.freeze(user)
    assert (wire.Code.NO_CREDITS, (0, 0)) == (caught.value.code, accounts.balance(user))


def test_refills_where_nobody_pays(store: Store, backend: Any) -> None:
    """An embedded backend never runs dry, and says so in the ledger."""
    accounts = Accounts(store, Rules(grant=1, refill=True), backend.clock)
    user = accounts.issue("client-1").user_id
    for _ in range(3):
        accounts.settle(accounts.freeze(user))
    kinds = [row["kind"] for row in store.rows("SELECT kind FROM ledger ORDER BY entry")]
    assert ["grant", "freeze", "settle", "refill", "freeze", "settle", "refill", "freeze", "settle"] == kinds


def test_gives_back_what_a_dead_server_froze(store: Store, backend: Any) -> None:
    """Holds of servers that are gone are refunded, those of a running one stay."""
    other = Store(backend.data_dir)
    user = Accounts(store, Rules(), backend.clock).issue("client-1").user_id
    Accounts(other, Rules(), backend.clock).freeze(user, 5)
    accounts = Accounts(store, Rules(), backend.clock)
    accounts.recover()
    assert (95, 5) == accounts.balance(user)
    other.close()
    accounts.recover()
    assert (100, 0) == accounts.balance(user)


def test_ledger_and_work_are_one_write(store: Store, backend: Any) -> None:
    """A failure in the middle of a block leaves neither the draft nor the payment."""
    accounts = Accounts(store, Rules(), backend.clock)
    user = accounts.issue("client-1").user_id
    session = store.add_session(user, "project", "en", 0.0)
    hold = accounts.freeze(user)

    def spend_and_fail() -> None:
        with store.changes() as connection:
            store.add_draft(session.session_id, {"t": []}, "words", 0.0)
            accounts.settle(hold)
            connection.execute("INSERT INTO nowhere VALUES (1)")

    with pytest.raises(sqlite3.OperationalError):
        spend_and_fail()
    assert ({}, (99, 1)) == (store.draft(session.session_id), accounts.balance(user))
