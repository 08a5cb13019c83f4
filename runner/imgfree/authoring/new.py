"""A new recipe made after another: its own name and defaults, comments kept, a schema for editors beside it."""

import contextlib
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from imgfree import __version__, disk, document, recipe, resources, schema, settings
from imgfree.authoring import yaml
from imgfree.errors import InputRefused, SetupError
from imgfree.recipe import lock
from imgfree.recipe.declared import without_counts
from imgfree.recipe.inputs import typed

SCHEMAS = Path("schemas", "imgfree")
_LONGEST_BYTES = 1_000_000  # of a .gitignore
IGNORED = ".imgfree/"
_MODELINE = re.compile(r"^#\s*yaml-language-server:.*\n", re.MULTILINE)


@dataclass(frozen=True)
class Origin:
    """Where a template is in somebody's repository; the fields are those of `lock.Taken`."""

    source: str
    ref: str
    commit: str
    path: str
    licence: str

    @property
    def template(self) -> str:
        """Return the address that a recipe names as its template."""
        return f"{self.source}@{self.ref}#{self.path}"


@dataclass(frozen=True)
class Template:
    """What a recipe is made after: its text and stem, and the files that come along, by their place beside the recipe.

    `complete` says that the recipe finds its photos then; `values` are other defaults of its inputs.
    """

    text: str
    stem: str
    files: Mapping[str, Path] = field(default_factory=dict)
    origin: Origin | None = None
    complete: bool = False
    values: Mapping[str, Any] = field(default_factory=dict)

    def inputs(self) -> dict[str, dict[str, Any]]:
        """Return the inputs that it declares; those that are no declarations are left to `text_of` to refuse."""
        data = document.parse(self.text, self.stem).data
        declared = data.get("inputs") if isinstance(data, dict) else None
        found = declared if isinstance(declared, dict) else {}
        return {name: one for name, one in found.items() if isinstance(one, dict)}


def defaults(pattern: Template, sets: Mapping[str, str], home: Path, cwd: Path) -> dict[str, Any]:
    """Return the new default of each input that was given; paths in it are relative to the recipe's folder.

    Raises:
        InputRefused: there is no such input, or the value does not fit it.
    """
    declared = pattern.inputs()
    found = {}
    for name, text in sets.items():
        if name not in declared:
            known = ", ".join(declared) or "none"
            raise InputRefused(f"--set {name}: there is no input '{name}'", hint=f"inputs of this recipe: {known}")
        found[name] = fitting(name, text, declared[name], (cwd, home.absolute().parent))
    return found


def fitting(name: str, text: str, declared: Mapping[str, Any], folders: tuple[Path, Path]) -> Any:
    """Return the value that `text` means for an input; paths go from the first folder to the second.

    Raises:
        InputRefused: it does not fit the declaration.
    """
    value = _moved(typed(text, declared), declared, folders)
    problems = schema.value_problems(value, without_counts(declared), lambda path, key=False: None, name)
    if problems:
        raise InputRefused(f"--set {name}: {problems[0].message}", hint=problems[0].hint)
    return value


def text_of(pattern: Template, home: Path, values: Mapping[str, Any], schemas: Path) -> str:
    """Return the new recipe's text; raises RecipeError if it is not valid."""
    name = home.name.split(".")[0]
    text = _MODELINE.sub("", pattern.text.replace("\r\n", "\n").removeprefix("\ufeff"), count=1)
    text = text.replace(f"out/{pattern.stem}.", f"out/{_file_name(name)}.")
    text = _with_defaults(_after(text, pattern) if pattern.origin else _named(text, name), values)
    line = f"# yaml-language-server: $schema={_relative(schemas / schema.RECIPE, home.absolute().parent)}\n"
    recipe.parse(line + text, home)
    return line + text


def start(home: Path, root: Path, pattern: Template, text: str) -> list[str]:
    """Write the recipe, and beside it what is not there yet: photos, schemas, a line for git. Return the latter.

    Where one of them cannot be written, none stays.

    Raises:
        PathRefused: there is a recipe of that name already.
        SetupError: something cannot be written.
    """
    new: list[Path] = []  # files and folders that were not there before, outer ones first
    try:
        made = _lay_out(home, root, pattern, new)
        yaml.save(home, text)
        new.append(home)
        if pattern.origin is not None:
            made.append(_lock(home, root, pattern, pattern.origin))
    except BaseException as error:
        _remove(new)
        if isinstance(error, OSError):
            raise SetupError(f"'{error.filename}' cannot be written: {error.strerror}") from error
        raise
    return made


def _lay_out(home: Path, root: Path, pattern: Template, new: list[Path]) -> list[str]:
    made = []
    folder = home.absolute().parent
    beside = [(source, folder / name) for name, source in pattern.files.items()]
    for source, target in [*beside, *_schemas(root / SCHEMAS)]:
        if not os.path.lexists(target):
            _make_folder(target.parent, new)
            disk.write(target, source.read_bytes(), base=root, replace=False)
            new.append(target)
            made.append(_relative(target, root))
    _make_folder(folder / "assets", new)
    if _ignore(root / ".gitignore"):
        made.append(".gitignore")
    return made


