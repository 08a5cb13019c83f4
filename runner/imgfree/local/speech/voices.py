"""Who says a film's lines on this machine: the endpoint that was named, else the package; each line kept by content."""

import contextlib
import hashlib
import json
import re
import shutil
import tempfile
import wave
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from imgfree.disk import sha256
from imgfree.errors import ImgfreeError
from imgfree.local.assets import Asset
from imgfree.local.cache import Cache
from imgfree.local.draft_files import segments
from imgfree.local.speech import choice, script, voicelines
from imgfree.local.speech.choice import PACKAGE, installed
from imgfree.local.speech.seam import Part, Unspoken, none_here
from imgfree.local.speech.voicelines import Times
from imgfree.local.voice import Line, Voice

if TYPE_CHECKING:
    from imgfree.local.speech.endpoint import Endpoint

SCHEME = "voice-"  # what the id of a line's file begins with
_SOURCE = re.compile(f"{SCHEME}[0-9a-f]{{64}}")


class Tasks(Protocol):
    """What is done in a child process."""

    def speak(self, texts: Sequence[str], pace: float, targets: Sequence[Path]) -> None:
        """Write each text as a WAV file."""

    def level(self, path: Path, target: Path) -> None:
        """Write any sound as a WAV file of the usual level."""

    def gain(self, path: Path) -> float:
        """Return what brings a recording to the level that voices have."""

    def align(self, rows: Sequence[tuple[Path, Sequence[str]]]) -> list[Times | None]:
        """Return for each file when each of its words is heard, in milliseconds; None where it does not hold them."""


