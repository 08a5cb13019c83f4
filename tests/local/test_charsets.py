"""Text of unknown encoding is read as what makes words of it."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from imgfree.local.charsets import decoded

LINES: dict[str, list[str]] = json.loads((Path(__file__).parent / "talk" / "lines.json").read_text("utf-8"))
CHARSETS = {
    "zh-Hans": ("gbk", "gb18030"), "zh-Hant": ("big5",), "ja": ("shift_jis", "euc_jp", "iso2022_jp"), "ko": ("euc_kr",),
    "ru": ("cp1251", "koi8_r", "cp866"), "uk": ("cp1251",), "bg": ("cp1251",), "el": ("cp1253", "iso8859_7"),
    "tr": ("cp1254",), "cs": ("cp1250", "iso8859_2"), "sk": ("cp1250",), "pl": ("cp1250", "iso8859_2"),
    "hu": ("cp1250",), "ro": ("cp1250",), "hr": ("cp1250",), "fr": ("cp1252", "mac_roman"), "de": ("cp1252",),
    "es": ("cp1252",), "pt": ("cp1252",), "sv": ("cp1252",), "da": ("cp1252",), "lt": ("cp1257",), "he": ("cp1255",),
    "ar": ("cp1256",), "th": ("cp874",),
}  # fmt: skip
UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be")


def _files(count: int) -> Iterator[tuple[str, str]]:
    """Yield short captions files of one to five lines, each with an encoding of its language."""
    chance = random.Random(11)
    pairs = [(language, charset) for language, several in CHARSETS.items() for charset in several]
    for number in range(count):
        language, charset = pairs[number % len(pairs)]
        lines = chance.sample(LINES[language], chance.randint(1, 5))
        stamps = [f"{at + 1}\n00:00:0{at},000 --> 00:00:0{at + 1},000\n{line}\n" for at, line in enumerate(lines)]
        yield "\n".join(stamps), charset


def test_two_hundred_short_files_of_many_languages() -> None:
    """Each is read as it was written, and its encoding is named unless it is plain."""
    wrong = []
    for text, charset in _files(200):
        found = decoded(text.encode(charset))
        assert found is not None
        if text != found.text or bool(found.charset) == text.isascii():
            wrong.append((charset, found))
    assert [] == wrong


@pytest.mark.parametrize("charset", UNICODE)
def test_unicode_needs_no_word(charset: str) -> None:
    """With a byte order mark or without, and nothing is said of it."""
    found = decoded("1\n00:01,000 --> 00:02,000\n你好, Příliš žluťoučký\n".encode(charset))
    assert found is not None
    assert ("你好, Příliš žluťoučký", "") == (found.text.strip("\ufeff\n").split("\n")[-1], found.charset)


def test_a_few_foreign_bytes_do_not_spoil_a_unicode_file() -> None:
    """Two files glued together: what is UTF-8 stays, the rest is read as Western European, and that is said."""
    found = decoded("Příliš žluťoučký kůň\n".encode() * 3 + "Voilà".encode("cp1252"))
    assert found is not None
    assert found.text.endswith("kůň\nVoilà")
    assert "UTF-8" in found.charset


@pytest.mark.parametrize(
    ("language", "charset"), [("zh-Hans", "gbk"), ("ja", "shift_jis"), ("ru", "cp1251"), ("fr", "cp1252")]
)
def test_a_damaged_byte_costs_one_letter(language: str, charset: str) -> None:
    """A file with a broken letter in it is read like a whole one."""
    whole = "\n".join(LINES[language])
    found = decoded(whole.encode(charset) + b"\n\x81\xff")
    assert found is not None
    assert found.text.startswith(whole)


def test_noise_is_no_text() -> None:
    """What makes no words in any encoding is not read."""
    assert decoded(bytes(range(128, 256)) * 3) is None


def test_names_are_for_people() -> None:
    """Each encoding is called what people call it, with its language."""
    text = "1\n00:00:01,000 --> 00:00:02,000\n{}\n"
    called = {
        charset: found.charset
        for language, several in CHARSETS.items()
        for charset in several
        if (found := decoded("\n".join(map(text.format, LINES[language])).encode(charset)))
    }
    assert "traditional Chinese (Big5)" == called["big5"]
    assert "Japanese (Shift_JIS)" == called["shift_jis"]
    assert "Korean (EUC-KR)" == called["euc_kr"]
    assert "Turkish (Windows-1254)" == called["cp1254"]
    assert all(number in called[f"cp{number}"] for number in ("1250", "1251", "1252", "1253", "1255", "1256", "1257"))
