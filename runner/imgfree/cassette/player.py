"""Play a recording: a transport without a network, without waiting, that answers what was recorded as it happened."""

import hashlib
import os
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

from imgfree import disk, wire
from imgfree.cassette import form, media, packed
from imgfree.cassette.asked import Asked, Sent, asked, comparable, recorded
from imgfree.cassette.bodies import BLOCK_BYTES, ENCODED, SIDE_FILE
from imgfree.cassette.form import Facts, Interaction, Recording
from imgfree.cassette.mismatch import position, unmatched
from imgfree.cassette.scrub import Scrubber
from imgfree.cassette.sources import ReplayedClock
from imgfree.errors import CassetteError, CassetteMissing, CassetteUnplayed

MOST_STAND_IN_BYTES = 256 * 1024 * 1024  # of a film that was left out and came in pieces
_ENDS_HERE = "the recording ends here"
_SHOWN = 5


class Player(httpx.BaseTransport):
    """Answers from a recording. Requests that are alike get the recorded answers in their order."""

    def __init__(
        self, recording: Recording, *, scrubber: Scrubber, clock: ReplayedClock, on_placeholder: Callable[[str], None]
    ) -> None:
        self._recording = recording
        self._scrubber = scrubber
        self._clock = clock
        self._on_placeholder = on_placeholder
        self._folder = form.bodies_folder(recording.path)
        self._lock = threading.Lock()
        self._whole: dict[tuple[Asked, str], deque[int]] = {}
        self._order: dict[Asked, deque[int]] = {}
        self._played: Counter[tuple[Asked, str]] = Counter()
        self._left = set(range(len(recording.interactions)))
        self._refused: CassetteError | None = None
        for number, made in enumerate(recording.interactions):
            wanted = recorded(made)
            self._order.setdefault(wanted, deque()).append(number)
            if made.facts.sent_bytes < 0:
                self._whole.setdefault((wanted, comparable(made.request_body)), deque()).append(number)

    @property
    def played(self) -> int:
        """Return how many interactions were played."""
        return len(self._recording.interactions) - len(self._left)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the recorded answer, or raise the recorded failure.

        Raises:
            CassetteMismatch: nothing like this was recorded, or not that often.
        """
        sent = Sent(request)
        with self._lock:
            made = self._find(request, sent)
        sent.hand_over()
        facts = made.facts
        self._clock.advance(facts.wait_ms * 1_000_000)
        if not facts.answered:
            raise _failure(facts, request)
        headers = [(name, value) for name, values in made.headers.items() for value in values]
        body = packed.bounded(self._body(made), ",".join(v for n, v in headers if n.lower() == "content-encoding"))
        if facts.left_out and not _in_pieces(made):
            headers = [item for item in headers if item[0].lower() != "content-length"]
            headers.append(("content-length", str(len(media.placeholder(facts.left_out)))))
        return httpx.Response(
            made.status,
            headers=[(name.encode(errors="replace"), value.encode(errors="replace")) for name, value in headers],
            stream=_Playing(body, facts, request, self._clock),
            extensions={"reason_phrase": made.reason.encode("ascii", "ignore")},
        )

    def unplayed(self) -> list[Interaction]:
        """Return what was recorded and never asked for, in recorded order."""
        return [self._recording.interactions[number] for number in sorted(self._left)]

    def check(self) -> None:
        """Raise what went wrong: a mismatch that somebody may have swallowed, or interactions never asked for."""
        if self._refused is not None:
            raise self._refused
        rest = [self._recording.interactions[number] for number in sorted(self._left - self._of_interruptions())]
        if not rest:
            return
        names = [f"'{recorded(made)}'" for made in rest[:_SHOWN]] + (["…"] if len(rest) > _SHOWN else [])
        count = f"{len(rest)} recorded request{'s were' if len(rest) > 1 else ' was'} never made"
        raise CassetteUnplayed(
            f"the cassette '{self._recording.path.name}' does not fit: {count}: {', '.join(names)}",
            at=position(self._recording, rest[0]),
            hint="record it again with --record",
        )

    def _of_interruptions(self) -> set[int]:
        """Return what was asked because a recording was interrupted and resumed, as no replay is.

        That is giving up a render, what came last before the interruption, and looking once more at what the replay
        looked at, too.
        """
        resumed = self._recording.about.get("resumed")
        if not resumed:
            return set()
        made = self._recording.interactions
        looked = {recorded(one) for number, one in enumerate(made) if number not in self._left}
        found = {number for number in self._left if made[number].method == "GET" and recorded(made[number]) in looked}
        before, after = wire.cancel_path("\0").split("\0")
        found |= {number for number in self._left if before in made[number].uri and made[number].uri.endswith(after)}
        for count in resumed:
            number = count - 1
            while number in self._left:
                found.add(number)
                number -= 1
        return found

    def _find(self, request: httpx.Request, sent: Sent) -> Interaction:
        wanted = asked(request.method, self._scrubber.text(str(request.url)), dict(request.headers))
        made = self._sent_in_part(wanted, sent)
        if made is not None:
            return made
        sent.read()
        body = sent.text(self._scrubber)
        key = (wanted, comparable(body))
        numbers = self._whole.get(key)
        if not numbers and request.extensions.get("optional"):
            raise httpx.ConnectError("this was not recorded", request=request)
        if not numbers:
            self._refused = unmatched((wanted, body), self._recording, self.unplayed(), self._played[key])
            raise self._refused
        self._played[key] += 1
        number = numbers.popleft()
        self._left.discard(number)
        return self._recording.interactions[number]

    def _sent_in_part(self, wanted: Asked, sent: Sent) -> Interaction | None:
        """Return the next interaction for that address if the network failed while this body was on its way."""
        order = self._order.get(wanted, deque())
        while order and order[0] not in self._left:
            order.popleft()
        made = self._recording.interactions[order[0]] if order else None
        if made is None or made.facts.sent_bytes < 0:
            return None
        if not sent.begins_with(made.facts.sent_bytes, (made.request_body or "").removeprefix("sha256:")):
            return None
        self._left.discard(order.popleft())
        return made

    def _body(self, made: Interaction) -> Iterator[bytes]:
        facts = made.facts
        if facts.left_out == ENCODED:
            raise CassetteMissing(
                f"the answer to '{recorded(made)}' was encoded in a way that cannot be recorded",
                at=position(self._recording, made),
            )
        if facts.left_out:
            self._on_placeholder(made.uri)
            return _left_out(made)
        if facts.file:
            return _from_file(self._folder, made, self._recording)
        return _framed(made)


class _Playing(httpx.SyncByteStream):
    """A recorded body."""

    def __init__(self, body: Iterator[bytes], facts: Facts, request: httpx.Request, clock: ReplayedClock) -> None:
        self._body = body
        self._facts = facts
        self._request = request
        self._clock = clock
        self._owed = facts.took_ms

    def __iter__(self) -> Iterator[bytes]:
        yield from self._body
        if self._facts.end:
            raise _failure(self._facts, self._request)

    def close(self) -> None:
        """Let the time pass that the body took when it was recorded."""
        owed, self._owed = self._owed, 0
        self._clock.owe(owed)


def _framed(made: Interaction) -> Iterator[bytes]:
    start = 0
    for frame in made.facts.frames.split():
        size = int(frame.partition(":")[2])
        if piece := made.body[start : start + size]:
            yield piece
        start += size
    if start < len(made.body):
        yield made.body[start:]


def _from_file(folder: Path, made: Interaction, recording: Recording) -> Iterator[bytes]:
    """Yield a side file in its frames, checking that it is what was recorded."""
    name, facts = made.facts.file, made.facts
    path = folder / name
    if not SIDE_FILE.fullmatch(name) or not path.is_file() or path.is_symlink():
        raise CassetteMissing(
            f"the cassette '{recording.path.name}' lacks its side file '{folder.name}/{name}'",
            at=position(recording, made),
            hint="side files belong in git as the cassette does; else record it again",
        )
    digest = hashlib.sha256()
    sizes = [int(frame.partition(":")[2]) for frame in facts.frames.split()]
    with disk.opened(folder, base=folder.parent) as room, os.fdopen(room.reopen(name), "rb") as file:
        for size in sizes:
            while size and (piece := file.read(min(size, BLOCK_BYTES))):
                digest.update(piece)
                size -= len(piece)
                yield piece
        while piece := file.read(BLOCK_BYTES):
            digest.update(piece)
            yield piece
    if not name.startswith("part-") and digest.hexdigest() != name:
        raise CassetteMissing(f"the side file '{folder.name}/{name}' is damaged", hint="record it again")


def _in_pieces(made: Interaction) -> bool:
    """Return whether this is one piece of a download that was cut and resumed."""
    return made.status != httpx.codes.OK or bool(made.facts.end)


def _left_out(made: Interaction) -> Iterator[bytes]:
    kind = made.facts.left_out
    if not _in_pieces(made):
        yield media.placeholder(kind)
        return
    start, left = _range_start(made), made.facts.size_bytes
    if left > MOST_STAND_IN_BYTES:
        raise CassetteMissing(f"the answer to '{recorded(made)}' was left out, and is too big to stand in for")
    while left > 0:
        piece = media.padded(kind, start, min(left, BLOCK_BYTES))
        yield piece
        start, left = start + len(piece), left - len(piece)


def _range_start(made: Interaction) -> int:
    for name, values in made.headers.items():
        if name.lower() == "content-range":
            first = values[0].removeprefix("bytes ").partition("-")[0]
            return int(first) if first.isdecimal() else 0
    return 0


def _failure(facts: Facts, request: httpx.Request) -> httpx.TransportError:
    """Return the failure that was recorded; where the client itself ended it, that nothing more is known."""
    found = getattr(httpx, facts.end, None)
    if isinstance(found, type) and issubclass(found, httpx.TransportError):
        return found(facts.message, request=request)
    return httpx.ReadError(_ENDS_HERE, request=request)
