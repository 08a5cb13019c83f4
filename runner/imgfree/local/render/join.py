"""Put encoded pieces together into the film; nothing is encoded here."""

import heapq
import itertools
from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path

from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from imgfree.local.output import Output
from imgfree.local.render.encode import PICTURES_IN, codec, new_file
from imgfree.local.render.media import piece
from imgfree.local.render.reel import Reel
from imgfree.local.render.segments import Segment
from imgfree.local.render.sound import RATE

Timed = tuple[Fraction, int, "Packet[VideoStream] | Packet[AudioStream]"]  # when it is decoded, a rank, the packet


def joined(
    target: Path, reel: Reel, output: Output, pieces: Iterable[tuple[Segment, Path]], sound: Path | None
) -> None:
    """Write the film: the pieces' packets in order, each at its place in time, with the sound beside them."""
    with new_file(target, output.format, codec(output).container_options) as container:
        parts = iter(pieces)
        head = next(parts)
        with piece(head[1], PICTURES_IN) as first:
            video = container.add_stream_from_template(first.streams.video[0])
        video.time_base = Fraction(1, reel.fps)
        tracks = [_pictures(itertools.chain([head], parts), reel, codec(output).held, video)]
        if sound is not None:
            with piece(sound, codec(output).sound_in) as first:
                audio = container.add_stream_from_template(first.streams.audio[0])
            audio.time_base = Fraction(1, RATE)
            tracks.append(_sound(sound, reel, output, audio))
        for _, _, packet in heapq.merge(*tracks, key=lambda one: one[:2]):
            container.mux_one(packet)


def notes_of(sound: Path, output: Output) -> dict[str, str]:
    """Return the notes that were written with a piece of sound."""
    with piece(sound, codec(output).sound_in) as container:
        return _notes(container)


def _pictures(pieces: Iterable[tuple[Segment, Path]], reel: Reel, held: int, stream: VideoStream) -> Iterator[Timed]:
    tick = Fraction(1, reel.fps)
    for segment, path in pieces:
        with piece(path, PICTURES_IN) as container:
            first: int | None = None
            for number, packet in enumerate(one for one in container.demux(video=0) if one.size):
                assert packet.pts is not None
                assert packet.time_base is not None
                first = packet.pts if first is None else first
                packet.pts = segment.start + round((packet.pts - first) * packet.time_base / tick)
                # Decoding runs ahead by as much as any encoder here reorders, evenly over all pieces.
                packet.dts = segment.start + number - held
                packet.time_base, packet.duration, packet.stream = tick, 1, stream
                yield packet.dts * tick, 0, packet


def _sound(path: Path, reel: Reel, output: Output, stream: AudioStream) -> Iterator[Timed]:
    with piece(path, codec(output).sound_in) as container:
        shift = int(_notes(container)["first"])
        first: int | None = None
        for packet in container.demux(audio=0):
            if not packet.size:
                continue
            assert packet.pts is not None
            assert packet.time_base is not None
            first = packet.pts if first is None else first
            at = shift + round((packet.pts - first) * packet.time_base * RATE)
            length = min(_block(container.streams.audio[0]), _samples(reel) - at)
            packet.pts = packet.dts = at
            packet.time_base, packet.duration, packet.stream = Fraction(1, RATE), length, stream
            yield Fraction(at, RATE), 1, packet


def _notes(container: InputContainer) -> dict[str, str]:
    return {name.lower(): text for name, text in container.metadata.items()}  # some containers shout


def _block(stream: AudioStream) -> int:
    """Return how many samples a packet holds; Opus leaves it open, and ours has 20 ms."""
    return stream.codec_context.frame_size or RATE // 50


def _samples(reel: Reel) -> int:
    return round(reel.frames * RATE / reel.fps)
