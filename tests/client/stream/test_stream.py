"""Following a stream: real sockets, and every way in which a stream ends."""

import signal
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

import httpx
import pytest

from imgfree import events
from imgfree.client.stream.stream import StreamEnd, follow
from imgfree.clock import Clock, FreshIds, SystemClock
from imgfree.errors import BackendRefused, CreditsExhausted, ProtocolBroken, SessionLost
from imgfree.tools import Tools

from .sse_server import Act, Cut, Drip, Pause, Server, Until, event, frame, playing

FAST = 0.0005  # 10 protocol minutes last 0.3 s


class Told:
    """Keeps events and words in the order in which they came."""

    def __init__(self) -> None:
        self.events: list[tuple[str, dict[str, Any]]] = []
        self.words: list[str] = []

    def emit(self, event: str, /, **fields: Any) -> None:
        """Keep an event."""
        self.events.append((event, fields))

    def tools(self, clock: Clock) -> Tools:
        """Return tools that tell their events here."""
        return Tools(clock, FreshIds(clock), self.emit)

    def named(self, name: str) -> list[dict[str, Any]]:
        """Return the fields of all events of that name."""
        return [fields for event, fields in self.events if event == name]


def listen(
    server: Server, told: Told, on_words: Callable[[str], None] | None = None, *, clock: Clock | None = None
) -> StreamEnd:
    """Ask the server once and follow its answer."""
    with httpx.Client(timeout=httpx.Timeout(5, read=None)) as http, http.stream("POST", server.url) as response:
        return follow(response, told.tools(clock or SystemClock()), on_words or told.words.append)


def heard(script: Sequence[Act], *, scale: float = 1.0) -> tuple[StreamEnd, Told]:
    """Return what became of a script that is played from the start to the end."""
    told = Told()
    before = threading.active_count()
    with playing(script) as server:
        end = listen(server, told, clock=SystemClock(scale))
    assert before == threading.active_count()
    return end, told


def call(name: str = "edit_multitrack", **args: Any) -> dict[str, Any]:
    """Return a function call part."""
    return {"functionCall": {"id": "adk-1", "name": name, "args": args}}


def answer(**response: Any) -> dict[str, Any]:
    """Return a function response part."""
    return {"functionResponse": {"id": "adk-1", "name": "edit_multitrack", "response": response}}


def test_returns_the_words_of_a_whole_answer() -> None:
    """Text keeps its order around tool work, and the end is a good one."""
    end, told = heard(
        [event({"text": "I will cut it."}), event(call()), event(answer(ok=True)), event({"text": "Done."})]
    )
    assert "I will cut it.\nDone." == end.text
    assert ("edit_multitrack",) == end.tool_calls
    assert (False, "", None) == (end.cut, end.reason, end.error)
    assert "I will cut it.\nDone." == "".join(told.words)
    assert 1 == len(told.named(events.STREAM_CLOSED))


def test_takes_clauses_and_drafts_from_the_tools() -> None:
    """Clauses come from the function response, drafts from the state delta."""
    clauses = [{"text": "slow zoom", "outcome": "applied"}]
    delta = {"stateDelta": {"draft": {"t": []}}}
    end, _ = heard([event(answer(ok=True, clauses=clauses), actions=delta), event(actions=delta)])
    assert tuple(clauses) == end.clauses
    assert 2 == end.drafts_seen


def test_a_silent_edit_has_no_words() -> None:
    """A stream without text ends well and empty."""
    end, told = heard([event(call()), event(answer(ok=True)), event()])
    assert ("", "", False) == (end.text, end.words, end.cut)
    assert [] == told.words


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_portions_do_not_matter(size: int) -> None:
    """Any chunking gives the same words, down to one byte inside a character."""
    stream = event({"text": "标题“夏日”已添加。🎬"}) + b": hello\r\n\r\n" + event({"text": "Fertig, schön."})
    end, _ = heard([stream[at : at + size] for at in range(0, len(stream), size)])
    assert "标题“夏日”已添加。🎬\nFertig, schön." == end.text


def test_tells_each_message_with_its_sort_and_size_and_nothing_more() -> None:
    """Events carry sorts and sizes; thoughts and tool arguments are in no sink."""
    secret = "hush-hush"
    end, told = heard(
        [event({"text": secret, "thought": True}), event(call(prompt=secret)), event(answer(note=secret)), b"data:\n\n"]
    )
    sorts = [fields["message_kind"] for fields in told.named(events.STREAM_MESSAGE_RECEIVED)]
    assert ["thought", "tool_call", "tool_result", "heartbeat"] == sorts
    assert secret not in repr(told.events) + repr(told.words) + repr(end)


def test_a_connection_that_ended_well_is_used_again() -> None:
    """Following to the end leaves the connection open for the next request."""
    told = Told()
    with (
        playing([event({"text": "Hello."})]) as server,
        httpx.Client(timeout=httpx.Timeout(5, read=None)) as http,
    ):
        peers = []
        for _ in range(2):
            with http.stream("POST", server.url) as response:
                peers.append(response.extensions["network_stream"].get_extra_info("client_addr"))
                follow(response, told.tools(SystemClock()), told.words.append)
    assert peers[0] == peers[1]


