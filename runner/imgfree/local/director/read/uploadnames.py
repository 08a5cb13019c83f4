"""Which uploads a sentence names, and what else looks like the name of a file."""

import re
from collections.abc import Iterator, Mapping, Sequence

_FILE = re.compile(r"[a-z\d][a-z\d_()-]*(?:\.[a-z\d_()-]+)*\.[a-z\d]{2,4}(?![a-z\d])")
_ENDINGS = {
    "audio": ["mp3", "wav", "m4a", "aac"],
    "image": ["jpg", "jpeg", "png", "webp"],
    "video": ["mp4", "mov"],
    "captions": ["srt", "vtt"],
}


def upload_names(
    folded: str, files: Mapping[str, str], quotations: Sequence[tuple[int, int]]
) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where uploads are named in the sentence and what they are, the longest name first; then other files."""
    taken = list(quotations)
    for name in sorted(files, key=len, reverse=True):
        at = folded.find(name)
        while at >= 0:
            end = at + len(name)
            alone = not (folded[at - 1 : at].isalnum() and name[0].isascii()) and not folded[end : end + 1].isalnum()
            alone = alone or not folded[at - 1 : at].isascii() or not folded[end : end + 1].isascii()
            if alone and not any(first < end and at < last for first, last in taken):
                taken.append((at, end))
                yield (at, end), files[name]
            at = folded.find(name, end)
    for match in _FILE.finditer(folded):
        of = file_kind(match.group(), files)
        if of and not any(first < match.end() and match.start() < last for first, last in taken):
            yield match.span(), of


def file_kind(name: str, files: Mapping[str, str]) -> str:
    """Return what an upload of that name is, or would be by its ending; empty for what is no file."""
    if name in files:
        return files[name]
    ending = name.rpartition(".")[2]
    return next((of for of, endings in _ENDINGS.items() if ending in endings and _FILE.fullmatch(name)), "")
