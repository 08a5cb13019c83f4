"""The film as it is painted, counted in frames: takes, words, sounds. As it is edited, it is in `local/film.py`."""

from dataclasses import dataclass, field
from typing import Literal

from imgfree.local.assets import Focus

MOTIONS = (
    "none",
    "zoom_in",
    "zoom_out",
    "pan_left",
    "pan_right",
    "pan_up",
    "pan_down",
    "push_in",
    "drift",
    "pulse",
)
SIDES = ("left", "right", "up", "down")
TRANSITIONS = (
    "cut",
    "crossfade",
    "fade_black",
    "fade_white",
    *(f"{kind}_{side}" for kind in ("wipe", "slide", "push") for side in SIDES),
    "zoom",
)
GRIDS = ("auto", "row", "column", "grid")
MOST_CELLS = 4
FITS = ("auto", "fill", "blur", "contain", "card")


@dataclass(frozen=True)
class Move:
    """How the view moves over a take. `amount` is the share of the frame that is gained or crossed.

    `beats` are the moments of the take at which a pulse beats, 0 at its first frame, 1 at its last; none: it breathes.
    """

    kind: str = "none"
    amount: float = 0.0
    beats: tuple[float, ...] = ()


@dataclass(frozen=True)
class Transition:
    """How a take follows the one before: over its first `frames` frames."""

    kind: str
    frames: int


@dataclass(frozen=True)
class Cell:
    """One of several photos of a take, and what is written on it."""

    source: str
    focus: Focus | None = None
    label: str = ""


@dataclass(frozen=True)
class Take:
    """One photo or clip on the video track. `start` and `frames` count frames of the film."""

    source: str
    start: int
    frames: int
    move: Move = Move()
    transition: Transition | None = None
    in_s: float = 0.0
    out_s: float | None = None
    speed: float = 1.0
    reverse: bool = False
    volume: float = 1.0
    fit: str = "auto"
    focus: Focus | None = None
    cells: tuple[Cell, ...] = ()  # all of its photos, where it shows several at once
    grid: str = "auto"
    looks: tuple[str, ...] = ()
    head: int = 0  # rows at the top that are left to words, if its pictures need not fill the frame
    foot: int = 0  # and at the bottom
    side: int = 0  # and columns at the left

    @property
    def end(self) -> int:
        """Return the first frame after the take."""
        return self.start + self.frames


@dataclass(frozen=True)
class Spot:
    """Where a text stands among all others: its box on the frame, in pixels. Of captions the box is all there is: each
    finds its lines in it; `size` is the height of the letters, 0 for captions."""

    box: tuple[int, int, int, int]
    size: int = 0
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lettering:
    """One text on the picture. `lit` holds for its words, in order, the frames from its start on from and until which
    each is in another colour. `spot` is known once all that is seen together has been arranged."""

    text: str
    start: int
    frames: int
    role: str = "text"
    position: str = "center"
    style: dict[str, object] = field(default_factory=dict)
    fade_frames: int = 0
    lit: tuple[tuple[int, int], ...] = ()
    spot: Spot | None = None

    @property
    def end(self) -> int:
        """Return the first frame without it."""
        return self.start + self.frames


@dataclass(frozen=True)
class KeptFree:
    """A part of the frame, left, top, right, bottom in shares, that words keep off for some frames if they can.

    A `whole` picture has words on it; captions stand below it where there is room.
    """

    start: int
    frames: int
    box: tuple[float, float, float, float]
    weight: float = 1.0
    whole: bool = False


@dataclass(frozen=True)
class Sound:
    """One piece of sound. `equal_power` shapes its fades so that two crossing ones keep their level."""

    source: str
    start_s: float
    length_s: float
    in_s: float = 0.0
    volume: float = 1.0
    fade_in_s: float = 0.0
    fade_out_s: float = 0.0
    loop: bool = False
    loop_s: tuple[float, float] | None = None  # which of its own stretches goes round; None: all of it
    speed: float = 1.0
    bus: Literal["music", "clip", "voice"] = "music"
    duck: bool = False


@dataclass(frozen=True)
class Fade:
    """The film's own beginning and end."""

    in_frames: int = 0
    out_frames: int = 0
    color: str = "black"


@dataclass(frozen=True)
class Logo:
    """A picture in a corner, from a frame on, for a number of frames. `size` is a factor of the usual one."""

    source: str
    corner: str
    start: int
    frames: int
    size: float = 1.0
    opacity: float = 1.0


@dataclass(frozen=True)
class Card:
    """The end card: a plain ground from frame `start` to the end, in a colour that goes with what is on it."""

    start: int
    color: str


@dataclass(frozen=True)
class Reel:
    """Everything that painters and mixer need to know. Width and height are even."""

    width: int
    height: int
    fps: int
    frames: int
    takes: tuple[Take, ...]
    words: tuple[Lettering, ...] = ()
    sounds: tuple[Sound, ...] = ()
    background: str = "#000000"
    effects: tuple[str, ...] = ()
    fade: Fade = Fade()
    loop: str | None = None
    logo: Logo | None = None
    card: Card | None = None
    loudness_lufs: float | None = None
    kept_free: tuple[KeptFree, ...] = ()
    platform: str | None = None  # where it will be shown: tells which parts of the frame buttons cover

    @property
    def duration_s(self) -> float:
        """Return how long the film lasts."""
        return self.frames / self.fps
