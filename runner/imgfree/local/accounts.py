"""Anonymous accounts: their tokens, and a credit ledger that only grows.

An edit that changes the timeline costs one credit: it is frozen before the work starts, settled in the same write as
the new draft, and given back when the work fails or changes nothing. Reading, uploading and exporting are free.
"""

import hashlib
import secrets
from dataclasses import dataclass

from imgfree import wire
from imgfree.clock import Clock
from imgfree.local.answers import Refused
from imgfree.local.store import Store

EDIT_COST = 1
_KEY_LIFE_S = 365 * 24 * 3600.0
CLAIM_LIFE_S = wire.TOKEN_LIFE_S


@dataclass(frozen=True)
class Token:
    """A fresh bearer token; only its hash stays here."""

    text: str
    user_id: str
    expires_s: float
    credits: int


@dataclass(frozen=True)
class Rules:
    """How strict the ledger and the token counter are."""

    grant: int = wire.ANONYMOUS_CREDITS
    token_life_s: float = wire.TOKEN_LIFE_S
    one_token_per_life: bool = True
    refill: bool = False


class Accounts:
    """Who may do what, and what it costs."""

    def __init__(self, store: Store, rules: Rules, clock: Clock) -> None:
        self._store = store
        self._rules = rules
        self._clock = clock

    def issue(self, client_id: str) -> Token:
        """Return a token for the account of this client, which is made and given its credits where new.

        Raises:
            Refused: 429, the client has a token that still holds.
        """
        now_s = self._clock.now_s()
        text = f"nmv_usr_{secrets.token_urlsafe(32)}"
        expires_s = now_s + self._rules.token_life_s
        with self._store.changes() as connection:
            found = self._store.rows("SELECT user_id FROM accounts WHERE client_id = ?", client_id)
            user_id: str = found[0]["user_id"] if found else f"anon_{secrets.token_hex(8)}"
            if found and self._rules.one_token_per_life and self._holds_token(user_id, now_s):
                raise Refused(429, wire.Code.RATE_LIMITED, "this client already has a token; one per client in 7 days")
            connection.execute("INSERT OR IGNORE INTO accounts VALUES (?, ?, ?)", (user_id, client_id, now_s))
            # A run's own backend may share the folder with `imgfree serve`; it must not lock the client out there.
            counted = self._rules.one_token_per_life
            connection.execute("INSERT INTO tokens VALUES (?, ?, ?, ?)", (_hash(text), user_id, expires_s, counted))
            connection.execute("DELETE FROM tokens WHERE expires_s < ?", (now_s - wire.TOKEN_LIFE_S,))
            # A new week brings the account back to what it was given, never beyond.
            self._fill(user_id, "grant")
            return Token(text, user_id, expires_s, self.balance(user_id)[0])

    def admit(self, key: str) -> None:
        """Let whoever has this key in, as with a token of an account of its own, for a year."""
        now_s = self._clock.now_s()
        with self._store.changes() as connection:
            user_id = f"anon_{secrets.token_hex(8)}"
            connection.execute("INSERT INTO accounts VALUES (?, ?, ?)", (user_id, f"key-{_hash(key)}", now_s))
            connection.execute(
                "INSERT INTO tokens VALUES (?, ?, ?, ?)", (_hash(key), user_id, now_s + _KEY_LIFE_S, False)
            )
            self._fill(user_id, "grant")

    def user(self, token: str) -> str | None:
        """Return whose token this is, None for one that is unknown or has expired."""
        found = self._store.rows("SELECT user_id, expires_s FROM tokens WHERE token_hash = ?", _hash(token))
        if not found or found[0]["expires_s"] <= self._clock.now_s():
            return None
        user_id: str = found[0]["user_id"]
        return user_id

    def balance(self, user_id: str) -> tuple[int, int]:
        """Return the user's available and frozen credits."""
        query = "SELECT COALESCE(SUM(available), 0), COALESCE(SUM(frozen), 0) FROM ledger WHERE user_id = ?"
        row = self._store.rows(query, user_id)[0]
        return row[0], row[1]

    def freeze(self, user_id: str, cost: int = EDIT_COST) -> str:
        """Return the name of a hold on that many credits.

        Raises:
            Refused: 2001, there are not enough.
        """
        with self._store.changes():
            if self._rules.refill and self.balance(user_id)[0] < cost:
                self._fill(user_id, "refill")
            if self.balance(user_id)[0] < cost:
                # Not HTTP 402: that one means the plan, and says so in the protocol.
                raise Refused(403, wire.Code.NO_CREDITS, "not enough credits")
            hold = secrets.token_hex(8)
            self._enter(user_id, "freeze", -cost, cost, hold)
        return hold

    def settle(self, hold: str) -> None:
        """Spend what the hold froze; a hold that is already closed stays as it is."""
        self._close(hold, "settle")

    def refund(self, hold: str) -> None:
        """Give back what the hold froze; a hold that is already closed stays as it is."""
        self._close(hold, "refund")

    def recover(self) -> None:
        """Give back what was frozen by servers that are gone."""
        query = "SELECT hold, owner FROM ledger WHERE hold IS NOT NULL GROUP BY hold HAVING SUM(frozen) > 0"
        with self._store.changes():
            living = self._store.presence.living()
            for row in self._store.rows(query):
                if row["owner"] not in living:
                    self.refund(row["hold"])

    def claim(self, user_id: str, session_id: str) -> str:
        """Return a claim token, which opens this session in a browser and grants nothing here."""
        text = f"clm_{secrets.token_urlsafe(24)}"
        expires_s = self._clock.now_s() + CLAIM_LIFE_S
        with self._store.changes() as connection:
            connection.execute("INSERT INTO claims VALUES (?, ?, ?, ?)", (_hash(text), user_id, session_id, expires_s))
        return text

    def _holds_token(self, user_id: str, now_s: float) -> bool:
        query = "SELECT 1 FROM tokens WHERE user_id = ? AND expires_s > ? AND counted LIMIT 1"
        return bool(self._store.rows(query, user_id, now_s))

    def _fill(self, user_id: str, kind: str) -> None:
        missing = self._rules.grant - sum(self.balance(user_id))
        if missing > 0:
            self._enter(user_id, kind, missing, 0, None)

    def _close(self, hold: str, kind: str) -> None:
        with self._store.changes():
            query = "SELECT user_id, SUM(frozen) AS frozen FROM ledger WHERE hold = ? GROUP BY user_id"
            for row in self._store.rows(query, hold):
                if row["frozen"] > 0:
                    back = row["frozen"] if kind == "refund" else 0
                    self._enter(row["user_id"], kind, back, -row["frozen"], hold)

    def _enter(self, user_id: str, kind: str, available: int, frozen: int, hold: str | None) -> None:
        with self._store.changes() as connection:
            connection.execute(
                "INSERT INTO ledger (user_id, at_s, kind, available, frozen, hold, owner) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (user_id, self._clock.now_s(), kind, available, frozen, hold, self._store.presence.name),
            )


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
