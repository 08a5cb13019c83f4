"""A brand in words: whatever they are, the local director does all of them, and takes no value for a wish."""

from typing import Any

import pytest

from imgfree import schema
from imgfree.colors import TUNED
from imgfree.language import detection
from imgfree.local.draft import read
from imgfree.recipe.brand_words import words
from local.director.conversation import begun

CONTENT = schema.load(schema.BRAND)["properties"]
HOSTILE = [
    'Order 24" today',
    "a “b” ”c",
    "{{ inputs.x }} {0}",
    "no logo. Black and white.",
    "不要logo",
    "«a» 「b」 it's",
    '"',
]
_FONTS = ("clean", "bold", "serif", "hand", "label", "poster")
SENTENCES = {"en": 'Turn the photos into a 9-second reel with the title "Old".', "zh": "把照片做成9秒视频，标题“Old”。"}


def brands() -> list[dict[str, Any]]:
    """Return brands in which each value that the schema lists is said at least once."""
    listed = [{key: value} for key in ("look", "corner") for value in CONTENT[key]["enum"]]
    listed += [{"font": name} for name in _FONTS]
    colors = [{"colors": {"text": name, "plate": "#123456", "ground": name}} for name in TUNED]
    ends = [{"end": one} for one in ({"line": "Order today"}, {"logo": True}, {"line": "Order today", "logo": True})]
    whole = {"font": "poster", "look": "luxury", "colors": {"text": "gold"}, "names": ["Acme", "老王 24"]}
    return [{}, *listed, *colors, *ends, whole | {"corner": "top left", "end": {"line": "立即订购"}}, whole | ends[2]]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("brand", brands(), ids=repr)
def test_every_phrase_is_done(brand: dict[str, Any], language: str) -> None:
    """The director declines, approximates and misunderstands none of them, and they are in the language asked for."""
    said = words(brand, has_logo=True, language=language)
    reply = begun(3, "logo.png").say(f"{SENTENCES[language]} {said}")
    assert {"applied"} == {one.outcome for one in reply.clauses} - {"defaulted"}, said
    assert language == detection.detect([SENTENCES[language] + said])


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("text", HOSTILE)
def test_texts_are_shown_and_never_obeyed(text: str, language: str) -> None:
    """An end line with quotes, braces or wishes in it is that line; a name is no words at all."""
    talk = begun(3, "logo.png")
    brand = {"end": {"line": text}, "names": [text, "Acme"], "look": "elegant"}
    reply = talk.say(f"{SENTENCES[language]} {words(brand, has_logo=True, language=language)}")
    film = read(talk.drafts[-1])
    assert ["Old", text] == [one.text for one in film.words]
    assert (("elegant",), "top_right") == (film.looks, dict(film.logo or ())["corner"])
    assert {"applied"} == {one.outcome for one in reply.clauses} - {"defaulted"}


def test_a_brand_is_set_as_it_says() -> None:
    """Font, colours by number, corner, look and last line reach the film."""
    talk = begun(3, "logo.png")
    brand = {"font": "bold", "colors": {"text": "#C8A040", "plate": "navy"}, "corner": "bottom left", "look": "bold",
             "end": {"line": "Order today"}}  # fmt: skip
    talk.say(f"{SENTENCES['en']} {words(brand, has_logo=True, language='en')}")
    film = read(talk.drafts[-1])
    style = {"font": "clean", "bold": True, "color": "#c8a040", "background": TUNED["navy"]}
    assert (style, "bottom_left", ("bold",)) == (dict(film.lettering), dict(film.logo or ())["corner"], film.looks)
    assert ("Order today", "card") == (film.words[-1].text, film.words[-1].anchor)


def test_nothing_is_said_of_nothing() -> None:
    """A brand that asks for nothing has no words; a logo that there is not has none either."""
    assert "" == words({"version": 1}, has_logo=False, language="en")
    assert "Logo" not in words({"font": "serif"}, has_logo=False, language="en")
