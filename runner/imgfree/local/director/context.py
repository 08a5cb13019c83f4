"""English words that ask for nothing in particular: occasion, purpose, audience, subject and taste."""

import re

from imgfree.local.director.sentence import VIDEO_EN

# A stretch with one of these is a wish, understood or not; it is never folded away.
ASKS = re.compile(
    r"(?<![a-z])(?:add|put|insert|appl(?:y|ies)|use|remov|delet|cut|trim|crop|replac|chang|swap|blur|sharpen|stabili"
    r"|zoom|pan|rotat|flip|mirror|revers|speed|slow|fad|sync|match|highlight|animat|generat|find|detect|track|translat"
    r"|record|transcrib|compos|draw|writ|show|hid(?:e|ing)|mov(?:e|es|ing)|resiz|scal|split|merg|mix|adjust|fix|enhanc|upscal"
    r"|denois|convert|turn|keep|leav|play|loop|repeat|freez|paus|spin|bounc|shak|overlay|superimpos|mask|tint"
    r"|brighten|darken|lower|rais|increas|decreas|reduc|boost|includ|read|sing(?:s|ing)?(?![a-z])|speak|narrat|imagin"
    r"|pick|choos|select|retouch|eras|stitch|align|explod|zap|strip|mak(?:e|es|ing)|creat|start|open|clos|end"
    r"|effect|filter|sticker|emoji|transition|caption|subtitle|title|text|font|logo|music|song|sound|audio|voice"
    r"|volume|beat|ratio|fps|resolution|format|border|background|green.?screen|timer|countdown|template|lut|grad(?:e"
    r"|ing)"
    r"|watermark|colou?r|keyframe|3d|particle|motion|photo|picture|image|lyrics|rain|snow|confetti|firework|cartoon"
    r"|anime"
    r"|hologram|glitch|lens|flare|sparkl|silenc|\d)[a-z]*"
)
_WISHES = re.compile(
    r"(?<![a-z])(?:want|need|would like|'d like|'d love|should|must|please|can you|could you|let's|don't"
    r"|do not)(?![a-z])"
)
_HEADINGS = re.compile(
    r"^[\s,]*(?:goal|campaign|event|client|customer|occasion|theme|topic|subject|input|project|brief|context|about"
    r"|purpose|audience|target(?: audience| market)?|brand|product|company|concept|idea|story|use(?: case)?|task|job"
    r"|deliverable|who|what|why|where|when|note|background info|material|source|assets)s?[\s:]*$"
)
_SAID = re.compile(
    r"^[\s,]*(?:and |but |so |because |since )?(?:(?:i|we|he|she|they|it|this|that|these|those|you|everyone|people)"
    r"(?:'(?:s|m|re|ve|ll|d))?|(?:my|our|the|their|his|her|a)(?: [\w'-]+){1,3}) (?:\w+ly )?[\w']+"
)
_FEELS = re.compile(
    r"^[\s,]*(?:and |but |so )?(?:with |in |for |has |have )?(?:an? |the |that |some |more |real )*(?:[\w'-]+,? ){0,4}"
    r"(?:vibes?|feel(?:ing)?|mood|energy|spirit|aesthetic|atmosphere|flair|touch|tone)[\s.]*$"
    r"|^[\s,]*(?:and |but |so |i want |we want )?(?:it|this|everything|that|the (?:whole )?(?:thing|video|result|film))"
    r"(?: should| must| needs to| has to| to)?(?:'s)? (?:feel|look|be|stay|come across|seem|read)s? [^.;]{1,40}$"
    r"|^[\s,]*(?:and |but )?(?:make|keep) it (?:feel |look )?(?:\w+,? (?:and )?){1,3}$"
)
_MANNER = re.compile(
    r"^[\s,]*(?:and |but |or )?(?:not (?:by|in|from|on|just|only) [\w ]{1,20}$|would be (?:better|nicer|good|great"
    r"|nice)"
    r"|sounds? (?:good|great|better)|(?:the )?(?:client|boss|customer|couple|agent|team) (?:wants|needs|asked for"
    r"|likes)$|nothing (?:else|more|fancy|too|special)|no (?:fuss|gimmicks?|frills|rush|hurry|drama"
    r"|nonsense|surprises|tricks|fluff|bells)|not too|nor too|rather than|instead of|as opposed to|i (?:don't|dont"
    r"|do not)"
    r"|(?:don't|dont|do not|doesn't) (?:want|need)$|that's (?:it|all)|that is all|if (?:possible|you can|that)"
    r"|as (?:soon|quickly|fast|simple|usual)|thanks|cheers|lol|haha|asap|deadline|due|by (?:tomorrow|tonight|monday"
    r"|friday|noon))(?![a-z])"
)
_FILM = re.compile(
    rf"^[\s,]*(?:(?:an?|the|our|my|one|this) )?(?:[\w'&-]+ ){{0,6}}{VIDEO_EN}(?: (?:for|of|about|from"
    rf"|to)(?![a-z])[^,;]*)?"
    r"[\s:.]*$"
)
_PLACE = re.compile(
    r"^[\s,]*(?:on|behind|between|over|under|in|at|for|during|across|through|of|from|to|by|about|around|near|inside"
    r"|outside|as|like|where|while|when|before|after|within|into|onto|per|among|along|against|towards?|beside|in"
    r" front of|out of|next to)(?![a-z])"
)


_BIDS = re.compile(
    r"[\s,]*(?:(?:with|and|then)(?![a-z])|(?:please )?[a-z'-]+ (?:up |out |off )?(?:my|the|this|these|our|it|them"
    r"|an?|every"
    r"|each|all)(?![a-z]))"
)


def tells(text: str, *, heading: str = "", opens: bool = False, aside: bool = False) -> bool:
    """Return whether a stretch of its own tells what the film is about, for whom it is or how it should feel.

    `heading` is what stands before its colon, `opens` that it begins the sentence, `aside` that it is in brackets.
    """
    text = text.strip()
    if "\ue001" in text or not re.search("[a-z]", text):
        return False
    if _MANNER.match(text) or _FEELS.match(text) or _HEADINGS.match(text):
        return True
    if heading and _HEADINGS.match(heading) and len(text.split()) <= 12:
        return True
    asks = ASKS.search(text)
    if _FILM.match(text) and not re.match(r"[\s,]*(?:make|create|edit|cut|trim|add|with|and)(?![a-z])", text):
        return True
    if asks:
        return False
    if _SAID.match(text) and not _WISHES.search(text):
        return True
    return aside or (opens and len(text.split()) <= 5 and not _BIDS.match(text))


def folds(text: str, before: str, after: str) -> bool:
    """Return whether a stretch beside what was understood only describes it.

    A place ("between dishes"), what is possessed, the adjective of the next word, the object of the last one.
    """
    if tells(text):
        return True
    if ASKS.search(text) or not re.search("[a-z]", text):
        return False
    words = text.split()
    if _PLACE.match(text) and len(words) <= 7:
        return True
    if re.match(r"'s? ", text) and len(words) <= 3:
        return True
    beside = before.endswith("\ue002") or before.rstrip().endswith("\ue002")
    if after.startswith("\ue002") and len(words) <= 4:
        led = re.match(
            r"[\s,]*(?:(?:and|with|an?|the|some|my|our|in|using|very|more|of|for) )+[\w'-]+(?: [\w'-]+)?\s*$", text
        )
        return bool(led) or (len(words) == 1 and (beside or before.rstrip().endswith((",", ":", ".", " and"))))
    return beside and len(words) <= 2 and not re.match(r"[\s,]*(?:with|and|plus|but)(?![a-z])", text)
