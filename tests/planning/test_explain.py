"""`imgfree explain`: what is understood of a sentence, told as a run tells it."""

from collections.abc import Callable

import pytest

from commandline import Ran, lines_of

Imgfree = Callable[..., Ran]
WISH = 'a 9-second vertical reel with wipes and the title "Hello", and juggle the wozzle'


def test_it_reads_like_a_run(imgfree: Imgfree) -> None:
    """The film, then what became of each part in words, choices in one line; no operation is named."""
    lines = lines_of(imgfree("explain", WISH, "--photos", "3"))
    assert "3 shots, 9.0 s, 9:16 (1080x1920)" in lines[0]
    heads = [line.partition(":")[0] for line in lines if line.startswith("- ")]
    assert {"- Done", "- Not understood", "- My choice"} == set(heads)
    assert 1 == heads.count("- My choice")
    [lost] = [line for line in lines if line.startswith("- Not understood")]
    assert "juggle the wozzle" in lost
    text = "\n".join(lines)
    assert not any(
        word in text for word in ("per_photo", "upper_third", "wipe_left", "aspect ratio", "route:", "cloud")
    )


def test_what_is_not_done_has_its_reason(imgfree: Imgfree) -> None:
    """A wish that cannot be had says why and what to do; no film is made for it alone."""
    lines = lines_of(imgfree("explain", "remove the background", "--photos", "2"))
    [refused] = [line for line in lines if line.startswith("- Not done")]
    assert "remove the background" in refused
    assert "(" in refused
    assert lines[0] == "The timeline is empty."


def test_a_chinese_sentence_is_told_in_chinese(imgfree: Imgfree) -> None:
    """The heads, the notes and the choices are in the language of the sentence."""
    lines = lines_of(imgfree("explain", "把照片做成9秒竖屏视频，标题“你好”", "--photos", "3"))
    assert lines[0] == "时间线已更新：3 个镜头，9.0 秒，9:16 (1080x1920)。"
    assert {"- 完成", "- 默认"} == {line.partition("：")[0] for line in lines if line.startswith("- ")}


@pytest.mark.parametrize(
    ("after", "sentence", "route"),
    [((), "how many credits are left?", "credits"), (("make a video",), "export as gif", "export")],
)
def test_other_routes_are_told_too(imgfree: Imgfree, after: tuple[str, ...], sentence: str, route: str) -> None:
    """What is no edit says which way it goes, with -v."""
    said = [part for one in after for part in ("--after", one)]
    assert f"route: {route}" in lines_of(imgfree("explain", sentence, "--photos", "2", *said, "-v"))
