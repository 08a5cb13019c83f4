"""Which letters of the film's words their own type lacks, so that another writes them: told where that is new."""

from typing import Any

from imgfree.local.designs import design_of
from imgfree.local.director.reply import Clause, Say
from imgfree.local.director.wish import Scene
from imgfree.local.film import Film, Words

_SHOWN = 6  # letters


def clauses(before: Film, film: Film, scene: Scene, language: str) -> list[Clause]:
    """Return a clause for each font that lacks letters of the film's words, with these."""
    was = _lacked(before, scene)
    name = Say("type", "字体").text(language)
    return [
        Clause(name, "defaulted", [], _say(font, letters).text(language))
        for font, letters in _lacked(film, scene).items()
        if set(letters) - set(was.get(font, ""))
    ]


def _lacked(film: Film, scene: Scene) -> dict[str, str]:
    """Return the letters that each font lacks."""
    files = {asset.filename: str(asset.path) for asset in scene.assets if asset.file_type == "font"}
    found: dict[str, str] = {}
    for words in film.words:
        style = _style(words, film)
        font = str(style.get("font", ""))
        if not words.text or (font not in files and (font != "hand" or words.text.isascii())):
            continue
        from imgfree.local.render.drawable import lacking  # only here: it loads what draws

        own = {**style, "font_file": files[font]} if font in files else style
        if letters := lacking(words.text, own):
            found[font] = "".join(dict.fromkeys(found.get(font, "") + letters))
    return found


def _style(words: Words, film: Film) -> dict[str, Any]:
    design = design_of(film.looks)
    return dict(design.style if design else ()) | dict(film.lettering) | dict(words.style)


def _say(font: str, letters: str) -> Say:
    shown = letters[:_SHOWN] + ("…" if len(letters) > _SHOWN else "")
    if font == "hand":
        return Say(
            f"the handwriting has no '{shown}': what is written with it is set with serifs",
            f"手写体没有“{shown}”：含这些字的文字改用宋体",
        )
    return Say(f"{font} has no '{shown}': our own type writes that", f"{font} 没有“{shown}”：改用自带字体")
