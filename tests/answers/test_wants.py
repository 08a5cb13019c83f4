"""What a line wants, for the conversation and for agents."""

import pytest

from imgfree.answers.wants import Want, wanted
from imgfree.language.routing import Errand


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("look", Want(Errand("edit"), looks=True)),
        ("让我看看效果", Want(Errand("edit"), looks=True)),
        ("导出", Want(Errand("export", True, "导出"))),
        ("click the Export button", Want(Errand("export", True))),
        ("积分还剩多少", Want(Errand("credits"))),
        ("show tracks", Want(Errand("status"))),
        ("上传", Want(Errand("upload"))),
        ("add a title that says Download now", Want(Errand("edit"))),
        ("make it warmer and export it as a gif", Want(Errand("edit", True, " export it as a gif"))),
        ("cut it to 5 seconds, then preview it", Want(Errand("edit", previews=True))),
    ],
)
def test_words_want_one_deed(words: str, want: Want) -> None:
    """Export, credits, status, upload and a look by word; everything else goes to the editor, and what follows it."""
    assert want == wanted(words)
