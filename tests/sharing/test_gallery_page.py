"""A gallery's page: everything of the index, escaped, with commands that can be typed."""

from imgfree.sharing.gallery import Entry, Gallery
from imgfree.sharing.gallery_page import html


def test_the_page_shows_every_recipe() -> None:
    """Its words in all languages, pictures by their paths, what it needs, the command; nobody's markup is ours."""
    entry = Entry(
        "reels/it's.yaml", {"en": "<b>Summer</b>", "zh": "夏日"}, "x", ("photos",), "gallery/a b.jpg", "s.jpg",
        platforms=("tiktok",), licence="CC0", needs=("voice",),
    )  # fmt: skip
    page = html(Gallery({"en": "Ours"}, "MIT", (entry, Entry("b.yaml", "B"))), "git+https://example.com/r@v1")
    assert "&lt;b&gt;Summer&lt;/b&gt; · 夏日" in page
    for part in ('src="gallery/a%20b.jpg"', "needs voice", "tiktok", "CC0", "2 recipes, MIT"):
        assert part in page
    assert "imgfree new b --from &#39;git+https://example.com/r@v1#b.yaml&#39;" in page
    assert "<b>" not in page
    assert "<title>Ours</title>" in page
    assert "<title>Recipes</title>" in html(Gallery(), "DIR")
