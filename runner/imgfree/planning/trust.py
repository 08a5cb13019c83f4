"""What a recipe reads, writes, asks and spends, and which rights it needs: told before anything of it is done.

A recipe is read, not run: what only the run can tell stands here as ‹its expression›.
"""

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from imgfree import schema, template
from imgfree.client.transfer.bounds import Bounds, host_name
from imgfree.errors import HostRefused, ImgfreeError, InputRefused, RightMissing
from imgfree.planning.plan import listed
from imgfree.recipe import Group, Inputs, Recipe, Step
from imgfree.recipe.files import access, fixed_part, holder
from imgfree.rights import Rights
from imgfree.runs import grants
from imgfree.template import Reference

_BY_BACKEND = re.compile(r"‹steps\.[\w.\[\]]+\.(?:url|cover_url|sheet_url|captions_url|cdn_url)›")
MOST_ROUNDS = 200  # of one group that are looked at; the last stands for the rest
MOST_STEPS = 5000  # in all
_KNOWN = ("recipe", "range")


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

    @property
    def missing(self) -> tuple[Need, ...]:
        """Return the rights that nobody has given yet."""
        return tuple(need for need in self.needs if not need.given)


@template.limited()
def sheet(loaded: Recipe, rights: Rights, *, cwd: Path, inputs: Inputs | None = None) -> Sheet:
    """Return what can be told of the recipe beforehand; `inputs` are those of a run, else the defaults hold."""
    return _Reading(loaded, rights, cwd, inputs).sheet()


@dataclass(frozen=True)
class _Scope:
    names: Mapping[str, Any]
    doubtful: bool = False
    times: int = 1  # how many rounds of its group this one stands for

    def unknown(self, one: Reference) -> bool:
        """Return whether only the run can tell this name."""
        if one.root == "inputs":
            return not one.parts or one.parts[0] not in self.names["inputs"]
        return one.root not in self.names and one.root not in _KNOWN


class _Reading:
    """One walk over the steps; what they do is gathered as it is met."""

    def __init__(self, loaded: Recipe, rights: Rights, cwd: Path, inputs: Inputs | None) -> None:
        self.recipe = loaded
        self.rights = rights
        self.named = tuple(inputs.named) if inputs else ()
        self.allowed = access(loaded, cwd=cwd, allow_read=rights.allow_read, named=self.named)
        self.plain = access(loaded, cwd=cwd, allow_read=(), named=self.named)
        values = {name: one["default"] for name, one in loaded.inputs.items() if "default" in one}
        about = {"name": loaded.name, "dir": str(loaded.dir)}
        self.scope = _Scope({"inputs": inputs.values if inputs else values, "recipe": about})
        self.found: dict[str, list[str]] = {"reads": [], "writes": [], "hosts": [], "fetched": [], "never": []}
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
        self._all(self.recipe.steps, self.scope)
        lists = {name: tuple(dict.fromkeys(found)) for name, found in self.found.items()}
        return Sheet(
            recipe=str(self.recipe.path),
            digest=grants.digest(self.recipe),
            edits=(self.edits[0], self.edits[1]),
            open_ended=self.open_ended,
            renders=self.renders,
            needs=tuple(dict.fromkeys(self.needs)),
            **lists,
        )

    def _all(self, steps: Sequence[Step | Group], scope: _Scope) -> None:
        for step in steps:
            if isinstance(step, Group):
                for inner in self._rounds(step, scope):
                    self._all(step.steps, dataclasses.replace(inner, doubtful=inner.doubtful or step.if_ is not None))
            else:
                self._step(step, scope)

    def _rounds(self, group: Group, scope: _Scope) -> Iterator[_Scope]:
        items = self._shown(group.foreach, scope)
        if not isinstance(items, list):
            self.open_ended |= any(isinstance(step, Step) and step.kind == "instruct" for step in group.steps)
            yield dataclasses.replace(scope, doubtful=True)
            return
        for index, item in enumerate(items[:MOST_ROUNDS]):
            loop = {"index": index + 1, "index0": index, "length": len(items)}
            times = len(items) - index if index + 1 == MOST_ROUNDS else 1
            yield dataclasses.replace(scope, names={**scope.names, group.as_: item, "loop": loop}, times=times)

    def _step(self, step: Step, scope: _Scope) -> None:
        self.steps += 1
        if self.steps > MOST_STEPS:
            raise InputRefused(
                f"the recipe has more than {MOST_STEPS} steps to look at, its rounds counted",
                at=self.recipe.document.at(step.path),
            )
        params = {
            name: self._shown(value, scope)
            for name, value in schema.long_form(step.kind, step.params).items()
            if value is not None
        }
        line = self.recipe.document.at(step.path).line
        match step.kind:
            case "upload":
                for text in listed(params.get("files")):
                    self._reads(text, line)
                self.found["fetched"] += listed(params.get("urls"))
            case "instruct":
                self.edits[0] += 0 if scope.doubtful or step.if_ else scope.times
                self.edits[1] += scope.times
            case "export":
                self.renders += scope.times
            case "download":
                self.found["writes"].append(str(params.get("to") or "the name that the backend gives"))
                self._asks(params.get("from"), line)

    def _reads(self, text: str, line: int) -> None:
        self.found["reads"].append(text)
        known = text.partition("‹")[0]
        if not known:
            return
        path = fixed_part(known, self.recipe.dir)
        if not self.plain.allows(path):
            self._need("--allow-read", str(holder(path)), text, line, given=self.allowed.allows(path))

    def _asks(self, source: Any, line: int) -> None:
        text = str(source or "")
        if not text or text.startswith("/") or _BY_BACKEND.fullmatch(text):
            return  # the backend's own host, or one that its answer names
        if not text.lower().startswith(("http:", "https:")):
            self.found["hosts"].append(text)  # whatever it is, the run asks for a right where it needs one
            return
        host = text
        try:
            url = httpx.URL(text)
            host = host_name(url)
            Bounds("", self.rights).reach(url, "recipe")
            self._need("--allow-host", host, "download", line, given=True)
        except RightMissing:
            self._need("--allow-host", host, "download", line, given=False)
        except (HostRefused, httpx.InvalidURL) as error:
            self.found["never"].append(f"download from {host}: {getattr(error, 'message', error)}")
        self.found["hosts"].append(host)

    def _need(self, option: str, value: str, why: str, line: int, *, given: bool) -> None:
        self.needs.append(Need(option, value, why, line, given))

    def _shown(self, value: Any, scope: _Scope) -> Any:
        """Return a value as far as it is known; one that cannot be worked out stands as it is written."""
        try:
            return template.preview(value, scope.names, scope.unknown)
        except ImgfreeError:
            return template.open_ended(str(value))
