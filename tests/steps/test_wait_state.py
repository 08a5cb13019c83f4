"""wait_state: read until an expression holds, or the time is up."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from nemo import Nemo


def test_reads_until_it_holds(
    tmp_path: Path, cloud: Callable[..., Ran], photo: Callable[[str], Path], nemo: Nemo
) -> None:
    """A draft that changes later is seen; the outputs tell the timeline and the number of reads."""
    photo("a.jpg")
    steps = "  - upload: a.jpg\n  - wait_state: {until: timeline.duration_s >= 9, every: 30s, timeout: 100m}\n"
    (tmp_path / "clip.yaml").write_text(f"version: 1\nsteps:\n{steps}", encoding="utf-8")

    def later() -> None:
        while not any(path.endswith("/latest") for _, path in list(nemo.requests)):
            threading.Event().wait(0.01)
        for session in nemo.sessions.values():
            nemo.edit(session, "a 9-second clip")

    editor = threading.Thread(target=later, daemon=True)
    editor.start()
    ran = cloud("run", "clip.yaml", "--json")
    editor.join(240)
    outputs = json.loads(ran.stdout)["steps"][1]["outputs"]
    assert 9 == outputs["timeline"]["duration_s"]
    assert outputs["polls"] > 1
    assert "video_infos" in outputs["state"]


def test_gives_up_after_its_timeout(tmp_path: Path, cloud: Callable[..., Ran], nemo: Nemo) -> None:
    """Exit 1 with the expression, the limit and the number of reads; the short form waits five minutes."""
    (tmp_path / "clip.yaml").write_text(
        "version: 1\nsteps:\n  - wait_state: timeline.duration_s > 1\n", encoding="utf-8"
    )
    ran = cloud("run", "clip.yaml")
    assert 1 == ran.returncode
    assert "within 300 s" in ran.stderr
    assert sum(1 for _, path in nemo.requests if path.endswith("/latest")) > 1
