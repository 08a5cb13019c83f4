"""Which pictures a phrase means on this film: numbers from 1 on, whatever was said from the end or in the middle."""

from imgfree.local.director.read.phrases import Which
from imgfree.local.director.wish import Scene


def numbers(which: Which, scene: Scene) -> list[int]:
    """Return the numbers of the pictures; empty for each of them. One that is not there keeps its number."""
    count = scene.length
    return [_number(number, count) for number in which.numbers]


def _number(number: int, count: int) -> int:
    if number < 0:
        return count + 1 + number
    return (count + 1) // 2 if number == 0 else number
