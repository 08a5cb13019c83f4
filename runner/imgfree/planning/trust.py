"""What a recipe reads, writes, asks and spends, and which rights it needs: told before anything of it is done.

A recipe is read, not run: what only the run can tell stands here as ‹its expression›.
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from imgfree import schema, template
from imgfree.client.transfer.bounds import Bounds, host_name
from imgfree.errors import HostRefused, InputRefused, RightMissing
from imgfree.recipe import Group, Inputs, Recipe, Step
from imgfree.recipe.brand import Brand
from imgfree.recipe.files import access, fixed_part, holder
from imgfree.recipe.walk import ONCE_FOR_ALL, OPEN, Rounds, Scope, known, scope_of, shown, walk
from imgfree.rights import Rights
from imgfree.runs import grants
from imgfree.steps import KINDS
from imgfree.template import open_ended

_BY_BACKEND = re.compile(r"‹steps\.[\w.\[\]]+\.(?:url|cover_url|sheet_url|captions_url|captions_vtt_url|cdn_url)›")
MOST_ROUNDS = 200  # of one group that are looked at; the last stands for the rest
MOST_STEPS = 5000  # in all


@dataclass(frozen=True)
class Need:
    """A right that the recipe needs, as the option that gives it for one run. `line` counts from 1."""

    option: str
    value: str
    why: str
    line: int
    given: bool


@dataclass(frozen=True)
class Sheet:
    """A recipe at a glance. `edits` is from-to, as conditions and groups may leave some out."""

    recipe: str
    digest: str
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()  # which this machine asks, besides the backend
    fetched: tuple[str, ...] = ()  # addresses that the backend is told to fetch
    edits: tuple[int, int] = (0, 0)
    open_ended: bool = False  # there may be more edits: a group's number of rounds is known only in the run
    renders: int = 0
    needs: tuple[Need, ...] = ()
    never: tuple[str, ...] = ()  # what no right allows
    carries: bool = False  # whether its films carry the recipe and its inputs

    @property
    def missing(self) -> tuple[Need, ...]:
        """Return the rights that nobody has given yet."""
        return tuple(need for need in self.needs if not need.given)


@template.limited()
def sheet(
    loaded: Recipe, rights: Rights, *, cwd: Path, inputs: Inputs | None = None, brand: Brand | None = None
) -> Sheet:
    """Return what can be told of the recipe beforehand; `inputs` are those of a run, else the defaults hold, and the
    `brand` that such a run is made for."""
    return _Reading(loaded, rights, cwd, inputs, brand).sheet()


def of_brand(brand: Brand) -> Sheet:
    """Return what a brand's file reads; it does nothing else."""
    return Sheet(
        recipe=str(brand.path),
        digest=hashlib.sha256(brand.path.read_bytes()).hexdigest(),
        reads=tuple(str(one) for one in (brand.path, *brand.files)),
    )


