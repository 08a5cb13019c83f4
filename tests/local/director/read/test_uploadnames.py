"""Which uploads a sentence names."""

from imgfree.local.director.read.uploadnames import file_kind, upload_names


def test_the_longest_name_is_the_one_that_is_meant() -> None:
    """A name within a longer one, within a word or within a quotation is none of its own."""
    files = {"sea": "image", "sea.jpg": "image", "old sea.jpg": "image"}
    text = "old sea.jpg, seaside, sea and 'sea.jpg'"
    found = [text[start:end] for (start, end), _ in upload_names(text, files, [(30, 39)])]
    assert ["old sea.jpg", "sea"] == found


def test_what_looks_like_a_file_is_one_by_its_ending() -> None:
    """Nobody uploaded it, but it can be nothing else; an abbreviation is no file."""
    text = "use holiday.mp4 and talk.srt, e.g. now"
    assert [("holiday.mp4", "video"), ("talk.srt", "captions")] == [
        (text[start:end], of) for (start, end), of in upload_names(text, {}, [])
    ]
    assert ["audio", "image", ""] == [file_kind(name, {"my song": "audio"}) for name in ("my song", "a.png", "a.exe")]
