"""What a conversation came to: the steps that make the film as it stands, not everything that was said."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from imgfree.authoring import acts

_HISTORY = {"revision", "parent", "undid", "ear"}  # of the draft: its place and who heard it, nothing of the film


def digest_of(draft: Mapping[str, Any]) -> str:
    """Return a digest of the film that a draft describes; the same again after an undo."""
    meta = draft.get("m")
    facts = {key: value for key, value in meta.items() if key not in _HISTORY} if isinstance(meta, Mapping) else meta
    text = json.dumps({**draft, "m": facts}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Entry:
    """One thing that was done: an upload, words for the agent, or a finished export with the name of its file."""

    kind: str  # what brings, edits or renders
    params: Mapping[str, Any]
    to: str = ""


@dataclass
class Tape:
    """The entries in their order, and which words are still in the film."""

    entries: list[Entry] = field(default_factory=list)
    _alive: tuple[int, ...] = ()  # of the words
    film: str = digest_of({})  # the digest of the film as it stands
    _known: dict[str, tuple[int, ...]] = field(default_factory=lambda: {digest_of({}): ()})

    def uploaded(self, params: Mapping[str, Any]) -> None:
        """Add files or addresses."""
        self.entries.append(Entry(acts.BRING, params))

    def said(self, params: Mapping[str, Any], film: str) -> None:
        """Add words, and the film that they led to, by its digest.

        A film that was there before is made by the words that made it then: an undo takes its words out, a redo puts
        them back, and words that changed nothing never come in.
        """
        self.entries.append(Entry(acts.EDIT, params))
        self.film = film
        known = self._known.get(self.film)
        self._alive = (*self._alive, len(self.entries) - 1) if known is None else known
        self._known.setdefault(self.film, self._alive)

    def exported(self, params: Mapping[str, Any], to: str) -> None:
        """Add a finished export."""
        self.entries.append(Entry(acts.RENDER, {**params, "of": self.film}, to))

    def compact(self) -> list[Entry]:
        """Return what makes the film as it stands: uploads, the words in it, and the exports of this very film."""
        kept: list[Entry] = []
        for number, entry in enumerate(self.entries):
            if entry.kind == acts.EDIT and number in self._alive:
                kept.append(entry)
            elif entry.kind == acts.BRING and (fresh := _without(entry.params, kept)):
                if kept and kept[-1].kind == acts.BRING:
                    kept[-1] = Entry(acts.BRING, _together(kept[-1].params, fresh))
                else:
                    kept.append(Entry(acts.BRING, fresh))
        return [*kept, *self._exports()]

    def _exports(self) -> Iterator[Entry]:
        """Yield the exports of the film as it stands, each sort once; as the last one, if there is none."""
        mine: dict[str, Entry] = {}
        last = Entry(acts.RENDER, {}, "")
        for entry in self.entries:
            if entry.kind != acts.RENDER:
                continue
            params = {name: value for name, value in entry.params.items() if name != "of"}
            last = Entry(acts.RENDER, params, entry.to)
            if entry.params["of"] == self.film:
                mine[json.dumps(params, sort_keys=True)] = last
        if mine or self._alive:
            yield from mine.values() or [last]


def _without(params: Mapping[str, Any], kept: Sequence[Entry]) -> dict[str, Sequence[str]]:
    """Return the parameters of an upload without what is there already; empty if all is."""
    there = {name for entry in kept for names in entry.params.values() if entry.kind == acts.BRING for name in names}
    fresh = {key: tuple(name for name in names if name not in there) for key, names in params.items()}
    return {key: names for key, names in fresh.items() if names}


def _together(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """Return the parameters of one upload in place of two."""
    return {
        key: tuple(dict.fromkeys((*first.get(key, ()), *second.get(key, ()))))
        for key in ("files", "urls")
        if first.get(key) or second.get(key)
    }
