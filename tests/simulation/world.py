"""What one seed decides: chance, time, the moments of death, and the trace that tells of them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

EPOCH_S = 1_790_000_000.0
LIKELY_DEATH = 0.75
LATEST_DEATH = 170  # a whole life has about that many moments


class Crash(BaseException):
    """The process is dead: nothing that it does after this has any effect."""


@dataclass
class World:
    """Chance and time of one trial. A life is one process: `tick` counts its moments and ends it at one of them."""

    seed: int
    chance: random.Random = field(init=False)
    now_s: float = EPOCH_S
    trace: list[str] = field(default_factory=list)
    calm: bool = False  # no deaths and no mishaps any more
    dead: bool = False
    on_time: Callable[[], None] = lambda: None  # what else happens when time has passed
    _moments: int = 0
    _last_moment: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    def begin_life(self) -> None:
        """Begin another process; when it dies is decided now."""
        self.dead, self._moments, self._last_moment = False, 0, 0
        if not self.calm and self.chance.random() < LIKELY_DEATH:
            self._last_moment = self.chance.randrange(1, LATEST_DEATH)

    def tick(self, what: str) -> None:
        """Live through one moment, or die in it.

        Raises:
            Crash: now, or because it has happened before.
        """
        if self.dead:
            raise Crash(what)
        self._moments += 1
        if self._moments == self._last_moment:
            self.dead = True
            self.tell(f"the process dies: {what}")
            raise Crash(what)

    def strikes(self, likely: float) -> bool:
        """Return whether a mishap of that likelihood happens."""
        return not self.calm and self.chance.random() < likely

    def pass_time(self, elapsed_s: float) -> None:
        """Let time pass, and with it what was to happen meanwhile."""
        self.now_s += elapsed_s
        self.on_time()

    def tell(self, what: str) -> None:
        """Add a line to the trace."""
        self.trace.append(f"{self.now_s - EPOCH_S:9.3f}  {what}")


class SimulatedClock:
    """Time that passes when somebody waits, and a moment with each request."""

    def __init__(self, world: World) -> None:
        self._world = world

    def now_s(self) -> float:
        """Return seconds since the epoch."""
        return self._world.now_s

    def monotonic_s(self) -> float:
        """Return seconds since the epoch, too."""
        return self._world.now_s

    def protocol_s(self) -> float:
        """Return seconds since the epoch, too."""
        return self._world.now_s

    def real_s(self, protocol_s: float) -> float:
        """Return the same."""
        return protocol_s

    def wait(self, protocol_s: float) -> None:
        """Let that time pass; a process may die while it waits."""
        self._world.tick("while it waits")
        self._world.pass_time(protocol_s)


class SimulatedIds:
    """Ids that follow from the seed."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._renders = 0

    def uuid(self) -> str:
        """Return a random UUID."""
        digits = f"{self._world.chance.getrandbits(128):032x}"
        return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

    def render_id(self) -> str:
        """Return a render id that no other life has given."""
        self._renders += 1
        return f"render_{int(self._world.now_s * 1000) + self._renders}"
