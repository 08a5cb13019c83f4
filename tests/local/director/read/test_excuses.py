"""Excuses: what is wrong with a picture is told; which picture it is belongs to the order."""

import pytest

from imgfree.local.director.read.reading import read
from local.director.conversation import Session


@pytest.mark.parametrize(
    ("sentence", "excuse"),
    [
        ("photo 2 is blurry, remove it", "is blurry ,"),
        ("第三张拍糊了，删掉", "拍糊了 ,"),
        ("use the first two, we dont need every photo", "we dont need every photo"),
    ],
)
def test_an_excuse_leaves_the_picture_to_the_order(sentence: str, excuse: str) -> None:
    """Only what is wrong with it, or that not all are needed, is told."""
    told = [token.text for token in read(sentence).tokens if token.kind == "told"]
    assert excuse.replace(" ", "") == "".join(told).replace(" ", "")


@pytest.mark.parametrize(
    "sentence",
    [
        "only use 2 and 4, the rest are out of focus",
        "use the first three, the others came out too dark",
        "只用前两张，后面的拍糊了",
        "只要第一张和第四张，别的都太暗了",
    ],
)
def test_why_pictures_are_left_out_is_told(session: Session, sentence: str) -> None:
    """What is wrong with those that are not used is no wish, and nothing that was not understood."""
    reply = session(5).say(sentence)
    assert {"build"} == {op["op"] for clause in reply.clauses for op in clause.ops}
    assert {"applied", "defaulted"} >= {clause.outcome for clause in reply.clauses}
