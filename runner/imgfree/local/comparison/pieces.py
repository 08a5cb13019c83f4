"""A film in pieces, each from one key frame to the next, as digests: what is equal needs no decoder."""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from av.container import InputContainer

from imgfree.local.render.failures import MediaUnreadable
from imgfree.local.render.media import BROKEN, broken, opened, picture_stream, sound_stream, zero_s


@dataclass(frozen=True)
class Piece:
    """Pictures from a key frame to the next; `digest` is of their packets, wherever in a film they stand."""

    at_s: float
    end_s: float
    digest: str


@dataclass(frozen=True)
class Stored:
    """A film as it is stored. `sound` is the digest of its packets, None without sound."""

    size: tuple[int, int]
    usual_s: float  # from one picture to the next
    pictures: tuple[Piece, ...]
    sound: str | None

    @property
    def end_s(self) -> float:
        """Return when the last picture goes."""
        return self.pictures[-1].end_s


def stored(film: Path) -> Stored:
    """Return how a film is stored; nothing is decoded. Raises MediaUnreadable for a file that is none."""
    with opened(film, film.name) as container:
        stream = picture_stream(container)
        if stream is None:
            raise MediaUnreadable(f"'{film.name}' has no picture in it", hint="give a film")
        usual_s = 1 / float(stream.average_rate or 30)
        try:
            pictures, sound = _read(container)
        except BROKEN as error:
            raise broken(film.name) from error
        if not pictures:
            raise broken(film.name)
        ends_s = [*(one.at_s for one in pictures[1:]), pictures[-1].last_s + usual_s]
        made = (Piece(one.at_s, end_s, one.digest.hexdigest()) for one, end_s in zip(pictures, ends_s, strict=True))
        return Stored((stream.width, stream.height), usual_s, tuple(made), sound.digest.hexdigest() if sound else None)


class _Begun:
    """Packets that belong together, as they come."""

    def __init__(self, stream: Any, at_s: float = 0.0) -> None:
        self.at_s = self.last_s = at_s
        told = stream.codec_context  # what a decoder knows beforehand
        self.digest = hashlib.sha256(f"{told.name} {stream.time_base} ".encode() + (told.extradata or b""))

    def add(self, packet: Any, at_s: float) -> None:
        """Take the next packet, seen or heard at that moment."""
        self.last_s = max(self.last_s, at_s)
        self.digest.update(f"{round((at_s - self.at_s) * 1e6)} {packet.size} ".encode())
        self.digest.update(packet)


def _read(container: InputContainer) -> tuple[list[_Begun], _Begun | None]:
    """Return the pieces of pictures, and the sound."""
    pictures, heard = picture_stream(container), sound_stream(container)
    zero, found = zero_s(container), list[_Begun]()
    sound = _Begun(heard) if heard else None
    for packet in container.demux([one for one in (pictures, heard) if one]):
        if not packet.size or packet.pts is None or packet.time_base is None:
            continue
        at_s = round(float(packet.pts * packet.time_base) - zero, 6)
        if sound is not None and packet.stream is heard:
            sound.add(packet, at_s)
            continue
        if packet.is_keyframe:
            found.append(_Begun(pictures, at_s))
        if found:
            found[-1].add(packet, at_s)
    return found, sound
