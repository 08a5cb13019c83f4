"""An agent and a conversation: the same words do the same, and are answered alike."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agent import over_stdio
from nemo import Nemo, serving
from piped import piped
from thorough import THOROUGH

SAID = {
    "en": (
        "turn this into a 10 second clip", "show tracks", "How many credits are left?", "upload",
        "make it a 7-second clip", "click the Export button", "export it in 720p",
    ),
    "zh": ("把这张照片做成10秒视频", "现在时间线上有什么？", "余额", "上传", "再暖一点", "点击导出按钮", "导出720p的"),
}  # fmt: skip


def asked(nemo: Nemo) -> tuple[dict[str, int], list[object]]:
    """Return the words that came to the editor, and what was asked of each render."""
    return dict(nemo.instructs), [body["output"] for path, body in nemo.bodies if path.endswith("lambda")]


@pytest.mark.slow
@pytest.mark.parametrize("language", SAID if THOROUGH else ["zh"])
def test_they_behave_alike(language: str, tmp_path: Path, photo: Callable[[str], Path], nemo: Nemo) -> None:
    """One router, one set of answers; but an agent's run renders after an edit, a conversation when it is asked to."""
    first, *more = SAID[language]
    photo("talk/a.jpg")
    photo("tools/a.jpg")
    talked = "\n".join([first, "export", *more[:4], "export", *more[4:], ""])
    told = piped(tmp_path / "talk", nemo, talked, "a.jpg")
    assert 0 == told.returncode, told.stderr
    with serving() as other, over_stdio(cwd=tmp_path / "tools", env=other.environment()) as agent:
        made = agent.finished("start", key="one", sentence=first, files=["a.jpg"], max_credits=100)
        said = list(made["say"])
        for words in more:
            answer = agent.told("change", run_id=made["run_id"], sentence=words, max_credits=100)
            while answer["next"] == "wait":
                answer = made = agent.told("wait", run_id=answer["run_id"], seconds=45)
            said += answer["say"]
        assert asked(nemo) == asked(other)
    assert len(more) < len(said)
    assert set() == {line for line in said if ".mp4" not in line} - set(told.stderr.splitlines())
