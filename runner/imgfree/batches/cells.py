"""A cell -> the text that --set would take for its input: typed, checked, and every file in it found."""

import json
import os
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from imgfree import schema
from imgfree.errors import InputRefused, PathRefused, Position
from imgfree.recipe import Recipe
from imgfree.recipe.files import Access, matches
from imgfree.recipe.inputs import check_address, check_suffix, typed
from imgfree.schema.patterns import Matcher

_MOST_KNOWN = 4096  # files that were found already; a logo stands in each row


class Cells:
    """Reads cells for the inputs of one recipe. Files are relative to `base`, and lie where `allowed` says."""

    def __init__(self, recipe: Recipe, base: Path, allowed: Access, separator: str) -> None:
        self._inputs = recipe.inputs
        self._base = base
        self._allowed = allowed
        self._separator = separator
        self._matcher = Matcher()
        self._quick = {
            name: schema.quick_check(declared, lambda pattern, text: self._matcher.fits(pattern, text))
            for name, declared in recipe.inputs.items()
        }
        self._folders: dict[str, bool] = {}  # whether what lies in a folder may be read
        self._files: dict[tuple[str, str], list[str]] = {}

    def begin(self) -> None:
        """Begin a row: its patterns may take as long as those of any run."""
        self._matcher = Matcher()

    def text(self, name: str, cells: Sequence[Any]) -> str:
        """Return what these cells (several make a list) mean for an input, as --set takes it.

        Raises:
            InputRefused: a value is of the wrong type, not allowed, or names no file.
            PathRefused: a file lies where the table may not read.
        """
        declared = self._inputs[name]
        value = self._value(cells, declared)
        found = self._found(value, declared)
        quick = self._quick[name]
        if quick is None or not quick(found):
            problems = schema.value_problems(found, declared, _nowhere, name, self._matcher)
            if problems:
                raise InputRefused(problems[0].message, hint=problems[0].hint)
        return found if isinstance(found, str) else json.dumps(found, ensure_ascii=False)

    def _value(self, cells: Sequence[Any], declared: Mapping[str, Any]) -> Any:
        kinds = declared.get("type", "string")
        is_list = kinds == "array" or (isinstance(kinds, list) and "array" in kinds and "string" not in kinds)
        if not is_list:
            if len(cells) > 1:
                raise InputRefused(f"there are {len(cells)} cells for it, and it takes one value")
            return self._scalar(cells[0], declared)
        items = declared.get("items")
        items = items if isinstance(items, dict) else {}
        found: list[Any] = []
        for cell in cells:
            if isinstance(cell, list):
                found += cell
            elif isinstance(cell, str):
                parts = [part.strip() for part in cell.split(self._separator)]
                found += [self._scalar(part, items) for part in parts if part]
            else:
                found.append(cell)
        return found

    def _scalar(self, cell: Any, declared: Mapping[str, Any]) -> Any:
        if isinstance(cell, str):
            return cell if "type" not in declared or declared["type"] == "string" else typed(cell, declared)
        if declared.get("type", "string") == "string" and isinstance(cell, int | float):
            return json.dumps(cell)  # a year in JSON is a number, and as good a title as any
        return cell

    def _found(self, value: Any, declared: Mapping[str, Any]) -> Any:
        """Return the value with every file in it found and made absolute."""
        if isinstance(value, str):
            files = self._files_of(value, declared)
            if len(files) > 1:
                raise InputRefused(f"'{value}' fits {len(files)} files, and it takes one")
            return files[0]
        if isinstance(value, list):
            rules = declared.get("items")
            rules = rules if isinstance(rules, dict) else {}
            found: list[Any] = []
            for one in value:
                found += self._files_of(one, rules) if isinstance(one, str) else [self._found(one, rules)]
            return found
        if isinstance(value, dict):
            rules = declared.get("properties", {})
            return {key: self._found(one, rules.get(key, {})) for key, one in value.items()}
        return value

    def _files_of(self, text: str, declared: Mapping[str, Any]) -> list[str]:
        form = declared.get("format")
        if form is None:
            if text.startswith("/") and "\0" not in text and os.path.isfile(text) and not self._readable(text):  # noqa: PTH113 -- one of many thousands
                raise self._forbidden(text)
            return [text]
        if form == "uri":
            check_address(text)
            return [text]
        known = self._files.get((text, form))
        if known is None:
            known = self._looked_for(text, form)
            if len(self._files) >= _MOST_KNOWN:
                self._files.clear()
            self._files[text, form] = known
        return known

    def _looked_for(self, text: str, form: str) -> list[str]:
        path = os.path.normpath(os.path.join(self._base, text))  # noqa: PTH118 -- one of many thousands
        try:
            plain = "\0" not in text and stat.S_ISREG(os.lstat(path).st_mode) and self._readable(path)
        except OSError:
            plain = False
        if plain:
            found = [Path(path)]
        else:
            try:
                found = matches(text, self._base, self._allowed, folders=form == "path")
            except PathRefused:
                raise self._forbidden(text) from None
        for one in found:
            check_suffix(one, form)
        return [str(one) for one in found]

    def _readable(self, path: str) -> bool:
        """Return whether this plain file lies in a folder that the table may read."""
        folder = os.path.dirname(path)  # noqa: PTH120 -- one of many thousands
        if folder not in self._folders:
            self._folders[folder] = self._allowed.allows(Path(folder))
        return self._folders[folder]

    def _forbidden(self, text: str) -> PathRefused:
        return PathRefused(
            f"'{text}' leads out of the table's folder",
            hint="a table reads below its own folder, the recipe's and this one; more with --allow-read DIR",
        )


def _nowhere(path: Any, key: bool = False) -> Position | None:
    """Return no place: the row has one."""
    return None


def said(message: str, column: str | None) -> str:
    """Return what is wrong with a cell, its column named."""
    return message if column is None else f"column '{column}': {message}"
