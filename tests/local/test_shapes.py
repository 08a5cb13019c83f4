"""What clients read of a session."""

import json
from typing import Any

import httpx

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_state_is_whole_from_the_first_moment(guest: Any) -> None:
    """Before any edit every key is there, and empty."""
    data = guest.state()
    assert {"session_id", "task_id", "task_name", "user_id", "state"} == set(data)
    empty = {"video_infos": [], "draft": {}, "canvas_config": {}, "generated_media": [], "video_analyses": {}}
    assert empty == data["state"]


def test_state_after_an_edit(guest: Any) -> None:
    """Uploads, draft and canvas are there; the draft does not name the port, which changes with each start."""
    guest.upload(("a.png", PNG))
    guest.say("build it")
    state = guest.state()["state"]
    assert {"width": 1080, "height": 1920, "aspect_ratio": "9:16"} == state["canvas_config"]
    [info] = state["video_infos"]
    assert ("a.png", "image", 40, 30, 0.0) == tuple(
        info[key] for key in ("filename", "file_type", "width", "height", "duration")
    )
    assert info["cdn_url"].startswith(guest.url)
    assert guest.url not in json.dumps(state["draft"])


def test_a_film_has_a_cover_a_sheet_and_its_loudness(guest: Any) -> None:
    """The finished job says where the pictures are and what was measured; they need no token; the state shows one."""
    guest.built().submit("render_1")
    output = guest.finished("render_1")["data"]["output"]
    assert [b"cover.jpg", b"sheet.jpg"] == [httpx.get(output[name]).content for name in ("coverUrl", "contactSheetUrl")]
    assert ({"film_lufs": -14.0}, 1080) == (output["loudness"], output["width"])
    [generated] = guest.state()["state"]["generated_media"]
    assert output["coverUrl"] == generated["thumbnail_url"]
