"""Platforms and canvases as data."""

from imgfree.local.platforms import CANVASES, PLATFORMS, other_size


def test_every_canvas_has_its_ratio_and_sides_that_encoders_take() -> None:
    """Width and height are even, as the name says to a hundredth, and the short side is that of full HD."""
    for name, (width, height) in CANVASES.items():
        across, down = map(int, name.split(":"))
        assert abs(width / height * down / across - 1) < 0.01, name
        assert (0, 0, 1080) == (width % 2, height % 2, min(width, height)), name


def test_every_platform_has_a_canvas_and_says_what_it_rests_on() -> None:
    """No row names a shape that has no size; a loudness is one that films are mixed to."""
    for name, row in PLATFORMS.items():
        assert row.ratio in CANVASES, name
        assert row.source, name
        assert row.loudness_lufs is None or -24 <= row.loudness_lufs <= -9, name


def test_another_canvas_is_an_option_of_the_export() -> None:
    """What is told can be put into a recipe as it is."""
    assert "{resolution: 1080x1920}" == other_size("9:16")
