"""The words the director knows: every form once, every value one that the code has, in both languages."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imgfree.local.director.lexicon import met, refusals, senses_of
from imgfree.local.director.lexicon.forms import atoms, lemma
from imgfree.local.director.read.fold import fold
from imgfree.local.director.read.tokens import tokens

LEXICON = Path(__file__).parents[3] / "runner/imgfree/local/director/lexicon"
SCHEMA = json.loads((Path(__file__).parents[3] / "schemas/operations.schema.json").read_text(encoding="utf-8"))
LANGUAGES = sorted(path.stem for path in LEXICON.glob("??.toml"))
MOST_FUNCTION_WORDS = 150
EDITS = {"make", "add", "remove", "replace", "change", "move", "swap", "put", "show", "keep", "cut", "split", "shorten"}
EDITS |= {"lengthen", "slow_down", "speed_up", "mute", "lower", "raise", "reverse", "repeat", "export", "undo", "redo"}


def enum(operation: str, argument: str) -> set[str]:
    """Return the values that the schema allows an argument of an operation."""
    found = SCHEMA["$defs"][operation]["properties"][argument]
    return {value for one in (found, *found.get("anyOf", ())) for value in one.get("enum", ())}


def words(text: str) -> set[str]:
    """Return a text's words as a set."""
    return set(text.split())


VALUES: dict[str, set[str]] = {
    "script": words("captions pause"),
    "noun": words(
        "photo clip film upload title text closing captions music sound voice volume transition motion look effect logo"
        " order length pace speed frame background bars edge start end middle quality size font color style position"
        " loudness fps animation shadow outline box words credits timeline version file_size contrast brightness"
        " saturation temperature black opacity kept"
    ),
    "verb": words(
        "make add remove replace change move swap put show keep cut split shorten lengthen slow_down speed_up"
        " start end play mute lower raise reverse repeat export save undo redo restore use fit crop fill apply"
        " set turn sort shuffle combine upload say hold wait fade center rotate turn_down turn_up soften"
        " strengthen want have like_this remember translate"
    ),
    "transition": {value.split("_")[0] if value[0] in "wsp" else value for value in enum("transition", "kind")}
    | {"other"},
    "motion": enum("motion", "kind") | {"pan", "any", "zoom"},
    "look": enum("look", "name"),
    "effect": enum("effect", "name"),
    "pace": enum("pace", "word"),
    "platform": enum("platform", "name"),
    "aspect": enum("aspect", "ratio"),
    "fit": enum("fit", "mode"),
    "focus": words("face subject"),
    "stamp": enum("stamp", "what"),
    "brand": words("font color plate ground"),
    "collage": enum("collage", "grid") | {"compare"},
    "loop": enum("loop", "kind"),
    "beat": {"cut", "every_beat", "every_bar", "drop"},
    "pick": enum("music", "pick"),
    "order": enum("order", "how"),
    "format": enum("export", "format"),
    "quality": words("2160p 1440p 1080p 720p 480p high low small"),
    "color": words(
        "white ivory beige black gray lightgray dimgray yellow lightyellow red darkred gold blue navy lightblue skyblue"
        " teal green darkgreen lightgreen pink lightpink hotpink purple lavender brown orange peachpuff"
    ),
    "font": enum("title", "font"),
    "size": enum("title", "size"),
    "weight": words("bold thin italic caps"),
    "animation": enum("title", "animation") | {"moving"},
    "place": set(SCHEMA["$defs"]["position"]["enum"]),
    "side": words("left right up down"),
    "direction": words("in out both"),
    "ordinal": words("last -2"),
    "each": words("each every all both"),
    "rest": words("rest others remaining"),
    "except": words("before after"),  # where the word stands, before what is excepted or behind it
    "part": words("part first last half quarter third middle beginning end from_end odd even"),
    "degree": words("little much very twice half more less most least"),
    "compare": words(
        "longer shorter slower faster louder quieter bigger smaller higher lower brighter darker warmer cooler stronger"
        " weaker softer earlier later thinner bolder closer sharper calmer simpler"
    ),
    "not": {"no"},
    "correct": words("correct retract rather"),
    "instead": words("instead of"),
    "again": {"again", "anew"},
    "only": {"only"},
    "complain": words("too_much cheap ugly wrong hate"),
    "differ": {"each"},
    "spares": {"cover"},
    "usual": {"any"},
    "bare": {"none"},  # a picture with no look on it
    "broad": {"any"},  # the other way of a size
    "opacity": words("half faint solid"),
    "opposite": {"side"},
    "extent": {"whole"},  # a clip that is not cut
    "card": {"end"},  # what a film ends with is a card
    "swell": {"any"},  # a fade that can only be heard
    "song_part": {"any"},
    "thing": {"any"},  # said of things as often as of a picture
    "praise": words("good chat thanks fine"),
    "tells": words("elided becomes also"),
    "ask": words("how_long what_is how_many where can_you how_to why"),
    "when": words("now then at_start at_end to_end throughout moment"),
    "context": words("occasion subject audience purpose language currency price"),
    "refuse": set(refusals()),
    "met": set(met()),
}
VALUES["turns"] = {"turns"}
VALUES["trait"] = VALUES["compare"]
FREE = {"number", "unit", "measure", "moment_after", "mood", "genre"}  # whatever the form stands for


