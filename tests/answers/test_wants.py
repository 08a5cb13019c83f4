"""What a line wants, for the conversation and for agents."""

import pytest

from imgfree.answers.wants import Want, wanted


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("look", Want("look")),
        ("让我看看效果", Want("look")),
        ("导出", Want("export", True, "导出")),
        ("click the Export button", Want("export", True)),
        ("积分还剩多少", Want("credits")),
        ("show tracks", Want("status")),
        ("上传", Want("upload")),
        ("add a title that says Download now", Want("edit")),
        ("make it warmer and export it as a gif", Want("edit", True, " export it as a gif")),
        ("cut it to 5 seconds, then preview it", Want("edit", previews=True)),
    ],
)
def test_words_want_one_deed(words: str, want: Want) -> None:
    """Export, credits, status, upload and a look by word; everything else goes to the editor, and what follows it."""
    assert want == wanted(words)
