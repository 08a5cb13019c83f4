"""What is so when an agent has done its work: of the files it left, of the film's timeline, of its runs. No opinions.

films, runs, messages    how many films, runs and messages to the editor there are
suffix, shape, seconds, fps, sound, grey    of the newest film's file; `grey`: no colour anywhere
clips, sources, texts, joins, sounds, volume    of the newest timeline: clips and their files in order, words on
                         the film, kinds of transitions, sounds and the loudness of the first
answer                   what the agent's last words hold, whatever the case
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

_CLOSE_S = 0.15
_SUFFIXES = (".mp4", ".mov", ".webm", ".gif")
_GIVEN = {"clip.mp4"}


@dataclass(frozen=True)
class Left:
    """What there is in the folder of a task when it is over."""

    folder: Path
    answer: str

    @property
    def films(self) -> list[Path]:
        """Return the films that were made, the newest last."""
        found = [path for path in self.folder.rglob("*") if path.suffix in _SUFFIXES and path.name not in _GIVEN]
        shown = [path for path in found if ".imgfree" not in path.relative_to(self.folder).parts]
        return sorted(shown, key=lambda path: path.stat().st_mtime_ns)

    @property
    def runs(self) -> list[list[dict[str, Any]]]:
        """Return the events of every run, the newest run last."""
        logs = sorted((self.folder / ".imgfree" / "runs").glob("*/events.jsonl"))
        return [[json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()] for log in logs]

    @property
    def edits(self) -> list[Mapping[str, Any]]:
        """Return what each message to the editor came to."""
        return [
            record["outputs"]
            for records in self.runs
            for record in records
            if record["event"] == "step.finished" and record.get("kind") == "instruct"
        ]


def wrong(left: Left, facts: Mapping[str, Any]) -> Iterator[str]:
    """Yield each fact that does not hold, with what is so instead."""
    for name, wanted in facts.items():
        found = _words(left, wanted) if name == "answer" else _found(left, name)
        if not _same(found, wanted):
            yield f"{name}: {found!r} instead of {wanted!r}"


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(wanted, float) and isinstance(found, int | float):
        return abs(found - wanted) <= _CLOSE_S
    return bool(found == wanted)


def _words(left: Left, wanted: list[str]) -> list[str]:
    return [word for word in wanted if word.lower() in left.answer.lower()]


def _found(left: Left, name: str) -> Any:
    match name:
        case "films" | "runs":
            return len(getattr(left, name))
        case "messages":
            return len(left.edits)
        case "suffix" | "shape" | "seconds" | "fps" | "sound" | "grey":
            return _of_file(left.films[-1], name) if left.films else "no film"
        case _:
            return _of_timeline(left.edits[-1]["timeline"], name) if left.edits else "no timeline"


def _of_file(path: Path, name: str) -> Any:
    if name == "suffix":
        return path.suffix[1:]
    with av.open(str(path)) as film:
        video = film.streams.video[0]
        match name:
            case "shape":
                wide, high = video.width, video.height
                return "1:1" if wide == high else "9:16" if abs(wide / high - 9 / 16) < 0.02 else f"{wide}:{high}"
            case "sound":
                return bool(film.streams.audio)
            case "fps":
                return round(float(video.average_rate or 0))
            case "seconds":
                frames = [float(frame.time or 0) for frame in film.decode(video=0)]
                return frames[-1] + (frames[-1] - frames[0]) / max(1, len(frames) - 1)
            case _:
                return all(_is_grey(frame) for frame in film.decode(video=0))


def _is_grey(frame: av.VideoFrame) -> bool:
    picture = frame.to_ndarray(format="rgb24").astype(np.int16)
    return bool(np.ptp(picture, axis=2).max() <= 12)


def _of_timeline(timeline: Mapping[str, Any], name: str) -> Any:
    video, audio = timeline["video"], timeline["audio"]
    match name:
        case "clips":
            return len(video)
        case "sources":
            return [one["label"] for one in video]
        case "texts":
            return [one["label"] for one in timeline["text"]]
        case "joins":
            return sorted({one["transition"] for one in video[1:] if one["transition"]})
        case "sounds":
            return [one["label"] for one in audio]
        case _:
            return audio[0]["volume"] if audio else None
