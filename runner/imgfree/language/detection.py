"""Which language a person writes in: by script, and by a library's letter statistics."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from imgfree.quotes import unquoted

# A quoted title, a path, a link or a file name says nothing about the language of the sentence around it.
_NAMES = re.compile(
    r"https?://\S+|\b[\w/\\~-]{1,80}\.[A-Za-z0-9]{2,4}\b|\{\{[^{}]*\}\}|\b[a-zA-Z]{0,20}\d\w*", re.ASCII
)

_ENOUGH_CHARS = 8_000  # the signs of a page or two
_ENOUGH_LETTERS = 2_000  # letter statistics are certain long before

_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]"),
    "ja": re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]"),
    "ko": re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]"),
    "th": re.compile(r"[\u0e01-\u0e5b]"),
}
# Words, because these scripts are written with letters as Latin is; one Chinese character stands for about a word.
_ALPHABETS = {
    "cyrillic": re.compile(r"[\u0400-\u04ff]+"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]+"),
    "he": re.compile(r"[\u0590-\u05ff]+"),
    "hi": re.compile(r"[\u0900-\u097f]+"),
    "el": re.compile(r"[\u0370-\u03ff]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:['’][a-z]+)?"),
}
_THAI_LETTERS_A_WORD = 4

_LATIN = ("en", "es", "fr", "de", "pt", "it", "nl", "pl", "tr", "vi", "id", "sv")
_UKRAINIAN = re.compile(r"[іїєґ]|\b(?:дода(?:й|йте)|зроб(?:и|іть)|прибер(?:и|іть)|та|це|що|як)\b", re.IGNORECASE)
_SURE = 0.5  # of a language that is not English, before it is believed
_FEW_WORDS = 3  # below that, plain letters are taken for English: "reel", "Hi", "ok export"
# Wishes for a film are full of words that letter statistics know little of; half of a text is enough.
_OWN = {
    "english": "the a an and of to in with this that it is my me for into make turn add from please these on at photo"
    " photos clip reel more less between bigger smaller faster slower soft title music caption captions cut zoom fade"
    " crossfade then last first second seconds colors colours look remove put slowly image images picture pictures",
    "nobody's": "video videos instagram tiktok youtube facebook reels logo mp4 gif webm ok",
}
_ENGLISH, _NOBODYS = (frozenset(words.split()) for words in _OWN.values())


def detect(texts: Iterable[str]) -> str:
    """Return the language code of the texts taken together (`zh`, `ja`, `ko`, `en` …); `en` where nothing tells."""
    whole = "\n".join(texts)[:_ENOUGH_CHARS]
    plain = _NAMES.sub(" ", unquoted(whole, " "))
    return _by_script(plain) or _by_script(_NAMES.sub(" ", whole)) or "en"


def is_short(words: str) -> bool:
    """Return whether the words tell no language: "export" is said in every one."""
    return words.isascii() and len(words.split()) < _FEW_WORDS


def of_names(names: Iterable[str]) -> str | None:
    """Return the language that file names are in, where their letters alone tell (`夏日.jpg`); else None."""
    found = _by_script(" ".join(Path(name).stem for name in names), latin=False)
    return found or None


def of_locale(name: str | None) -> str:
    """Return the language of a system's locale such as `de_DE.UTF-8`; `en` for one that names none we know."""
    code = (name or "").lower().partition("_")[0].partition(".")[0]
    return code if code in (*_LATIN, "zh", "ja", "ko", "ru", "uk", "ar", "hi", "th", "he", "el") else "en"


def _by_script(text: str, *, latin: bool = True) -> str | None:
    weights = Counter({name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()})
    weights.update({name: len(pattern.findall(text)) for name, pattern in _ALPHABETS.items()})
    weights["th"] = -(-weights["th"] // _THAI_LETTERS_A_WORD)
    if weights["ja"] >= 2 and weights["ja"] * 10 >= weights["han"]:  # a lone の is fashionable in Chinese
        weights["ja"] += weights.pop("han")
    else:
        weights["han"] += weights.pop("ja")
    if not latin:
        weights.pop("latin")
    strongest, weight = max(weights.items(), key=lambda item: (item[1], item[0] != "latin"))
    if not weight:
        return None
    match strongest:
        case "latin":
            return _by_letters(" ".join(_ALPHABETS["latin"].findall(text)))
        case "han":
            return "zh"
        case "cyrillic":
            return "uk" if _UKRAINIAN.search(text) else "ru"
    return strongest


def _by_letters(text: str) -> str:
    """Return the language of text in Latin letters; English unless another one is clearly more likely."""
    said = text.lower().replace("’", "'").split()
    words = [word for word in said if word not in _NOBODYS]
    few = len(said) < _FEW_WORDS and "".join(said).isascii()
    if few or 2 * sum(word in _ENGLISH for word in words) >= len(words):
        return "en"
    return _likely(" ".join(words)) or "en"


def _likely(text: str) -> str | None:
    """Return the language that the letters speak for, by the library's statistics; None where none is likely."""
    from langdetect.lang_detect_exception import LangDetectException

    detector = _profiles().create()
    detector.append(text[:_ENOUGH_LETTERS])
    try:
        likely = detector.get_probabilities()
    except LangDetectException:  # not one letter of these languages
        return None
    return str(likely[0].lang) if likely and likely[0].prob >= _SURE else None


@cache
def _profiles() -> Any:
    """Return the library's factory with the profiles of the common languages; loaded on first use."""
    from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory  # only here: it takes a moment

    factory = DetectorFactory()
    factory.set_seed(0)  # the same text gives the same language
    factory.load_json_profile([(Path(PROFILES_DIRECTORY) / code).read_text(encoding="utf-8") for code in _LATIN])
    return factory
