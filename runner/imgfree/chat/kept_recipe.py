"""The recipe that a conversation leaves behind: checked at its start, written after every turn."""

import shlex
from pathlib import Path

from imgfree.authoring import yaml
from imgfree.chat.film_recipe import written
from imgfree.chat.talk import Talk
from imgfree.chat.tongue import Tongue
from imgfree.errors import PathRefused, SetupError
from imgfree.redaction import Redactor

_MARK = "# left by imgfree chat; it is written anew after every turn"


class KeptRecipe:
    """The file that `--save` names; none if it names none."""

    def __init__(self, path: Path | None, redactor: Redactor) -> None:
        self._path = path
        self._redactor = redactor
        self._written = False
        self._targets: list[Path] = []

    def check(self, *, begun: bool) -> None:
        """Refuse a name that cannot be written, before anything else is done.

        A conversation that goes on (`begun`) may replace the recipe that it left itself.

        Raises:
            PathRefused: there is such a file already.
            SetupError: the folder cannot be written.
        """
        if self._path is None:
            return
        if self._path.exists() and not (begun and _is_ours(self._path)):
            raise PathRefused(f"'{self._path}' exists already", hint="choose another name for --save, or remove it")
        probe = self._path.with_name(f".{self._path.name}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            probe.touch()
            probe.unlink()
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise SetupError(f"'{self._path}' cannot be written: {reason}", hint="choose another --save") from error

    def write(self, talk: Talk) -> None:
        """Put the recipe of the film as it stands under its name, whole."""
        entries = talk.film()
        if self._path is None or not entries:
            return
        recipe = written(entries, self._path, talk.stem)
        text = yaml.recipe_text(recipe.parts, recipe.steps, recipe.outputs)
        yaml.save(self._path, f"{_MARK}\n{self._redactor.text(text)}", overwrite=True)
        self._written = True
        self._targets = [Path(entry.to) for entry in entries if entry.to]

    def tell(self, tongue: Tongue) -> None:
        """Say where the recipe is, and how it is run; the films of the conversation may be in its way."""
        if self._written and self._path is not None:
            over = " --overwrite" if any(target.exists() for target in self._targets) else ""
            tongue.say("recipe saved", path=self._path, quoted=shlex.quote(str(self._path)) + over)


def _is_ours(path: Path) -> bool:
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().rstrip("\n") == _MARK
    except (OSError, ValueError):
        return False
