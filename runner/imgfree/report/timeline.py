"""The timeline as a drawing: rows of blocks in percent of its length, so that it fits any page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from imgfree.report.texts import Texts, items, mapping, number

_ROW_PX = {"video": 58, "audio": 36, "text": 36}
_GAP_PX = 10
_AXIS_PX = 26
_NAME_PX = 18  # above each row
_LANES = 4
_SORTS = ("video", "audio", "text")
_STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14400, 43200, 86400)
_TICKS = 9
_MOST_BEATS = 400


@dataclass(frozen=True)
class Tick:
    """A mark on a time axis."""

    x_pct: float
    label: str


@dataclass(frozen=True)
class Block:
    """One segment. `detail` is shown below the label where there is room."""

    x_pct: float
    width_pct: float
    y_px: float
    height_px: float
    label: str
    detail: str
    title: str
    label_pct: float  # of the block's own width: where the segment before it ends


@dataclass(frozen=True)
class Join:
    """Where two segments overlap in a transition."""

    x_pct: float
    width_pct: float
    y_px: float
    height_px: float
    title: str


@dataclass(frozen=True)
class Row:
    """One track. `hidden` counts segments that are not drawn."""

    name: str
    sort: str
    name_y_px: float
    y_px: float
    height_px: float
    blocks: tuple[Block, ...]
    joins: tuple[Join, ...]
    hidden: int


@dataclass(frozen=True)
class Told:
    """A segment in words, for the table below the drawing."""

    track: str
    label: str
    start: str
    end: str
    how: str


@dataclass(frozen=True)
class Beat:
    """Where a beat of the music is, or a phrase turns where it has no steady beat; `strong` where a bar begins."""

    x_pct: float
    strong: bool


@dataclass(frozen=True)
class Drawing:
    """Rows, axis and height of a drawn timeline, and the same in words."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height_px: float
    duration_s: float
    canvas: str
    told: tuple[Told, ...]
    beats: tuple[Beat, ...] = ()

    @property
    def hidden(self) -> int:
        """Return how many segments are neither drawn nor told."""
        return sum(row.hidden for row in self.rows)

    @property
    def summary(self) -> str:
        """Return what the drawing shows, for who cannot see it."""
        tracks = "; ".join(f"{row.name}: {len(row.blocks) + row.hidden}" for row in self.rows)
        return f"Timeline of {seconds(self.duration_s)} s. Segments by track: {tracks}. The table below tells each."


def draw(timeline: Mapping[str, Any], texts: Texts, *, most: int) -> Drawing | None:
    """Return the drawing of a decoded timeline with at most that many segments a track; None if there is nothing."""
    tracks = [mapping(track) for track in items(timeline.get("tracks"))][:12]
    whole_s = max(
        [number(timeline.get("duration_s"))]
        + [number(mapping(one).get("end_s")) for track in tracks for one in items(track.get("segments"))]
    )
    if not tracks or whole_s <= 0:
        return None
    rows: list[Row] = []
    told: list[Told] = []
    y_px = 0.0
    for track in tracks:
        found = _row(track, texts, whole_s, y_px, most)
        rows.append(found)
        told += _told(found.name, track, texts, most)
        y_px = found.y_px + found.height_px + _GAP_PX
    width, height, fps = (int(number(timeline.get(name))) for name in ("width", "height", "fps"))
    canvas = f"{width} × {height}" if width and height else ""
    canvas += f", {fps} frames a second" if canvas and fps else ""
    beats = tuple(_beats(mapping(timeline.get("beats")), whole_s))
    return Drawing(tuple(rows), ticks(whole_s), y_px + _AXIS_PX, whole_s, canvas, tuple(told), beats)


def _beats(pulse: Mapping[str, Any], whole_s: float) -> Iterator[Beat]:
    """Yield the beats where they can be told apart, else the bars; the phrases of music without either."""
    rows = [[number(at) for at in _list(pulse.get(name))] for name in ("beats_s", "bars_s", "phrases_s")]
    strong = set(rows[1] or rows[2])
    shown = next((row for row in rows if 0 < len(row) <= _MOST_BEATS), [])
    yield from (Beat(_pct(at, whole_s), at in strong) for at in shown if 0 <= at < whole_s)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def ticks(whole_s: float) -> tuple[Tick, ...]:
    """Return marks for an axis of that length, at most ten, at round times."""
    step_s = next((one for one in _STEPS_S if whole_s / one <= _TICKS), whole_s)
    count = int(whole_s / step_s + 1e-9)
    return tuple(Tick(_pct(at * step_s, whole_s), axis_time(at * step_s)) for at in range(count + 1))


def axis_time(at_s: float) -> str:
    """Return a second of an axis: 0.5 s, 12 s, 1:30, 2:00:00."""
    if at_s < 60:
        return f"{seconds(at_s)} s"
    minutes, rest_s = divmod(round(at_s), 60)
    return f"{minutes}:{rest_s:02}" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02}:{rest_s:02}"


