"""Captions: from a file or from quoted lines, with a place and a style, gone when they are not wanted."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from imgfree.local.assets import Asset
from imgfree.local.draft import read
from imgfree.local.render.drawable import drawable
from imgfree.local.sandbox.parent import Here
from imgfree.local.sandbox.studio import Studio
from imgfree.local.speech.endpoint import Endpoint
from imgfree.local.speech.voices import Voices
from local.director.conversation import Session, begun
from local.speech.voices_here import serving, tone

TALK = "00:01,000 --> 00:03,000\nHello\n\n00:04,000 --> 00:06,000\nBye\n\n00:30,000 --> 00:32,000\nAfter the end\n"
Talk = Callable[..., Any]


def texts(reply: Any, name: str = "Captions") -> list[tuple[str, int, int]]:
    """Return text, start and length of every segment of the track of that name."""
    tracks = [track for track in reply.draft["t"] if track["m"]["name"] == name]
    return [(one["m"]["text"], one["m"]["start"], one["d"]) for track in tracks for one in track["sg"]]


def looks(reply: Any) -> set[str]:
    """Return the places and styles of the captions, as one text each."""
    segments = [one["m"] for track in reply.draft["t"] for one in track["sg"] if one["m"].get("role") == "caption"]
    styles = [{"place": one["position"], **one.get("style", {})} for one in segments]
    return {" ".join(f"{key}={value}" for key, value in sorted(style.items()) if value != "bottom") for style in styles}


def clause(reply: Any, op: str = "captions") -> Any:
    """Return the clause with this operation."""
    return next(one for one in reply.clauses if any(found["op"] == op for found in one.ops))


@pytest.fixture
def talk(tmp_path: Path, session: Session) -> Talk:
    """Return a maker of conversations about a clip of 20 s and captions files."""

    def make(*names: str, text: str = TALK, photos: int = 0) -> Any:
        conversation = session(photos, *([] if photos else ["clip.mp4"]))
        for name in names or ("talk.srt",):
            path = tmp_path / name
            path.write_text(text.replace("Hello", f"Hello {name}" if len(names) > 1 else "Hello"))
            conversation.assets.append(Asset(name, name, "captions", path, 0, 0, 32.0, 100, "0" * 64, f"/media/{name}"))
        return conversation

    return make


@pytest.mark.parametrize(
    "sentence",
    [
        "add captions",
        "加字幕",
        "burn in talk.srt",
        "add captions from talk.srt",
        "use “talk.srt” for subtitles",
        "配上talk.srt字幕",
    ],
)
def test_a_file_is_laid_on_the_film(talk: Talk, sentence: str) -> None:
    """Cues stand at their own times; what begins after the film's end is counted, and shown in no track."""
    reply = talk().say(sentence)
    assert [("Hello", 1000, 2000), ("Bye", 4000, 2000)] == texts(reply)
    found = clause(reply)
    assert (1, "captions", True, "approximated") == (
        len(found.ops),
        found.ops[0]["op"],
        found.ops[0]["on"],
        found.outcome,
    )
    assert "talk.srt" in found.note
    assert "20.0" in found.note
    assert "32.0" in found.note
    assert not [one.text for one in reply.clauses if one.outcome == "not understood"]


def test_captions_that_fit_are_simply_applied(talk: Talk) -> None:
    """With nothing beyond the end, the note says how many from which file."""
    found = clause(talk(text=TALK[: TALK.index("00:30")]).say("add captions"))
    assert ("applied", "2 captions from talk.srt") == (found.outcome, found.note)


def test_captions_are_not_doubled(talk: Talk) -> None:
    """Said again, nothing changes: the film has its captions."""
    conversation = talk()
    first = conversation.say("add captions")
    again = conversation.say("add captions")
    assert (False, first.draft) == (again.edited, again.draft)


def test_the_same_sentence_gives_the_same_draft(talk: Talk) -> None:
    """Two sessions with the same words and files have the same draft."""
    assert talk().say("add yellow captions").draft == talk().say("add yellow captions").draft


def test_another_file_replaces_the_captions_and_keeps_their_style(talk: Talk) -> None:
    """The file that is named is used; without a name it is the first."""
    conversation = talk("de.srt", "en.srt")
    assert "Hello de.srt" == texts(conversation.say("add captions in yellow"))[0][0]
    reply = conversation.say("use en.srt for the captions")
    assert "Hello en.srt" == texts(reply)[0][0]
    assert {"color=yellow"} == looks(reply)


def test_a_file_that_is_not_there_is_named(talk: Talk) -> None:
    """Captions from another file than those uploaded are declined."""
    found = clause(talk().say("add captions from other.srt"))
    assert ("declined", True) == (found.outcome, "'other.srt'" in found.note)


