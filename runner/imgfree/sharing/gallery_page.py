"""A gallery as one static page, beside its index: opened from a disk or served by any server of files."""

from pathlib import Path
from urllib.parse import quote

from imgfree import shell
from imgfree.report.page import digest, environment
from imgfree.sharing.gallery import Entry, Gallery, Words, source_of

PAGE = "index.html"
_HERE = Path(__file__).parent


def html(gallery: Gallery, address: str) -> str:
    """Return the page; `address` is how others name the repository, such as git+https://example.com/r.git@v1."""
    style = (_HERE / "gallery.css").read_text(encoding="utf-8")
    page = environment(_HERE)
    page.filters |= {"link": quote}
    return page.get_template("gallery.html").render(
        title=_all(gallery.title) or ["Recipes"],
        licence=gallery.licence,
        shown=[_shown(one, address) for one in gallery.recipes],
        style=style,
        digest=digest(style),
    )


def _shown(entry: Entry, address: str) -> dict[str, object]:
    take = shell.command("imgfree", "new", entry.name, "--from", source_of(entry, address))
    return {**vars(entry), "titles": _all(entry.title), "texts": _all(entry.description), "take": take}


def _all(words: Words) -> list[str]:
    """Return a text in all its languages."""
    return [words] if isinstance(words, str) and words else [] if isinstance(words, str) else list(words.values())
