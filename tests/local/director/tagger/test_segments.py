"""What the tags of a sentence add up to."""

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger.network import tags
from imgfree.local.director.tagger.segments import Segment, segments, spoken_of


def test_words_that_ask_for_one_thing_are_one_segment() -> None:
    """Each operation that is asked for has its words, surely; what only tells something is in none."""
    reading = read("my sister turned forty. make a film with crossfades, in black and white", {}, [])
    found = {one.op: one for one in segments(reading, tags(reading, begun=False), ("build", "transition", "look"))}
    assert {"build", "transition", "look"} == found.keys()
    said = {op: " ".join(reading.raw[start:end] for start, end in one.spans(reading)) for op, one in found.items()}
    assert "crossfades" in said["transition"]
    assert "black and white" in said["look"]
    assert "forty" not in " ".join(said.values())
    assert all(one.certainty > 0.5 for one in found.values())


def test_only_the_operations_that_are_asked_about_come() -> None:
    """Words of other operations are passed by."""
    reading = read("a film with crossfades", {}, [])
    assert {"transition"} == {one.op for one in segments(reading, tags(reading, begun=False), ("transition",))}


def test_words_apart_are_spans_apart() -> None:
    """Neighbours are one stretch of the sentence, others their own."""
    reading = read("one two three four", {}, [])
    assert ((0, 7), (14, 18)) == Segment("music", [0, 1, 3]).spans(reading)


def test_a_value_is_the_likeliest_one() -> None:
    """Of the values of an argument the one that its words say most is kept."""
    reading = read("make it black and white please", {}, [])
    one = spoken_of(Segment("look", [len(reading.tokens) - 2]), tags(reading, begun=True))
    assert "black_and_white" == one.values["name"][1]