class _Reading:
    """One walk over the steps; what they do is gathered as it is met."""

    def __init__(self, loaded: Recipe, rights: Rights, cwd: Path, inputs: Inputs | None, branded: Brand | None) -> None:
        self.recipe = loaded
        self.rights = rights
        self.named = tuple(inputs.named) if inputs else branded.files if branded else ()
        self.allowed = access(loaded, cwd=cwd, allow_read=rights.allow_read, named=self.named)
        self.plain = access(loaded, cwd=cwd, allow_read=(), named=self.named)
        values = {name: one.get("default", open_ended(f"inputs.{name}")) for name, one in loaded.inputs.items()}
        files = [str(one) for one in branded.files] if branded else [open_ended("brand.files")]
        brand = {"files": files, "words": open_ended("brand.words")}
        self.scope = scope_of(loaded, inputs.values if inputs else values, brand=inputs.brand if inputs else brand)
        begun = [str(branded.path)] if branded else []
        self.found: dict[str, list[str]] = {"reads": begun, "writes": [], "hosts": [], "fetched": [], "never": []}
        self.needs: list[Need] = []
        self.edits = [0, 0]
        self.renders = 0
        self.steps = 0
        self.open_ended = False

    def sheet(self) -> Sheet:
        """Return what the walk finds."""
        for number, name in enumerate(self.recipe.env):
            line = self.recipe.document.at(("env", number)).line
            self._need("--allow-env", name, f"env.{name}", line, given=name in self.rights.allow_env)
        walk(self.recipe.steps, self.scope, self)
        lists = {name: tuple(dict.fromkeys(found)) for name, found in self.found.items()}
        return Sheet(
            recipe=str(self.recipe.path),
            digest=grants.digest(self.recipe),
            edits=(self.edits[0], self.edits[1]),
            open_ended=self.open_ended,
            renders=self.renders,
            carries=self.recipe.carry,
            needs=tuple(dict.fromkeys(self.needs)),
            **lists,
        )

    def rounds(self, group: Group, scope: Scope, key: str) -> Rounds:
        """Return the rounds that are known, at most MOST_ROUNDS; no condition is asked, but all are in doubt by one."""
        items = known(group.foreach, scope)
        if not isinstance(items, list):
            self.open_ended |= any(schema.does(step.kind, "edits") for step in group.steps if isinstance(step, Step))
            return ONCE_FOR_ALL
        return Rounds(items[:MOST_ROUNDS], sure=group.if_ is None, of=len(items))

    def step(self, step: Step, scope: Scope, key: str) -> Any:
        """Note what a step does; what it comes to is open."""
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise InputRefused(
                f"the recipe has more than {MOST_STEPS} steps to look at, its rounds counted",
                at=self.recipe.document.at(step.path),
            )
        times = _times(scope)
        if schema.does(step.kind, "edits"):
            self.edits[0] += times if scope.sure and step.if_ is None else 0
            self.edits[1] += times
        if schema.does(step.kind, "renders"):
            self.renders += times
        line = self.recipe.document.at(step.path).line
        touches = KINDS[step.kind].touches(shown(step, scope))
        for text in touches.reads:
            self._reads(text, line)
        self.found["fetched"] += touches.fetched
        self.found["writes"] += [one.to or "the name that the backend gives" for one in touches.writes]
        for text in touches.asks.values():
            self._asks(text, step.kind, line)
        return OPEN

    def _reads(self, text: str, line: int) -> None:
        self.found["reads"].append(text)
        literal = text.partition("‹")[0]
        if not literal:
            return
        path = fixed_part(literal, self.recipe.dir)
        if not self.plain.allows(path):
            self._need("--allow-read", str(holder(path)), text, line, given=self.allowed.allows(path))

    def _asks(self, text: str, kind: str, line: int) -> None:
        if text.startswith("/") or _BY_BACKEND.fullmatch(text):
            return  # the backend's own host, or one that its answer names
        if not text.lower().startswith(("http:", "https:")):
            self.found["hosts"].append(text)  # whatever it is, the run asks for a right where it needs one
            return
        host = text
        try:
            url = httpx.URL(text)
            host = host_name(url)
            Bounds("", self.rights).reach(url, "recipe")
            self._need("--allow-host", host, kind, line, given=True)
        except RightMissing:
            self._need("--allow-host", host, kind, line, given=False)
        except (HostRefused, httpx.InvalidURL) as error:
            self.found["never"].append(f"{kind} from {host}: {getattr(error, 'message', error)}")
        self.found["hosts"].append(host)

    def _need(self, option: str, value: str, why: str, line: int, *, given: bool) -> None:
        self.needs.append(Need(option, value, why, line, given))


def _times(scope: Scope) -> int:
    """Return for how many rounds of its group this one stands: the last that is looked at, for all that are left."""
    loop = scope.values.get("loop")
    return int(loop["length"] - loop["index0"]) if loop and loop["index"] == MOST_ROUNDS else 1
