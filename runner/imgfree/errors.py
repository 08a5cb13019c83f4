"""Every failure we can name, its exit code, and how it is shown."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

MOST_PROBLEMS = 10  # of one error, shown to a reader


@dataclass(frozen=True)
class Position:
    """A place in a text file. `line` and `column` count from 1; `width` is how many characters to underline."""

    file: str
    line: int
    column: int
    width: int = 1
    text: str = ""  # the line itself, so that showing it never reads the file again

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a recipe, or (a `warning`) most likely not meant. `hint` says what to do."""

    message: str
    at: Position | None = None
    hint: str | None = None
    warning: bool = False
    details: Sequence[str] = ()  # lines below the sentence, such as a difference

    @property
    def place(self) -> tuple[int, int]:
        """Return line and column, to sort by; what has no place comes first."""
        return (self.at.line, self.at.column) if self.at else (0, 0)


class ImgfreeError(Exception):
    """A failure with a sentence for the user; shown without a traceback."""

    exit_code = 70

    def __init__(
        self, message: str, *, at: Position | None = None, hint: str | None = None, details: Sequence[str] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.at = at
        self.hint = hint
        self.details = details

    @property
    def problems(self) -> Sequence[Problem]:
        """Return what is wrong, most relevant first; one entry unless the class gathers several."""
        return (Problem(self.message, self.at, self.hint, details=self.details),)


class RecipeError(ImgfreeError):
    """Edit the recipe, or what was given to it."""

    exit_code = 3


class RecipeUnreadable(RecipeError):
    """No such file, no permission, not text."""


class RecipeSyntaxError(RecipeError):
    """Not YAML, a duplicate key, or too big."""


class RecipeInvalid(RecipeError):
    """The recipe breaks one or more rules; carries every problem."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        first = problems[0]
        super().__init__(first.message, at=first.at, hint=first.hint)
        self._problems = tuple(problems)

    @property
    def problems(self) -> Sequence[Problem]:
        """Return all problems, most relevant first."""
        return self._problems


class TemplateFailed(RecipeError):
    """An expression is malformed, refused, or names what is not there."""


class InputRefused(RecipeError):
    """A value or file given to the recipe cannot be used: type, format, size, missing, unreadable."""


class PathRefused(RecipeError):
    """A path leaves the folders that a recipe may read or write, or is already taken."""


class RightMissing(RecipeError):
    """The recipe needs a right that the user has not given; the hint names the option that gives it."""


class HostRefused(RecipeError):
    """An address that no recipe may reach: this machine, its network, or a host that is written oddly."""


class StepFailed(ImgfreeError):
    """The recipe ran and the answer is no."""

    exit_code = 1


class ExpectationFailed(StepFailed):
    """An `expect` was false; the message carries the expression and the values in it."""


class StepTimedOut(StepFailed):
    """The step's own limit ran out."""


class RunTimedOut(StepFailed):
    """The run's own limit, of all its steps together, ran out."""


class NotDone(StepFailed):
    """The run is strict, and the backend declined or did not understand a part of the words."""


class NothingToExport(StepFailed):
    """The draft has no track with a segment."""


class OutcomeUnknown(StepFailed):
    """It cannot be told whether a paid action happened; the user must say."""


class BackendError(ImgfreeError):
    """The other side failed or refused; trying later may help."""

    exit_code = 4


class BackendUnreachable(BackendError):
    """No connection, name unknown, TLS."""


class EngineLost(BackendError):
    """What made the pieces of films is gone; what it had given back is kept."""


class StreamInterrupted(BackendError):
    """The stream ended early or was idle too long, and the state did not tell what became of the words."""


class ProtocolBroken(BackendError):
    """An answer we cannot read."""


class RenderFailed(BackendError):
    """The backend could not render the draft."""


class BackendRefused(BackendError):
    """The backend answered no. `code` is its body code or HTTP status."""

    def __init__(self, message: str, *, code: int | None = None, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.code = code


class AuthRejected(BackendRefused):
    """1001, 401."""


class SessionLost(BackendRefused):
    """1002, or the agent's own 404."""


class CreditsExhausted(BackendRefused):
    """2001."""


class FileRefused(BackendRefused):
    """4001, 4002."""


class ExportBlocked(BackendRefused):
    """402: a matter of the plan, not of credits."""


class SubmitRefused(BackendRefused):
    """This submit of a render came to nothing; the protocol allows one more, under a new id."""


class RateLimited(BackendRefused):
    """429."""

    def __init__(self, message: str, *, retry_after_s: float | None = None, hint: str | None = None) -> None:
        super().__init__(message, code=429, hint=hint)
        self.retry_after_s = retry_after_s


class CassetteError(ImgfreeError):
    """The cassette no longer fits; record again."""

    exit_code = 5


class CassetteMissing(CassetteError):
    """No such cassette, or it cannot be read."""


class CassetteMismatch(CassetteError):
    """A request was not recorded; the message names the nearest interaction."""


class CassetteUnplayed(CassetteError):
    """Recorded, never asked for."""


class SetupError(ImgfreeError):
    """This machine lacks something: a package, a port, disk space, a permission."""

    exit_code = 6


class Interrupted(ImgfreeError):
    """Ctrl-C or SIGTERM; everything so far is kept."""

    exit_code = 130


def columns(text: str) -> int:
    """Return how many terminal columns `text` takes."""
    wide = sum(1 for char in text if unicodedata.east_asian_width(char) in "WF")
    return len(text) + wide


def describe(problem: Problem) -> str:
    """Return the problem as shown on a terminal: sentence, place, the user's own line, remedy."""
    lines = [f"{'warning' if problem.warning else 'error'}: {_in_line(problem.message)}"]
    lines += [f"  {_in_line(line)}" for line in problem.details]
    at, hint = problem.at, _in_line(problem.hint or "")
    if at is not None:
        lines.append(f"  --> {_in_line(at.file)}:{at.line}:{at.column}")
    if at is None or not at.text:
        return "\n".join([*lines, f"  hint: {hint}"] if hint else lines)
    shown = at.text.expandtabs(1)
    gutter = " " * len(str(at.line))
    before = shown[: at.column - 1]
    marked = shown[at.column - 1 : at.column - 1 + at.width]
    carets = "^" * max(1, columns(marked))
    lines += [f"{gutter} |", f"{at.line} | {shown}"]
    lines.append(f"{gutter} | {' ' * columns(before)}{carets} {hint}".rstrip())
    return "\n".join(lines)


def error_as_text(error: ImgfreeError) -> str:
    """Return the error for a reader: at most ten problems, and the count of the rest."""
    shown = [describe(problem) for problem in error.problems[:MOST_PROBLEMS]]
    rest = len(error.problems) - MOST_PROBLEMS
    if rest > 0:
        shown.append(f"… and {rest} more")
    return "\n".join(shown)


def error_as_json(error: ImgfreeError) -> dict[str, Any]:
    """Return the error for a script: type, exit code, message, place, hint, and all problems if there are several."""
    found: dict[str, Any] = {"type": type(error).__name__, "exit_code": error.exit_code, **as_json(error.problems[0])}
    if len(error.problems) > 1:
        found["problems"] = [as_json(problem) for problem in error.problems]
    return found


def _in_line(text: str) -> str:
    """Return `text` with its line breaks written out: what it quotes must not pass for a line of ours."""
    return text.strip("\n").replace("\r\n", "\n").replace("\n", "\\n")


def as_json(problem: Problem) -> dict[str, Any]:
    """Return the same facts for a script: message, file, line, column, hint (None where unknown)."""
    at = problem.at
    return {
        "message": "\n".join([problem.message, *problem.details]),
        "file": at.file if at else None,
        "line": at.line if at else None,
        "column": at.column if at else None,
        "hint": problem.hint,
    }
