"""What is spoken over the film: words, captions, recordings; how; and none."""

import pytest

from imgfree.local.draft import read
from imgfree.local.film import Film, seconds
from imgfree.local.speech.seam import NOBODY
from imgfree.local.voice_track import lines_at
from local.director.conversation import Conversation, Session, filmed, lettered


def said(talk: Conversation) -> list[str]:
    """Return what the film says."""
    film = read(talk.drafts[-1])
    return [line.text for line, _ in lines_at(film)]


@pytest.mark.parametrize(
    "sentence",
    [
        'make a reel with a voice-over saying "Hello there. We are open."',
        "voice-over: Hello there. We are open.",
        'narrate "Hello there. We are open."',
        "做个视频，旁白：“Hello there. We are open.”",
    ],
)
def test_says_the_words(session: Session, sentence: str) -> None:
    """Nothing of them is written on the picture, and the film is as long as they take."""
    talk = session(2)
    reply = talk.say(sentence)
    assert ["Hello there.", "We are open."] == said(talk)
    assert {"applied", "defaulted"} == {clause.outcome for clause in reply.clauses}
    assert "Title" not in [track["m"]["name"] for track in talk.drafts[-1]["t"]]
    film = read(talk.drafts[-1])
    line, at = lines_at(film)[-1]
    assert 0 < seconds(film) - (at + line.ms) / 1000 < 1.2


def test_says_the_caption_of_each_photo(session: Session) -> None:
    """A photo stays until its caption is said; without captions the wish is declined."""
    talk = session(3)
    assert "declined" in {clause.outcome for clause in talk.say("make a film. say the caption of each photo").clauses}
    talk.say('captions "One mug", "Two mugs", "Three mugs", one per photo', "say the caption of each photo")
    assert ["One mug", "Two mugs", "Three mugs"] == said(talk)
    film = read(talk.drafts[-1])
    begins = [(text["start"], text["start"] + 2000) for text in lettered(talk)]
    assert all(begin - 400 <= at <= end for (begin, end), (_, at) in zip(begins, lines_at(film), strict=True))


PACES = pytest.mark.parametrize(
    ("sentence", "slower"),
    [
        ("make the voice-over slower", True),
        ("the voice-over is too fast", True),
        ("旁白慢一点", True),
        ("voice-over faster", False),
    ],
)


@PACES
def test_changes_its_pace_at_once(session: Session, sentence: str, slower: bool) -> None:
    """In the sentence that gives the words, too."""
    talk = session(2)
    reply = talk.say(f'a reel with a voice-over: "Hello there. We are open.", {sentence}')
    film = read(talk.drafts[-1])
    assert film.voice is not None
    assert (slower, ["Hello there.", "We are open."]) == (film.voice.pace < 1, said(talk))
    assert "declined" not in {clause.outcome for clause in reply.clauses}


@PACES
def test_changes_its_pace(session: Session, sentence: str, slower: bool) -> None:
    """The words stay."""
    talk = session(2)
    talk.say("voice-over: Hello there. We are open.", sentence)
    film = read(talk.drafts[-1])
    assert film.voice is not None
    assert (slower, ["Hello there.", "We are open."]) == (film.voice.pace < 1, said(talk))


@pytest.mark.parametrize("sentence", ["no voice-over", "remove the voice-over", "去掉旁白"])
def test_goes_again(session: Session, sentence: str) -> None:
    """The film has its own length back."""
    talk = session(2)
    talk.say("make a film", "voice-over: Hello there.", sentence)
    assert (None, 8.0) == (read(talk.drafts[-1]).voice, seconds(read(talk.drafts[-1])))


def test_another_one_takes_its_place(session: Session) -> None:
    """There is one voice."""
    talk = session(2)
    talk.say("voice-over: Hello there.", "voice-over: Goodbye then.")
    assert ["Goodbye then."] == said(talk)


