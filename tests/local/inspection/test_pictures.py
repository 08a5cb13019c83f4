"""Pictures of findings."""

from pathlib import Path

from PIL import Image

from faulty import film, gray
from imgfree.local.inspection.findings import Finding, Inspection
from imgfree.local.inspection.pictures import marked


def test_each_finding_has_its_frame_with_its_place(tmp_path: Path) -> None:
    """The frame in the middle of its time, a box around where it is; one without a place is shown as it is."""
    path = film(tmp_path / "a.mp4", lambda at_s: gray(60 if at_s < 2 else 180))
    faults = (
        Finding("overlap", 0.0, 1.0, "one", boxes=((40, 50, 90, 120),)),
        Finding("black", 3.0, 4.0, "two"),
    )
    written = marked(path, Inspection("a.mp4", 4.0, faults, {}), tmp_path / "out")
    assert ["a-1-overlap.png", "a-2-black.png"] == [one.name for one in written]
    with Image.open(written[0]) as first, Image.open(written[1]) as second:
        red, green, _ = first.convert("RGB").getpixel((32, 80))  # type: ignore[misc]
        assert red - green > 100
        assert abs(60 - first.convert("L").getpixel((65, 80))) < 10  # type: ignore[operator]
        assert abs(180 - second.convert("L").getpixel((65, 80))) < 10  # type: ignore[operator]


def test_a_place_beyond_the_frame_is_marked_at_its_edge(tmp_path: Path) -> None:
    """A subject that is cut off reaches out of it."""
    path = film(tmp_path / "a.mp4", lambda at_s: gray(60), 1.0)
    fault = Finding("cut", 0.0, 1.0, "one", boxes=((-90, 20, 900, 9000),))
    [one] = marked(path, Inspection("a.mp4", 1.0, (fault,), {}), tmp_path)
    assert one.is_file()
