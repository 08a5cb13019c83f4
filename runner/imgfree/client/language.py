"""Which language a person writes in, by script and, for Latin letters, by the commonest words."""

import re
from collections import Counter
from collections.abc import Iterable

# A quoted title, a path, a link or a file name says nothing about the language of the sentence around it.
_QUOTED = re.compile(
    r"\"[^\"\n]*\"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|「[^」\n]*」|『[^』\n]*』|《[^》\n]*》|(?<!\w)'[^'\n]*'(?!\w)"
)
_NAMES = re.compile(
    r"https?://\S+|\b[\w/\\~-]{1,80}\.[A-Za-z0-9]{2,4}\b|\{\{[^{}]*\}\}|\b[a-zA-Z]{0,20}\d\w*", re.ASCII
)

_ENOUGH_CHARS = 20_000

_SCRIPTS = {
    "han": re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]"),
    "ja": re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff9d]"),
    "ko": re.compile(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]"),
    "th": re.compile(r"[\u0e01-\u0e5b]"),
}
# Words, because these scripts are written with letters as Latin is; one Chinese character stands for about a word.
_ALPHABETS = {
    "ru": re.compile(r"[\u0400-\u04ff]+"),
    "ar": re.compile(r"[\u0600-\u06ff\u0750-\u077f]+"),
    "he": re.compile(r"[\u0590-\u05ff]+"),
    "hi": re.compile(r"[\u0900-\u097f]+"),
    "el": re.compile(r"[\u0370-\u03ff]+"),
    "latin": re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+(?:'[a-z]+)?"),
}
_UKRAINIAN = re.compile(r"[іїєґ]", re.IGNORECASE)
_THAI_LETTERS_A_WORD = 4

_COMMON = {
    "en": "the a an and of to in with this that it is my me for into make turn add from please these on at photo video",
    "es": "el la los las un una de del y en con para por que este esta estas estos mi haz pon convierte añade vídeo",
    "fr": "le la les un une des du de et en avec pour cette ces ce mon ma mes dans fais ajoute transforme vidéo s'il",
    "de": "der die das ein eine einen und mit für aus dem den diese dieses mach mache füge bitte zu von im ist auf",
    "pt": "o os as um uma de do da e em com para por este esta estas faça transforme adicione vídeo meu minha uns não",
    "it": "il lo gli un una di del della e in con per questo questa queste questi crea fai aggiungi mio mia",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}


def detect(texts: Iterable[str]) -> str:
    """Return the language code of the texts taken together (`zh`, `ja`, `ko`, `en` …); `en` where nothing tells."""
    whole = "\n".join(texts)[:_ENOUGH_CHARS]
    plain = _NAMES.sub(" ", _QUOTED.sub(" ", whole))
    return _by_script(plain) or _by_script(_NAMES.sub(" ", whole)) or "en"


def _by_script(text: str) -> str | None:
    weights = Counter({name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()})
    weights.update({name: len(pattern.findall(text)) for name, pattern in _ALPHABETS.items()})
    weights["th"] = -(-weights["th"] // _THAI_LETTERS_A_WORD)
    if weights["ja"] >= 2 and weights["ja"] * 10 >= weights["han"]:  # a lone の is fashionable in Chinese
        weights["ja"] += weights.pop("han")
    else:
        weights["han"] += weights.pop("ja")
    strongest, weight = max(weights.items(), key=lambda item: (item[1], item[0] != "latin"))
    if not weight:
        return None
    match strongest:
        case "latin":
            return _by_words(text)
        case "han":
            return "zh"
        case "ru":
            return "uk" if _UKRAINIAN.search(text) else "ru"
    return strongest


def _by_words(text: str) -> str:
    """Return the Latin-letter language whose commonest words occur most; English unless another one clearly wins."""
    words = [word.lower() for word in _ALPHABETS["latin"].findall(text)]
    hits = {language: sum(word in common for word in words) for language, common in _WORDS.items()}
    best = max(hits, key=lambda language: (hits[language], language == "en"))
    return best if hits[best] >= 2 and hits[best] > hits["en"] else "en"