def test_a_length_that_is_too_short_gives_way(session: Session) -> None:
    """Speech is never cut off, and the answer says so; a longer one has longer pauses."""
    talk = session(2)
    text = "Hello there. We are open every day of the week. Come in and see."
    reply = talk.say(f'make it 3 seconds with a voice-over: "{text}"')
    assert "approximated" in {clause.outcome for clause in reply.clauses}
    assert "as long as its speech" in reply.text
    assert 3 == len(said(talk))
    talk.say("make it 20 seconds")
    assert (20.0, 3) == (pytest.approx(seconds(read(talk.drafts[-1]))), len(said(talk)))


def test_what_has_no_room_over_a_clip_is_named(session: Session) -> None:
    """A film of clips alone is as long as they are: whole sentences are left out, and told."""
    talk = session(0, "clip.mp4")
    talk.say("make a film", "keep the first 3 seconds")
    reply = talk.say('voice-over: "Hello there. We are open every day of the week, and on Sundays until nine."')
    assert ["Hello there."] == said(talk)
    assert "1 of them not spoken" in reply.text


def test_is_declined_by_name(session: Session) -> None:
    """Without its words, in another language, without a package, without a film."""
    for sentence, told in (
        ("add a voice-over", "give its words"),
        ("voice-over: 欢迎光临", "有“欢迎光临”"),
        ("旁白：“欢迎”", "IMGFREE_VOICE_URL"),
    ):
        assert told in session(2).say(sentence).text
    talk = session(2)
    talk.speech = NOBODY
    assert "pip install 'imgfree[voice]'" in talk.say('voice-over: "Hello."').text
    assert "needs a film" in session(0).say('voice-over: "Hello."').text


@pytest.mark.parametrize(
    "sentence",
    [
        'use song.mp3 as the voice-over: "Hello there."',
        'use song.mp3 as the voice-over with the script "Hello there."',
        'voice-over from song.mp3: "Hello there."',
        "use song.mp3 as the voice-over",
        "旁白用 song.mp3",
    ],
)
def test_a_recording_with_its_script(session: Session, sentence: str) -> None:
    """The file is heard as it was spoken, and is no music; its script may be missing."""
    talk = session(2, "song.mp3")
    talk.say(sentence)
    film = read(talk.drafts[-1])
    assert film.voice is not None
    assert (("song.mp3", True), None) == ((film.voice.provider, film.voice.recorded), film.music)


@pytest.mark.parametrize(
    "sentence", ['a film with song.mp3 and a voice-over: "We open."', 'with song.mp3, voice-over saying "We open."']
)
def test_a_song_named_before_the_voice_is_music(session: Session, sentence: str) -> None:
    """It plays under what is said, and is not heard as a recording of it."""
    talk = session(2, "song.mp3")
    talk.say(sentence)
    film = read(talk.drafts[-1])
    assert film.music is not None
    assert (["We open."], "song.mp3") == (said(talk), film.music.title)


def test_photos_change_between_sentences() -> None:
    """In the middle of a pause."""
    film: Film = filmed('voice-over: "We bake our bread at night. We open at seven. Come in and try it."')
    assert 3 == len(lines_at(film))


@pytest.mark.parametrize("length", ["make it 4 seconds", "at most 4 seconds", "1 second each", "做成4秒"])
def test_no_length_is_claimed_that_speech_exceeds(session: Session, length: str) -> None:
    """The one who asked for it is told how long the film is, and why, whichever was said first."""
    spoken = 'voice-over: "We bake our bread at night, and we open at seven in the morning every day."'
    for said in ((spoken, length), (length, spoken, length), (f"{length}, {spoken}",)):
        talk = session(3)
        reply = talk.say(*said)
        longer = f"{seconds(read(talk.drafts[-1])):.1f}"
        told = [one for one in reply.clauses if any(op["op"] in ("duration", "per_photo") for op in one.ops)]
        assert [("approximated", True)] == [(one.outcome, longer in one.note) for one in told]
        assert all("clips" not in one.note and "视频片段" not in one.note for one in told)
