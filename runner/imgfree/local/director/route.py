"""Which way a sentence goes: most are edits; export, credits, status and upload answer without touching the draft."""

from collections.abc import Sequence

from imgfree.language import routing
from imgfree.local.director.reply import Route
from imgfree.local.director.rule import Heard
from imgfree.local.director.sentence import Sentence


def words_route(sentence: Sentence) -> Route | None:
    """Return the route that the words alone decide, before any operation is heard; None for an edit or an export."""
    found = routing.route(sentence.raw)
    return found if found in ("credits", "status", "upload") else None


def heard_route(sentence: Sentence, heard: Sequence[Heard]) -> Route:
    """Return export when the sentence asks for the file and nothing else, else edit."""
    operations = [one for one in heard if one.op or one.outcome == "declined"]
    asks = routing.route(sentence.raw) == "export"
    return "export" if asks and all(one.op in ("export", "platform", "") for one in operations) else "edit"