def _lock(home: Path, root: Path, pattern: Template, origin: Origin) -> str:
    """Write down in the lock what the recipe was made after; return the lock's name."""
    folder = home.absolute().parent
    plain = text_of(pattern, home, {}, root / SCHEMAS)
    files = {name: lock.digest(source.read_bytes()) for name, source in pattern.files.items()}
    files[home.name] = lock.digest(plain.encode())
    lock.write(folder, lock.read(folder) | {home.name: lock.Taken(**vars(origin), imgfree=__version__, files=files)})
    return _relative(folder / lock.NAME, root)


def _make_folder(folder: Path, new: list[Path]) -> None:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        new.append(one)


def _remove(new: list[Path]) -> None:
    for path in reversed(new):
        with contextlib.suppress(OSError):  # a folder that someone else has put something into stays
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()


def _schemas(folder: Path) -> Iterator[tuple[Path, Path]]:
    source = Path(str(resources.folder("schemas")))
    for path in sorted(source.rglob("*.schema.json")):
        if path.name != "event.schema.json":
            yield path, folder / path.relative_to(source)


def _ignore(path: Path) -> bool:
    """Add our line where it is missing; return whether it was."""
    try:
        text = disk.read(path, most_bytes=_LONGEST_BYTES).decode(errors="replace")
    except FileNotFoundError:
        text = ""
    except disk.NotPlain:  # a link, say: what it leads to is not ours to change
        return False
    if IGNORED in (line.strip().lstrip("/") for line in text.splitlines()):
        return False
    with disk.opened(path.parent) as folder:
        there = folder.stat(path.name) is not None
        file = folder.reopen(path.name, os.O_WRONLY | os.O_APPEND) if there else folder.create(path.name)
        with os.fdopen(file, "wb") as ignored:
            ignored.write((("\n" if text and not text.endswith("\n") else "") + IGNORED + "\n").encode())
    return True


def _file_name(name: str) -> str:
    """Return a name that is plain in YAML, in expressions and in any shell."""
    return re.sub(r"[^\w-]+", "-", name).strip("-") or "film"


def _named(text: str, name: str) -> str:
    doc = document.parse(text, "")
    if "name" not in doc.data:
        return re.sub(
            r"^(version:.*\n)",
            lambda found: f"{found[1]}name: {yaml.in_one_line(name)}\n",
            text,
            count=1,
            flags=re.MULTILINE,
        )
    at = doc.at(("name",))
    lines = text.split("\n")
    before, after = lines[at.line - 1][: at.column - 1], lines[at.line - 1][at.column - 1 + at.width :]
    lines[at.line - 1] = before + yaml.in_one_line(name) + after
    return "\n".join(lines)


def _after(text: str, pattern: Template) -> str:
    """Return the text with the address of its template, and the name that its cassette knows."""
    assert pattern.origin is not None
    text = re.sub(r"^template:.*\n", "", text, flags=re.MULTILINE)
    if "name" not in document.parse(text, "").data:
        text = _named(text, pattern.stem)
    line = f"template: {pattern.origin.template}\n"
    return re.sub(r"^(version:.*\n)", lambda found: found[1] + line, text, count=1, flags=re.MULTILINE)


def _with_defaults(text: str, values: Mapping[str, Any]) -> str:
    """Return the text with other defaults; only the declarations of those inputs are written anew."""
    for name, value in values.items():
        doc = document.parse(text, "")
        declared = {**doc.data["inputs"][name], "default": value}
        first, end = _lines_of(doc, name)
        lines = text.split("\n")
        indent = lines[first][: len(lines[first]) - len(lines[first].lstrip())]
        lines[first:end] = [f"{indent}{name}: {yaml.in_one_line(declared)}"]
        text = "\n".join(lines)
    return text


def _lines_of(doc: document.Document, name: str) -> tuple[int, int]:
    """Return the first line of an input's declaration and the one behind its last, counted from 0."""
    lines = doc.text.split("\n")
    key = doc.at(("inputs", name), key=True)
    if lines[key.line - 1][: key.column - 1].strip():
        raise InputRefused(
            f"the default of '{name}' cannot be changed here", hint="in the recipe, put each input on lines of its own"
        )
    end = key.line
    while end < len(lines) and (not lines[end].strip() or len(lines[end]) - len(lines[end].lstrip()) >= key.column):
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return key.line - 1, end


def _moved(value: Any, declared: Mapping[str, Any], folders: tuple[Path, Path]) -> Any:
    if isinstance(value, list):
        return [_moved(one, declared.get("items", {}), folders) for one in value]
    if isinstance(value, str) and declared.get("format") not in (None, "uri"):
        return _relative(folders[0] / settings.expanded(value), folders[1])
    return value


def _relative(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()
