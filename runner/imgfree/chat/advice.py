"""The advice that belongs to a moment: for slow or odd files, for a vague wish, for a file that few can play."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

from imgfree import media_types

LARGE_IMAGE_BYTES, LARGE_FILE_BYTES = 8_000_000, 60_000_000
SMOOTH = (media_types.JPEG, media_types.PNG, media_types.WEBP, media_types.HEIC)
_VAGUE = re.compile(
    r"\W*(?:please |can you |could you )?(?:just )?(?:(?:make|get) (?:it|this|that|them|the \w+) "
    r"(?:look |a bit |a little |much |even |more )*"
    r"(?:better|nicer?|good|cool|cooler|awesome|pop|pretty|prettier|great|amazing|beautiful|perfect|professional|special)"
    r"|(?:improve|enhance|polish|beautify|fix|edit) (?:it|this|that|them|the \w+)"
    r"|do something(?: \w+){0,3}|spice it up|surprise me)\W*"
    r"|\W*(?:把它|把视频|请|帮我)?(?:做|弄|变|改)?(?:得)?(?:更|再)?(?:好看|漂亮|好|酷|高级|精美|专业)(?:一?点|一?些)?(?:儿|吧)?\W*"
    r"|(?:请|帮我)?(?:美化|优化|改进|提升|完善)(?:一下|一点|下|它|视频)?\W*",
    re.IGNORECASE,
)


def on_files(files: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the frames that are worth saying about files that have come: large ones, and odd formats of pictures."""
    large = odd = False
    for file in files:
        size_bytes, image = file.get("size_bytes") or 0, file.get("file_type") == "image"
        large = large or size_bytes > (LARGE_IMAGE_BYTES if image else LARGE_FILE_BYTES)
        named = media_types.by_suffix(media_types.suffix_of(PurePath(str(file.get("filename"))).name))
        odd = odd or (image and named is not None and named not in SMOOTH)
    if large:
        yield "small files"
    if odd:
        yield "smooth files"


def is_vague(words: str) -> bool:
    """Return whether the words wish for something better without saying what."""
    return len(words) <= 80 and bool(_VAGUE.fullmatch(words))
