"""Films in pieces."""

from collections.abc import Callable
from pathlib import Path

import av

from imgfree.local.comparison.pieces import stored

Twin = Callable[..., Path]


def test_a_film_is_told_by_its_key_frames(twin: Twin) -> None:
    """Where each piece begins and ends; a film without sound has none."""
    found = stored(twin())
    assert ((96, 160), 3.0) == (found.size, round(found.end_s, 2))
    assert [(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)] == [(round(one.at_s, 2), round(one.end_s, 2)) for one in found.pictures]
    assert found.sound


def test_what_is_around_the_pictures_is_no_part_of_them(tmp_path: Path, twin: Twin) -> None:
    """A film whose notes were written anew has the same pieces."""
    again = tmp_path / "again.mp4"
    with av.open(str(twin())) as old, av.open(str(again), "w") as new:
        streams = {one.index: new.add_stream_from_template(one) for one in old.streams}
        new.metadata["comment"] = "another note"
        for packet in old.demux():
            if packet.size:
                packet.stream = streams[packet.stream.index]
                new.mux(packet)
    assert again.read_bytes() != twin().read_bytes()
    assert stored(again) == stored(twin())