class Voices:
    """Says lines, finds their words, and hands the files to the renderer."""

    def __init__(self, folder: Path, tasks: Tasks, endpoint: "Endpoint | None" = None) -> None:
        self._cache, self._folder = Cache(folder), folder
        self._tasks, self._endpoint = tasks, endpoint

    def said(self, parts: Sequence[Part], pace: float) -> Voice:
        """Return the voice that says these parts, a line for each sentence. Raises Unspoken."""
        rows, pace = choice.rows(parts), choice.held(pace)
        about = self._endpoint.about if self._endpoint else None
        provider, speaker = choice.provider(" ".join(text for text, _ in rows), about)
        files = self._files([text for text, _ in rows], provider, speaker, pace)
        lines = []
        for (text, photo), path in zip(rows, files, strict=True):
            ms = _length_ms(path)
            if not ms:
                raise Unspoken(f"{provider} has no sound for '{text[:60]}'", f"{provider} 念不出“{text[:60]}”")
            lines.append(Line(text, SCHEME + path.stem.partition(".")[0], ms, photo=photo))
        return Voice(tuple(lines), provider, speaker, pace)

    def recorded(self, asset: Asset, text: str) -> Voice:
        """Return the user's recording of this script, a line for each sentence. Raises Unspoken."""
        if text.strip():
            voice = voicelines.recording(asset, [row for row, _ in choice.rows([Part(text)])], self._times)
        else:
            voice = voicelines.unscripted(asset)
        return replace(voice, volume=self._tasks.gain(asset.path))

    def timed(self, voice: Voice, assets: Sequence[Asset]) -> Voice:
        """Return the voice with the time of every word. Raises Unspoken."""
        if voice.aligned:
            return voice
        return voicelines.timed(voice, self._line_times)

    def heard(self, asset: Asset) -> tuple[Line, ...]:
        """Return what is said in a file, with times. Raises Unspoken: only an endpoint recognises speech."""
        if self._endpoint is None:
            raise choice.not_recognised()
        return voicelines.transcribed(self._endpoint.transcript(asset.path, asset.filename), asset)

    def assets(self, draft: Mapping[str, Any]) -> dict[str, Asset]:
        """Return the files of the draft's lines by their ids; one that was removed in the meantime is said again."""
        lines = (own for _, _, own in segments(draft) if str(own.get("source", "")).startswith(SCHEME))
        return {own["source"]: self._asset(own) for own in lines}

    def _asset(self, own: Mapping[str, Any]) -> Asset:
        source, text = str(own["source"]), str(own.get("text", ""))
        path = self._kept(source)
        if path is None:
            provider, speaker, pace = str(own.get("provider")), str(own.get("speaker")), float(own.get("pace", 1.0))
            path = self._files([text], provider, speaker, pace)[0]
        length_s, size = _length_ms(path) / 1000, path.stat().st_size
        return Asset(source, text[:40], "audio", path, 0, 0, length_s, size, sha256(path), "")

    def _files(self, texts: Sequence[str], provider: str, speaker: str, pace: float) -> list[Path]:
        """Return the file of each text; those that are not there yet are made."""
        keys = [self._key(text, provider, speaker, pace) for text in texts]
        found = {key: self._cache.find(key) for key in keys}
        missing = {key: script.sayable(text) for key, text in zip(keys, texts, strict=True) if found[key] is None}
        if missing:
            self._folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self._folder, prefix="new-") as made:
                targets = [Path(made) / f"{key}.wav" for key in missing]
                self._say(list(missing.values()), provider, pace, targets)
                for key, target in zip(missing, targets, strict=True):
                    found[key] = self._cache.keep(key, _copied(target))
        return [path for key in keys if (path := found[key]) is not None]

    def _say(self, texts: Sequence[str], provider: str, pace: float, targets: Sequence[Path]) -> None:
        if provider == PACKAGE:
            if not installed():
                raise none_here()
            self._tasks.speak(texts, pace, targets)
            return
        if self._endpoint is None or self._endpoint.about.url != provider:
            raise Unspoken(
                f"the voice at {provider} is asked no more: say the voice-over again",
                f"{provider} 的语音已停用：请重新配音",
            )
        for text, target in zip(texts, targets, strict=True):
            came = target.with_suffix(".came")
            came.write_bytes(self._endpoint.speech(text, pace))
            self._tasks.level(came, target)

    def _key(self, text: str, provider: str, speaker: str, pace: float) -> str:
        model = version(PACKAGE) if provider == PACKAGE else self._endpoint.about.model if self._endpoint else ""
        return hashlib.sha256(json.dumps([text, provider, speaker, model, pace]).encode()).hexdigest()

    def _kept(self, source: str) -> Path | None:
        """Return the file of a line; a draft is a client's, and only a digest is looked for."""
        return self._cache.find(source.removeprefix(SCHEME)) if _SOURCE.fullmatch(source) else None

    def _times(self, path: Path, text: str, words: Sequence[str]) -> Times | None:
        """Return when each word is heard in a file; None where nothing here can tell."""
        return self._aligned([(path, text, words)])[0]

    def _line_times(self, rows: Sequence[tuple[Line, list[str]]]) -> list[Times | None]:
        """Return the same for lines of ours."""
        return self._aligned([(self._kept(line.source), line.text, words) for line, words in rows])

    def _aligned(self, rows: Sequence[tuple[Path | None, str, Sequence[str]]]) -> list[Times | None]:
        english = [
            path is not None and not script.foreign(text) and script.language(text) == "en" for path, text, _ in rows
        ]
        asked = [(path, words) for (path, _, words), can in zip(rows, english, strict=True) if can and path is not None]
        found: list[Times | None] = []
        if asked and installed():
            said = [(path, [script.sayable(word) for word in words]) for path, words in asked]
            with contextlib.suppress(ImgfreeError):  # then they go by their letters, which the answer says
                found = self._tasks.align(said)
        times = iter(found or [None] * len(asked))
        return [next(times) if can else None for can in english]


def _copied(made: Path) -> Callable[[Path], None]:
    def write(part: Path) -> None:
        shutil.copyfile(made, part)

    return write


def _length_ms(path: Path) -> int:
    """Return how long a line's file is, to the millisecond that holds its end."""
    with path.open("rb") as file, wave.open(file, "rb") as sound:
        return -(-sound.getnframes() * 1000 // sound.getframerate())
