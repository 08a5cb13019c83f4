"""Make the clips in imgfree/cassette/media.py and print them: python tests/cassette/make_placeholders.py."""

import base64
import tempfile
import zlib
from fractions import Fraction
from pathlib import Path

import av
from av.bitstream import BitStreamFilterContext

SIZE = 64


def clip(container: str, codec: str, pixels: str, options: dict[str, str], *, without_notes: bool = False) -> bytes:
    """Return one second of grey: two frames at two a second."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"clip.{container}")
        with av.open(str(path), "w", format=container) as out:
            stream = out.add_stream(codec, rate=2, options=options)
            stream.width = stream.height = SIZE
            stream.pix_fmt = pixels
            # x264 writes its settings into the first packet, which would be half of the file.
            cleaner = BitStreamFilterContext("filter_units=remove_types=6", stream) if without_notes else None
            for index in (0, 1, None):
                for packet in stream.encode(None if index is None else _frame(pixels, index)):
                    for cleaned in cleaner.filter(packet) if cleaner else [packet]:
                        out.mux(cleaned)
        return path.read_bytes()


def _frame(pixels: str, index: int) -> av.VideoFrame:
    frame = av.VideoFrame(SIZE, SIZE, pixels)
    for plane in frame.planes:
        plane.update(bytes([128]) * plane.buffer_size)
    frame.pts, frame.time_base = index, Fraction(1, 2)
    return frame


if __name__ == "__main__":
    made = {
        "mp4": clip("mp4", "libx264", "yuv420p", {"preset": "veryslow"}, without_notes=True),
        "webm": clip("webm", "libvpx-vp9", "yuv420p", {"crf": "60", "b": "0"}),
        "gif": bytes.fromhex("474946383961010001008000008080800000002c00000000010001000002024401003b"),  # one grey dot
    }
    for name, data in made.items():
        text = base64.b64encode(zlib.compress(data, 9)).decode()
        print(f'    "{name}": (')
        for start in range(0, len(text), 100):
            print(f'        "{text[start : start + 100]}"')
        print("    ),")
