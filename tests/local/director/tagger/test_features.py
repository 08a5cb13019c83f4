"""What the network is told of each word."""

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger.features import MOST, SIZE, hashed


def test_every_token_has_its_rows() -> None:
    """Each token has at least one row of the table and no more than fit; 0 stands for none and is never one."""
    reading = read("turn my 3 photos into a 12-second film，标题写“夏天”", {}, [])
    rows = hashed(reading)
    assert len(reading.tokens) == len(rows)
    assert all(0 < len(row) <= MOST and all(0 < one < SIZE for one in row) for row in rows)


def test_what_is_quoted_tells_no_letters() -> None:
    """What stands in quotes is told to be that, whatever it says."""
    one, other = (hashed(read(f'title "{text}"', {}, [])) for text in ("Summer", "remove the music"))
    assert one == other


def test_numbers_are_alike() -> None:
    """A length is told as a length, whatever it is."""
    assert hashed(read("7 seconds", {}, []))[0] == hashed(read("9 seconds", {}, []))[0]
