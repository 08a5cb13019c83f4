"""Commands as a person can type them: whatever a name holds, a shell reads it as that name."""

import shlex
from pathlib import PurePath


def word(value: object) -> str:
    """Return a value as one word of a command; a path that begins with a dash cannot be taken for an option."""
    text = str(value)
    return shlex.quote(f"./{text}" if isinstance(value, PurePath) and text.startswith("-") else text)


def command(*words: object) -> str:
    """Return a command of these words."""
    return " ".join(word(one) for one in words)
