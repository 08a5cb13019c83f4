"""Words that are said of texts and of pictures: whose they are is told by what stands beside them."""

import pytest

from local.director.conversation import Session, lettered

TITLED = 'make a 9 second video, title "Summer Sale", text "only $9" at the bottom'
STYLES = [
    ("animate the title", {"animation": "rise"}),
    ("标题动一下", {"animation": "rise"}),
    ("標題動一下", {"animation": "rise"}),
    ("add an animation to the title", {"animation": "rise"}),
    ("标题加动画", {"animation": "rise"}),
    ("show the title like a typewriter", {"animation": "typewriter"}),
    ("标题用打字机效果", {"animation": "typewriter"}),
    ("show the title word by word", {"animation": "word_by_word"}),
    ("标题逐字出现", {"animation": "word_by_word"}),
    ("fade in the title", {"animation": "fade"}),
    ("make the title elegant", {"font": "serif"}),
    ("标题优雅一点", {"font": "serif"}),
    ("标题用衬线字体", {"font": "serif"}),
    ("put the title in handwriting", {"font": "hand"}),
    ("标题用手写体", {"font": "hand"}),
    ("標題用手寫體", {"font": "hand"}),
    ("title in poster style", {"font": "poster"}),
    ("标题用海报字体", {"font": "poster"}),
    ("put the title on a tag", {"font": "label"}),
    ("标题用标签样式", {"font": "label"}),
    ("make the title bold", {"bold": True}),
    ("标题用粗体", {"bold": True}),
]


@pytest.mark.parametrize(("sentence", "style"), STYLES)
def test_a_text_takes_the_style_that_is_said_of_it(session: Session, sentence: str, style: dict[str, object]) -> None:
    """The title and nothing else looks and moves otherwise, and the answer says how."""
    talk = session(3)
    [clause] = talk.say(TITLED, sentence).clauses
    assert "applied" == clause.outcome
    assert [style, {}] == [facts["style"] for facts in lettered(talk)]


@pytest.mark.parametrize(
    ("sentence", "op"),
    [
        ("animate the photos", "motion"),
        ("让照片动起来", "motion"),
        ("make it elegant", "look"),
        ("整体优雅一点", "look"),
    ],
)
def test_pictures_keep_what_is_said_of_them(session: Session, sentence: str, op: str) -> None:
    """The same words beside photos, or beside nothing, are no style of a text."""
    talk = session(3)
    [clause] = talk.say(TITLED, sentence).clauses
    assert [op] == [one["op"] for one in clause.ops]
    assert [{}, {}] == [facts.get("own", facts)["style"] for facts in lettered(talk)]
