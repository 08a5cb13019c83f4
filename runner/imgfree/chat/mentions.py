"""Which files, folders and addresses a line names, in every form in which terminals and people write them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from imgfree import media_types
from imgfree.chat import named_paths
from imgfree.chat.named_paths import Place

_URL = re.compile(r"https?://[^\s<>\"'“”「」，。；！？、（）]+", re.IGNORECASE)
_TRAILING = ".,;:!?)]}"
_SUFFIX_END = re.compile(rf"\.(?:{media_types.pattern()})(?![A-Za-z0-9])", re.IGNORECASE)
_FILE_URL = re.compile(r"file://[^\s\"'<>]+", re.IGNORECASE)
# A path by its look: quoted with a slash in it, or a token that begins like one, with blanks escaped.
_PATH_LIKE = re.compile(
    r"(?<!\S)(?:'(?:[^'\n]*/[^'\n]*)'|\"(?:[^\"\n]*/[^\"\n]*)\"|(?:~[\w.-]*/|\.{1,2}/|/(?!/))(?:\\.|[^\s\\])*"
    r"|(?:[\w.@+-]|\\.)+/(?:\\.|[^\s\\])*)"
)
_PATTERN = re.compile(
    rf"(?<!\S)(?:\\.|[^\s\\])*[*?\[](?:\\.|[^\s\\])*\.(?:{media_types.pattern()})(?!\S)", re.IGNORECASE
)
_NAMES = re.compile(r"'[^'\n]+'|\"[^\"\n]+\"|[^\s,，、]+")
_NAMED = re.compile(rf"(['\"]?)[^'\"\n]*\.(?:{media_types.pattern()})\1", re.IGNORECASE)
_LONGEST_LINE_CHARS = 8000  # two hundred long paths
_LONGEST_NAME_CHARS = 255
_MOST_STARTS = 60  # places where one name may begin
# Words that need the name behind or before them: "make a reel from a.jpg", "a.jpg should come first".
_LEADS = re.compile(
    r"(?:\b(?:from|of|with|using|use|add|to|and|or|by|in|into|as|is|on|the|this|photo|file|swap|remove|delete|replace|crop"
    r"|convert|turn|make|between|after|before|behind|called|named|only)|[把用从由将对和与及按照给,，:：])\s*$",
    re.IGNORECASE,
)
_TAILS = re.compile(
    r"\s*(?:(?:should|is|are|as|and|or|must|needs?|first|last|goes|comes|into|to|at|on|in\s+(?:the|front)|before|after)\b|[放要作当是和与在应做变])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Mentions:
    """What a line names: existing files, addresses, paths that are not there; and the words around them."""

    files: tuple[Path, ...] = ()
    urls: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class _Found:
    """One mention in the line: what it stands for, and the name that may stand for it in a sentence."""

    start: int
    end: int
    name: str
    files: tuple[Path, ...] = ()
    url: str | None = None
    missing: str | None = None


def find(line: str, place: Place) -> Mentions:
    """Return what the line names. Names that a sentence needs stay in its words, as the bare file name."""
    if len(line) > _LONGEST_LINE_CHARS:  # a pasted text, which names nothing that could be told from it
        return Mentions(words=line.strip())
    found: list[_Found] = []
    for search in (_addresses, _file_urls, _existing, _patterns, _by_look):
        found += [one for one in search(line, place, found) if not _taken(one, found)]
    found += _whole(line, place) if not found else []
    found.sort(key=lambda one: one.start)
    return Mentions(
        files=tuple(dict.fromkeys(path for one in found for path in one.files)),
        urls=tuple(dict.fromkeys(one.url for one in found if one.url)),
        missing=tuple(dict.fromkeys(one.missing for one in found if one.missing)),
        words=_words(line, found),
    )


def given(arguments: Iterable[str], place: Place) -> Mentions:
    """Return what the arguments of a command name, each a file, a folder, a pattern or an address; no words."""
    files: list[Path] = []
    urls: list[str] = []
    missing: list[str] = []
    for written in arguments:
        if _URL.fullmatch(written):
            urls.append(written)
            continue
        plain = unquote(urlsplit(written).path) if written.lower().startswith("file://") else written
        path = named_paths.existing(plain, place)
        found = named_paths.media(path) if path is not None else named_paths.matching(plain, place)
        files += found
        missing += [] if found else [written]
    return Mentions(tuple(dict.fromkeys(files)), tuple(dict.fromkeys(urls)), tuple(missing))


def _taken(one: _Found, found: Iterable[_Found]) -> bool:
    return any(one.start < other.end and other.start < one.end for other in found)


def _addresses(line: str, place: Place, found: list[_Found]) -> Iterator[_Found]:
    """Yield addresses of media, and any address in a line of nothing else."""
    rest = _URL.sub(" ", line)
    for match in _URL.finditer(line):
        url = match[0].rstrip(_TRAILING)
        path = unquote(urlsplit(url).path)
        if _SUFFIX_END.search(path) or not rest.strip(" ,;、，\t\n"):
            yield _Found(match.start(), match.start() + len(url), path.rpartition("/")[2] or url, url=url)
        else:
            yield _Found(match.start(), match.start() + len(url), url)  # words: an address to show, say


def _file_urls(line: str, place: Place, found: list[_Found]) -> Iterator[_Found]:
    for match in _FILE_URL.finditer(line):
        parts = urlsplit(match[0].rstrip(",;"))
        path = Path(unquote(parts.path))
        yield _stands_for(
            match.start(), match.end(), match[0], named_paths.media(path) if path.exists() else None, path
        )


def _existing(line: str, place: Place, found: list[_Found]) -> Iterator[_Found]:
    """Yield names that end like media and are there: the longest that exists, blanks and apostrophes included."""
    after = 0
    for match in _SUFFIX_END.finditer(line):
        end = match.end()
        for start in _starts(line, after, end):
            path = named_paths.existing(line[start:end], place)
            quoted = line[start - 1 : start] == line[end : end + 1] and line[end : end + 1] in ("'", '"')
            if path is not None:
                yield _Found(start - quoted, end + quoted, path.name, (path,))
                after = end + quoted
                break


def _starts(line: str, after: int, end: int) -> list[int]:
    """Return where the name that ends there may begin, the longest first."""
    first = max(after, end - _LONGEST_NAME_CHARS)
    places = [
        at
        for at in range(first, end)
        if at == first
        or line[at - 1] in " \t\n'\"“”「」『』《》，、,：:;；()（）[]【】"
        or "\u2e80" < line[at - 1] < "\uff00"
    ]
    return [at for at in places if not line[at].isspace()][-_MOST_STARTS:]


def _patterns(line: str, place: Place, found: list[_Found]) -> Iterator[_Found]:
    for match in _PATTERN.finditer(line):
        files = named_paths.matching(match[0], place)
        yield _stands_for(match.start(), match.end(), match[0], files, None)


def _by_look(line: str, place: Place, found: list[_Found]) -> Iterator[_Found]:
    """Yield what looks like a path: a folder, an odd file; missing where it ends like media and is not there."""
    for match in _PATH_LIKE.finditer(line):
        written = match[0].rstrip(",;") if match[0][0] not in "'\"" else match[0]
        path = named_paths.existing(written, place)
        if path is None and ("*" in written or "?" in written):
            yield _stands_for(match.start(), match.end(), written, named_paths.matching(written, place), None)
        elif path is not None or _SUFFIX_END.search(written):
            end = match.start() + len(written)
            yield _stands_for(match.start(), end, written, named_paths.media(path) if path else None, path)


def _whole(line: str, place: Place) -> list[_Found]:
    """Return what the whole line is, where that is a bare folder, an odd file, or the name of no file at all."""
    text = line.strip()
    path = named_paths.existing(text, place)
    if path is not None and (path.is_file() or path.is_dir()):
        return [_stands_for(0, len(line), text, named_paths.media(path), path)]
    names = [found[0] for found in _NAMES.finditer(text)]
    if names and all(_SUFFIX_END.search(name) and _NAMED.fullmatch(name) for name in names):
        return [_Found(0, len(line), name, missing=name) for name in names]
    return []


def _stands_for(start: int, end: int, written: str, files: tuple[Path, ...] | None, path: Path | None) -> _Found:
    name = path.name if path else written
    if files:
        return _Found(start, end, name, files)
    return _Found(start, end, name, missing=written)


def _words(line: str, found: list[_Found]) -> str:
    """Return the line without what was dropped before or behind it; a name within a sentence stays as a name."""
    kept = [one if one.name else replace(one, name="") for one in found]
    mentions = [one for one in kept if one.files or one.url or one.missing]
    first, last = 0, len(line)
    for one in mentions:  # dropped in front of the words
        if line[first : one.start].strip(" ,，、\t\n'\"") or _TAILS.match(line, one.end):
            break
        first = one.end
    for one in reversed(mentions):  # dropped behind them
        if one.end <= first or line[one.end : last].strip(" ,，、.。\t\n'\"") or _LEADS.search(line[: one.start]):
            break
        last = one.start
    words, at = "", first
    for one in mentions:
        if first <= one.start and one.end <= last:
            words += line[at : one.start] + (f"“{one.name}”" if re.search(r"\s", one.name) else one.name)
            at = one.end
    return " ".join((words + line[at:last]).split()).strip(" ,，、'\"") if mentions else line.strip()
