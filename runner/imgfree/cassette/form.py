"""The cassette file: vcrpy's YAML (version 1), laid out so that a line diff reads well and loading it is quick.

Every value is written as JSON, which is YAML as well. A file laid out otherwise, such as one that vcrpy itself wrote,
is read as any YAML. What vcrpy has no word for stands in keys that it ignores: `imgfree` beside `interactions`, and
`imgfree` in each response. At the end stand the `events` that a replay is compared with.
"""

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from imgfree.cassette.about import usable
from imgfree.document import expansion, parsers
from imgfree.errors import CassetteMissing, Position

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MOST_BYTES = 256 * 1024 * 1024  # of a cassette
MOST_VALUES = 1_000_000  # aliases written out
MOST_LETTERS = MOST_BYTES
MOST_NUMBER = 2**53
_FINISHED = "complete: true\n"
_EVENTS = "events:\n"
_START = "- request:\n"
# JSON leaves these as they are; YAML refuses them, or takes them for line breaks.
_FRAMES = re.compile(r"(?:[0-9]{1,12}:[0-9]{1,12}(?: |$))*")
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")

Headers = Mapping[str, list[str]]


@dataclass(frozen=True)
class Facts:
    """What vcrpy has no word for: how an answer came, and how it ended."""

    wait_ms: int = 0  # until the head of the answer was there, in protocol time
    took_ms: int = 0  # from the head to the end
    frames: str = ""  # "ms:bytes ms:bytes ...": the pieces in which the body came, and the time before each
    end: str = ""  # not a good one: an httpx exception, "left" by the client, or "unfinished" when we were killed
    message: str = ""
    answered: bool = True
    file: str = ""  # the body is in this side file
    size_bytes: int = 0  # of a body that is not in the cassette
    left_out: str = ""  # the body was not kept; what kind of media it was
    sha256: str = ""  # of what was left out
    sent_bytes: int = -1  # how much of the request's body was sent, if not all
    ids: tuple[tuple[int, str, str], ...] = ()  # what the client invented before this: number, kind, value


@dataclass(frozen=True)
class Interaction:
    """One request and what became of it. `line` is where it stands in the file; 0 if unknown."""

    method: str
    uri: str
    request_headers: Headers
    request_body: str | None
    status: int
    reason: str
    headers: Headers
    body: bytes
    facts: Facts = Facts()
    line: int = 0


@dataclass(frozen=True)
class Recording:
    """A cassette as read. `finished` is False where the recording was cut short.

    `events` are lines that tell what the recorded run did; None where nothing was told.
    """

    path: Path
    about: Mapping[str, Any]
    interactions: tuple[Interaction, ...]
    finished: bool
    events: tuple[str, ...] | None = None


def bodies_folder(path: Path) -> Path:
    """Return where the side files of a cassette are."""
    base = path.with_name(path.name.removesuffix(".part"))
    return base.with_suffix(".bodies")


def head(about: Mapping[str, Any]) -> bytes:
    """Return the beginning of a cassette file."""
    return f"version: 1\nimgfree: {_json(about)}\ninteractions:\n".encode()


def tail(recording: Recording) -> bytes:
    """Return the end of a cassette that was recorded to its end."""
    told = _EVENTS + "".join(f"- {_json(line)}\n" for line in recording.events) if recording.events else ""
    return (("" if recording.interactions else "  []\n") + told + _FINISHED).encode()


def block(made: Interaction) -> bytes:
    """Return one interaction as text; blocks in a row after `head` are a cassette."""
    lines = [
        "- request:",
        f"    method: {_json(made.method)}",
        f"    uri: {_json(made.uri)}",
        f"    headers: {_json(made.request_headers)}",
        f"    body: {_json(made.request_body)}",
        "  response:",
        f"    status: {_json({'code': made.status, 'message': made.reason})}",
        f"    headers: {_json(made.headers)}",
        "    body:",
        f"      string: {_body(made.body)}",
        f"    imgfree: {_json(_told(made.facts))}",
    ]
    return ("\n".join(lines) + "\n").encode()


