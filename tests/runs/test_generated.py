"""What of a film is its maker's own, and what was generated for it."""

from imgfree.provenance import Generated
from imgfree.runs.generated import generated, own

FILES = [
    {"filename": "mug.jpg", "file_type": "image", "cdn_url": "https://cdn.example/x/mug.jpg?sign=1"},
    {"filename": "walk.mp4", "file_type": "video", "cdn_url": "https://cdn.example/x/walk.mp4"},
]


def test_here_it_is_what_says_who_made_it() -> None:
    """A voice, and music of a library that says so; the user's own song and pictures are not."""
    timeline = {
        "video": [{"label": "other name", "source": "5f"}],
        "audio": [
            {"label": "Calm", "made": "generated with ACE-Step 1.5"},
            {"label": "hello", "bus": "voice", "provider": "hibari-tts"},
            {"label": "there", "bus": "voice", "provider": "hibari-tts"},
            {"label": "song.mp3", "source": "6a"},
        ],
    }
    found = (Generated("music", "ACE-Step 1.5"), Generated("voice", "hibari-tts", 2))
    assert found == generated(timeline, FILES, in_cloud=False)


def test_in_the_cloud_it_is_all_but_the_files() -> None:
    """By their names or addresses the user's own are known."""
    video = [{"label": "Mug"}, {"label": "", "source": "https://cdn.example/y/walk.mp4"}, {"label": "city at night"}]
    timeline = {"video": video, "audio": [{"label": "BGM"}]}
    found = (Generated("sound", "nemo, or its library"), Generated("clip", "nemo"))
    assert found == generated(timeline, FILES, in_cloud=True)
    assert () == generated({}, FILES, in_cloud=True)


def test_own_files_are_counted() -> None:
    """By their type."""
    assert {"image": 1, "video": 1} == own(FILES)
