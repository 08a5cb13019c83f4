"""Marks found again in bytes of any origin."""

from dataclasses import replace

from imgfree.provenance import Generated, Mark, packet


def test_is_found_across_blocks_and_rewritten(mark: Mark) -> None:
    """Wherever the blocks end, and in an attribute, as some tools write it."""
    whole = b"x" * 90 + packet.packet(mark) + b"y" * 90
    for size in (7, 64, 1000, len(whole)):
        blocks = [whole[at : at + size] for at in range(0, len(whole), size)]
        assert mark == Mark.from_text(next(packet.texts(blocks)))
    attribute = b'<rdf:Description imgfree:Mark="' + mark.text().encode() + b'"/>'
    assert mark == Mark.from_text(next(packet.texts([attribute])))
    assert [] == list(packet.texts([b"<!ENTITY a 'imgfree:Mark'><imgfree:Mark>&a;</imgfree:Mark>"]))


def test_a_name_cannot_leave_its_place(mark: Mark) -> None:
    """What a backend calls its maker stays text."""
    told = packet.packet(replace(mark, generated=(Generated("clip", "</imgfree:Generated>\n<x&"),)))
    assert b"&lt;/imgfree:Generated&gt; &lt;x&amp;" in told


def test_the_term_is_that_of_what_is_in_it(mark: Mark) -> None:
    """Own pictures alone are a composite of whatever they are; with a voice there is something synthetic in it."""
    terms = [packet.source_of(one).rsplit("/", 1)[1] for one in (replace(mark, generated=()), mark)]
    assert ["composite", "compositeSynthetic"] == terms
    assert packet.source_of(replace(mark, own={}, media=())).endswith("/trainedAlgorithmicMedia")
