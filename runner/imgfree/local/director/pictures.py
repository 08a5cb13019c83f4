"""Which pictures a phrase means on this film: numbers from 1 on, whatever was said from the end or in the middle."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from imgfree.local.director.read.phrases import Which
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.wish import Scene, Wish

if TYPE_CHECKING:
    from imgfree.local.director.frames import Mention


def numbers(which: Which, scene: Scene) -> list[int]:
    """Return the numbers of the pictures; empty for each of them. One that is not there keeps its number."""
    count = scene.length
    return list(dict.fromkeys(_number(number, count) for number in which.numbers))


def _number(number: int, count: int) -> int:
    if number < 0:
        return count + 1 + number
    return (count + 1) // 2 if number == 0 else number


def rest(reading: Reading, scene: Scene) -> list[int]:
    """Return the numbers of the pictures that the sentence does not name."""
    named = {number for item in reading.items if item.means("which") for number in numbers(item.value("which"), scene)}
    return [number for number in range(1, scene.length + 1) if number not in named]


def taken_out(mention: "Mention", which: Which, scene: Scene) -> Iterator[Wish]:
    """Yield the wish that certain pictures go, one for each; nothing where it says that all of them do."""
    if which.part == "some":
        for number in numbers(which, scene):
            yield Wish("remove", {"what": f"photo {number}"}, mention.spans())
