"""A film planned: nothing is sent, nothing is left."""

import sys
from pathlib import Path

from imgfree.agents import plan
from imgfree.agents.asked import Asked
from imgfree.agents.desk import Desk


def test_a_plan_opens_no_socket_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    """Steps, clauses, cost and seconds, worked out here; not even a folder is made."""
    asked: list[str] = []
    watching = True

    def hook(event: str, args: object) -> None:
        if watching and event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
            asked.append(event)

    sys.addaudithook(hook)
    before = sorted(tmp_path.rglob("*"))
    told = plan.plan(desk, Asked("product-reel", set={"title": "Sale"}))
    said = plan.plan(desk, Asked(sentence="a 3-second clip, and fly to the moon", files=("a.jpg",)))
    watching = False
    assert ["upload", "instruct", "wait_state", "export", "download"] == [step["kind"] for step in told["steps"]]
    assert ["a.jpg"] == said["steps"][0]["files"]
    assert "free" == told["cost"]
    assert "not understood" in [one["outcome"] for one in said["clauses"]]
    assert before == sorted(tmp_path.rglob("*"))
    assert [] == asked
