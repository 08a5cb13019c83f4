"""What the fuzzers feed: doors for strangers' bytes, samples of what comes through, words that mean something there.

`feed` may raise one of our own errors that ends with an exit code from 1 to 6; every other exception is a finding.
"""

import json
import os
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "cases"
SEEDS = Path(__file__).parent / "seeds"


class Finding(Exception):
    """What was seen is none of the ways in which the program may end."""


@dataclass(frozen=True)
class Target:
    """A door. `samples` is called once a process; `feed` gets a folder, empty at the first call."""

    samples: Callable[[], Sequence[bytes]]
    feed: Callable[[bytes, Path], None]


def command(folder: Path, *args: str) -> None:
    """Run the command line in this process; raise Finding unless it ends with 0 to 6."""
    from click.testing import CliRunner

    from imgfree.cli import cli

    os.chdir(folder)
    env = {"IMGFREE_HOME": str(folder / "home"), "NO_COLOR": "1", "IMGFREE_TIME_SCALE": "0.001"}
    ended = CliRunner().invoke(cli, args, prog_name="imgfree", env=env)
    if not 0 <= ended.exit_code <= 6:
        raise Finding(f"imgfree {' '.join(args)}: exit {ended.exit_code}\n{ended.output[-3000:]}") from ended.exception


def _files(folder: Path, pattern: str, most: int = 60) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.rglob(pattern))[:most]]


def _seeds(name: str) -> Callable[[], list[bytes]]:
    return lambda: _files(SEEDS / name, "*")


def _recipes() -> list[bytes]:
    return [
        *_files(ROOT / "recipes", "*.yaml"),
        *_files(CASES / "accepted", "*.yaml"),
        *_files(CASES / "rejected", "*.yaml", 200),
    ]


def _feed_recipe(data: bytes, folder: Path) -> None:
    (folder / "recipe.yaml").write_bytes(data)
    command(folder, "validate", "recipe.yaml")
    command(folder, "run", "recipe.yaml", "--dry-run", "--backend", "local")


@cache
def _expressions() -> list[bytes]:
    texts = [text for data in _recipes() for text in re.findall(rb"\{\{(.*?)\}\}", data)]
    return [*texts, *_files(SEEDS / "expression", "*")]


def _feed_expression(data: bytes, folder: Path) -> None:
    from imgfree import template

    text = data.decode("utf-8", "replace")[:20_000]
    scope: dict[str, Any] = {
        "inputs": {"photos": ["a.jpg", "b.jpg"], "title": "Sale", "n": 3, "none": None, "deep": {"a": [{"b": 1.5}]}},
        "steps": {"reel": {"url": "https://x.example/y.mp4", "clauses": []}},
        "timeline": {"duration_s": 12.0, "video": [{"label": "a", "start_s": 0.0}]},
    }
    try:
        template.render("{{" + text + "}}", scope)
    finally:
        template.evaluate(text, scope)


@cache
def _cassettes() -> list[bytes]:
    return [*_files(ROOT / "cassettes", "*.yaml"), *_files(SEEDS / "cassette", "*")]


def _feed_cassette(data: bytes, folder: Path) -> None:
    (folder / "tape.yaml").write_bytes(data)
    name = next(
        (name for name in ("title-zh", "rough-cut", "quick-clip", "one-render") if name.encode() in data),
        "product-reel",
    )
    recipe = next((ROOT / "recipes").glob(f"{name}*.yaml"))
    command(folder, "run", str(recipe), "--replay", "tape.yaml", "--out", "out")


def _feed_journal(data: bytes, folder: Path) -> None:
    run = folder / ".imgfree" / "runs" / "20261122-101530-4f9c"
    run.mkdir(parents=True, exist_ok=True)
    (run / "events.jsonl").write_bytes(data)
    for args in (
        ["runs"],
        ["show", run.name],
        ["show", run.name, "--json"],
        ["status", run.name],
        ["resume", run.name, "--explain"],
    ):
        command(folder, *args)


def _feed_stream(data: bytes, folder: Path) -> None:
    from imgfree.client.stream.messages import read
    from imgfree.client.stream.sse import frames

    def chunks() -> Iterator[bytes]:
        chance = random.Random(len(data))
        at = 0
        while at < len(data):
            step = chance.choice((1, 2, 7, 64, 4096))
            yield data[at : at + step]
            at += step

    for frame in frames(chunks()):
        read(frame)


