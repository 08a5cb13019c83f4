"""A report as a browser and a suspicious reader see it."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from commandline import Ran

Imgfree = Callable[..., Ran]
VOID = {"meta", "img", "br", "link", "input", "hr"}
RECIPE = """\
version: 1
name: spring
description: Photos for the shop window.
inputs:
  title: {type: string, default: Sale & more}
steps:
  - id: before
    credits: {}
  - id: photos
    upload: a.jpg
  - id: cut
    name: Cut it
    instruct: an 8-second clip with the title "{{ inputs.title }}"
    expect: timeline.video | length == 1
  - id: more
    if: inputs.title == ''
    instruct: longer
  - export: mp4
  - download: {to: "out/reel.mp4", overwrite: true}
  - id: after
    credits: {}
outputs:
  video: "{{ steps.download.path }}"
"""


class Page(HTMLParser):
    """A page taken apart: its elements, its text, and whether every element is closed where it should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.source = path.read_text(encoding="utf-8")
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert tag == self.open.pop(), f"</{tag}> closes something else"

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.elements if name == tag]


def checked(path: Path) -> Page:
    """Return the page, which is well formed, small, reachable by everyone, and asks for nothing from elsewhere."""
    page = Page(path)
    assert [] == page.open
    assert path.stat().st_size < 300_000
    assert set() == {"script", "link", "iframe", "object", "embed", "form"} & {tag for tag, _ in page.elements}
    assert [] == [name for _, attrs in page.elements for name in attrs if name.startswith("on") or name == "style"]
    for _, attrs in page.elements:
        for name in ("src", "href", "poster"):
            value = attrs.get(name) or "./"
            assert re.match(r"\.{1,2}/|#|data:image/jpeg;base64,|file:///", value), value
    assert "url(http" not in page.source
    assert "@import" not in page.source
    assert [] == [attrs for attrs in page.all("img") if not attrs.get("alt")]
    assert [] == [attrs for attrs in page.all("th") if attrs.get("scope") not in ("row", "col")]
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {attrs["aria-labelledby"] for _, attrs in page.elements if "aria-labelledby" in attrs} <= set(ids)
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
    assert [0] == [place for place, level in enumerate(levels) if level == 1]
    assert [{"lang": "en"}] == page.all("html")
    return page


def newest(folder: Path) -> Path:
    return sorted((folder / ".imgfree" / "runs").iterdir())[-1]
