"""`imgfree explain`: what is understood of a sentence, told as a run tells it."""

import json
from collections.abc import Callable

import pytest

from commandline import Ran

Imgfree = Callable[..., Ran]
WISH = 'a 9-second vertical reel with wipes and the title "Hello", and juggle the wozzle'


def told(ran: Ran) -> list[str]:
    """Return the lines of a successful run."""
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_it_reads_like_a_run(imgfree: Imgfree) -> None:
    """The film, then what became of each part in words, choices in one line; no operation is named."""
    lines = told(imgfree("explain", WISH, "--photos", "3"))
    assert lines[0] == "The timeline now has 3 shots, 9.0 s, 9:16 (1080x1920)."
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
    lines = told(imgfree("explain", "remove the background", "--photos", "2"))
    [refused] = [line for line in lines if line.startswith("- Not done")]
    assert "remove the background" in refused
    assert "(" in refused
    assert lines[0] == "The timeline is empty."


def test_a_chinese_sentence_is_told_in_chinese(imgfree: Imgfree) -> None:
    """The heads, the notes and the choices are in the language of the sentence."""
    lines = told(imgfree("explain", "把照片做成9秒竖屏视频，标题“你好”", "--photos", "3"))
    assert lines[0] == "时间线已更新：3 个镜头，9.0 秒，9:16 (1080x1920)。"
    assert {"- 完成", "- 默认"} == {line.partition("：")[0] for line in lines if line.startswith("- ")}


def test_verbose_names_the_operations(imgfree: Imgfree) -> None:
    """-v says the same and adds each operation with its arguments, and the route."""
    plain, verbose = (told(imgfree("explain", WISH, "--photos", "3", *more)) for more in ((), ("-v",)))
    added = [line for line in verbose if line not in plain]
    assert [line for line in plain if line not in verbose] == []
    assert "applied: duration seconds 9.0" in added
    assert any(line.startswith("applied: transition kind wipe_left, seconds ") for line in added)
    assert "route: edit" in added


def test_json_is_for_programs(imgfree: Imgfree) -> None:
    """--json has route, sentence, every clause with its operations, and the timeline, whatever else is asked."""
    plain, verbose = (imgfree("explain", WISH, "--photos", "3", "--json", *more) for more in ((), ("-v",)))
    found = json.loads(plain.stdout)
    assert plain.stdout == verbose.stdout
    assert {"route", "sentence", "clauses", "timeline"} == set(found)
    assert ("edit", WISH) == (found["route"], found["sentence"])
    assert all({"text", "outcome", "ops", "note"} == set(clause) for clause in found["clauses"])
    ops = {op["op"]: op for clause in found["clauses"] for op in clause["ops"]}
    assert {"build", "duration", "aspect", "transition", "title"} == set(ops)
    assert "Hello" == ops["title"]["text"]


@pytest.mark.parametrize(
    ("after", "sentence", "route"),
    [((), "how many credits are left?", "credits"), (("make a video",), "export as gif", "export")],
)
def test_other_routes_are_told_too(imgfree: Imgfree, after: tuple[str, ...], sentence: str, route: str) -> None:
    """What is no edit says which way it goes, with -v."""
    said = [part for one in after for part in ("--after", one)]
    assert f"route: {route}" in told(imgfree("explain", sentence, "--photos", "2", *said, "-v"))
