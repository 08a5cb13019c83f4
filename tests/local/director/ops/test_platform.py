"""Platforms: canvas and loudness they bring, what else was said and wins, and the second canvas."""

from typing import Any

import pytest

from imgfree.local.director.lexicon import lexicon, senses_of
from imgfree.local.platforms import PLATFORMS
from local.director.conversation import Session


def facts(talk: Any) -> dict[str, Any]:
    """Return what the newest draft says of the whole film."""
    return dict(talk.drafts[-1]["m"])


def notes(reply: Any) -> str:
    """Return the remarks of all clauses."""
    return " ".join(clause.note for clause in reply.clauses)


def test_knows_the_words_of_every_platform_in_the_table() -> None:
    """Each row of the data has its forms in the lexicon, and a source."""
    rows = [row for language in ("en", "zh") for rows in lexicon(language).rows.values() for row in rows]
    said = {sense.value for _, of, value in rows if of for sense in senses_of(of, value) if sense.type == "platform"}
    assert set(PLATFORMS) == said
    assert all(row.source for row in PLATFORMS.values())


@pytest.mark.parametrize(
    ("sentence", "lufs"),
    [
        ("make a TikTok from my photos with music", -16.0),
        ("make a YouTube video from my photos with music", -14.0),
        ("照片做成抖音视频，配音乐", -16.0),
        ("照片做个视频发B站，加背景音乐", -14.0),
    ],
)
def test_aims_at_the_loudness_of_the_platform(session: Session, sentence: str, lufs: float) -> None:
    """A film with sound for a platform carries its loudness, and the clause says so."""
    talk = session(3, "song.mp3")
    reply = talk.say(sentence)
    assert lufs == facts(talk)["loudness_lufs"]
    assert f"{lufs:g} LUFS" in notes(reply)


def test_leaves_a_silent_film_without_a_loudness(session: Session) -> None:
    """Photos without music have nothing to be brought to a loudness."""
    talk = session(3)
    reply = talk.say("make a TikTok from my photos")
    assert "loudness_lufs" not in facts(talk)
    assert "LUFS" not in notes(reply)


def test_lets_a_level_that_was_said_win_over_the_platform(session: Session) -> None:
    """With "music at 30 %" the level stays as said, and the platform's clause tells it."""
    talk = session(3, "song.mp3")
    reply = talk.say("make a TikTok from my photos with music at 30%")
    assert "loudness_lufs" not in facts(talk)
    assert "level that was said" in notes(reply)


@pytest.mark.parametrize("sentence", ["normalize to -18 LUFS", "响度标准化到-18"])
def test_obeys_a_loudness_in_so_many_words(session: Session, sentence: str) -> None:
    """A loudness that is said wins over the platform's and stays through later edits."""
    talk = session(3, "song.mp3")
    talk.say("make a YouTube video from my photos with music", sentence, "make it 10 seconds")
    assert -18.0 == facts(talk)["loudness_lufs"]


def test_tells_how_the_other_canvas_is_exported(session: Session) -> None:
    """Two canvases in a sentence: the first is obeyed, the second is one export option away."""
    talk = session(3)
    reply = talk.say("make a video from my photos, 16:9 for YouTube and 9:16 for Reels")
    assert (1920, 1080) == (facts(talk)["width"], facts(talk)["height"])
    assert "export: {resolution: 1080x1920}" in notes(reply)


@pytest.mark.parametrize(("sentence", "said"), [("export in 4K", True), ("export in 1080p", False)])
def test_says_when_an_export_enlarges_the_material(session: Session, sentence: str, said: bool) -> None:
    """4K from 1080x1920 photos is enlarged, and the export clause says from what; 1080p is not."""
    reply = session(3).say("make a vertical video from my photos", sentence)
    outcome = {clause.outcome for clause in reply.clauses if any(op["op"] == "export" for op in clause.ops)}
    assert said is ("at most 1080x1920" in notes(reply))
    assert {"approximated" if said else "applied"} == outcome
