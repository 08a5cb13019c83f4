"""Kinds of concepts and of words, for rules that ask for many at once: each list is here once, with what it is for.

Verbs and nouns are concepts of the lexicon. The lists of words at the end are what is asked for as it is written,
whatever it may mean.
"""


def _row(concepts: str) -> tuple[str, ...]:
    return tuple(concepts.split())


# Verbs that do nothing of their own to what they govern: it is what is wished.
LIGHT = _row("make add use put show have want set apply change keep say like_this")
# What each of these does to a thing is its own: a frame that knows nothing of it leaves it to be reported.
STRONG = _row(
    "remove cut split shorten lengthen slow_down speed_up mute lower raise reverse repeat undo redo crop shuffle soften"
    " strengthen translate"
)
# Verbs that may stand behind a "no" which denies what is before it: "music no, don't want".
HAVING = _row("add use put have want show make keep remove play set")

# What a sentence can be about: a noun that opens something new behind what is complete.
TOPICS = _row(
    "title text closing captions music sound voice volume transition motion logo length pace frame color background"
    " photo clip end start contrast saturation"
)
# What a film is made of or has: who speaks of it, states nothing about himself or the world.
OF_THE_FILM = _row(
    "photo clip film upload title text closing captions music volume transition motion effect logo order length frame"
    " background bars font color speed pace fps quality version timeline"
)
# Words on the picture, by what they are there.
WRITTEN = _row("title text closing captions")
# What says whose words quoted ones are, or that they are no words for the picture.
GOVERNORS = (*WRITTEN, *_row("music sound voice logo look font transition motion effect kept"))

# Relations of words behind which something else may be said: a clause may end before them.
JOINS = _row("and but then")

# Words before a clause that make an order of it: "let the cakes look warm".
CAUSES = ("let", "lets", "let's")
# Words that point to a picture which must be known.
POINTS_BACK = ("there", "它")
# Between pictures and what is wrong with them: "came out blurry", "are all dark".
CAME = ("came", "come", "look", "looks", "turned")
CAME_OUT = (*CAME, "out", "all", "a")
