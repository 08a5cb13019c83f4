"""The table of costs: how far apart words are, and what makes it likelier or less likely that they belong together."""

ITEM = 0.1  # for each word between two
UNKNOWN = 0.4  # for each word that nobody knows
COMMA = 0.7  # for each comma, "and", "then" between them
STOP = 2.5  # for each full stop

COSTS = {
    "behind": 0.15,  # the value stands after its head; before it is how a noun is described
    "verb": 0.7,  # what only describes stands before a verb that stands before the head: "brighter, add grain"
    "other head": 0.6,  # for each other frame's head between them
    "related": -0.8,  # the preposition that the slot waits for stands right before the value
    "beside": -0.9,  # a word of the frame itself (a "transition" beside "zoom") is in the clause
    "describes": 1.0,  # the value stands before the film's noun, as in "a 9 s clip": it is the film's
    "unlike": 1.0,  # a word right before says that something else is spoken of
    "unlikely": 0.5,  # a sense that is not the first of its row
    "contested": 0.5,  # a head whose word another frame could take in another sense
    "listed": 0.2,  # beside a value that was taken by the same slot
    "listed on": 0.35,  # the same, with a comma or "and" between them
}
REACH = 3.0  # nothing is taken that costs more
REACHED = 2.2  # how far a verb governs, over commas and "and"
JOINED = 1.2  # how far apart the heads of one mention stand
SHARED = 1.0  # what a value that another frame has may cost to stand alone as well
NEAR = 0.65  # what has no comma in between
CLOSE = 0.5  # how far before a "no" stands what it closes
FAR = 40  # words; nobody means what stands so far away
