"""What a sentence asks for: the agent's work, or something that imgfree does without the agent.

A keyword alone does not decide: "add a title that says Download now" is an edit. In each clause the first verb decides,
quotations do not count, and one clause that asks for an edit makes the whole sentence one.
"""

import re
from dataclasses import dataclass
from typing import Literal

from imgfree.language import routing_terms as terms

Route = Literal["export", "credits", "status", "upload", "edit"]

_LONGEST_COMMAND_CHARS = 2000  # who writes more describes a video

_SIGNS: tuple[tuple[Route, re.Pattern[str]], ...] = (
    ("status", terms.DONE_YET),
    ("edit", terms.EDIT),
    ("export", terms.EXPORT),
    ("credits", terms.CREDITS),
    ("status", terms.STATUS),
    ("upload", terms.UPLOAD),
)


@dataclass(frozen=True)
class Errand:
    """What to do about a sentence. An edit that also asks for the file `exports` after it, as the `wish` words say.

    `previews`: the edit is to be looked at.
    """

    route: Route
    exports: bool = False
    wish: str = ""
    previews: bool = False


def route(text: str) -> Route:
    """Return who serves the sentence: one of imgfree's own actions, or `edit` for the agent."""
    return errand(text).route


def errand(text: str) -> Errand:
    """Return what the sentence asks for, and in which order: an edit always comes before the export."""
    if len(text) > _LONGEST_COMMAND_CHARS:
        return Errand("edit")
    if terms.ONLY_FILES.fullmatch(text) and not terms.CHINESE_EDIT.search(text):
        return Errand("upload")
    bare = terms.bare(text)
    clauses = terms.clauses(bare)
    asked = [_clause(clause) for clause in clauses]
    wishes = [clause for clause, found in zip(clauses, asked, strict=True) if found == "export"]
    before = terms.BEFORE_EXPORT.search(bare)
    if "edit" in asked or before:
        follows = bool(wishes or before) and not terms.NOT_YET.search(bare)
        return Errand("edit", follows, " ".join(wishes) if follows else "", bool(terms.PREVIEW.search(bare)))
    found: Route = next((one for one in asked if one is not None), "edit")
    if found == "export":
        return Errand("export", True, text)
    return Errand(found)


def _clause(text: str) -> Route | None:
    """Return what the first verb or keyword of a clause asks for; None where there is neither."""
    if terms.HOW_MANY.search(text):
        return "credits"
    found: list[tuple[int, int, Route]] = [
        (match.start(), place, name) for place, (name, pattern) in enumerate(_SIGNS) if (match := pattern.search(text))
    ]
    return min(found)[2] if found else None
