"""What a submit may ask for."""

from typing import Any

import pytest

from imgfree.local.answers import Refused
from imgfree.local.orders import exportable, order, output_of
from imgfree.local.output import Output

DRAFT = {"t": [{"tt": 0, "sg": [{"d": 1}]}]}


@pytest.mark.parametrize(
    ("output", "wanted"),
    [
        ({}, Output("mp4", "high", None, None)),
        ({"format": "MP4", "quality": "high"}, Output("mp4", "high", None, None)),
        ({"format": "gif", "fps": 12}, Output("gif", "high", fps=12)),
        ({"codec": "h264", "crf": 23}, Output("mp4", "medium", None, None)),
        ({"crf": 30, "unheard_of": [1]}, Output("mp4", "low", None, None)),
        ({"resolution": "720p"}, Output("mp4", "high", 720, None)),
        ({"resolution": "4k"}, Output("mp4", "high", 2160, None)),
        ({"resolution": "1080x1920"}, Output("mp4", "high", 1920, 1080)),
        ({"resolution": "1920X1080"}, Output("mp4", "high", 1080, 1920)),
        ({"resolution": 480}, Output("mp4", "high", 480, None)),
        ({"height": 360, "resolution": "720p"}, Output("mp4", "high", 360, None)),
    ],
)
def test_reads_the_output(output: dict[str, Any], wanted: Output) -> None:
    """Every key seen with other clients is understood; the rest is passed over."""
    assert wanted == output_of(output)


@pytest.mark.parametrize(
    ("output", "wanted"),
    [
        ({}, Output("gif", "high", 480, None, 12)),
        ({"format": "mp4"}, Output("mp4", "high", 480, None, 12)),
        ({"resolution": "1080x1920"}, Output("gif", "high", 1920, 1080, 12)),
        ({"height": 360, "fps": 30}, Output("gif", "high", 360, None, 30)),
    ],
)
def test_the_words_fill_in_what_the_request_leaves_open(output: dict[str, Any], wanted: Output) -> None:
    """What was wished in words stands in the draft; whatever the request says itself holds."""
    draft = {**DRAFT, "m": {"export": {"format": "gif", "height": 480, "fps": 12}}}
    assert wanted == order({"id": "r", "sessionId": "1", "draft": draft, "output": output}).output


@pytest.mark.parametrize(
    "output",
    [{"format": "exe"}, {"quality": "best"}, {"resolution": "huge"}, {"resolution": "0x9"}, {"fps": 0}, {"fps": True}],
)
def test_refuses_what_it_cannot_make(output: dict[str, Any]) -> None:
    """A value that cannot be met is a 400 that names the key."""
    with pytest.raises(Refused, match=f"output.{next(iter(output))}") as caught:
        output_of(output)
    assert 400 == caught.value.http_status


@pytest.mark.parametrize(
    "draft", [None, [], {}, {"t": None}, {"t": []}, {"t": [{"sg": []}]}, {"t": [None, {"sg": {}}]}]
)
def test_nothing_to_export(draft: Any) -> None:
    """A draft without a segment cannot be rendered."""
    assert not exportable(draft)


@pytest.mark.parametrize("render_id", [None, 5, "", "a/b", "x" * 129, "render 1"])
def test_refuses_ids_that_cannot_be_polled(render_id: Any) -> None:
    """An id has to fit into the address of its poll."""
    with pytest.raises(Refused, match="'id' must be"):
        order({"id": render_id, "sessionId": "1", "draft": DRAFT})


def test_the_same_order_has_the_same_hash() -> None:
    """Key order does not matter, content does."""
    one = order({"id": "r", "sessionId": "1", "draft": DRAFT, "output": {"format": "mp4", "quality": "high"}})
    same = order({"output": {"quality": "high", "format": "mp4"}, "draft": DRAFT, "sessionId": "1", "id": "r"})
    other = order({"id": "r", "sessionId": "1", "draft": DRAFT, "output": {"format": "gif"}})
    assert one.body_hash == same.body_hash
    assert one.body_hash != other.body_hash
