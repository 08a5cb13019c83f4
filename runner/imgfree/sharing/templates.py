"""What a new recipe is made after: a shipped recipe, a file, a film, or a file in somebody's git repository."""

import contextlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from imgfree import resources, settings
from imgfree.authoring.new import Origin, Template
from imgfree.errors import InputRefused
from imgfree.sharing import films, recordings, repository
from imgfree.sharing.companions import companions


@contextlib.contextmanager
def opened(source: str, home: Path | None = None, name: str = "") -> Iterator[Template]:
    """Yield the template that `source` names, for a recipe of that name; a repository's files are there until then.

    `home` is where commits are kept that were fetched.

    Raises:
        InputRefused: there is no such recipe.
        SetupError: git is missing or fails.
    """
    if source.startswith("git+"):
        asked = repository.address(source)
        with repository.opened(asked, home) as commit:
            yield at_commit(asked, commit, name)
        return
    shipped = resources.recipe_names()
    if source in shipped:
        path = Path(str(resources.folder("recipes"))) / f"{source}.yaml"
        text = path.read_text(encoding="utf-8")
        yield Template(text, source, companions(path, text, name), complete=True)
        return
    path = settings.expanded(source)
    if films.is_film(path):
        yield films.template(path)
        return
    if path.suffix not in (".yaml", ".yml") and not path.is_file():
        raise InputRefused(
            f"there is no recipe '{source}'",
            hint=f"shipped: {', '.join(shipped)}; or name a file, a film, or git+URL@REF",
        )
    yield Template(_text(path), path.stem)


def at_commit(asked: repository.Address, commit: repository.Commit, name: str) -> Template:
    """Return the template that a commit has there; raises InputRefused if it has none."""
    path = repository.choose(commit, asked.path)
    file = commit.folder / path
    text = _text(file)
    refused = {commit.folder / one: what for one, what in commit.refused.items()}
    files = companions(file, text, name, refused)
    origin = Origin(
        f"git+{without_secrets(asked.url)}", asked.ref or commit.id, commit.id, path, repository.licence(commit.folder)
    )
    return Template(recordings.moved(text, file), file.stem, files, origin, complete=bool(files))


def without_secrets(url: str) -> str:
    """Return an address without the password, and for https the name, in it: it is written into files for others."""
    parts = urlsplit(url)
    user = parts.username if parts.scheme == "ssh" else None
    host = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{user}@{host}" if user else host).geturl()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise InputRefused(f"there is no file '{path}'") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise InputRefused(f"cannot read '{path}': {reason}") from None
