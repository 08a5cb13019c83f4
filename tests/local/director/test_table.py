"""The table of operations."""

from imgfree.local.director.table import BY_NAME, FRAMES, stage
from imgfree.local.director.wish import Wish


def test_every_operation_of_a_frame_is_edited_by_its_module() -> None:
    """Also those that a frame wishes besides its own; each has one stage and one edit."""
    assert {op for frame in FRAMES.every for op in (frame.op, *frame.also) if op} == set(BY_NAME)
    assert all(operation.name == name and callable(operation.edit) for name, operation in BY_NAME.items())


def test_a_film_is_built_before_it_is_changed() -> None:
    """Undo comes before everything, then the pictures, then their order, then what lies over them."""
    stages = [stage(Wish(op, {}, ())) for op in ("undo", "build", "order", "title")]
    assert sorted(set(stages)) == stages
    assert 0 == stage(Wish("", {}, ()))
