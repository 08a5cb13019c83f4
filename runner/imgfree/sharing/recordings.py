"""The cassettes that go with a recipe elsewhere: its own, and those of its `tests:`."""

from collections.abc import Iterator
from pathlib import Path

from imgfree import recipe
from imgfree.cassette import bodies_folder
from imgfree.cassette.bodies import SIDE_FILE
from imgfree.recipe import Recipe
from imgfree.replays import find


def recordings(loaded: Recipe, home: str) -> dict[str, Path]:
    """Return the cassettes of a recipe, with their side files, by where they belong beside the copy `home`.yaml.

    Those that a case names come from the recipe's folder, or from cassettes/ beside that; others stay there.
    """
    found: dict[str, Path] = {}
    for place, cassette in _places(loaded, home):
        found[place] = cassette
        bodies = bodies_folder(cassette)
        for one in sorted(bodies.iterdir()) if bodies.is_dir() else ():
            if SIDE_FILE.fullmatch(one.name) and one.is_file():
                found[f"{bodies_folder(Path(place)).as_posix()}/{one.name}"] = one
    return found


def looked_for(loaded: Recipe) -> list[str]:
    """Return all paths at which a cassette of the recipe may be."""
    stems = ["", *(f"{loaded.path.stem}-{name}" for name in loaded.trials)]
    paths = [path for stem in stems for path in find.places(loaded.dir / loaded.path.name, (), stem)]
    named = [loaded.dir / case.cassette for case in loaded.trials.values() if case.cassette]
    return [str(path) for path in paths] + [str(path.resolve()) for path in named]


def moved(text: str, path: Path) -> str:
    """Return the text of a recipe, with cassettes of its cases that lie outside its folder where their copies will be.

    Raises:
        RecipeError: it is wrong.
    """
    loaded, lines = recipe.parse(text, path), text.split("\n")
    for case in loaded.trials.values():
        if case.cassette and not _is_inside(loaded, case.cassette) and _taken(loaded, case.cassette):
            at = loaded.document.at((*case.path, "cassette"))
            line, before = lines[at.line - 1], at.column - 1
            lines[at.line - 1] = line[:before] + line[before:].replace(case.cassette, _copy(case.cassette), 1)
    return "\n".join(lines)


def _places(loaded: Recipe, home: str) -> Iterator[tuple[str, Path]]:
    path = loaded.dir / loaded.path.name
    if own := find.cassette_of(path, ()):
        yield f"cassettes/{home}.yaml", own
    for name, case in loaded.trials.items():
        if case.cassette is None:
            if cassette := find.cassette_of(path, (), f"{path.stem}-{name}"):
                yield f"cassettes/{home}-{name}.yaml", cassette
        elif named := _taken(loaded, case.cassette):
            inside = _is_inside(loaded, case.cassette)
            yield named.relative_to(loaded.dir.resolve()).as_posix() if inside else _copy(case.cassette), named


def _taken(loaded: Recipe, cassette: str) -> Path | None:
    """Return the file that a case names; None where it is none that goes along."""
    path = (loaded.dir / cassette).resolve()
    allowed = (loaded.dir.resolve(), loaded.dir.resolve().parent / "cassettes")
    return path if path.is_file() and any(path.is_relative_to(one) for one in allowed) else None


def _is_inside(loaded: Recipe, cassette: str) -> bool:
    return (loaded.dir / cassette).resolve().is_relative_to(loaded.dir.resolve())


def _copy(cassette: str) -> str:
    return f"cassettes/{Path(cassette).name}"