def test_a_cut_connection_is_a_result_not_an_exception() -> None:
    """What came before the cut is kept, and the cut is told."""
    end, told = heard([event({"text": "I will build"}, partial=True), event(call()), Cut()])
    assert ("I will build", True) == (end.text, end.cut)
    assert "connection" in end.reason
    assert [end.reason] == [fields["reason"] for fields in told.named(events.STREAM_INTERRUPTED)]


def test_a_message_without_its_end_is_a_cut() -> None:
    """A good end of the connection in the middle of a message is no good end."""
    end, _ = heard([event({"text": "One."}), b'data: {"content":{"parts":[{"text":"Tw'])
    assert ("One.", True) == (end.text, end.cut)


def test_words_arrive_before_the_stream_ends() -> None:
    """Sentences are passed on while the server still works."""

    class Heard(Exception):
        """The words were passed on."""

    def take(words: str) -> None:
        assert "First. " == words
        raise Heard

    with playing([event({"text": "First. Sec"}, partial=True), Pause(60)]) as server:
        with pytest.raises(Heard):
            listen(server, Told(), take)
        assert server.hung_up.wait(60)  # so it had not ended


class SteppingClock(SystemClock):
    """Protocol time that passes by being asked for, 20 s at a time, until it stops; real time is no matter."""

    def __init__(self, last_s: float) -> None:
        super().__init__()
        self._now_s, self._last_s = -20.0, last_s

    def protocol_s(self) -> float:
        """Return the next moment."""
        self._now_s = min(self._now_s + 20.0, self._last_s)
        return self._now_s

    def real_s(self, protocol_s: float) -> float:
        """Return hardly any time."""
        return 0.001


class Noting(Told):
    """Tells when it was noted three times that the stream waits."""

    def __init__(self) -> None:
        super().__init__()
        self.thrice = threading.Event()

    def emit(self, event: str, /, **fields: Any) -> None:
        """Keep an event."""
        super().emit(event, **fields)
        if len(self.named(events.STREAM_WAITING)) == 3:
            self.thrice.set()


def test_says_that_it_waits_every_two_minutes() -> None:
    """There is a note every 120 protocol seconds, whether or not words come in between."""
    told = Noting()
    with playing([Until(told.thrice), event({"text": "Done."})]) as server:
        end = listen(server, told, clock=SteppingClock(400.0))
    idle = [fields["idle_s"] for fields in told.named(events.STREAM_WAITING)]
    assert 3 == len(idle)
    assert all(120 * count <= idle_s < 120 * count + 60 for count, idle_s in enumerate(idle, 1))
    assert ("Done.", False) == (end.text, end.cut)
    busy = Told()
    with playing([event({"text": f"{number}. "}) for number in range(12)]) as server:
        listen(server, busy, clock=MessageClock(busy, 60.0))
    assert 5 <= len(busy.named(events.STREAM_WAITING)) <= 6


def test_hangs_up_after_ten_minutes_of_heartbeats() -> None:
    """Heartbeats are no content: the client goes, and the server notices."""
    told = Told()
    with playing([event({"text": "Working."}), Drip(b"data:\n\n", 0.01)]) as server:
        end = listen(server, told, clock=SystemClock(FAST))
        assert server.hung_up.wait(60)
    assert ("Working.", True) == (end.text, end.cut)
    assert "10 minutes" in end.reason
    assert 1 <= len(told.named(events.STREAM_WAITING)) <= 6  # five, and one that was due before the words came


def test_hangs_up_after_ten_minutes_of_nothing() -> None:
    """A read that never returns does not keep the client."""
    end, _ = heard([event(call()), Pause(30)], scale=FAST)
    assert (True, True) == (end.cut, "10 minutes" in end.reason)


class MessageClock(SystemClock):
    """Protocol time that passes by what is heard: so long for each message."""

    def __init__(self, told: Told, each_s: float) -> None:
        super().__init__()
        self._told = told
        self._each_s = each_s

    def protocol_s(self) -> float:
        """Return the protocol seconds that all messages so far took."""
        return self._each_s * len(self._told.named(events.STREAM_MESSAGE_RECEIVED))


def test_tool_work_is_content() -> None:
    """Function calls and responses keep a stream alive beyond ten minutes."""
    told = Told()
    work = [part for _ in range(8) for part in (event(call()), event(answer(ok=True)))]
    with playing([*work, event({"text": "Done."})]) as server:
        end = listen(server, told, clock=MessageClock(told, 50.0))  # 850 s in all, never 600 without content
    assert ("Done.", False) == (end.text, end.cut)


