"""Say it, render it small, look at the file: real photos, a clip, a song, captions; films decoded into arrays."""

import hashlib
import wave
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import av
import numpy as np
from PIL import Image, ImageDraw

from imgfree.local.assets import Asset
from imgfree.local.director import direct
from imgfree.local.music.library import Library
from imgfree.local.music.listen import heard
from imgfree.local.orders import order
from imgfree.local.probe import probe
from imgfree.local.render import render
from imgfree.local.sandbox import parent, studio
from imgfree.local.speech.voices import Voices
from local.music.synthetic import Style, held_back, saved, song

RED, GREEN, BLUE, BORDER = (200, 40, 40), (40, 170, 40), (40, 60, 200), (250, 220, 0)
COLOURS = {"red": RED, "green": GREEN, "blue": BLUE}
_RATE = 48000


@dataclass(frozen=True)
class Film:
    """A rendered file as it was read back."""

    path: Path
    frames: np.ndarray  # number, height, width, RGB; of 16 bits, so that one can be taken from another
    fps: float
    duration_s: float
    format: str

    @cached_property
    def audio(self) -> np.ndarray:
        """Return its sound as one channel; empty where it has none."""
        with av.open(self.path) as container:
            if not container.streams.audio:
                return np.zeros(0)
            blocks = [frame.to_ndarray() for frame in container.decode(audio=0)]
        return np.concatenate([block.reshape(block.shape[0], -1).mean(axis=0) for block in blocks]).astype(float)

    @property
    def level(self) -> float:
        """Return how loud it is in the middle (root mean square)."""
        middle = self.audio[len(self.audio) // 4 : len(self.audio) * 3 // 4]
        return float(np.sqrt((middle**2).mean())) if len(middle) else 0.0

    def hertz(self, begin_s: float) -> float:
        """Return the pitch that is heard best in the half second from there on."""
        part = self.audio[int(begin_s * _RATE) :][: _RATE // 2]
        return float(np.abs(np.fft.rfft(part * np.hanning(len(part)))).argmax() * _RATE / len(part))

    @property
    def colours(self) -> list[str]:
        """Return the colour that fills the middle of the picture, frame by frame; `mixed` where none does."""
        height, width = self.frames.shape[1:3]
        middle = self.frames[:, height // 3 : height * 2 // 3, width // 3 : width * 2 // 3].mean(axis=(1, 2))
        return [_nearest(pixel) for pixel in middle]

    @property
    def order(self) -> list[str]:
        """Return its colours one after the other, without what lies between two of them."""
        pure = [colour for colour in self.colours if colour != "mixed"]
        return [colour for place, colour in enumerate(pure) if place == 0 or colour != pure[place - 1]]


class Studio:
    """A session with real files below a folder; films are made once for the same words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[Any, ...], Film] = {}
        self.library = Library(tuple, heard)
        self.voices = Voices(folder / "voices", studio.Studio(parent.Here, folder / "cache"))
        for name, colour in COLOURS.items():
            _photo(folder / f"{name}.jpg", colour)
        _photo(folder / "logo.png", (255, 0, 255), size=(80, 80), plain=True)
        _clip(folder / "clip.mp4")
        _song(folder / "song.wav")
        saved(folder / "drums.wav", held_back(song(Style(120, seconds=20, start_s=0.5)).sound, 8.5))
        (folder / "talk.srt").write_text("1\n00:00:00,200 --> 00:00:00,900\nHELLO THERE\n", encoding="utf-8")
        names = [*(f"{name}.jpg" for name in COLOURS), "logo.png", "clip.mp4", "song.wav", "drums.wav", "talk.srt"]
        self._assets = {name: self._asset(name) for name in names}

    def film(self, names: list[str], *said: str, **output: Any) -> Film:
        """Return the film of these files after these words, 180 pixels high and 10 frames a second unless asked."""
        output = output or {"height": 180, "fps": 10}
        key = (*names, *said, *sorted(output.items()))
        if key not in self._made:
            self._made[key] = self._render([self._assets[name] for name in names], said, output)
        return self._made[key]

    def _render(self, assets: list[Asset], said: tuple[str, ...], output: dict[str, Any]) -> Film:
        drafts: list[dict[str, Any]] = []
        for sentence in said:
            reply = direct(sentence, assets, drafts, speech=self.voices, library=self.library)
            if reply.edited and reply.draft:
                drafts.append(reply.draft)
        asked = {"quality": "low", **{name: value for name, value in output.items() if value is not None}}
        wanted = order({"id": "r", "sessionId": "s", "draft": drafts[-1], "output": asked}).output
        target = self._folder / f"film-{len(self._made)}.{wanted.format}"
        known = {asset.id: asset for asset in assets} | self.voices.assets(drafts[-1])
        render(drafts[-1], known, wanted, target, on_progress=lambda share: None, cancelled=lambda: False)
        return _read(target)

    def _asset(self, name: str) -> Asset:
        path = self._folder / name
        facts = probe(path)
        size = (facts.width, facts.height)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        return Asset(
            name,
            name,
            facts.file_type,
            path,
            *size,
            facts.duration_s,
            path.stat().st_size,
            digest,
            f"/{name}",
            taken="2024-06-01T12:00:00",
            place="Lisboa",
        )


def _read(path: Path) -> Film:
    with av.open(path) as container:
        stream = container.streams.video[0]
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
        length = float(container.duration or 0) / 1_000_000
        return Film(
            path, np.stack(frames).astype(np.int16), float(stream.average_rate or 0), length, container.format.name
        )


def _nearest(pixel: np.ndarray) -> str:
    distance = {name: float(np.abs(pixel - colour).max()) for name, colour in COLOURS.items()}
    best = min(distance, key=lambda name: distance[name])
    return best if distance[best] < 45 else "mixed"


def _photo(
    path: Path, colour: tuple[int, int, int], *, size: tuple[int, int] = (240, 320), plain: bool = False
) -> None:
    """Write a picture of one colour with a bright border and two white dots, by which motion is measured."""
    picture = Image.new("RGB", size, colour)
    if not plain:
        pen = ImageDraw.Draw(picture)
        pen.rectangle((0, 0, size[0] - 1, size[1] - 1), outline=BORDER, width=10)
        for x, y in ((80, 90), (160, 230)):
            pen.ellipse((x - 6, y - 6, x + 6, y + 6), fill=(255, 255, 255))
    picture.save(path, quality=95)


def _clip(path: Path) -> None:
    """Write three seconds, each of another colour."""
    with av.open(path, "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"crf": "18"})
        stream.width, stream.height, stream.pix_fmt = 96, 128, "yuv420p"
        for colour in COLOURS.values():
            for _ in range(10):
                frame = av.VideoFrame.from_ndarray(np.full((128, 96, 3), colour, np.uint8), format="rgb24")
                container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _song(path: Path) -> None:
    """Write four quiet seconds of a tone, the last two of them an octave higher."""
    hertz = np.repeat([440, 880], 2 * _RATE)
    tone = np.sin(2 * np.pi * np.cumsum(hertz) / _RATE) * 0.05 * 32767
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(tone.astype("<i2").tobytes())