@pytest.mark.parametrize(
    ("sentence", "look"),
    [
        ("add captions", ""),
        ("add large yellow captions at the top", "color=yellow place=top size=large"),
        ("加字幕，黄色大字，放顶部", "color=yellow place=top size=large"),
        ("add captions, white on black box, bold", "background=black bold=True box=True color=white"),
        ("加字幕，黑底白字", "background=black box=True color=white"),
        ("captions with a white box and black text", "background=white box=True color=black"),
        ("add captions, white text with black outline", "box=False color=white outline=black"),
        ("给视频加上字幕，白字黑边，底部居中", "box=False color=white outline=black"),
        ("add subtitles without a box", "box=False"),
        ("add captions with yellow highlights", "animation=highlight lit=yellow"),
    ],
)  # fmt: skip
def test_style_words_bind_to_the_captions(talk: Talk, sentence: str, look: str) -> None:
    """Colour, size, weight, paper, outline and place that are said beside captions are theirs."""
    reply = talk().say(sentence)
    assert {look} == looks(reply)
    assert not [one.text for one in reply.clauses if one.outcome == "not understood"]


@pytest.mark.parametrize(
    ("sentence", "look"),
    [
        ("make the captions bigger and yellow", "color=yellow size=large"),
        ("move the captions to the top", "place=top"),
        ("the subtitles should be bold", "bold=True"),
        ("字幕放到顶部", "place=top"),
        ("把字幕放大", "size=large"),
        ("字幕改成红色", "color=red"),
        ("make the text bigger", "size=large"),
        ("把文字改成黄色", "color=yellow"),
    ],
)
def test_captions_are_restyled_all_together(talk: Talk, sentence: str, look: str) -> None:
    """A later wish changes every caption and no time."""
    conversation = talk()
    before = texts(conversation.say("add captions"))
    reply = conversation.say(sentence)
    assert reply.edited
    assert {look} == looks(reply)
    assert before == texts(reply)


def test_words_of_a_file_are_lit_by_their_letters(talk: Talk) -> None:
    """A file says when a cue is seen, and nothing of its words: the answer says what their times go by."""
    reply = talk().say("add auto captions with yellow highlight, word by word")
    assert any("by their letters" in one.note for one in reply.clauses if one.outcome == "approximated")
    assert (2, {"animation=highlight lit=yellow"}) == (len(texts(reply)), looks(reply))
    assert "a colour runs" in clause(talk().say("add karaoke captions")).note


@pytest.mark.parametrize("sentence", ["remove the captions", "no captions", "去掉字幕", "不要字幕"])
def test_captions_go_when_they_are_not_wanted(talk: Talk, sentence: str) -> None:
    """Nothing is left of them, before the film's end or after it; undo brings them back."""
    conversation = talk()
    before = texts(conversation.say("add captions"))
    gone = conversation.say(sentence)
    assert ([], False) == (texts(gone), "captions_beyond" in gone.draft["m"])
    assert before == texts(conversation.say("undo"))


def test_a_shorter_film_keeps_the_times_and_says_what_is_not_shown(talk: Talk) -> None:
    """ "Make it 5 seconds" cuts the captions at its end, and tells how many come later."""
    conversation = talk()
    conversation.say("add captions")
    reply = conversation.say("make it 5 seconds")
    assert [("Hello", 1000, 2000), ("Bye", 4000, 1000)] == texts(reply)
    assert "undo" not in clause(reply, "duration").note
    photos = talk(photos=3)
    photos.say("make a 12 second video with captions")
    shorter = photos.say("make it 3 seconds")
    assert [("Hello", 1000, 2000)] == texts(shorter)
    assert "32.0 s: the last 2 of 3" in clause(shorter, "duration").note
    assert [("Hello", 1000, 2000), ("Bye", 4000, 2000)] == texts(photos.say("make it 12 seconds"))


def test_a_cut_moves_the_captions_with_their_pictures(talk: Talk) -> None:
    """Two seconds off the start, and every caption comes two seconds earlier."""
    reply = talk().say("add captions and cut the first 2 seconds")
    assert [("Hello", 0, 1000), ("Bye", 2000, 2000)] == texts(reply)


def test_captions_show_what_can_be_drawn(talk: Talk) -> None:
    """Emoji are kept where this machine has a font for them, else left out and told; an address is shown whole."""
    address = "https://" + "x" * 100
    written = "Good 🎉 \U0010fff0 ♪"
    conversation = talk(text=f"00:01,000 --> 00:03,000\n{written}\n\n00:04,000 --> 00:06,000\n{address}\n")
    reply = conversation.say("add captions")
    assert [drawable(written).text, address] == [text for text, _, _ in texts(reply)]
    assert "imgfree has '\U0010fff0'" in clause(reply).note


def test_captions_follow_their_clip(tmp_path: Path, session: Session) -> None:
    """Each file is its own clip's by its name, and goes with it when it is trimmed, hastened, moved or removed."""
    conversation = session(0, "clip.mp4", "clip2.mp4")
    for name, word in (("clip.srt", "Anna"), ("clip2.en.srt", "Bea")):
        (tmp_path / name).write_text(f"00:02,000 --> 00:04,000\n{word}\n")
        asset = Asset(name, name, "captions", tmp_path / name, 0, 0, 4.0, 100, "0" * 64, f"/media/{name}")
        conversation.assets.append(asset)
    first = conversation.say("make a video of both clips with hard cuts and captions")
    assert [("Anna", 2000, 2000), ("Bea", 22000, 2000)] == texts(first)
    assert "they follow clip.mp4" in clause(first).note
    assert [("Anna", 1000, 2000), ("Bea", 21000, 2000)] == texts(conversation.say("cut the first second"))
    conversation.say("undo")
    assert [("Anna", 1000, 1000), ("Bea", 11000, 1000)] == texts(conversation.say("play it at double speed"))
    conversation.say("undo")
    assert [("Bea", 2000, 2000), ("Anna", 17000, 2000)] == texts(conversation.say("reverse the order of the clips"))


