"""Which version of a template is the newest: by its tags, as people number them, else by their dates."""

import re
from collections.abc import Mapping

from imgfree.errors import InputRefused
from imgfree.recipe.lock import Taken
from imgfree.sharing import repository
from imgfree.sharing.repository import Address, Refs

_NUMBERED = re.compile(
    r"(?:\D*[/@-])?v?(?P<numbers>\d+(?:\.\d+){0,2})(?:-(?P<early>[0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?"
)
_DATE = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?![\d-])")
Rank = tuple[tuple[int, ...], bool, tuple[tuple[bool, int, str], ...]]


def newest(taken: Taken, to: str | None = None) -> tuple[str, str]:
    """Return the name and the commit of the newest version; of the one called `to`, where one is asked for.

    A recipe that was taken from a branch follows it; one of a commit stays there until a version is asked for.

    Raises:
        InputRefused: there is no such version; or the tag that was taken means another commit now.
        SetupError: git is missing or fails.
    """
    url = taken.source.removeprefix("git+")
    refs = repository.refs(url)
    if to is not None:
        if to not in refs.tags and to not in refs.heads:
            raise InputRefused(f"the repository has no version '{to}'", hint=_listed(refs))
        return to, refs.tags.get(to) or refs.heads[to]
    if taken.ref in refs.tags:
        if refs.tags[taken.ref] != taken.commit:
            raise InputRefused(
                f"the tag '{taken.ref}' was moved: it was {taken.commit}, and is {refs.tags[taken.ref]} now",
                hint=f"ask its author why; if the new one is right, take it by name: --to {taken.ref}",
            )
    elif taken.ref in refs.heads:
        return taken.ref, refs.heads[taken.ref]
    elif taken.commit.startswith(taken.ref):
        return taken.ref, taken.commit
    return _latest(refs.tags, url, taken) or (taken.ref, taken.commit)


def rank(tag: str) -> Rank | None:
    """Return what a tag is sorted by, by the rules of SemVer (semver.org, 11); None if it is no number.

    Words before the number (`reels/v2`) and a `v` count for nothing; 1.2 is 1.2.0, and a date is its three numbers.
    """
    found = _NUMBERED.fullmatch(_DATE.sub(r"\1.\2.\3", tag))
    if found is None:
        return None
    numbers = tuple(int(one) for one in found["numbers"].split("."))
    early = tuple(_identifier(one) for one in (found["early"] or "").split("."))
    return (*numbers, 0, 0)[:3], found["early"] is None, early


def _identifier(text: str) -> tuple[bool, int, str]:
    """Return what an identifier of an early version is sorted by: numbers first, by their value."""
    return (False, int(text), "") if text.isdigit() else (True, 0, text)


def _latest(tags: Mapping[str, str], url: str, taken: Taken) -> tuple[str, str] | None:
    ranks = {tag: found for tag in tags if (found := rank(tag)) is not None}
    early = (known := rank(taken.ref)) is not None and not known[1]
    ripe = {tag: found for tag, found in ranks.items() if found[1] or early}
    if ripe:
        name = max(ripe, key=lambda tag: ripe[tag])
    elif tags and not ranks:
        name = repository.youngest_tag(Address(url))
    else:
        return None
    return name, tags[name]


def _listed(refs: Refs) -> str:
    names = sorted(refs.tags, key=lambda tag: (rank(tag) is not None, rank(tag) or ()), reverse=True)
    return f"there are: {', '.join(names[:8])}" if names else "it has no tags"
