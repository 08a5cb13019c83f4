"""What is answered, in two languages."""

from imgfree.local.director.reply import NOTHING, Say, readable


def test_a_remark_has_both_languages() -> None:
    """Chinese where it is asked for, English for everyone else."""
    remark = Say("no music", "无音乐")
    assert ["无音乐", "no music", "no music"] == [remark.text(language) for language in ("zh", "en", "fr")]


def test_remarks_are_joined_with_the_stops_of_their_language() -> None:
    """What says nothing leaves no stop behind."""
    one, other = Say("a", "甲"), Say("b", "乙")
    assert Say("a; b", "甲；乙") == one + other
    assert (one, one, False) == (one + NOTHING, NOTHING + one, bool(NOTHING + NOTHING))


def test_words_of_the_draft_are_read_by_people() -> None:
    """In both languages; a word without an entry is at least two words."""
    assert Say("wipe left", "向左擦除") == readable("wipe_left")
    assert ("lower third", "new thing") == (readable("lower_third").en, readable("new_thing").en)