def test_hangs_up_after_fifteen_minutes_in_all() -> None:
    """The limit of the whole stream holds however lively it is."""
    end, _ = heard([Drip(event(call()), 0.01)], scale=0.001)
    assert (True, True) == (end.cut, "15 minutes" in end.reason)


def test_an_interrupt_gets_through_at_once_and_leaves_nothing() -> None:
    """Ctrl-C ends the wait, closes the socket and leaves no thread."""
    told = Told()
    before = threading.active_count()
    main = threading.get_ident()

    def interrupt() -> None:
        while not told.named(events.STREAM_MESSAGE_RECEIVED):
            time.sleep(0.01)
        signal.pthread_kill(main, signal.SIGINT)

    with playing([event(call()), Pause(600)]) as server:
        interrupter = threading.Thread(target=interrupt)
        interrupter.start()
        with pytest.raises(KeyboardInterrupt):
            listen(server, told)
        assert server.hung_up.wait(60)
        interrupter.join()
    assert before == threading.active_count()
    assert 1 == len(told.named(events.STREAM_INTERRUPTED))


def test_a_slow_reader_slows_the_sender_down() -> None:
    """The queue is bounded: words that are taken slowly all arrive."""
    told = Told()
    script = [event({"text": f"Number {number}."}) for number in range(300)]
    with playing(script) as server:
        end = listen(server, told, lambda _: time.sleep(0.001))
    assert 300 == len(end.text.splitlines())


def test_a_failing_sink_closes_the_stream() -> None:
    """An exception of the one who listens comes through; no thread is left."""
    before = threading.active_count()

    def burst(words: str) -> None:
        raise BrokenPipeError(words)

    with playing([event({"text": "Hello."}), Pause(30)]) as server, pytest.raises(BrokenPipeError):
        listen(server, Told(), burst)
    assert before == threading.active_count()


def test_a_message_beyond_all_bounds_is_refused() -> None:
    """A peer that never ends its line is not read into memory for ever."""
    told = Told()
    with playing([b"data: ", Drip(b"x" * 1_000_000, 0.001)]) as server, pytest.raises(ProtocolBroken):
        listen(server, told)


@pytest.mark.parametrize(
    "last",
    [
        frame({"code": 2001, "message": "out of credits"}),
        frame({"error": {"code": 2001, "message": "out of credits"}}),
        frame({"error": "2001: out of credits"}),
        frame({"type": "error", "code": "2001", "message": "out of credits"}),
        event(errorCode="2001", errorMessage="out of credits"),
        event(error_code=2001, error_message="out of credits"),
    ],
)
def test_missing_credits_are_recognised(last: bytes) -> None:
    """However 2001 is written in the stream, it is CreditsExhausted with the backend's words."""
    end, _ = heard([event({"text": "Hm."}), last])
    assert isinstance(end.error, CreditsExhausted)
    assert "out of credits" in end.error.message


def test_other_codes_are_mapped_too() -> None:
    """A lost session inside a stream is a lost session."""
    end, _ = heard([frame({"code": 1002, "message": "Session not found"})])
    assert isinstance(end.error, SessionLost)


def test_an_error_that_comes_twice_is_one() -> None:
    """Newer ADK servers send an error event and an error frame for the same exception."""
    first = event(errorCode="ValueError", errorMessage="the model fell over")
    end, _ = heard([first, frame({"error": "ValueError: the model fell over", "error_details": {"x": 1}})])
    assert isinstance(end.error, BackendRefused)
    assert 1 == end.error.message.count("the model fell over")
    assert 1 == end.error.message.count("ValueError")


@pytest.mark.parametrize(
    "broken",
    [
        b'data: {"error": "no "quotes" here\nsecond line"}\n\n',
        b'data: {"error": "no "quotes" here\n\nsecond line"}\n\n',
        b'data: {"error": "no "quotes" here\nid: second line"}\n\n',
        b'data: {"error": "no "quotes" here\nsecond line"}',
    ],
)
def test_a_broken_error_frame_keeps_its_words(broken: bytes) -> None:
    """Unescaped quotes and newlines, as older ADK servers send them, lose no words."""
    end, _ = heard([event({"text": "Hm."}), broken])
    assert end.error is not None
    assert "" == end.error.message.partition('no "quotes" here')[0].partition("an error: ")[2]
    assert end.error.message.endswith("second line")
    assert ("Hm.", False) == (end.text, end.cut)


def test_an_ordinary_finish_reason_is_no_error() -> None:
    """Older ADK reports a turn without words as errorCode STOP."""
    end, _ = heard([event(call()), frame({"errorCode": "STOP", "author": "nemo_agent", "invocationId": "e-1"})])
    assert end.error is None


def test_a_refusing_model_is_an_error() -> None:
    """A safety stop ends as a refusal that names it."""
    end, _ = heard([frame({"errorCode": "SAFETY", "author": "nemo_agent", "invocationId": "e-1", "actions": {}})])
    assert isinstance(end.error, BackendRefused)
    assert "SAFETY" in end.error.message
