"""Pictures in the terminal, read back as a terminal would."""

import base64
import io
import re

import pytest
from PIL import Image

from imgfree.console.pictures import show


class Screen(io.StringIO):
    """A stream that a person reads, or not."""

    def __init__(self, *, tty: bool = True) -> None:
        super().__init__()
        self._tty = tty

    def isatty(self) -> bool:
        """Return whether a person is reading."""
        return self._tty


def jpeg(width: int = 40, height: int = 20) -> bytes:
    """Return a picture, its left half red and its right half blue."""
    picture = Image.new("RGB", (width, height), (220, 20, 20))
    picture.paste((20, 20, 220), (width // 2, 0, width, height))
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=95)
    return out.getvalue()


def check(picture: Image.Image, size: tuple[int, int]) -> None:
    assert size == picture.size
    left, right = (picture.convert("RGB").getpixel((x, size[1] // 2)) for x in (2, size[0] - 3))
    assert left[0] > 180 > 60 > left[2]  # type: ignore[index]
    assert right[2] > 180 > 60 > right[0]  # type: ignore[index]


def test_kitty_gets_it_in_pieces() -> None:
    """A PNG in pieces of 4096 characters, all but the last announcing another."""
    screen = Screen()
    assert show(screen, jpeg(900, 600), "kitty")
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", screen.getvalue())
    assert "a=T,f=100" in parts[0][0]
    assert ["1"] * (len(parts) - 1) + ["0"] == [about[-1] for about, _ in parts]
    assert all(len(piece) <= 4096 for _, piece in parts)
    check(Image.open(io.BytesIO(base64.b64decode("".join(piece for _, piece in parts)))), (900, 600))


def test_iterm_gets_a_file() -> None:
    """One sequence with the picture in it, and its length."""
    screen = Screen()
    assert show(screen, jpeg(), "iterm")
    [(length, coded)] = re.findall(r"\x1b\]1337;File=inline=1;size=(\d+);[^:]*:([^\x07]*)\x07", screen.getvalue())
    content = base64.b64decode(coded)
    assert int(length) == len(content)
    check(Image.open(io.BytesIO(content)), (40, 20))


def test_sixels_are_the_picture() -> None:
    """Each pixel has the colour that it had, bands of less than six rows included."""
    screen = Screen()
    assert show(screen, jpeg(), "sixel")
    [(width, height, body)] = re.findall(r'\x1bPq"1;1;(\d+);(\d+)(.*)\x1b\\', screen.getvalue(), re.DOTALL)
    picture = Image.new("RGB", (int(width), int(height)))
    palette: dict[int, tuple[int, ...]] = {}
    color = x = top = 0
    for token in re.findall(r"#\d+;2;\d+;\d+;\d+|#\d+|!\d+[?-~]|[$-]|[?-~]", body):
        numbers = [int(one) for one in re.findall(r"\d+", token)]
        if token[0] == "#" and len(numbers) > 1:
            palette[numbers[0]] = tuple(round(one * 2.55) for one in numbers[2:])
        elif token[0] == "#":
            color = numbers[0]
        elif token in "$-":
            x, top = 0, top + 6 * (token == "-")
        else:
            count = numbers[0] if token[0] == "!" else 1
            for bit in range(6):
                if (ord(token[-1]) - 63) >> bit & 1:
                    picture.paste(palette[color], (x, top + bit, x + count, top + bit + 1))
            x += count
    check(picture, (40, 20))


@pytest.mark.parametrize(("tty", "how"), [(False, "kitty"), (True, None)])
def test_nothing_is_written_where_nobody_sees_it(tty: bool, how: str | None) -> None:
    """Neither into a file or pipe, nor to a terminal that shows no pictures."""
    screen = Screen(tty=tty)
    assert not show(screen, jpeg(), how)
    assert not screen.getvalue()


def test_a_large_sheet_is_made_smaller() -> None:
    """So that it fits into a window."""
    screen = Screen()
    show(screen, jpeg(3000, 1000), "iterm")
    assert "width=1000px" in screen.getvalue()
