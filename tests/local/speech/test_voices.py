"""Voices of this machine: the same text gives the same file, other languages are named, endpoints are asked."""

import dataclasses
from pathlib import Path

import pytest

from imgfree.errors import BackendRefused
from imgfree.local.draft import write
from imgfree.local.film import Film, Shot
from imgfree.local.sandbox.parent import Here
from imgfree.local.sandbox.studio import Studio
from imgfree.local.speech import choice
from imgfree.local.speech.endpoint import Endpoint
from imgfree.local.speech.seam import Part, Unspoken
from imgfree.local.speech.voices import Voices
from local.speech.voices_here import serving, tone


@pytest.fixture(scope="module")
def voices(tmp_path_factory: pytest.TempPathFactory) -> Voices:
    """Return the package's voice, with a folder of its own."""
    folder = tmp_path_factory.mktemp("voices")
    return Voices(folder / "kept", Studio(Here, folder / "cache"))


def film(voices: Voices, *texts: str) -> Film:
    """Return a film of one photo that says these texts."""
    said = voices.said([Part(text) for text in texts], 1.0)
    return Film(shots=(Shot("p", "p.jpg", "", "image"),), voice=said)


def test_each_sentence_is_a_line(voices: Voices) -> None:
    """A line lasts as long as its sound, and knows who says it."""
    said = voices.said([Part("Hello there. It costs $9.99 at 3:30 pm."), Part("Bye.", 2)], 1.0)
    assert [("Hello there.", None), ("It costs $9.99 at 3:30 pm.", None), ("Bye.", 2)] == [
        (line.text, line.photo) for line in said.lines
    ]
    assert ("hibari-tts", True) == (said.provider, 500 < said.lines[0].ms < 1500 < said.lines[1].ms)


def test_the_same_text_gives_the_same_samples(tmp_path: Path) -> None:
    """Said anew in another folder, a line has the same bytes; a changed one has another file."""
    first, second = (Voices(tmp_path / name, Studio(Here, tmp_path)) for name in "ab")
    drafts = [write(film(one, "Hello there."), revision=1, parent=0) for one in (first, second)]
    [one], [other] = (voices.assets(draft).values() for voices, draft in zip((first, second), drafts, strict=True))
    assert (one.id, one.path.read_bytes()) == (other.id, other.path.read_bytes())
    assert one.id != film(first, "Hello them.").voice.lines[0].source  # type: ignore[union-attr]


def test_a_file_that_is_gone_is_said_again(voices: Voices) -> None:
    """A draft holds all that is needed for it; what is no digest is never looked for."""
    draft = write(film(voices, "Said once."), revision=1, parent=0)
    [asset] = voices.assets(draft).values()
    asset.path.unlink()
    again = voices.assets(draft)[asset.id]
    assert (asset.sha256, True) == (again.sha256, again.path.is_file())


def test_a_recording_is_as_loud_as_a_voice(voices: Voices, tmp_path: Path) -> None:
    """With its script its words are found, with none it is one line; its level is brought to the usual one."""
    from local.director.conversation import asset

    voices._tasks.speak(["Hello there. We are open."], 1.0, [tmp_path / "me.wav"])
    file = dataclasses.replace(asset("me.wav", "audio", seconds=2.5), path=tmp_path / "me.wav")
    scripted, bare = voices.recorded(file, "Hello there. We are open."), voices.recorded(file, " ")
    assert (["Hello there.", "We are open."], "pocketsphinx") == (
        [line.text for line in scripted.lines],
        scripted.aligned,
    )
    assert (1, 2500) == (len(bare.lines), bare.lines[0].ms)
    assert 0.7 < scripted.volume == bare.volume < 1.4


def test_a_slower_pace_takes_longer(voices: Voices) -> None:
    """The pace is held where words can be understood."""
    usual, slow = (voices.said([Part("We are open every day.")], pace) for pace in (1.0, 0.7))
    assert usual.lines[0].ms < slow.lines[0].ms
    assert choice.SLOWEST == voices.said([Part("Hello.")], 0.01).pace


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("欢迎光临", "'欢迎光临'"),
        ("Bonjour à tous, venez découvrir nos produits dès demain", "(fr)"),
        ("😀", "nothing"),
    ],
)
def test_what_it_cannot_say_is_refused_by_name(voices: Voices, text: str, named: str) -> None:
    """Never silence instead of speech."""
    with pytest.raises(Unspoken) as refused:
        voices.said([Part(text)], 1.0)
    assert named in refused.value.en
    assert refused.value.zh


def test_an_endpoint_says_any_language(tmp_path: Path) -> None:
    """It is asked once for a text, with its key; what comes is brought to the usual level, without its silence."""
    with serving(tone(1.0)) as asked:
        voices = Voices(tmp_path / "kept", Studio(Here, tmp_path), Endpoint(asked.about(key="sk-1")))
        for _ in range(2):
            said = voices.said([Part("欢迎光临。")], 1.25)
        assert [("/v1/audio/speech", "Bearer sk-1")] == [
            (path, head["authorization"]) for path, head, _ in asked.requests
        ]
        assert b'"speed":1.25' in asked.requests[0][2].replace(b" ", b"")
        assert 1000 <= said.lines[0].ms <= 1250


def test_an_endpoint_that_refuses_is_named(tmp_path: Path) -> None:
    """Its status and its reason are told."""
    with serving(400) as asked, pytest.raises(BackendRefused, match="answers 400: no such voice"):
        Voices(tmp_path / "kept", Studio(Here, tmp_path), Endpoint(asked.about())).said([Part("Hello.")], 1.0)


def test_speech_is_recognised_by_an_endpoint_alone(voices: Voices, tmp_path: Path) -> None:
    """Without one it is declined by name; with one its words have their times."""
    from local.director.conversation import asset

    file = dataclasses.replace(asset("talk.wav", "audio", seconds=2.0), path=tmp_path / "talk.wav")
    file.path.write_bytes(tone())
    with pytest.raises(Unspoken, match="IMGFREE_VOICE_URL"):
        voices.heard(file)
    said = {"text": "Hello there.", "words": [{"start": 0.5, "end": 0.9}, {"start": 0.9, "end": 1.4}]}
    with serving(said) as asked:
        [line] = Voices(tmp_path / "kept", Studio(Here, tmp_path), Endpoint(asked.about())).heard(file)
        assert b"talk.wav" in asked.requests[0][2]
    assert ("Hello there.", 500, 900, [(0, 400), (400, 900)]) == (
        line.text, line.in_ms, line.ms, [(word.start_ms, word.end_ms) for word in line.words]
    )  # fmt: skip
