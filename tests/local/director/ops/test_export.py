"""Wishes about the file: format, size and frame rate are kept in the draft; what is not written is declined by name."""

from typing import Any

import pytest

from imgfree.local.director.ops import export
from imgfree.local.render import plan
from local.director.conversation import Session


def kept(talk: Any) -> dict[str, Any]:
    """Return what the newest draft keeps of the file."""
    return dict(talk.drafts[-1]["m"].get("export") or {})


@pytest.mark.parametrize(
    ("sentence", "file"),
    [
        ("make a reel, export as a GIF", {"format": "gif"}),
        ("make a video and save it as WebM at 24 fps", {"format": "webm", "fps": 24}),
        ("make a video in 4K", {"height": 2160}),
        ("make a 640x360 video", {"height": 360}),
        ("make a video, export in 240p", {"height": 240}),
        ("a 1200x628 video please", {"width": 1200, "height": 628}),
        ("做一个视频，导出GIF", {"format": "gif"}),
        ("make a video, export in 720", {"height": 720}),
        ("做一个视频，导出高清1080", {"height": 1080}),
        ("做一个视频，720p，60帧", {"height": 720, "fps": 60}),
        ("做一个视频，导出1280×720", {"height": 720}),
    ],
)
def test_keeps_what_is_said_of_the_file(session: Session, sentence: str, file: dict[str, Any]) -> None:
    """The draft says it, so that whoever exports next can obey; the clause is applied."""
    talk = session(2, size=(4000, 6000))
    reply = talk.say(sentence)
    assert file == kept(talk)
    assert {"applied"} == {clause.outcome for clause in reply.clauses if clause.outcome != "defaulted"}


@pytest.mark.parametrize("sentence", ["export as a GIF", "导出GIF", "导出一个动图"])
def test_a_file_asked_for_alone_is_kept_too(session: Session, sentence: str) -> None:
    """The route stays export, the film stays, and an undo takes back the edit before it."""
    talk = session(2)
    talk.say("make a reel", "make it black and white")
    film = talk.drafts[-1]["t"]
    assert "export" == talk.say(sentence).route
    assert ({"format": "gif"}, film) == (kept(talk), talk.drafts[-1]["t"])
    talk.say("undo")
    assert "look" not in talk.drafts[-1]["m"]


@pytest.mark.parametrize("sentence", ["export it square", "再导出一个方形的", "export 720x720"])
def test_another_shape_is_another_canvas(session: Session, sentence: str) -> None:
    """The film is laid out anew on it, so that the file has its shape."""
    talk = session(2)
    talk.say("make a 9:16 reel", sentence)
    assert (1080, 1080) == (talk.drafts[-1]["m"]["width"], talk.drafts[-1]["m"]["height"])


@pytest.mark.parametrize("name", ["mkv", "avi", "wmv", "flv", "mp3", "webp"])
def test_declines_a_format_by_name(session: Session, name: str) -> None:
    """Nothing of the clause is said to be done, and the formats there are stand beside it."""
    talk = session(2)
    reply = talk.say(f"make a reel and save it as {name}")
    [declined] = [clause for clause in reply.clauses if clause.outcome == "declined"]
    assert declined.note.startswith(f"{name} is not written here")
    assert not any(op["op"] == "export" for clause in reply.clauses for op in clause.ops)


@pytest.mark.parametrize("name", ["mkv", "mp3"])
def test_what_else_is_said_of_the_file_does_not_save_the_format(session: Session, name: str) -> None:
    """The words that ask for it are not done, and the rest is."""
    talk = session(2)
    told = {clause.text: clause.outcome for clause in talk.say(f"a 240p reel, export as {name}").clauses}
    assert ("applied", "declined") == (told["a 240p reel"], told[f"export as {name}"])
    assert {"height": 240} == kept(talk)


@pytest.mark.parametrize("sentence", ["turn this png into a video", "make a video of my jpgs", "用这些png做一个视频"])
def test_a_format_of_the_material_is_no_wish(session: Session, sentence: str) -> None:
    """Only what the file is to be is declined."""
    talk = session(2)
    assert "declined" not in {clause.outcome for clause in talk.say(sentence).clauses}


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("export it to CapCut", "CapCut"),
        ("give me a Premiere Pro project", "Premiere Pro"),
        ("save it as a Final Cut XML", "Final Cut"),
        ("导出成剪映工程", "剪映工程"),
        ("导出剪映草稿", "剪映草稿"),
        ("I need a DaVinci Resolve timeline", "DaVinci Resolve"),
        ("convert this into a Premiere file", "Premiere"),
        ("导出到剪映", "剪映"),
    ],
)
def test_declines_an_editors_project_by_name(session: Session, sentence: str, name: str) -> None:
    """The draft keeps the wish, so that no film is delivered in its place; a word for a film lifts it."""
    talk = session(2)
    reply = talk.say("make a reel", sentence)
    assert ["declined"] == [clause.outcome for clause in reply.clauses]
    assert name in reply.clauses[0].note
    assert {"project": name} == kept(talk)
    talk.say("export as MP4")
    assert {"format": "mp4"} == kept(talk)


