"""The cassette while it is being recorded: readable after every write, whatever happens next."""

import os
import threading
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import IO

from imgfree import disk
from imgfree.cassette import form
from imgfree.cassette.bodies import SIDE_FILE, covered_file, unwritable
from imgfree.cassette.form import Interaction
from imgfree.cassette.scrub import Scrubber


class GrowingFile:
    """Finished interactions, then those under way, rewritten in one write whenever one of them changes."""

    def __init__(self, path: Path, about: Mapping[str, object], earlier: Iterable[Interaction] = ()) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._under_way: dict[int, bytes] = {}
        start = form.head(about) + b"".join(form.block(made) for made in earlier)
        self._finished_bytes = self._end_bytes = len(start)
        try:
            replace_file(path, [start])
            with disk.opened(path.parent) as folder:
                self._file: IO[bytes] = os.fdopen(folder.reopen(path.name, os.O_RDWR), "r+b", buffering=0)
        except OSError as error:
            raise unwritable(path, error) from error

    def begin(self, number: int, made: Interaction) -> None:
        """Show an interaction whose answer is still coming."""
        with self._lock:
            self._under_way[number] = form.block(made)
            self._write(b"")

    def finish(self, number: int, made: Interaction) -> None:
        """Add a finished interaction; what was shown of it goes."""
        with self._lock:
            self._under_way.pop(number, None)
            self._write(form.block(made))

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _write(self, finished: bytes) -> None:
        text = finished + b"".join(self._under_way.values())
        start = self._finished_bytes
        padding = b"\n" * max(0, self._end_bytes - start - len(text))  # empty lines between interactions mean nothing
        try:
            self._file.seek(start)
            view = memoryview(text + padding)
            while view:
                view = view[self._file.write(view) :]
        except OSError as error:
            raise unwritable(self.path, error) from error
        self._finished_bytes = start + len(finished)
        self._end_bytes = max(self._end_bytes, start + len(text))


def replace_file(path: Path, content: Iterable[bytes]) -> None:
    """Give the file that content at once or not at all, to outlive a power cut; only its owner may read it."""
    disk.write(path, content, replace=True, mode=disk.PRIVATE_FILE)


def seal(growing: Path, target: Path, cover: "Cover", *, whole: bool, events: Iterable[str] = ()) -> None:
    """Put a recording in its place; if it is `whole`, mark it so and remove side files that nothing names any more."""
    recording = replace(form.read(growing), events=tuple(events))
    end = [form.tail(recording)] if whole else []
    replace_file(target, [form.head(recording.about), *map(cover.block, recording.interactions), *end])
    if growing != target:
        growing.unlink(missing_ok=True)
    if whole:
        cover.sweep()


def retell(path: Path, events: Iterable[str]) -> None:
    """Give a cassette other events to be compared with; everything else in it stays."""
    recording = replace(form.read(path), events=tuple(events))
    mode = path.stat().st_mode
    replace_file(path, [form.head(recording.about), *map(form.block, recording.interactions), form.tail(recording)])
    path.chmod(mode)


class Cover:
    """Covers once more, with all that was learnt on the way."""

    def __init__(self, folder: Path, scrubber: Scrubber, up_to_date: Container[str]) -> None:
        self._folder = folder
        self._scrubber = scrubber
        self._up_to_date = up_to_date  # side files that were finished after the last secret was learnt
        self._renamed: dict[str, tuple[str, int]] = {}

    def block(self, made: Interaction) -> bytes:
        """Return the interaction as text."""
        text = self._scrubber.text
        facts = replace(
            made.facts,
            message=text(made.facts.message),
            ids=tuple((number, kind, text(value)) for number, kind, value in made.facts.ids),
        )
        if facts.file:
            name, size_bytes = self._file(facts)
            facts = replace(facts, file=name, size_bytes=size_bytes)
        return form.block(
            replace(
                made,
                uri=text(made.uri),
                request_headers=self._headers(made.request_headers),
                request_body=None if made.request_body is None else text(made.request_body),
                headers=self._headers(made.headers),
                body=self._scrubber.known(made.body),
                facts=facts,
            )
        )

    def sweep(self) -> None:
        """Remove side files that no interaction named."""
        named = {name for name, _ in self._renamed.values()}
        if self._folder.is_symlink() or not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if SIDE_FILE.fullmatch(path.name) and path.name not in named:
                path.unlink(missing_ok=True)
        if not any(self._folder.iterdir()):
            self._folder.rmdir()

    def _file(self, facts: form.Facts) -> tuple[str, int]:
        if facts.file not in self._renamed:
            fresh = facts.file in self._up_to_date
            found = (facts.file, facts.size_bytes) if fresh else covered_file(self._folder, facts.file, self._scrubber)
            self._renamed[facts.file] = found
        return self._renamed[facts.file]

    def _headers(self, headers: form.Headers) -> form.Headers:
        return {name: [self._scrubber.text(value) for value in values] for name, values in headers.items()}
