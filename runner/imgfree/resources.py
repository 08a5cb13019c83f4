"""Find schemas/ and recipes/, in a wheel as in a checkout."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from imgfree.errors import SetupError


def folder(name: str) -> Traversable:
    """Return the folder packed with imgfree, else the one beside pyproject.toml."""
    packed = files("imgfree").joinpath(name)
    if packed.is_dir():
        return packed
    checkout = Path(__file__).resolve().parents[2]
    if (checkout / "pyproject.toml").is_file():
        return checkout.joinpath(name)
    raise SetupError(f"this installation lacks {name}/", hint="install imgfree again")
