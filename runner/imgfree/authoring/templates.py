"""What a new recipe is made after: a shipped recipe, a file, or a file in somebody's git repository."""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from imgfree import resources, settings
from imgfree.authoring import repository
from imgfree.errors import InputRefused


@dataclass(frozen=True)
class Template:
    """A recipe's text, its stem, and the folder of its photos if they may be copied along."""

    text: str
    stem: str
    photos: Path | None


def find(source: str) -> Template:
    """Return the pattern that `source` names.

    Raises:
        InputRefused: there is no such recipe.
        SetupError: git is missing or fails.
    """
    if source.startswith("git+"):
        return _from_git(source)
    shipped = resources.recipe_names()
    if source in shipped:
        folder = Path(str(resources.folder("recipes")))
        return Template((folder / f"{source}.yaml").read_text(encoding="utf-8"), source, folder)
    path = settings.expanded(source)
    if path.suffix in (".yaml", ".yml") or path.is_file():
        return _from_file(path)
    raise InputRefused(
        f"there is no recipe '{source}'", hint=f"shipped: {', '.join(shipped)}; or name a file, or git+URL@REF"
    )


def _from_file(path: Path) -> Template:
    try:
        return Template(path.read_text(encoding="utf-8-sig"), path.stem, None)
    except FileNotFoundError:
        raise InputRefused(f"there is no file '{path}'") from None
    except (OSError, ValueError) as error:
        raise InputRefused(
            f"cannot read '{path}': {getattr(error, 'strerror', None) or 'it is not UTF-8 text'}"
        ) from None


def _from_git(source: str) -> Template:
    """Return a recipe of one commit of a repository; nothing of it is run, and only the recipe stays."""
    found = repository.read(source)
    return Template(found.text, PurePosixPath(found.path).stem, None)