def read(path: Path) -> Recording:
    """Return the cassette.

    Raises:
        CassetteMissing: there is none, or it is not one.
    """
    try:
        if path.exists() and not path.is_file():
            raise CassetteMissing(f"'{path}' is no file", hint="name a cassette")
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise CassetteMissing(f"the cassette '{path}' is bigger than {MOST_BYTES // 2**20} MiB")
        text = _text(raw)
    except FileNotFoundError:
        raise CassetteMissing(f"there is no cassette '{path}'", hint="record one with --record") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise CassetteMissing(f"the cassette '{path}' cannot be read: {reason}", hint="record it again") from error
    return _read_ours(path, text) or _read_any(path, text)


def _text(raw: bytes) -> str:
    """Return the text with plain line ends; a character that was cut at the very end is dropped."""
    try:
        return raw.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        if error.end < len(raw):
            raise
        return raw[: error.start].decode()


def _read_ours(path: Path, text: str) -> Recording | None:
    """Return a cassette in our own layout; None for any other."""
    if not text.startswith("version: 1\nimgfree: ") or "\ninteractions:\n" not in text:
        return None
    finished = text.endswith("\n" + _FINISHED)
    text, events = _without_events(text) if finished else (text, None)
    parts = text.split("\n" + _START)
    first = parts[0].split("\n")
    about = _object(first[1].removeprefix("imgfree: "))
    if about is None:
        return None
    made: list[Interaction] = []
    line = len(first) + 1
    try:
        for part in parts[1:]:
            torn = not finished and len(made) + 2 == len(parts)
            made.append(_interaction(part.removesuffix(_FINISHED), line, torn=torn))
            line += part.count("\n") + 2
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        if finished or len(made) + 2 != len(parts):
            return None  # only the last block of an unfinished one may be torn
    return Recording(path, usable(about), tuple(made), finished, events)


def _without_events(text: str) -> tuple[str, tuple[str, ...] | None]:
    """Return a finished cassette without its events, and these; no text in a cassette holds a line break."""
    before, found, after = text.partition("\n" + _EVENTS)
    if not found:
        return text, None
    try:
        lines = [json.loads(line.removeprefix("- ")) for line in after.removesuffix(_FINISHED).splitlines()]
    except (ValueError, RecursionError):
        lines = []
    return before + "\n" + _FINISHED, tuple(str(line) for line in lines) or None


_FIELDS = ("    method: ", "    uri: ", "    headers: ", "    body: ", "  response:", "    status: ", "    headers: ",
           "    body:", "      string: ", "    imgfree: ")  # fmt: skip


def _interaction(text: str, line: int, *, torn: bool) -> Interaction:
    """Return one block as an interaction; `torn`: the beginning of another block may stand after it."""
    lines = text.rstrip("\n").split("\n")[: len(_FIELDS) if torn else None]
    if len(lines) != len(_FIELDS):
        raise ValueError("another layout")
    values = []
    for found, expected in zip(lines, _FIELDS, strict=True):
        if not found.startswith(expected):
            raise ValueError("another layout")
        values.append(found[len(expected) :])
    status = json.loads(values[5])
    return _made(
        {"method": json.loads(values[0]), "uri": json.loads(values[1]), "headers": json.loads(values[2]),
         "body": json.loads(values[3])},
        {"status": status, "headers": json.loads(values[6]), "body": {"string": _parsed_body(values[8])},
         "imgfree": json.loads(values[9])},
        line,
    )  # fmt: skip


def _object(text: str) -> dict[str, Any] | None:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _parsed_body(text: str) -> bytes:
    if text.startswith("!!binary "):
        return base64.b64decode(json.loads(text.removeprefix("!!binary ")), validate=True)
    found = json.loads(text)
    if not isinstance(found, str):
        raise TypeError("a body is text")
    return found.encode()


