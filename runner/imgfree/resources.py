"""Find schemas/, recipes/ and skills/, in a wheel as in a checkout."""

from pathlib import Path
from typing import TYPE_CHECKING

from imgfree.errors import SetupError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def folder(name: str) -> "Traversable":
    """Return the folder packed with imgfree, else the one beside pyproject.toml."""
    here = Path(__file__).resolve()
    if (here.parent / name).is_dir():
        return here.parent / name
    if (here.parents[2] / "pyproject.toml").is_file():
        return here.parents[2] / name
    from importlib.resources import files  # only here: slow to load, and needed only inside a zip

    packed = files("imgfree").joinpath(name)
    if packed.is_dir():
        return packed
    raise SetupError(f"this installation lacks {name}/", hint="install imgfree again")


def recipe_names() -> list[str]:
    """Return the names of the shipped recipes."""
    names = (one.name for one in folder("recipes").iterdir())
    return sorted(name.removesuffix(".yaml") for name in names if name.endswith(".yaml") and name != "index.yaml")