def table(name: str) -> dict[str, Any]:
    """Return a file of the lexicon as it is written."""
    return tomllib.loads((LEXICON / name).read_text(encoding="utf-8"))


def rows(language: str) -> Iterator[tuple[str, str, list[str]]]:
    """Yield section, key and forms of every row of a language."""
    for section, found in table(f"{language}.toml").items():
        yield from ((section, key, forms) for key, forms in found.items())


def forms(language: str) -> list[str]:
    """Return every form of a language."""
    return [form for _, _, found in rows(language) for form in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_stands_twice(language: str) -> None:
    """A form stands once, as it is written and as its words are compared; a mute e alone tells words apart."""
    said = [tuple(atoms(form)) for form in forms(language)]
    assert [form for form, times in Counter(said).items() if times > 1] == []
    alike: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for form in said:
        alike.setdefault(tuple(map(lemma, form)), set()).add(form)
    spelt = [({tuple(word.rstrip("e") for word in form) for form in found}, found) for found in alike.values()]
    assert [found for stems, found in spelt if len(found) > 1 and len(stems) > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_folded(language: str) -> None:
    """Forms are written as the reader sees a sentence, with no space around them, and a row has at least one."""
    assert [form for form in forms(language) if form != fold(form).strip() or not form] == []
    assert [(section, key) for section, key, found in rows(language) if not found] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_types_and_values_are_known(language: str) -> None:
    """Every row means something that the code knows by this name, and no type twice."""
    meant = [sense for section, key, _ in rows(language) for sense in senses_of(section, key)]
    unknown = {(one.type, one.value) for one in meant if one.type not in FREE}
    assert {(of, value) for of, value in unknown if value not in VALUES.get(of, set())} == set()
    for section, key, _ in rows(language):
        types = [sense.type for sense in senses_of(section, key)]
        assert len(types) == len(set(types)), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_refusals_have_their_reasons(language: str) -> None:
    """Whatever is refused in words has its reason, in both languages."""
    said = {sense.value for section, key, _ in rows(language) for sense in senses_of(section, key)
            if sense.type == "refuse"}  # fmt: skip
    assert said <= set(refusals())
    assert [name for name, row in refusals().items() if set(row) != {"en", "zh"} or not all(row.values())] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_function_words_ask_for_nothing(language: str) -> None:
    """There are few words that pass in silence; none of them is a form, and none is a verb of editing."""
    silent = [word for words in table("function_words.toml")[language].values() for word in words]
    assert 0 < len(silent) <= MOST_FUNCTION_WORDS
    assert {" ".join(atoms(word)) for word in silent} & {" ".join(atoms(form)) for form in forms(language)} == set()
    asking = {" ".join(map(lemma, atoms(form))) for section, key, found in rows(language)
              for sense in senses_of(section, key) if (sense.type, sense.value) in {("verb", edit) for edit in EDITS}
              for form in found}  # fmt: skip
    assert {" ".join(map(lemma, atoms(word))) for word in silent} & asking == set()


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.toml")), ids=lambda path: path.name)
def test_lines_are_short(path: Path) -> None:
    """No line is longer than 120 characters."""
    assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 120] == []


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("把字幕往下挪一点点", "把 字幕 往下 挪 一点点"),
        ("弄个竖版的短片配点轻快的音乐", "弄个 竖版 的 短片 配点 轻快的 音乐"),
        ("轉場換成疊化再柔一點", "轉場 換成 疊化 再 柔一點"),
        ("整体调亮点别太花要高级感", "整体 调亮点 别太花 要 高级感"),
        ("背景音乐小声一点把背景虚化", "背景音乐 小声一点 把 背景虚化"),
        ("只留中间那段其他的删了", "只留 中间那段 其他的 删了"),
        ("横过来铺满不要黑边", "横过来 铺满 不要 黑边"),
        ("停久一点再慢慢拉远", "停 久一点 再 慢慢 拉远"),
    ],
)
def test_chinese_is_cut_into_words(sentence: str, parts: str) -> None:
    """Where no spaces part the words, the longest forms do, and each of them is known."""
    found = tokens(fold(sentence))
    assert parts.split() == [sentence[token.start : token.end] for token in found]
    assert [token.text for token in found if token.kind not in ("form", "function")] == []


def test_few_chinese_words_have_one_character() -> None:
    """A character that stands by itself would cut the words it is a part of: only words of their own may."""
    single = {form for form in forms("zh") if len(form) == 1}
    assert len(single) <= 135
    assert single >= set("加用换删剪配等改写放停")
