"""Real voices for tests: the packages in this process, and a small endpoint on loopback."""

import io
import json
import threading
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np

from imgfree.settings import VoiceEndpoint


def tone(seconds: float = 1.0, rate: int = 16_000, hertz: int = 220) -> bytes:
    """Return a WAV file with a tone, half a second of silence before and after it."""
    heard = 0.2 * np.sin(np.arange(round(seconds * rate)) * 2 * np.pi * hertz / rate)
    silence = np.zeros(rate // 2)
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes((np.concatenate([silence, heard, silence]) * 32767).astype("<i2").tobytes())
    return file.getvalue()


@dataclass
class Asked:
    """What was asked of the endpoint, and what it answers: bytes, a dictionary, or a status."""

    answers: list[Any] = field(default_factory=list)
    requests: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)
    url: str = ""

    def about(self, **more: Any) -> VoiceEndpoint:
        """Return the settings that lead here."""
        return VoiceEndpoint(self.url, "tts-1", "alloy", "whisper-1", **more)


@contextmanager
def serving(*answers: Any) -> Iterator[Asked]:
    """Yield the running endpoint; it ends with the block. The last answer is given again and again."""
    asked = Asked(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Keep quiet."""

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            asked.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}, body))
            answer = asked.answers.pop(0) if len(asked.answers) > 1 else asked.answers[0]
            status = answer if isinstance(answer, int) else 200
            data = json.dumps({"error": {"message": "no such voice"}}).encode() if isinstance(answer, int) else answer
            data = json.dumps(data).encode() if isinstance(data, dict) else data
            self.send_response(status)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
