"""What words say of music's mood or kind, as its libraries call it."""

from collections.abc import Mapping
from functools import cache

from imgfree.local.director.lexicon import lexicon, senses_of
from imgfree.local.director.read.fold import fold
from imgfree.local.music.moods import known


def named(text: str) -> tuple[str, ...]:
    """Return the moods and kinds of music that a few words say, each once, in order."""
    words, found, at = fold(text).split(), [], 0
    while at < len(words):
        sizes = range(len(words) - at, 0, -1)
        size = next((n for n in sizes if " ".join(words[at : at + n]) in _meant()), 0)
        if size:
            found.append(_meant()[" ".join(words[at : at + size])])
        at += size or 1
    return tuple(dict.fromkeys(found))


def chinese(mood: str) -> str:
    """Return a Chinese word for a mood, its own name where there is none."""
    return next((form for form, meant in _meant().items() if meant == mood and not form.isascii()), mood)


@cache
def _meant() -> Mapping[str, str]:
    """Return every word for a mood or a kind of music with what it means, in both languages."""
    found = {name: name for name in known()}
    for language in ("en", "zh"):
        for rows in lexicon(language).rows.values():
            for form, of, value in rows:
                meant = [one.value for one in (senses_of(of, value) if of else ()) if one.type in ("mood", "genre")]
                if meant and meant[0] in known():
                    found.setdefault(form, meant[0])
    return found
