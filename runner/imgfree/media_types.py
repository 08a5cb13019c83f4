"""What a file is: by its first bytes, and by the names that such files go by. The client and the local backend agree.

Decoders guess by content: a text file named .mp4 can be a playlist that makes them read other files or addresses.
Only what is known here ever reaches one. What is taken for captions is text, and never reaches one either.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal, get_args

FileType = Literal["image", "video", "audio", "captions", "font"]
FilmFormat = Literal["mp4", "mov", "webm", "gif"]  # what a finished film may be

_FILE_TYPES: tuple[FileType, ...] = get_args(FileType)
HEAD_BYTES = 4096  # notes and styles may stand before the first cue of a captions file


@dataclass(frozen=True)
class MediaType:
    """One kind of file. `name` is the suffix that it is stored under, `called` what people call it.

    `file_type` is what its name promises, `may_be` what its first bytes allow: they tell films from pictures, but not
    from sound. Of its `suffixes` (lower case), the cloud takes the first `in_cloud`.
    """

    name: str
    called: str
    mime: str
    file_type: FileType
    may_be: frozenset[FileType]
    suffixes: tuple[str, ...]
    in_cloud: int


_BOXES: frozenset[FileType] = frozenset({"video", "audio"})
_FILM: frozenset[FileType] = frozenset({"video"})
_PICTURE: frozenset[FileType] = frozenset({"image"})
_SOUND: frozenset[FileType] = frozenset({"audio"})
_TEXT: frozenset[FileType] = frozenset({"captions"})
_TYPE: frozenset[FileType] = frozenset({"font"})

MP4 = MediaType("mp4", "MP4", "video/mp4", "video", _BOXES, ("mp4", "m4v"), 1)
MOV = MediaType("mov", "QuickTime", "video/quicktime", "video", _BOXES, ("mov", "qt"), 1)
AVI = MediaType("avi", "AVI", "video/x-msvideo", "video", _FILM, ("avi",), 1)
WEBM = MediaType("webm", "WebM", "video/webm", "video", _BOXES, ("webm",), 1)
MKV = MediaType("mkv", "Matroska", "video/x-matroska", "video", _BOXES, ("mkv",), 1)
THREE_GP = MediaType("3gp", "3GP", "video/3gpp", "video", _BOXES, ("3gp", "3g2", "3gpp"), 0)
JPEG = MediaType("jpg", "JPEG", "image/jpeg", "image", _PICTURE, ("jpg", "jpeg", "jpe", "jfif", "jif", "jfi"), 2)
PNG = MediaType("png", "PNG", "image/png", "image", _PICTURE, ("png", "apng"), 1)
GIF = MediaType("gif", "GIF", "image/gif", "image", _PICTURE, ("gif",), 1)
WEBP = MediaType("webp", "WebP", "image/webp", "image", _PICTURE, ("webp",), 1)
HEIC = MediaType("heic", "HEIC", "image/heic", "image", _PICTURE, ("heic", "heif", "hif", "heics", "heifs"), 1)
AVIF = MediaType("avif", "AVIF", "image/avif", "image", _PICTURE, ("avif", "avifs"), 0)
TIFF = MediaType("tif", "TIFF", "image/tiff", "image", _PICTURE, ("tif", "tiff"), 0)
BMP = MediaType("bmp", "BMP", "image/bmp", "image", _PICTURE, ("bmp", "dib"), 0)
MP3 = MediaType("mp3", "MP3", "audio/mpeg", "audio", _SOUND, ("mp3", "mp2", "mpga"), 1)
WAV = MediaType("wav", "WAV", "audio/wav", "audio", _SOUND, ("wav", "wave", "bwf", "rf64"), 1)
M4A = MediaType("m4a", "M4A", "audio/mp4", "audio", _BOXES, ("m4a", "m4b"), 1)
AAC = MediaType("aac", "AAC", "audio/aac", "audio", _SOUND, ("aac", "adts"), 1)
FLAC = MediaType("flac", "FLAC", "audio/flac", "audio", _SOUND, ("flac",), 0)
OGG = MediaType("ogg", "Ogg", "audio/ogg", "audio", _SOUND, ("ogg", "oga", "opus"), 0)
SRT = MediaType("srt", "SRT", "application/x-subrip", "captions", _TEXT, ("srt",), 0)
VTT = MediaType("vtt", "WebVTT", "text/vtt", "captions", _TEXT, ("vtt", "webvtt"), 0)
TTF = MediaType("ttf", "TrueType", "font/ttf", "font", _TYPE, ("ttf",), 0)
OTF = MediaType("otf", "OpenType", "font/otf", "font", _TYPE, ("otf",), 0)

ALL = (
    *(MP4, MOV, AVI, WEBM, MKV, THREE_GP),
    *(JPEG, PNG, GIF, WEBP, HEIC, AVIF, TIFF, BMP),
    *(MP3, WAV, M4A, AAC, FLAC, OGG),
    *(SRT, VTT),
    *(TTF, OTF),
)
CLOUD_SUFFIXES = tuple(suffix for one in ALL for suffix in one.suffixes[: one.in_cloud])
LOCAL_SUFFIXES = tuple(suffix for one in ALL for suffix in one.suffixes)
EXPORTED: tuple[FilmFormat, ...] = get_args(FilmFormat)

_BY_SUFFIX = {suffix: one for one in ALL for suffix in one.suffixes}


def suffix_of(name: str) -> str:
    """Return a file name's suffix in lower case and without its dot; "" where it has none."""
    return PurePath(name).suffix.lower().removeprefix(".")


