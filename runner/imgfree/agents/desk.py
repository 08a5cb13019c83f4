"""What the tools work with: which folders may be read, where runs work, where films go."""

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from imgfree import resources, settings
from imgfree.errors import PathRefused, RecipeUnreadable, SetupError
from imgfree.recipe.files import Access
from imgfree.runs.app import App

_RECIPES = (".yaml", ".yml")


@dataclass(frozen=True)
class Desk:
    """What an agent's calls work with. Runs work in the first of `roots`, and are kept there; films go below `out`.

    Where that root may only be read, runs are kept below `out`, too.
    """

    app: App
    roots: tuple[Path, ...]
    own_out: Path | None = None  # what was named; None: where runs work
    backend: str | None = None

    @property
    def out(self) -> Path:
        """Return the folder below which films are written."""
        return self.own_out or self.roots[0]

    @property
    def access(self) -> Access:
        """Return what may be read, besides a recipe's own folder."""
        return Access(tuple(root.resolve() for root in self.roots))

    def recipe(self, name: str) -> Path:
        """Return the file of a shipped recipe, or of one below a root.

        Raises:
            PathRefused: it lies elsewhere.
            RecipeUnreadable: there is no such recipe.
        """
        if name in resources.recipe_names():
            return Path(str(resources.folder("recipes").joinpath(f"{name}.yaml")))
        path, home = self.roots[0] / settings.expanded(name.replace("\0", "")), self.app.home()
        if not self.access.allows(path) or (home is not None and path.resolve().is_relative_to(home.resolve())):
            raise self.refusal(name)
        if path.suffix.lower() not in _RECIPES or not os.path.isfile(path):  # noqa: PTH113 -- any text may be asked
            shipped = ", ".join(resources.recipe_names())
            raise RecipeUnreadable(f"there is no recipe '{name}'", hint=f"shipped are: {shipped}")
        return path

    def refusal(self, name: str) -> PathRefused:
        """Return the refusal to read what lies outside the roots."""
        shown = ", ".join(map(str, self.roots))
        hint = f"what may be read is below {shown}; `imgfree mcp --root DIR` adds a folder"
        return PathRefused(f"'{name}' is outside what may be read here", hint=hint)


@dataclass(frozen=True)
class Office:
    """How the server was started; each call gets its desk by what its client tells."""

    app: App
    roots: tuple[Path, ...] = ()  # that the user named
    out: Path | None = None
    backend: str | None = None

    def desk(self, told: Sequence[Path] = ()) -> Desk:
        """Return the desk for a client with these roots of its own; where nobody has any, it is the working folder.

        Raises:
            SetupError: that would be a whole disk or a whole home, or a folder is none.
        """
        cwd = self.app.settings.cwd
        there = [root for root in told if root.is_dir()]  # clients remember folders that are gone
        named = (*self.roots, *(there if there or self.roots else told))
        roots = tuple(cwd / settings.expanded(root) for root in named) or (cwd,)
        if roots == (cwd,) and not self.roots and not told and cwd in (Path(cwd.anchor), self.app.settings.user_home):
            raise SetupError(f"'{cwd}' is too much to read", hint="name folders: imgfree mcp --root DIR")
        for root in roots:
            if not root.is_dir():
                raise SetupError(f"there is no folder '{root}'", hint="a root is a folder that is there")
        out = cwd / settings.expanded(self.out) if self.out is not None else None
        return Desk(_working_in(self.app, roots[0], out or roots[0]), roots, out, self.backend)

    @property
    def keeper(self) -> App:
        """Return what runs are looked up with, by whoever does not say where they are: their claims tell."""
        try:
            return self.desk().app
        except SetupError:
            return self.app


def _working_in(app: App, folder: Path, out: Path) -> App:
    """Return the app with its working folder there, and its runs, where nobody named another place for them."""
    cwd, runs_dir = app.settings.cwd, app.settings.runs_dir
    if runs_dir == cwd / settings.RUNS:
        runs_dir = (folder if os.access(folder, os.W_OK) else out) / settings.RUNS
    return replace(app, settings=replace(app.settings, cwd=folder, runs_dir=runs_dir))