def test_without_a_file_the_cure_is_named(session: Session) -> None:
    """Captions of speech are declined; a file, quoted lines or the cloud are the ways out."""
    found = clause(session(1, "clip.mp4").say("add captions"))
    assert "declined" == found.outcome
    assert "SRT or VTT" in found.note
    assert "SRT 或 VTT" in clause(session().say("加字幕")).note


def test_captions_need_a_film(talk: Talk) -> None:
    """A captions file alone makes none."""
    conversation = talk()
    del conversation.assets[0]
    found = clause(conversation.say("add captions"))
    assert ("declined", True) == (found.outcome, "photos or a clip" in found.note)


@pytest.mark.parametrize(
    "sentence",
    [
        "make a 12 second video with captions: “one” / “two” / “three”",
        "make a 12 second video with these captions: “one”; “two”; “three”",
        "把照片做成12秒视频，字幕：“one” / “two” / “three”",
        "make a 12 second video, captions saying “one”, “two” and “three”",
    ],
)
def test_quoted_lines_stand_over_their_photos(session: Session, sentence: str) -> None:
    """As many lines as photos: one for each."""
    reply = session(3).say(sentence)
    assert [("one", 0, 4333), ("two", 4333, 3833), ("three", 8167, 3833)] == texts(reply, "Title")
    assert {"place=lower_third"} == looks(reply)


def test_quoted_lines_are_spread_when_counts_differ(session: Session) -> None:
    """Two lines for three photos share the film, and follow it when it is retimed; the note says so once."""
    conversation = session(3)
    reply = conversation.say("make a 12 second video with captions: “one” / “two”")
    assert [("one", 0, 6000), ("two", 6000, 6000)] == texts(reply, "Title")
    assert 1 == clause(reply, "text").note.count("2 captions for 3 shots")
    assert [("one", 0, 4500), ("two", 4500, 4500)] == texts(conversation.say("make it 9 seconds"), "Title")


def test_new_lines_replace_the_old_ones(session: Session) -> None:
    """A second list takes the place of the first, and said twice it changes nothing."""
    conversation = session(3)
    conversation.say("make a 12 second video with captions: “one” / “two” / “three”")
    reply = conversation.say("captions: “x” / “y”")
    assert [("x", 0, 6000), ("y", 6000, 6000)] == texts(reply, "Title")
    assert not conversation.say("captions: “x” / “y”").edited
    assert {"color=yellow place=top"} == looks(conversation.say("make the captions yellow, at the top"))


def test_a_captions_file_is_no_picture(talk: Talk) -> None:
    """It is in no count of photos, and replaces none."""
    conversation = talk()
    assert ["clip.mp4"] == [one["m"]["title"] for one in conversation.say("make a video").draft["t"][0]["sg"]]
    assert not conversation.say("replace photo 1 with talk.srt").edited


@pytest.mark.parametrize("sentence", ["add captions in yellow with a shadow", "加字幕，黄色，带阴影"])
def test_no_shadow_is_drawn_and_it_is_said(talk: Talk, sentence: str) -> None:
    """The colour is done, the shadow is not."""
    found = clause(talk().say(sentence))
    assert "approximated" == found.outcome
    assert "shadows" in found.note or "阴影" in found.note


def test_a_clip_is_listened_to_where_an_endpoint_can(tmp_path: Path) -> None:
    """What is said in it becomes its captions, at its own times; without an endpoint they are declined by name."""
    (tmp_path / "clip.mp4").write_bytes(tone())
    said = {"text": "Hello there.", "words": [{"start": 2.0, "end": 2.4}, {"start": 2.4, "end": 3.0}]}
    conversation = begun(0, "clip.mp4")
    conversation.assets = [replace(one, path=tmp_path / "clip.mp4") for one in conversation.assets]
    assert "IMGFREE_VOICE_URL" in conversation.say("make a film with captions").text
    assert "IMGFREE_VOICE_URL" in conversation.say("transcribe the clip").text
    with serving(said) as asked:
        conversation.speech = Voices(tmp_path / "kept", Studio(Here, tmp_path), Endpoint(asked.about()))
        assert "1 caption from " in conversation.say("transcribe the clip").text
    [caption] = [one for one in read(conversation.drafts[-1]).words if one.role == "caption"]
    assert ("Hello there.", "cue:clip.mp4", 2000, 1000) == (
        caption.text, caption.anchor, caption.at_ms, caption.length_ms
    )  # fmt: skip
