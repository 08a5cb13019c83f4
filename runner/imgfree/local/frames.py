"""The frames of a stream, in the form of the agent server (protocol notes, 5.2 to 5.4)."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from imgfree import wire
from imgfree.clock import Clock

HEARTBEAT = b"data:\n\n"
TOOL = "edit_multitrack"


class Frames:
    """Makes the frames of one invocation."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._invocation = f"e-{uuid.uuid4()}"
        self._call = f"adk-{uuid.uuid4()}"

    def call(self, sentence: str) -> bytes:
        """Return the frame that says an edit is being made."""
        part = {"functionCall": {"id": self._call, "args": {"instruction": sentence}, "name": TOOL}}
        return self._event([part], longRunningToolIds=[])

    def result(self, response: Mapping[str, Any], draft: Mapping[str, Any] | None) -> bytes:
        """Return the frame with the edit's result; `draft` is the new one, None where nothing changed."""
        part = {"functionResponse": {"id": self._call, "name": TOOL, "response": response}}
        return self._event([part], role="user", delta={} if draft is None else {"draft": draft})

    def words(self, text: str, *, streaming: bool) -> list[bytes]:
        """Return the frames that carry `text`: its pieces first where streaming was asked for, then the whole."""
        whole = self._event([{"text": text}])
        if not streaming:
            return [whole]
        return [*(self._event([{"text": piece}], partial=True) for piece in _pieces(text)), whole]

    def silence(self) -> bytes:
        """Return the frame of a turn that ends without words."""
        return self._event([])

    def failure(self, message: str) -> bytes:
        """Return the last frame of a turn that failed."""
        return _line({"error": message})

    def _event(
        self, parts: Sequence[Mapping[str, Any]], *, role: str = "model", delta: Any = None, **fields: Any
    ) -> bytes:
        actions = {"stateDelta": delta or {}, "artifactDelta": {}} | {
            "requestedAuthConfigs": {},
            "requestedToolConfirmations": {},
        }
        event = {"content": {"parts": parts, "role": role}, **fields, "invocationId": self._invocation}
        event |= {"author": wire.APP_NAME, "actions": actions, "id": str(uuid.uuid4())}
        return _line(event | {"timestamp": self._clock.now_s()})


def _line(value: Mapping[str, Any]) -> bytes:
    return (
        b"data: "
        + json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(errors="backslashreplace")
        + b"\n\n"
    )


def _pieces(text: str) -> list[str]:
    """Return `text` cut into about four pieces; joined, they are the text again."""
    size = max(8, -(-len(text) // 4))
    return [text[start : start + size] for start in range(0, len(text), size)]
