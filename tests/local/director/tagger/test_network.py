"""What the tags of a sentence are."""

import numpy as np

from imgfree.local.director.read.reading import read
from imgfree.local.director.tagger import network


def test_every_token_has_its_chances() -> None:
    """The chances of a token's operations make one; the sentence has as many rows as tokens."""
    reading = read("make a 12 second film, our dog is five", {}, [])
    tagged = network.tags(reading, begun=False)
    assert (len(reading.tokens), len(tagged.names)) == tagged.ops.shape
    assert np.allclose(1, tagged.ops.sum(1), atol=1e-5)
    assert (len(reading.tokens), len(tagged.keys)) == tagged.told.shape
    chances = (tagged.begins, tagged.verbatim, tagged.told, tagged.args("music", [0]))
    assert all(((0 <= one) & (one <= 1)).all() for one in chances)


def test_a_number_tells_what_it_is_the_value_of() -> None:
    """Seconds of a film are told by the number, and by no other word; a key that words never tell is told by none."""
    reading = read("hold photo 2 for 5 seconds", {}, [])
    tagged = network.tags(reading, begun=True)
    number = len(reading.tokens) - 1
    assert tagged.tells("seconds", [0]) < 0.5 < tagged.tells("seconds", [0, number])
    assert tagged.tells("seconds", [number]) == tagged.tells_first("seconds", [0, number])
    assert 0.0 == tagged.tells_first("photos", [number]) == tagged.tells("animation", [number])


def test_blocks_are_an_inner_matter() -> None:
    """A product made block by block is the product."""
    one, other = (np.random.default_rng(3).normal(size=size).astype(np.float32) for size in ((53, 8), (8, 5)))
    assert np.allclose(one @ other, network._times(one, other), atol=1e-5)


def test_an_operation_without_arguments_has_none() -> None:
    """What takes no arguments has an empty row."""
    assert network.tags(read("undo that", {}, []), begun=True).args("redo", [0]).shape == (0,)
