"""Captions of what is spoken: their rows, the times of their words, and what is seen and heard of them in a film."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from PIL import Image

from imgfree.local import spoken_captions
from imgfree.local.assets import Asset
from imgfree.local.director import direct
from imgfree.local.draft import read, write
from imgfree.local.film import Film, Shot, Words
from imgfree.local.legibility import reading_s
from imgfree.local.music.library import of_this_machine
from imgfree.local.music.listen import heard as listened
from imgfree.local.output import Output
from imgfree.local.render import render
from imgfree.local.sandbox.parent import Here
from imgfree.local.sandbox.studio import Studio
from imgfree.local.speech.alignment import aligned
from imgfree.local.speech.script import words as words_of
from imgfree.local.speech.voices import Voices
from imgfree.local.voice import Line, Voice, Word, by_letters

TEXT = "Welcome to our shop. Everything, from tall mugs to small plates, is $9.99 until 3:30 pm."


def spoken(text: str, ms: int = 6000) -> Film:
    """Return a film of two photos that says this line, each of its words for as long as its letters take."""
    said = words_of(text)
    words = tuple(Word(one, *span) for one, span in zip(said, by_letters(said, ms), strict=True))
    shots = tuple(Shot(f"p{n}", f"p{n}.jpg", "", "image") for n in range(2))
    return Film(shots=shots, voice=Voice((Line(text, "v", ms, words=words),), "p", aligned="pocketsphinx"))


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "Everything, from the tall mugs to the small plates, is nine dollars until we close today.",
            ["Everything, from the tall mugs", "to the small plates,", "is nine dollars until we close today."],
        ),
        (
            "慢慢发酵一整夜的面包，今天早上七点钟新鲜出炉，欢迎光临品尝。",
            ["慢慢发酵一整夜的面包，", "今天早上七点钟新鲜出炉，", "欢迎光临品尝。"],
        ),
        ("Hello.", ["Hello."]),
    ],
)
def test_rows_end_where_phrases_do(text: str, rows: list[str]) -> None:
    """Short rows of about the same length, behind commas first; Chinese words have no blanks between them."""
    found = spoken_captions.cues(spoken(text), wordy=True)
    assert text.replace(" ", "") == "".join(cue.text for cue in found).replace(" ", "")
    assert all(len(cue.text) <= 44 for cue in found)
    assert {row[-1] for row in rows} >= {found[-1].text[-1]}
    if not text.isascii():
        assert rows == [cue.text for cue in found]


def test_rows_follow_each_other() -> None:
    """None is seen while another is; a row stays until the next one, or a moment behind its last word."""
    found = spoken_captions.cues(spoken(TEXT), wordy=False)
    assert all(one.end_ms <= after.start_ms for one, after in pairwise(found))
    assert all(0 <= cue.words[0].start_ms - cue.start_ms <= 500 for cue in found)
    assert all(cue.words[-1].end_ms <= cue.end_ms for cue in found)


def test_a_row_that_is_said_fast_is_seen_in_the_pauses_about_it() -> None:
    """Two short lines with pauses: what takes longer to read than to say comes up to 0.5 s early, and stays longer;
    it takes nothing from the row before it, whose words are heard and read."""
    lines = [
        Line(
            text,
            str(n),
            ms,
            words=tuple(Word(one, *span) for one, span in zip(said, by_letters(said, ms), strict=True)),
        )
        for n, (text, ms) in enumerate((("Made by hand.", 1500), ("Glazed in the green of our deep lake.", 1400)))
        for said in [words_of(text)]
    ]
    film = replace(spoken("Hello."), voice=Voice(tuple(lines), "p", aligned="pocketsphinx"))
    first, second = spoken_captions.cues(film, wordy=True)
    assert first.words[-1].end_ms <= first.end_ms <= second.start_ms < second.words[0].start_ms
    assert second.words[0].start_ms - second.start_ms <= 500
    assert 1000 * reading_s(second.text) <= second.end_ms - second.start_ms


def test_each_piece_between_blanks_has_its_time() -> None:
    """A colour that runs stays to the end; a lit word is lit until the next one."""
    words = (Word("Hello —", 100, 400), Word("big", 400, 700), Word("world.", 900, 1200))
    assert [[0, 1400], [0, 1400], [300, 1400], [800, 1400]] == spoken_captions.spans(words, "karaoke", 100, 1500)
    assert [[0, 300], [0, 300], [300, 800], [800, 1400]] == spoken_captions.spans(words, "highlight", 100, 1500)
    for text, pieces in (("One two", 2), ("你好", 2)):
        found = spoken_captions.spans(spoken_captions.guessed(text, 0, 1000), "highlight", 0, 1000)
        assert (pieces, 0, 1000) == (len(found), found[0][0], found[-1][1])


@pytest.mark.parametrize("style", [(), (("animation", "karaoke"),), (("animation", "pop"), ("color", "gold"))])
def test_a_draft_tells_them_as_one(style: tuple[tuple[str, Any], ...]) -> None:
    """However many rows are shown, the film has one caption of its voice, and its words need no captions."""
    film = replace(spoken(TEXT), words=(Words("", "caption", "bottom", "voice", style=style),))
    draft = write(film, revision=1, parent=0)
    assert film == read(draft)
    shown = next(track for track in draft["t"] if track["m"]["name"] == "Captions")["sg"]
    assert bool(style) == all("words_ms" in one["m"] for one in shown)
    assert all(len(one["m"]["said_ms"]) == len(one["m"]["text"].split()) for one in shown)


def finished(folder: Path, sentence: str) -> tuple[Mapping[str, Any], Path]:
    """Return the draft and the film of these words about two dark photos, 426 pixels high."""
    Image.new("RGB", (240, 426), (20, 30, 60)).save(folder / "p.png")
    size = (folder / "p.png").stat().st_size
    assets = [Asset(f"p{n}", f"p{n}.png", "image", folder / "p.png", 240, 426, 0.0, size, "", "") for n in range(2)]
    voices, library = Voices(folder / "voices", Studio(Here, folder / "cache")), of_this_machine(listened)
    draft = direct(sentence, assets, [], speech=voices, library=library).draft
    assert draft is not None
    known = {one.id: one for one in assets} | voices.assets(draft) | library.assets(draft)
    target = folder / "film.mp4"
    output = Output("mp4", "high", 426, 240, 30)
    render(draft, known, output, target, on_progress=lambda share: None, cancelled=lambda: False)
    return draft, target


def yellow(path: Path) -> list[float]:
    """Return how many pixels of each frame are yellow."""
    with av.open(path) as film:
        frames = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
    return [float(((one[:, :, 0] > 150) & (one[:, :, 2] < 110) & (one[:, :, 1] > 120)).sum()) for one in frames]


@pytest.mark.slow
def test_a_film_lights_each_word_when_it_is_heard(tmp_path: Path) -> None:
    """The colour changes within a frame of the words' times; over a loud bed, these words are found again in the
    finished mix, where they were said to be; sound and picture end together, and no peak passes -1 dBTP."""
    said_so = f'no motion, energetic music, cut on the beat, voice-over: "{TEXT}" karaoke captions'
    draft, path = finished(tmp_path, said_so)
    assert any(track["m"]["name"] == "BGM" for track in draft["t"])
    shown = next(track for track in draft["t"] if track["m"]["name"] == "Captions")["sg"]
    at = [one["m"]["start"] + first for one in shown for first, _ in one["m"]["words_ms"][1:]]
    more = np.diff(yellow(path), prepend=0)
    grew = np.flatnonzero(more > 15) / 30 * 1000
    assert all(min(abs(grew - moment)) <= 1000 / 30 + 1 for moment in at)

    said = words_of(TEXT)
    heard = aligned(path, said)
    assert heard is not None
    voice = read(draft).voice
    assert voice is not None
    segments = [
        segment["m"]["start"] for track in draft["t"] if track["m"]["name"] == "Voice" for segment in track["sg"]
    ]
    meant = [begin + word.start_ms for begin, line in zip(segments, voice.lines, strict=True) for word in line.words]
    off = np.array([abs(one - start) for one, (start, _) in zip(meant, heard, strict=True)])
    assert 80 > float(np.median(off))
    assert 0.9 <= float((off < 200).mean())

    with av.open(path) as film:
        video, audio = (float(one.duration * one.time_base) for one in (film.streams.video[0], film.streams.audio[0]))
        peak = max(float(np.abs(frame.to_ndarray()).max()) for frame in film.decode(audio=0))
    assert abs(video - audio) <= 1 / 30
    assert peak <= 10 ** (-1 / 20)