def test_builds_no_film_for_what_cannot_be_done(session: Session) -> None:
    """A project alone is declined and leaves the timeline empty."""
    talk = session(2)
    assert not talk.say("give me a Premiere project").edited


@pytest.mark.parametrize(
    "sentence",
    [
        "make a reel like the ones made in CapCut",
        "make a video for the Avid shop",
        "make a reel that I can open in CapCut",
        "做个视频，我要在剪映里打开",
    ],
)
def test_an_editors_name_alone_asks_for_nothing(session: Session, sentence: str) -> None:
    """Only a file for it does."""
    talk = session(2)
    talk.say(sentence)
    assert {} == kept(talk)


def test_says_what_a_gif_cannot(session: Session) -> None:
    """60 frames a second become the most it can show, and the clause says so."""
    talk = session(2)
    reply = talk.say("make a video, export as a GIF at 60 fps")
    assert {"format": "gif", "fps": 50} == kept(talk)
    assert any("at most 50" in clause.note for clause in reply.clauses if clause.outcome == "approximated")


def test_limits_are_the_renderers() -> None:
    """What the director promises is what the renderer draws."""
    assert plan.GIF_MOST_FPS == export.GIF_MOST_FPS
    assert plan.MAX_SIDE == export.MOST_PIXELS


def test_says_when_a_film_is_too_large(session: Session) -> None:
    """4K of a 21:9 canvas has more pixels a side than are rendered: as many as there can be, and said."""
    talk = session(2, size=(5040, 2160))
    reply = talk.say("make a 21:9 video in 4K")
    assert 2520 * kept(talk)["height"] / 1080 <= export.MOST_PIXELS
    assert any(str(export.MOST_PIXELS) in clause.note for clause in reply.clauses)


@pytest.mark.parametrize(
    ("sentence", "route"),
    [
        ("lovely, now export it", "export"),
        ("perfect, save it for me", "export"),
        ("不错，导出吧", "export"),
        ("how long is it now?", "status"),
        ("现在多长", "status"),
        ("what is on the timeline", "status"),
        ("how do I upload my pictures", "upload"),
        ("怎么传素材", "upload"),
    ],
)
def test_goes_where_it_is_answered(session: Session, sentence: str, route: str) -> None:
    """Praise before an export is no edit, and a question leaves the film as it is."""
    talk = session(3)
    reply = talk.say("a 9 second film", sentence)
    assert (route, False) == (reply.route, reply.edited)


@pytest.mark.parametrize("sentence", ["make a gif and an mp4", "导出GIF和MP4"])
def test_a_second_format_comes_later(session: Session, sentence: str) -> None:
    """The first one is kept, and how to get the other is said."""
    talk = session(2)
    reply = talk.say("a film", sentence)
    assert {"format": "gif"} == kept(talk)
    assert "approximated" in {clause.outcome for clause in reply.clauses}


@pytest.mark.parametrize(
    ("sentence", "export"),
    [
        ("save it as beach_day", {"name": "beach_day"}),
        ("download it as trip.webm", {"name": "trip", "format": "webm"}),
        ("文件名存成 周五", {"name": "周五"}),
        ("a gif, 320 wide", {"format": "gif", "height": 320}),
        ("导出动图，宽480", {"format": "gif", "height": 480}),
        ("send it to me in 720", {"height": 720}),
    ],
)
def test_a_name_a_width_and_a_bare_height(session: Session, sentence: str, export: dict[str, Any]) -> None:
    """They are the file's, and nothing else of the film changes."""
    talk = session(3)
    talk.say("a 9 second square film")
    before = talk.drafts[-1]
    talk.say(sentence)
    assert export == talk.drafts[-1]["m"]["export"]
    assert before["t"] == talk.drafts[-1]["t"]


def test_a_width_of_a_wide_film_is_not_its_height(session: Session) -> None:
    """The shorter side follows from the shape."""
    talk = session(3)
    talk.say("a 9 second 16:9 film", "make it 640 pixels wide")
    assert {"height": 360} == talk.drafts[-1]["m"]["export"]