def seconds(value: float) -> str:
    """Return seconds with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _row(track: Mapping[str, Any], texts: Texts, whole_s: float, y_px: float, most: int) -> Row:
    sort = track.get("type") if track.get("type") in _SORTS else "other"
    segments = [mapping(one) for one in items(track.get("segments"))]
    shown = segments[:most]
    y_px += _NAME_PX
    unit_px = _ROW_PX.get(str(sort), 36)
    lanes = [0] * len(shown) if sort == "video" else list(_lanes(shown))
    ends_s = [0.0, *(number(one.get("end_s")) for one in shown)] if sort == "video" else [0.0] * len(shown)
    blocks = tuple(
        _block(one, texts, (whole_s, end_s), (y_px + lane * (unit_px + 4), unit_px))
        for one, lane, end_s in zip(shown, lanes, ends_s, strict=False)
    )
    joins = _joins(shown, texts, whole_s, (y_px, unit_px)) if sort == "video" else ()
    height_px = (max(lanes, default=0) + 1) * (unit_px + 4) - 4
    name = texts.line(track.get("name"), 40) or str(sort)
    return Row(name, str(sort), y_px - 5, y_px, height_px, blocks, tuple(joins), len(segments) - len(shown))


def _lanes(segments: Sequence[Mapping[str, Any]]) -> Iterator[int]:
    """Yield the lane of each segment: the first that is free by its start."""
    free_s: list[float] = []
    for one in segments:
        start_s, end_s = number(one.get("start_s")), number(one.get("end_s"))
        lane = next((n for n, until_s in enumerate(free_s) if until_s <= start_s + 1e-6), len(free_s))
        lane = min(lane, _LANES - 1)
        free_s[lane : lane + 1] = [end_s]
        yield lane


def _block(one: Mapping[str, Any], texts: Texts, seconds_of: tuple[float, float], place: tuple[float, float]) -> Block:
    whole_s, taken_s = seconds_of  # of the timeline, and where the segment before it ends
    start_s, end_s = number(one.get("start_s")), number(one.get("end_s"))
    label = texts.line(one.get("label"), 80)
    times = f"{seconds(start_s)}–{seconds(end_s)} s"
    how = ", ".join(_how(one, texts))
    detail = f"{times} · {how}" if how else times
    x_pct = _pct(start_s, whole_s)
    width_pct = max(0.3, min(100 - x_pct, _pct(end_s - start_s, whole_s)))
    label_pct = _pct(taken_s - start_s, end_s - start_s) if end_s > start_s else 0.0
    return Block(x_pct, round(width_pct, 3), *place, label, detail, f"{label}, {detail}", min(label_pct, 60.0))


def _joins(
    segments: Sequence[Mapping[str, Any]], texts: Texts, whole_s: float, place: tuple[float, float]
) -> Iterator[Join]:
    for before, one in pairwise(segments):
        start_s, end_s = number(one.get("start_s")), number(before.get("end_s"))
        kind = texts.line(one.get("transition"), 40).replace("_", " ")
        if end_s - start_s < 1e-3 or not kind:
            continue
        width_pct = _pct(end_s - start_s, whole_s)
        yield Join(_pct(start_s, whole_s), width_pct, *place, f"{kind}, {seconds(end_s - start_s)} s")


def _how(one: Mapping[str, Any], texts: Texts) -> Iterator[str]:
    if one.get("motion"):
        yield texts.line(one["motion"], 40).replace("_", " ")
    if one.get("speed") not in (None, 1, 1.0):
        yield f"speed {seconds(number(one['speed'], 1))}"
    if one.get("volume") is not None:
        yield f"volume {number(one['volume']) * 100:.0f} %"
    if one.get("tempo"):
        yield f"{number(one['tempo']):.0f} BPM"
    if one.get("made"):
        yield texts.line(one["made"], 60)
    if one.get("position"):
        yield texts.line(one["position"], 40).replace("_", " ")


def _told(name: str, track: Mapping[str, Any], texts: Texts, most: int) -> Iterator[Told]:
    for one in map(mapping, items(track.get("segments"))[:most]):
        how = list(_how(one, texts))
        if one.get("transition"):
            length = f" {seconds(number(one['transition_s']))} s" if one.get("transition_s") is not None else ""
            how.insert(0, texts.line(one["transition"], 40).replace("_", " ") + length)
        start, end = (seconds(number(one.get(key))) for key in ("start_s", "end_s"))
        yield Told(name, texts.line(one.get("label"), 120), f"{start} s", f"{end} s", ", ".join(how))


def _pct(part_s: float, whole_s: float) -> float:
    return round(max(0.0, min(100.0, 100 * part_s / whole_s)), 3)