def by_suffix(suffix: str) -> MediaType | None:
    """Return the kind of file that a suffix (lower case, no dot) stands for; None for one that no backend takes."""
    return _BY_SUFFIX.get(suffix)


def suffixes_of(file_type: FileType) -> tuple[str, ...]:
    """Return every suffix whose files are of this type."""
    return tuple(suffix for suffix, one in _BY_SUFFIX.items() if one.file_type == file_type)


def names_of(file_type: FileType) -> tuple[str, ...]:
    """Return the usual suffix of each kind of this type."""
    return tuple(one.name for one in ALL if one.file_type == file_type)


def pattern(*file_types: FileType) -> str:
    """Return a regular expression for the suffixes of these types, of all where none is named."""
    found = [suffix for one in file_types or _FILE_TYPES for suffix in suffixes_of(one)]
    return "|".join(sorted(found, key=len, reverse=True))


def usual(suffixes: Collection[str]) -> str:
    """Return these suffixes in one line for people, without those that only stand for another one."""
    names = [one.suffixes[: max(1, one.in_cloud)] for one in ALL]
    return ", ".join(suffix for several in names for suffix in several if suffix in suffixes)


def is_foreign_font(name: str, suffixes: Collection[str]) -> bool:
    """Return whether a file is a font, by its name, and a backend of these suffixes takes none: a brand's is told of in
    words there, and not sent."""
    kind = by_suffix(suffix_of(name))
    return kind is not None and kind.file_type == "font" and not {*kind.suffixes} & {*suffixes}


def name_for(name: str, found: MediaType, suffixes: Collection[str]) -> str | None:
    """Return the name under which this content may be sent to a backend that takes these suffixes; None if it may not.

    That is its own name wherever the backend knows the suffix, else the one that is usual for its content.
    """
    known = [suffix for suffix in found.suffixes if suffix in suffixes]
    if not known:
        return None
    return name if suffix_of(name) in suffixes else f"{PurePath(name).stem}.{known[0]}"


def sniff(head: bytes) -> MediaType | None:
    """Return the kind of file that begins with these bytes (up to HEAD_BYTES of them); None for anything else."""
    for signature, found in _FIXED:
        if head.startswith(signature):
            return found
    if head[:4] in (b"RIFF", b"RIFX", b"RF64", b"BW64"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return _of_brands(head)
    if head[:2] == b"BM" and head[6:10] == bytes(4) and head[15:18] == bytes(3):
        return BMP
    if head[4:8] in _OLD_MOV_ATOMS:
        return MOV
    if head[:4] == b"\x1a\x45\xdf\xa3":
        return WEBM if b"webm" in head[:64] else MKV
    return _of_cues(head) or _of_frames(head.lstrip(b"\0"))  # UTF-16 begins as an audio frame may


def agrees(name: str, head: bytes) -> bool:
    """Return whether content that begins so may stand under this file name: players and editors would open it.

    MP4 and QuickTime are read under each other's names; otherwise name and content are of one kind.
    """
    named, found = by_suffix(suffix_of(name)), sniff(head)
    return named is not None and found is not None and _FAMILY.get(named, named) == _FAMILY.get(found, found)


def foreign(head: bytes) -> str:
    """Return what people call a file that no backend takes, by its first bytes; "" where they say nothing."""
    if head[4:8] == b"ftyp":
        return _FOREIGN_BRANDS.get(head[8:12], "")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:256].lower()
    for signature, called in _FOREIGN:
        if head.startswith(signature) or start.startswith(signature):
            return called
    return "SVG" if start.startswith(b"<?xml") and b"<svg" in head.lower() else ""


