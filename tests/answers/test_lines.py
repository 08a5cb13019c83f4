"""The lines that tell what was done."""

from collections.abc import Callable

from imgfree.answers import lines

SHOT = {"label": "a.jpg", "start_s": 0, "end_s": 2, "volume": None}
TRACKS = [{"name": "Video", "type": "video", "segments": [SHOT]}]
EDIT = {"edited": True, "text": "Done.", "timeline": {"tracks": TRACKS}, "changes": []}


def test_steps_are_told_as_a_conversation_tells_them(golden: Callable[[str, str], None]) -> None:
    """The film after an edit, the balance, where the file is; and what changed where the editor said nothing."""
    silent = {**EDIT, "text": "", "silent": True, "changes": ["the length is 2s now (was 4s)"]}
    export = {"render_id": "r", "duration_s": 2.0}
    download = {"path": "a.mp4", "size_bytes": 1_500_000}
    told = list(lines.told("en", [{"files": []}, EDIT, silent, export, download, {"available": 90, "total": 100}]))
    golden("said/lines-told.txt", "".join(f"{line}\n" for line in told))


def test_in_chinese() -> None:
    """The same, in the words of the person."""
    told = list(lines.told("zh", [EDIT, {"path": "a.mp4", "size_bytes": 1_500_000}]))
    assert ["时间线（1 条轨道）：1. 视频：a.jpg（0-2 秒）", "视频已保存：a.mp4（1.5 MB）"] == told
