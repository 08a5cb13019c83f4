"""Order: where pictures stand, all of them or certain ones."""

from typing import Any

import pytest

from imgfree.local.director.ops.order import edit
from imgfree.local.director.wish import Scene, Wish
from local.director.conversation import Session, begun, filmed
from local.director.score import wished


@pytest.mark.parametrize(
    ("sentence", "wish"),
    [
        ("swap the first two", {"how": "swap", "photos": [1, 2]}),
        ("swap photo 2 and the last one", {"how": "swap", "photos": [2, 4]}),
        ("put the last picture first", {"how": "first", "photos": [4]}),
        ("end with photo 2", {"how": "last", "photos": [2]}),
        ("move photo 4 before photo 2", {"how": "before", "photos": [4, 2]}),
        ("第三张放到第一张后面", {"how": "after", "photos": [3, 1]}),
        ("把最后一张挪到最前面", {"how": "first", "photos": [4]}),
        ("第三张往前挪", {"how": "move", "photos": [3], "place": 2}),
        ("order 3, 1, 4, 2", {"how": "list", "photos": [3, 1, 4, 2]}),
        ("the second from the end goes to the front", {"how": "first", "photos": [3]}),
        ("move photo 3 one place up", {"how": "move", "place": 2, "photos": [3]}),
        ("move no 4 up one", {"how": "move", "place": 3, "photos": [4]}),
        ("newest first", {"how": "reverse"}),
        ("backwards please", {"how": "reverse"}),
        ("按文件名排", {"how": "name"}),
        ("打乱顺序", {"how": "shuffle"}),
    ],
)
def test_is_heard(session: Session, sentence: str, wish: dict[str, Any]) -> None:
    """For all of them or for those that are named, counted from either end."""
    assert [wish] == wished(session(4).say("a film", sentence), "order")


@pytest.mark.parametrize(
    ("sentence", "how"),
    [
        ("speed the clip up, pics after it", "clips_first"),
        ("start with the clip, 2 seconds a picture", "clips_first"),
        ("视频放照片后面", "photos_first"),
        ("视频静音，放照片后面", "photos_first"),
        ("先放视频，再接3张图", "clips_first"),
        ("put the clip between 2 and 3", "after"),
        ("2 seconds each, then the photos", None),
    ],
)
def test_clips_and_photos_come_in_turn(session: Session, sentence: str, how: str | None) -> None:
    """Which are first is said of either; "then the photos" says it only behind a clip."""
    assert [how] * (how is not None) == [one["how"] for one in wished(session(3, "clip.mp4").say(sentence), "order")]


def test_two_moves_are_two_wishes(session: Session) -> None:
    """Each picture goes where it was said."""
    reply = session(4).say("a film", "put photo 3 first and photo 1 last")
    assert [("first", [3]), ("last", [1])] == [(one["how"], one["photos"]) for one in wished(reply, "order")]


def test_a_place_beside_other_pictures_moves_nothing(session: Session) -> None:
    """Where a list of pictures is named for their length, their order stays."""
    assert [] == wished(session(4).say("a film, the first two for 3 seconds"), "order")


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("the clip goes first", "c123"),
        ("put the clip at the end", "123c"),
        ("the photos, then the clip", "123c"),
        ("clip between photos 1 and 2", "1c23"),
        ("the clip in the middle", "12c3"),
        ("clip after the first photo", "1c23"),
        ("clip before photo 3", "12c3"),
        ("put the video between photo 2 and photo 3", "12c3"),
        ("视频放在第一张后面", "1c23"),
        ("视频放中间", "12c3"),
        ("视频放最前面", "c123"),
    ],
)
def test_a_clip_has_its_place_among_photos(sentence: str, shown: str) -> None:
    """First, last, in the middle or between two of them, wherever it was uploaded."""
    said = begun(3, "clip.mp4")
    said.say(sentence)
    titles = [segment["m"]["title"] for segment in said.drafts[-1]["t"][0]["sg"]]
    assert shown == "".join(title.removeprefix("photo-")[0] for title in titles)


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("shuffle them but keep the first one first", {"how": "first", "photos": [1]}),
        ("打乱顺序，第一张别动", {"how": "first", "photos": [1]}),
        ("随机排，最后一张还是放最后", {"how": "last", "photos": [4]}),
    ],
)
def test_one_may_keep_its_place_among_mixed_ones(session: Session, sentence: str, stays: dict[str, Any]) -> None:
    """What does not move stands where it was, whatever becomes of the others."""
    wishes = wished(session(4).say(sentence), "order")
    assert stays in wishes
    assert {"how": "shuffle"} in wishes


def test_a_text_the_wrong_way_round_turns_no_photos(session: Session) -> None:
    """Two names in the wrong order are the title's."""
    reply = session(4).say('a film, title "Tom & Priya"', '"Tom & Priya" is the wrong way round')
    assert [] == wished(reply, "order")


@pytest.mark.parametrize("how", ["swap", "before", "after"])
def test_a_photo_stands_nowhere_beside_itself(how: str) -> None:
    """Where both numbers are those of one photo it is asked which two are meant, and all stay."""
    film = filmed("make a 9 second film")
    came = edit(film, Wish("order", {"how": how, "photos": [3, 3]}, ()), Scene((), film))
    assert (film, "declined") == (came.film, came.outcome)
