"""Chinese GUI instructions."""

import pytest

from imgfree.client.gui.translate import gui_words


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("已添加标题。请点击右上角的“导出”按钮。", "已添加标题。imgfree 会导出（`export` 步骤或 `imgfree make`）。"),
        ("点击“生成”按钮。", "用一句话让 imgfree 执行“生成”（`instruct` 步骤或 `imgfree chat`）。"),
        ("请打开左侧的素材面板。", "imgfree 会读取状态（`imgfree status`）。"),
        ("把音乐拖拽到开头。", "让 imgfree 把音乐移到开头（`instruct` 步骤或 `imgfree chat`）。"),
        ("拖拽素材到时间线。", "让 imgfree 把素材移到时间线（`instruct` 步骤或 `imgfree chat`）。"),
        ("您可以在时间线中预览。", "`imgfree status` 会显示时间线。"),
        ("现在可以导出视频了。", "imgfree 会导出视频（`export` 步骤或 `imgfree make`）。"),
        ("请检查您的账户余额。", "`imgfree credits` 会显示余额。"),
    ],
)
def test_instructions_become_imgfrees(text: str, shown: str) -> None:
    """Each GUI instruction becomes what imgfree does or the command that does it; the rest stays."""
    assert shown == gui_words(text)