_FAMILY = {MP4: MP4, MOV: MP4, M4A: MP4, THREE_GP: MP4, WEBM: WEBM, MKV: WEBM, SRT: SRT, VTT: SRT, TTF: TTF, OTF: TTF}
_FIXED = (
    (b"\0\1\0\0\0", TTF),
    (b"true\0", TTF),
    (b"OTTO\0", OTF),
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"ID3", MP3),
    (b"ADIF", AAC),
    (b"fLaC", FLAC),
    (b"OggS", OGG),
)
_RIFF = {b"WEBP": WEBP, b"WAVE": WAV, b"AVI ": AVI}
_HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"mif2", b"msf1")
_AVIF_BRANDS = (b"avif", b"avis", b"avio")
_OLD_MOV_ATOMS = (b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot")
_FOREIGN_BRANDS = {b"crx ": "CR3", b"jxl ": "JPEG XL", b"jp2 ": "JPEG 2000", b"jpx ": "JPEG 2000"}
_FOREIGN = (
    (b"%pdf", "PDF"), (b"<svg", "SVG"), (b"<!doctype html", "a web page"), (b"<html", "a web page"),
    (b"8BPS", "Photoshop"), (b"PK\x03\x04", "ZIP"), (b"\x1f\x8b", "gzip"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7-Zip"),
    (b"\xff\x0a", "JPEG XL"), (b"\0\0\0\x0cJXL ", "JPEG XL"), (b"\0\0\0\x0cjP  ", "JPEG 2000"), (b"\0\0\1\0", "ICO"),
    (b"FORM", "AIFF"), (b"\0\0\1\xba", "MPEG"), (b"\0\0\1\xb3", "MPEG"),
    (b"FLV\1", "FLV"), (b"\x30\x26\xb2\x75", "WMV"), (b"#extm3u", "a playlist"), (b"ffconcat", "a playlist"),
    (b"FUJIFILMCCD-RAW", "RAF"), (b"IIRO", "ORF"), (b"IIRS", "ORF"), (b"IIU\0", "RW2"),
)  # fmt: skip


def _of_brands(head: bytes) -> MediaType | None:
    """Return what a file made of ISO boxes is. A picture's first brand may be a general one, its own comes later."""
    brand = head[8:12]
    more = [head[at : at + 4] for at in range(16, min(int.from_bytes(head[:4], "big"), 128), 4)]
    if brand in _FOREIGN_BRANDS:
        return None
    if brand in _AVIF_BRANDS or (brand in (b"mif1", b"msf1") and any(one in _AVIF_BRANDS for one in more)):
        return AVIF
    if brand in _HEIC_BRANDS:
        return HEIC
    if brand == b"qt  ":
        return MOV
    if brand in (b"M4A ", b"M4B "):
        return M4A
    return THREE_GP if brand[:2] == b"3g" else MP4


_WEBVTT = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*WEBVTT")
# Two times with some arrow between them, on one line; the bytes of an odd dash depend on the encoding.
_CUE_TIMES = re.compile(rb"\d[:.,] ?-?\d+(?:[^\w<\r\n]{1,8}(?:>|gt;)|[ \t]*\xe2\x86\x92)[ \t]*-?\d+ ?[:.,] ?\d")


def _of_cues(head: bytes) -> MediaType | None:
    """Return SRT or WebVTT for text with the times of a cue in it, in whatever encoding."""
    text = head.replace(b"\0", b"")  # UTF-16 has a zero beside every plain letter
    if _WEBVTT.match(text):
        return VTT
    return SRT if _CUE_TIMES.search(text) else None


def _of_frames(head: bytes) -> MediaType | None:
    """Return MP3 or AAC where a frame begins: eleven or twelve set bits, then a layer."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    if layer == 0:
        return AAC if head[1] & 0xF0 == 0xF0 else None
    return MP3 if version != 1 and layer in (1, 2) and head[2] >> 4 != 15 and head[2] >> 2 & 3 != 3 else None
