"""What gives way to something else."""

from local.director.conversation import begun


def test_a_photo_that_is_not_there_is_asked_back() -> None:
    """Nothing is swapped on a guess."""
    talk = begun()
    talk.say("make a 12 second video")
    reply = talk.say("replace photo 2")
    assert (["declined"], False) == ([clause.outcome for clause in reply.clauses], reply.edited)
