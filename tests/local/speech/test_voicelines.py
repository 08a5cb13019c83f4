"""Recordings and transcripts as lines with words."""

import dataclasses

from imgfree.local.speech.voicelines import BY_LETTERS, recording, timed, transcribed
from imgfree.local.voice import Line, Voice
from local.director.conversation import asset

FILE = dataclasses.replace(asset("me.m4a", "audio"), duration_s=6.0)


def test_a_recording_is_cut_between_its_sentences() -> None:
    """Its lines follow each other without a gap, each with its words from its own beginning on."""
    spans = [(500, 900), (900, 1400), (2400, 2800), (2800, 3300)]
    voice = recording(FILE, ["Hello there.", "Come in."], lambda path, text, words: spans)
    first, second = voice.lines
    assert (300, 1600, 1900) == (first.in_ms, first.ms, second.in_ms)
    assert (0, True, 3600) == (voice.pause_ms, voice.recorded, second.in_ms + second.ms)
    assert [(200, 600), (600, 1100)] == [(word.start_ms, word.end_ms) for word in first.words]


def test_what_cannot_be_aligned_goes_by_letters() -> None:
    """The voice says that it is so."""
    voice = recording(FILE, ["你好。", "再见。"], lambda path, text, words: None)
    assert (BY_LETTERS, 2) == (voice.aligned, len(voice.lines))
    said = timed(Voice((Line("Hi there", "v", 700),), "p"), lambda rows: [None])
    assert (BY_LETTERS, ["Hi", "there"]) == (said.aligned, [word.text for word in said.lines[0].words])


def test_a_transcript_without_times_goes_by_letters() -> None:
    """Its sentences are lines at their share of the file; an empty one has none."""
    lines = transcribed({"text": "Hello there. Come in."}, FILE)
    assert ["Hello there.", "Come in."] == [line.text for line in lines]
    assert lines[0].in_ms + lines[0].ms <= lines[1].in_ms
    assert () == transcribed({"text": " "}, FILE)