def _read_any(path: Path, text: str) -> Recording:
    try:
        expansion.check(parsers.parser_events(parsers.FAST, text), nodes=MOST_VALUES, letters=MOST_LETTERS)
        data = yaml.load(text, Loader=_Loader)
    except yaml.YAMLError as error:
        raise _garbled(path, text, error) from error
    except (expansion.TooBig, RecursionError, ValueError):
        message = f"the cassette '{path}' is too big: nested, or repeated by aliases, beyond what a recording is"
        raise CassetteMissing(message, hint="record it again") from None
    if not isinstance(data, dict) or not isinstance(data.get("interactions") or [], list) or "version" not in data:
        raise CassetteMissing(f"'{path}' is not a cassette: it has no version and interactions")
    made = []
    for number, item in enumerate(data.get("interactions") or [], start=1):
        try:
            made.append(_made(item["request"], item["response"], 0))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise CassetteMissing(f"interaction {number} of the cassette '{path}' is malformed: {error}") from error
    about = data.get("imgfree")
    if not isinstance(about, dict):
        return Recording(path, {}, tuple(made), True)  # vcrpy saves when all is over
    events = data.get("events")
    told = tuple(str(line) for line in events) if isinstance(events, list) else None
    return Recording(path, usable(about), tuple(made), data.get("complete") is True, told)


def _garbled(path: Path, text: str, error: yaml.YAMLError) -> CassetteMissing:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error).partition("\n")[0]
    at = None
    if mark is not None:
        lines = text.splitlines()
        shown = lines[mark.line] if mark.line < len(lines) else ""
        at = Position(str(path), mark.line + 1, mark.column + 1, text=shown[:200])
    return CassetteMissing(f"the cassette '{path}' is not YAML: {problem}", at=at, hint="record it again")


def _made(request: Mapping[str, Any], response: Mapping[str, Any], line: int) -> Interaction:
    """Return the interaction. Raises KeyError, TypeError, ValueError or AttributeError for what cannot be one."""
    body = request.get("body")
    raw = response["body"].get("string") or b""
    status = response["status"]
    uri = str(request["uri"])
    urlsplit(uri)
    if not isinstance(raw, str | bytes):
        raise TypeError("the body of an answer is text or bytes")
    if not 100 <= (code := status["code"]) <= 999:
        raise ValueError(f"{code} is no status of HTTP")
    return Interaction(
        method=str(request["method"]),
        uri=uri,
        request_headers=_headers(request.get("headers")),
        request_body=body.decode("utf-8", "replace")
        if isinstance(body, bytes)
        else None
        if body is None
        else str(body),
        status=int(code),
        reason=str(status.get("message") or ""),
        headers=_headers(response.get("headers")),
        body=raw.encode() if isinstance(raw, str) else raw,
        facts=_facts(response.get("imgfree") or {}),
        line=line,
    )


def _headers(found: Any) -> Headers:
    return {
        str(name): [str(value) for value in (values if isinstance(values, list) else [values])]
        for name, values in (found or {}).items()
    }


def _told(facts: Facts) -> dict[str, Any]:
    return {item.name: value for item in fields(Facts) if (value := getattr(facts, item.name)) != item.default}


def _facts(found: Mapping[str, Any]) -> Facts:
    """Return the facts; what has the wrong type is refused, and names we do not know are a later version's."""
    given = dict(found)
    for item in fields(Facts):
        if item.name in given and type(given[item.name]) is not (list if item.name == "ids" else type(item.default)):
            raise TypeError(f"'{item.name}' is {str(given[item.name])[:80]!r}")
        if isinstance(given.get(item.name), int) and not -1 <= given[item.name] < MOST_NUMBER:
            raise ValueError(f"'{item.name}' is out of range")
    if not _FRAMES.fullmatch(given.get("frames", "")):
        raise ValueError("'frames' are not times and sizes")
    given["ids"] = tuple((int(number), str(kind), str(value)) for number, kind, value in given.get("ids", ()))
    return Facts(**{item.name: given[item.name] for item in fields(Facts) if item.name in given})


def _body(body: bytes) -> str:
    try:
        return _json(body.decode())
    except UnicodeDecodeError:
        return "!!binary " + _json(base64.b64encode(body).decode())


def _json(value: Any) -> str:
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
