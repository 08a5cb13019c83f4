"""In Chinese what imgfree works out in English."""

import pytest

from imgfree.answers import chinese


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("the length is 12s now (was 10s)", "时长现在是 12 秒（原为 10 秒）"),
        ('Title reads "Sale" now (was "Summer")', "标题 现在写着“Sale”（原为“Summer”）"),
        ("BGM: volume 35% (was 100%)", "配乐：volume 35%（原为 100%）"),
        ("3 uploaded files more", "多了 3 个上传文件"),
        ("look: warm now", "look：现在是 warm"),
    ],
)
def test_changes_are_told_in_chinese(english: str, told: str) -> None:
    """Every sort of change has its sentence."""
    assert told == chinese.change(english)


def test_the_timeline_line_is_chinese() -> None:
    """Tracks, times and volumes as the English line has them."""
    segment = {"label": "city timelapse", "start_s": 0.0, "end_s": 10.0, "volume": 1}
    tracks = [
        {"name": "Video", "type": "video", "segments": [segment]},
        {"name": "BGM", "type": "audio", "segments": [{**segment, "label": "Lo-fi", "volume": 0.35}]},
        {"name": "Title", "type": "text", "segments": [{**segment, "label": "Urban Dreams", "end_s": 3.0}]},
    ]
    line = "时间线（3 条轨道）：1. 视频：city timelapse（0-10 秒） 2. 配乐：Lo-fi（0-10 秒，35%）"
    line += " 3. 标题：“Urban Dreams”（0-3 秒）"
    assert line == chinese.timeline_line(tracks)
