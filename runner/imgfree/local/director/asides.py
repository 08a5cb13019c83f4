"""Whether words that nothing heard only tell of whom, where or what for the film is."""

from collections.abc import Callable, Sequence

from imgfree.local.director.read.reading import Reading
from imgfree.local.director.read.tokens import Token

_ABOUT = ("for", "of", "at", "in", "from", "by", "about", "on", "to")  # of whom, where, what for
_WHOM = ("for", "of", "about")  # also in a clause of its own
_LONGEST_S = 3600
_ARTICLES = ("a", "an", "one")
_SHOWS = ("show", "use")  # verbs that only say what the film is made of
_HEADING = 3  # words
_SUBJECTS = ("photo", "film", "clip", "upload")
_VALUES = ("color", "effect", "look", "transition", "motion", "weight", "animation", "font")
_DESCRIBING = ("look", "mood", "color", "trait", "part", "size")  # what may stand before a thing that is told of
_SILENT = ("praise", "context", "measure", "seem")  # types that ask for nothing by themselves


def tells(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether words that nothing heard only tell of whom, where or what for the film is."""
    parts = [reading.tokens[number] for number in run]
    if all(is_silent(token) for token in parts):
        return True
    if _goes_on(reading, run, covered) or _is_bound(reading, run, covered):
        return True
    if any(token.kind in ("literal", "words", "name") for token in parts) or all(_is_value(token) for token in parts):
        return False
    if _states(reading, run, covered):
        return True
    acts = any((token.means("verb") and not _is_deed(reading, n)) or token.means("not") or token.quantity
               for n, token in zip(run, parts, strict=True))  # fmt: skip
    if acts and not _is_named(reading, run):
        return False
    before = _before(reading, run[0])
    if before and within(before, covered) and (before.means("fit", "contain") or before.means("verb", "crop")):
        return True  # what is not to be cut off
    if all(token.kind == "unknown" or token.means("context") for token in parts) and _is_source(reading, run, covered):
        return True
    heard = [one for one in stretch(reading, run[0]) if within(one, covered)]
    if len(run) == 1 and parts[0].kind == "unknown" and heard and run[0] and reading.tokens[run[0] - 1].means("each"):
        return True  # "each pot spins"
    if before is not None and before.relation in _ABOUT and (heard or before.relation in _WHOM):
        return _is_short(parts) or any(one.start > before.end for one in heard)
    return _describes(reading, run, covered) or _opens(reading, run, covered)


def _is_bound(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether nouns end a group whose other words are known: "for youtube creators", "use our menu pages"."""
    row = reading.tokens
    run = run[1:] if row[run[0]].means("verb", *_SHOWS) and any(covered) else run
    parts = [row[n] for n in run if not row[n].means("context")]
    if not parts or run[-1] - run[0] >= len(run) or any(not _is_noun(one) for one in parts):
        return False
    lead, after = run[0], row[run[-1] + 1] if run[-1] + 1 < len(row) else None
    ends, goes_on = after is None or after.kind == "stop", after.relation if after is not None else ""
    while lead and _modifies(row[lead - 1], covered):
        lead -= 1
    posts = lead == 0 < run[0] and len(run) == 1 and row[run[0] - 1].means("platform")
    if posts and goes_on in ("from", "of", "about"):
        return True
    known = lead < run[0] or len(parts) < len(run)
    whose = lead and row[lead - 1].given
    before = row[lead - 1 - bool(whose)] if lead > bool(whose) else None
    if before is None or not known or not (ends or goes_on):
        return False
    if before.relation in (*_WHOM, "between"):
        return True
    into = goes_on in ("to", "into", "as")
    shown = before.means("verb", *_SHOWS) and (ends or into or goes_on in _ABOUT)
    return bool(whose) and (shown or (into and before.means("verb", "make", "turn", "crop", "combine")))


def _is_noun(token: Token) -> bool:
    """Return whether nobody knows a word that may be a noun; one in Chinese may be a verb as well."""
    unknown = token.kind == "unknown" or token.means("noun", "version")  # "the recipe steps"
    return unknown and token.text.isascii() and not token.text.endswith(("ing", "ed"))


def _modifies(token: Token, covered: bytearray) -> bool:
    """Return whether a word may stand before a noun that it describes: a platform, a ratio, what is in the pictures."""
    fits = token.means("platform") or token.means("aspect") or token.quantity is not None
    return token.means("context") or (fits and within(token, covered))


def _is_source(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether a noun is what a film is made of, or what comes of it: "turn this poster into", "a post"."""
    row, first = reading.tokens, run[0]
    after = row[run[-1] + 1] if run[-1] + 1 < len(row) else None
    lead = first
    while lead and (row[lead - 1].given or row[lead - 1].text in _ARTICLES):
        lead -= 1
    made = 0 < lead < first and row[lead - 1].means("verb", "turn", "make", "combine")
    if made and after is not None and after.relation in ("into", "to", "as"):
        return True
    lead = first
    while lead and (within(row[lead - 1], covered) or row[lead - 1].means("context")):
        lead -= 1
    product = 0 < lead < first and row[lead - 1].text in _ARTICLES and len(run) <= _HEADING - 1
    ends = after is None or after.kind in ("stop", "function")
    verb = next((one for one in reversed(row[: lead - 1]) if one.kind != "function" or one.relation), None)
    makes = verb is not None and (verb.relation == "into" or verb.means("verb", "make", "turn", "want"))
    return product and ends and (makes or (within(row[lead], covered) and row[lead - 1 :][:1] == row[:1]))


def _is_value(token: Token) -> bool:
    """Return whether a word can only say how something is to be: "in red"."""
    return bool(token.senses) and all(sense.type in _VALUES for sense in token.senses)


def _is_named(reading: Reading, run: Sequence[int]) -> bool:
    """Return whether numbers only belong to what is told of: "room 12", "3 bed semi", "under 9s cup"."""
    parts = [reading.tokens[n] for n in run]
    under = [n for n in run if n and reading.tokens[n - 1].relation == "under" and reading.tokens[n].text[-1:] == "s"]
    aged = [n for n in run if n and _is_age(reading.tokens[n - 1], reading.tokens[n])]
    bare = all(_counts(one) or n in (*under, *aged) for n, one in zip(run, parts, strict=True))
    known = any(token.senses and not token.means("context") for token in parts)
    return bare and not known and (bool(aged) or any(token.kind == "unknown" for token in parts))


def _is_age(whose: Token, token: Token) -> bool:
    """Return whether a rank is how old somebody turns: "my nan's 90th"."""
    named = whose.kind == "unknown" or whose.means("context")
    return named and token.quantity is not None and token.quantity.kind == "ordinal"


def _is_deed(reading: Reading, number: int) -> bool:
    """Return whether a word names something that goes on, asking for nothing: "Moving sale", "for the charity run"."""
    token, after = reading.tokens[number], reading.tokens[number + 1 : number + 3]
    heads = bool(after) and not after[0].given and any(one.means("context") for one in after)
    before = reading.tokens[number - 1] if number else None
    whose = number > 1 and reading.tokens[number - 2].given and before is not None and before.kind == "unknown"
    of = number > 2 and reading.tokens[number - 3].relation in _ABOUT
    return (number == 0 and token.text.endswith("ing") and heads) or (whose and of)


def goes_with_refusal(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether words go with a wish that is refused: for which picture, what is to be read out, and then what."""
    parts, here = [reading.tokens[n] for n in run], stretch(reading, run[0])
    refused = [one for one in here if one.means("refuse") and within(one, covered) and one.end <= parts[0].start]
    clause = stretch(reading, run[0], _opens_or_ends)
    heard = any(within(one, covered) for one in clause)
    if refused and not heard and _does_more(clause):
        return True
    if refused or (all(_is_picked(one) for one in parts) and any(one.means("refuse") for one in here)):
        return all(_is_picked(one) for one in parts)
    first = next(n for n, one in enumerate(reading.tokens) if one is here[0])
    before = stretch(reading, first - 2) if first > 1 and not reading.tokens[first - 1].strong else []
    if not any(one.means("refuse") and within(one, covered) for one in before) or heard:
        return False
    lead = next(one for one in here if one.kind != "function")
    named = lead.quantity is not None or reading.raw[lead.start].isupper()
    named = named or (not lead.text.isascii() and lead.kind == "unknown" and here[-1].quantity is not None)
    return (named and not any(one.means("verb") for one in here)) or _does_more(clause)


def _is_picked(token: Token) -> bool:
    """Return whether a word helps to say which picture is meant."""
    picks = any(token.means(of) for of in ("ordinal", "part", "measure", "each")) or token.means("noun", *_SUBJECTS)
    return picks or (token.quantity is not None and token.quantity.kind in ("number", "ordinal"))


def _does_more(clause: Sequence[Token]) -> bool:
    """Return whether more is to be done with what was named before: "and put them on a beach"."""
    verb = next((n for n, one in enumerate(clause) if one.kind != "function"), len(clause))
    after = clause[verb + 1 : verb + 3]
    light = verb < len(clause) and clause[verb].means("verb", "put", "add", "make")
    return light and len(after) > 1 and after[0].kind == "function" and not after[0].given and not after[0].auxiliary


def _goes_on(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether a clause only says to use what was spoken of: "just use that"."""
    clause = stretch(reading, run[0])
    content = [one for one in clause if one.kind != "function"]
    using = any(one.means("verb", "use") for one in content) and all(_only_uses(one) for one in content)
    return using and clause[-1].kind == "function" and any(covered[: clause[0].start])


def _only_uses(token: Token) -> bool:
    return token.means("only") or token.means("verb", "use")


def _counts(token: Token) -> bool:
    """Return whether a token is no quantity, a bare number, or longer than any film: "8 days"."""
    if token.quantity is None or token.quantity.kind == "number":
        return True
    return token.quantity.kind == "seconds" and token.quantity.value > _LONGEST_S


def _states(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether a clause with no wish in it says what is so: it begins with who or why, and wants nothing."""
    clause = stretch(reading, run[0], _opens_or_ends)
    if any(within(token, covered) for token in clause):
        return False
    if clause[0].relation == "reason":
        return not clause[0].text.isascii() or (len(clause) > 1 and clause[1].kind == "function")
    acts = any(token.senses and token.senses[0].type in ("verb", "noun") for token in clause)
    wants = any(token.means("verb", "want", "have") or token.means("complain") for token in clause)
    return clause[0].relation in ("subject", "who") and (not acts or (clause[0].relation == "who" and not wants))


def _describes(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether the words stand before what they describe: pictures, how many there are, or who is called so."""
    ranked = reading.tokens[run[0] - 1] if run[0] else None
    ranked = ranked if ranked is not None and ranked.quantity is not None and within(ranked, covered) else None
    if ranked and any(one.text == "ones" for one in reading.tokens[run[-1] + 1 : run[-1] + 2]):
        return True  # "the first two old ones"
    rest = [one for one in reading.tokens[run[-1] + 1 :] if not is_silent(one) or within(one, covered)]
    after = next((one for one in rest if one.kind != "function" or one.relation not in ("of", "in", "on")), None)
    if after is not None and not after.text.isascii() and after.means("verb", "want"):
        after = next((one for one in rest if one.means("refuse")), after)  # 杯子上要有热气
    if after is None or not within(after, covered):
        return False
    counted = after.quantity is not None and rest[1:] and rest[1].means("measure")
    before = _before(reading, run[0])
    beside = reading.tokens[run[0] - 1] if run[0] else None
    if beside is not None and beside.means("measure", "photo") and after.means("verb"):
        return within(beside, covered)  # 三张小吃做成
    taken_up = before is not None and before.relation == "object"
    return (
        bool(counted)
        or after.means("noun", *_SUBJECTS)
        or (after.means("refuse") and not taken_up)
        or (after.means("verb", "say") and after.means("noun"))
    )


def _opens(reading: Reading, run: Sequence[int], covered: bytearray) -> bool:
    """Return whether words before the first wish only name its subject, or a heading ends here."""
    parts = [reading.tokens[number] for number in run]
    rest = reading.tokens[run[-1] + 1 :]
    if rest and rest[0].text == ":" and len(run) <= _HEADING and not any(token.means("noun") for token in parts):
        return True
    clause = stretch(reading, run[0])
    after = next((token for token in rest if token.kind != "function" and not is_silent(token)), None)
    alone = after is not None and after.kind == "stop" and rest[-1] is not after
    if run[0] == 0 and len(clause) == 1 and alone and parts[0].means("side"):
        return True  # "Right, …"
    done = any(token.relation == "object" for token in clause) or _commands(clause)
    first = not any(covered[: clause[-1].end]) and not done and not _acts_before(reading, clause[0])
    told = [token for token in parts if token.senses and not is_silent(token)]
    plain = clause[-1].kind == "unknown" or clause[-1].means("context")
    return first and alone and (not told or (plain and all(token.senses[0].type in _DESCRIBING for token in told)))


def _acts_before(reading: Reading, first: Token) -> bool:
    """Return whether a verb, or a thing of the film, that nobody heard stands before a clause."""
    before = (token for token in reading.tokens if token.end <= first.start)
    numbered = enumerate(before)
    return any((one.means("verb") and not _is_deed(reading, n)) or one.means("noun") for n, one in numbered)


def _commands(clause: Sequence[Token]) -> bool:
    """Return whether a clause begins as an order does, with an unknown word and what it is done to: "upholster it"."""
    first, after = clause[0], clause[1] if len(clause) > 1 else None
    if first.kind != "unknown" or not first.text.isascii() or first.text.endswith(("ing", "'s")) or after is None:
        return False
    return after.given or (after.kind == "function" and after.relation in ("", "subject", "who"))


def _opens_or_ends(token: Token) -> bool:
    """Return whether a clause ends here, or a reason begins."""
    return _is_stop(token) or token.relation in ("and", "but", "then", "reason")


def _is_short(parts: Sequence[Token]) -> bool:
    """Return whether a stretch is no clause: Latin words, or three Chinese characters at most, with no verb in them."""
    return parts[0].text.isascii() or parts[-1].end - parts[0].start <= 3


def _before(reading: Reading, number: int) -> Token | None:
    """Return the nearest token before that is no article or pronoun: a preposition, mostly."""
    for token in reversed(reading.tokens[:number]):
        if token.kind == "function" and token.relation in ("", "subject", "who"):
            continue
        if not (is_silent(token) or token.means("again")):
            return token
    return None


def _is_stop(token: Token) -> bool:
    return token.kind == "stop"


def stretch(reading: Reading, number: int, parts: Callable[[Token], bool] = _is_stop) -> list[Token]:
    """Return the tokens around this one up to what parts them: a stop, mostly. A reason begins with its own word."""
    row = reading.tokens
    begins = (n + (row[n].relation != "reason") for n in range(number, -1, -1) if parts(row[n]))
    ends = (n for n in range(number, len(row)) if parts(row[n]))
    return list(row[next(begins, 0) : next(ends, None)])


def within(token: Token, covered: bytearray) -> bool:
    return any(covered[token.start : token.end])


def is_silent(token: Token) -> bool:
    return any(token.means(of) for of in _SILENT)