def _feed_draft(data: bytes, folder: Path) -> None:
    from imgfree.client import timeline
    from imgfree.errors import StepFailed
    from imgfree.local.assets import Asset
    from imgfree.local.render import Output
    from imgfree.local.render.plan import plan

    try:
        draft = json.loads(data)
    except (ValueError, RecursionError):
        return
    timeline.summary(draft)
    timeline.exportable(draft)
    timeline.wished(draft)
    timeline.fingerprint(draft)
    if not isinstance(draft, dict):
        return
    kinds = {"p1": "image", "p2": "image", "clip": "video", "song": "audio"}
    assets = {
        name: Asset(name, f"{name}.x", kind, folder / name, 64, 48, 3.0, 9, name, "") for name, kind in kinds.items()
    }
    film = plan(draft, assets, Output())
    if film.frames > 3_600_000:
        raise StepFailed("longer than anybody can want")


def _feed_captions(data: bytes, folder: Path) -> None:
    from imgfree.local import subtitles

    subtitles.parse(data, "talk.srt")


def _feed_multipart(data: bytes, folder: Path) -> None:
    import asyncio
    from collections.abc import AsyncIterator

    from imgfree.local.answers import Refused
    from imgfree.local.intake import Room, from_form, parts

    head, _, body = data.partition(b"\n\n")
    chance = random.Random(len(data))

    async def chunks() -> AsyncIterator[bytes]:
        at = 0
        while at < len(body):
            step = chance.choice((1, 13, 500, 65536))
            yield body[at : at + step]
            at += step

    (folder / "parts").mkdir(exist_ok=True)
    try:
        with parts(folder / "parts", Room(1_000_000, 2_000_000, 20)) as open_part:
            for arrived in asyncio.run(from_form(chunks(), head.decode("latin-1"), open_part)):
                if "/" in arrived.filename or not arrived.filename.isprintable():
                    raise Finding(f"a file called {arrived.filename!r} came in")
    except Refused as refused:
        if not 400 <= refused.http_status < 500:
            raise Finding(f"answered with {refused.http_status}") from refused


@cache
def _media() -> list[bytes]:
    import tempfile

    from fuzz_samples import samples

    with tempfile.TemporaryDirectory() as name:
        return [one.data for one in samples(Path(name))]


def _feed_media(data: bytes, folder: Path) -> None:
    from imgfree import media_types
    from imgfree.local.probe import probe

    found = media_types.sniff(data[: media_types.HEAD_BYTES])
    path = folder / f"file.{found.name if found else 'mp4'}"
    path.write_bytes(data)
    try:
        probe(path)
    finally:
        path.unlink()


WORDS = {
    "recipe": """upload instruct wait_state export download credits foreach as steps if retry timeout expect env inputs
        outputs tests strict backend session continue_on_error overwrite from to files urls default type string array
        pattern format {{ inputs.x }} {% if x %} &a *a <<: !!python !!binary | > --- ... 1m30s""",
    "expression": """inputs steps timeline loop range length join map select default tojson upper replace format batch
        groupby attr sum max unique sort indent wordwrap center is in not and or if else ** // % ~ | ( ) [ ] { } : , .
        'a' 9**9**9 __class__""",
    "cassette": "interactions request response body headers status string uri method version GET POST",
    "journal": "run.started run.finished run.failed step.started step.finished step.intended step.accepted outputs",
    "stream": "data: event: id: retry: : error parts text author \r \n",
    "draft": "t tt sg d m start source motion transition width",
    "captions": "--> WEBVTT NOTE STYLE <i> </i> {\\an8} &amp; 00:00:01,000",
    "multipart": """filename= name= Content-Disposition: form-data; boundary= --x --x-- filename*=UTF-8'' "../../etc"
        files""",
    "media": "ftyp moov mdat trak IHDR IDAT RIFF WEBP fmt",
}
TARGETS = {
    "recipe": Target(_recipes, _feed_recipe),
    "expression": Target(_expressions, _feed_expression),
    "cassette": Target(_cassettes, _feed_cassette),
    "journal": Target(_seeds("journal"), _feed_journal),
    "stream": Target(_seeds("stream"), _feed_stream),
    "draft": Target(_seeds("draft"), _feed_draft),
    "captions": Target(_seeds("captions"), _feed_captions),
    "multipart": Target(_seeds("multipart"), _feed_multipart),
    "media": Target(_media, _feed_media),
}
