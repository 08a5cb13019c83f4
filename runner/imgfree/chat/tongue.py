"""In which language the conversation is held: known from the first words, or from the files' names before them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from imgfree.answers import lines, phrases
from imgfree.chat import failures
from imgfree.client import State
from imgfree.errors import ImgfreeError
from imgfree.language import detection
from imgfree.terminal import size


class Tongue:
    """Speaks to the person. `language` is that of the session, `en` until something tells."""

    def __init__(self, line: Callable[[str], None], *, locale: str | None = None) -> None:
        self._line = line
        self._certain = False
        self.language = detection.of_locale(locale)

    @property
    def voice(self) -> phrases.Voice:
        """Return which of our own languages is spoken."""
        return phrases.voice_of(self.language)

    def hear(self, words: str, names: Iterable[str]) -> None:
        """Learn the language from the first words; before them, from names that tell."""
        if self._certain:
            return
        if not detection.is_short(words):
            self.language, self._certain = detection.detect([words]), True
        else:
            self.language = detection.of_names(names) or self.language

    def go_on(self, language: str) -> None:
        """Speak the language of the earlier conversation."""
        self.language, self._certain = language, True

    def say(self, phrase: str, **values: Any) -> None:
        """Say a phrase."""
        self._line(self.word(phrase, **values))

    def word(self, phrase: str, **values: Any) -> str:
        """Return a phrase."""
        return phrases.say(self.voice, phrase, **values)

    def tell(self, line: str) -> None:
        """Say a line as it is."""
        self._line(line)

    def tell_timeline(self, state: State) -> None:
        """Say the one line that tells the timeline."""
        self._line(lines.timeline(self.voice, state.timeline["tracks"]))

    def tell_failure(self, error: ImgfreeError) -> None:
        """Say what went wrong, and what to do about it."""
        self._line(failures.told(error, self.voice))

    def files(self, found: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """Return the values of the phrase that tells which files have come."""
        size_bytes = sum(file.get("size_bytes") or 0 for file in found)
        names = ", ".join(str(file.get("filename")) for file in found[:6]) + (" …" if len(found) > 6 else "")
        return {"names": names, "count": phrases.count(self.voice, len(found)), "size": size(size_bytes)}
