"""Where two to four pictures stand that share a frame: rows, columns and grids, with a narrow gap between them."""

from collections.abc import Sequence

from imgfree.local.composition import Place, Size

GAP = 0.01  # of the frame's shorter side


def cells(frame: Size, count: int, grid: str) -> list[Place]:
    """Return the places of two to four pictures that share a frame, with a narrow gap between them.

    `auto` lays two or three along the frame's longer side, and four in a square. Three in a grid: a large one first.
    """
    width, height = frame
    grid = resolved(frame, count, grid)
    gap = max(4, round(min(frame) * GAP / 4) * 4)
    if grid == "row":
        return [(left, 0, right, height) for left, right in _parted(width, count, gap)]
    if grid == "column":
        return [(0, top, width, bottom) for top, bottom in _parted(height, count, gap)]
    columns, rows = _parted(width, 2, gap), _parted(height, 2, gap)
    four = [(left, top, right, bottom) for top, bottom in rows for left, right in columns]
    if count == 4:
        return four
    if height > width:
        return [(0, rows[0][0], width, rows[0][1]), *four[2:]]
    return [(columns[0][0], 0, columns[0][1], height), four[1], four[3]]


def resolved(frame: Size, count: int, grid: str) -> str:
    """Return how so many pictures lie in a frame of this shape: row, column or grid."""
    along = "column" if frame[1] > frame[0] else "row"
    if grid == "auto":
        return "grid" if count == 4 else along
    return along if grid == "grid" and count == 2 else grid


def shortened(places: list[Place], frame: Size, share: float) -> list[Place]:
    """Return places that are all in one row or column, of this share of the frame's height or width, in its middle;
    others as they are."""
    width, height = frame
    wide, high = (round(length * share / 4) * 4 if share < 1 else length for length in frame)
    left, top = (width - wide) // 4 * 2, (height - high) // 4 * 2
    if all(one[1] == 0 and one[3] == height for one in places):
        return [(one[0], top, one[2], top + high) for one in places]
    if all(one[0] == 0 and one[2] == width for one in places):
        return [(left, one[1], left + wide, one[3]) for one in places]
    return places


def narrowed(frame: Size, count: int, share: float, low: int) -> list[Place]:
    """Return the places of a row with this share of the frame's width, in its middle, so far above its lower edge."""
    wide = round(frame[0] * share / 4) * 4
    side = (frame[0] - wide) // 4 * 2
    row = cells((wide, frame[1] - low // 2 * 2), count, "row")
    return [(left + side, top, right + side, bottom) for left, top, right, bottom in row]


def around(places: Sequence[Place]) -> Place:
    """Return the smallest place that all of these are in."""
    lefts, tops, rights, bottoms = zip(*places, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _parted(length: int, count: int, gap: int) -> list[tuple[int, int]]:
    """Return where parts of a length begin and end, on every fourth pixel, the first and the last at its ends."""
    each = (length - gap * (count - 1)) / count
    begins = [round((each + gap) * n / 4) * 4 for n in range(count)]
    return [*zip(begins, (begin - gap for begin in begins[1:]), strict=False), (begins[-1], length)]
