"""Take expressions and texts apart: what they name, whether they are well-formed, and where they are not."""

import difflib
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.lexer import Token as JinjaToken
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

from imgfree.template.naming import SOURCE_LIMIT, STATEMENTS, WORDS, Flaw, Reference
from imgfree.template.sandbox import FILTER_NAMES, SANDBOX, TEST_NAMES

_NESTING_LIMIT = 50
_LONGEST_NUMBER = 1000  # characters, as in the recipe itself; Python refuses to read much longer ones
_OPERANDS = frozenset({"name", "string", "integer", "float"})
_INSTEAD = {
    "=": "compare with '=='",
    "&": "write 'and'",
    "|": "write 'or', or name one filter after each '|'",
    "!": "write 'not'",
    "?": "write: a if condition else b",
    "$": "names stand without '$'",
}


@dataclass(frozen=True)
class Token:
    """A piece of an expression as written. `kind` is Jinja's name for it."""

    kind: str
    text: str
    offset: int


@dataclass(frozen=True)
class Read:
    """A text taken apart. `whole` says that it is one expression and nothing else, so that its value keeps its type."""

    tokens: tuple[Token, ...]
    whole: bool
    tree: nodes.Node  # of the expression if `whole`, else of the text
    references: tuple[Reference, ...]


def read(source: str, *, bare: bool) -> Read:
    """Return the parts of a bare expression, or of a text with expressions in {{ }}.

    Raises:
        Flaw: it is malformed, or uses a filter, test or statement that there is not.
    """
    if len(source) > SOURCE_LIMIT:
        raise Flaw(f"longer than {SOURCE_LIMIT:,} characters")
    if bare and source.lstrip().startswith("{{"):
        start = source.index("{{")
        inside = source.strip().removeprefix("{{").removesuffix("}}").strip()
        raise Flaw("this is an expression already, so it needs no {{ }}", start, 2, f"write: {inside}")
    tokens = tuple(_scan(source, bare))
    _check_names(tokens)
    whole = bare or _is_whole(tokens)
    used = [
        token for token in tokens if bare or not whole or token.kind not in ("data", "variable_begin", "variable_end")
    ]
    end = next((token.offset for token in tokens if token.kind == "variable_end"), None) if whole else None
    tree = _parse(used, source, expression=whole, end=end)
    return Read(tokens, whole, tree, tuple(_references(tokens)))


def _scan(source: str, bare: bool) -> Iterator[Token]:
    at, depth = 0, 0
    pieces = SANDBOX.lexer.tokeniter(source, None, None, "variable" if bare else None)
    try:
        for _, kind, text in pieces:
            offset = source.find(text, at)
            at = offset + len(text)
            if kind == "operator" and text in "([{":
                depth += 1
            elif kind == "operator" and text in ")]}":
                depth -= 1
            if depth > _NESTING_LIMIT:
                raise Flaw("nested too deeply", offset)
            if bare and kind == "variable_end":
                raise Flaw(
                    "'}}' is not expected here", offset, 2, "this is an expression already, so it needs no {{ }}"
                )
            if kind in ("integer", "float"):
                _check_number(kind, text, offset)
            if kind not in ("whitespace", "comment_begin", "comment", "comment_end"):
                yield Token(kind, text, offset)
    except TemplateSyntaxError as error:
        raise _lexical(error, source, at) from None


def _check_number(kind: str, text: str, offset: int) -> None:
    """Refuse a number that could not be read, or not be written down again."""
    if len(text) > _LONGEST_NUMBER or (kind == "float" and not math.isfinite(float(text))):
        raise Flaw("this is no number that a recipe can hold", offset, len(text), "write a smaller one")


def _lexical(error: TemplateSyntaxError, source: str, at: int) -> Flaw:
    message = error.message or ""
    if "end of comment" in message:
        return Flaw("'{#' is never closed", source.rfind("{#"), 2, "close it with '#}'")
    if "end of raw" in message:
        return Flaw("'{% raw %}' is never closed", at, 1, "close it with '{% endraw %}'")
    found = re.search(r" at (\d+)$", message)
    place = int(found.group(1)) if found else at + len(source[at:]) - len(source[at:].lstrip())
    char = source[place : place + 1]
    if char in "\"'" and char:
        return Flaw("this quote is never closed", place, 1, f"close it with {char}")
    return Flaw(f"'{char}' is not expected here", place, 1, _INSTEAD.get(char))


def _is_whole(tokens: Sequence[Token]) -> bool:
    pieces = [token for token in tokens if not (token.kind == "data" and not token.text.strip())]
    return (
        [token.kind for token in pieces if token.kind.endswith(("_begin", "_end"))]
        == ["variable_begin", "variable_end"]
        and pieces[0].kind == "variable_begin"
        and pieces[-1].kind == "variable_end"
    )


def _check_names(tokens: Sequence[Token]) -> None:
    """Refuse filters, tests and statements that there are not."""
    before: list[str] = ["", "", ""]
    for token in tokens:
        if token.text == "|" and before[-1] == "|":
            raise Flaw("'||' is not expected here", token.offset - 1, 2, "write 'or'")
        if token.text == "." and before[-2] == "|":
            raise Flaw("'.' is not expected after a filter", token.offset, 1, "put what is filtered in parentheses")
        if token.kind == "name":
            if before[-1] == "|" and token.text not in FILTER_NAMES:
                raise _unknown("filter", token, FILTER_NAMES)
            is_test = before[-1] == "is" or before[-2:] == ["is", "not"]
            if is_test and token.text != "not" and token.text not in (*TEST_NAMES, "none", "true", "false", "in"):
                raise _unknown("test", token, TEST_NAMES)
            if before[-1].startswith("{%") and token.text not in STATEMENTS:
                hint = "join a list with | join(', '), or repeat steps with foreach:" if token.text == "for" else None
                raise Flaw(
                    f"the statement '{token.text}' cannot be used in a recipe", token.offset, len(token.text), hint
                )
        before.append(token.text)


def _unknown(what: str, token: Token, known: Sequence[str]) -> Flaw:
    close = difflib.get_close_matches(token.text, known, n=1)
    hint = f"did you mean '{close[0]}'?" if close else f"known: {', '.join(sorted(known))}"
    return Flaw(f"there is no {what} '{token.text}'", token.offset, len(token.text), hint)


def _parse(tokens: Sequence[Token], source: str, *, expression: bool, end: int | None) -> nodes.Node:
    """Return the syntax tree; a flaw is placed at the very token that the parser stumbled over.

    `end` is where the closing braces of a lone expression stand, which are not among its tokens.
    """
    fed: list[Token] = []

    def feed() -> Iterator[JinjaToken]:
        for token in tokens:
            for made in SANDBOX.lexer.wrap([(1, token.kind, token.text)], None, None):
                fed.append(token)
                yield made

    parser = Parser(SANDBOX, "")
    try:
        parser.stream = TokenStream(feed(), None, None)
        if not expression:
            return parser.parse()
        tree = parser.parse_expression()
        if not parser.stream.eos:
            raise TemplateSyntaxError("more after the expression", 1)
        return tree
    except TemplateSyntaxError:
        pulled = len(fed) - 1 - len(parser.stream._pushed)
        if parser.stream.current.type != "eof":
            raise _syntactic(fed[pulled]) from None
        if end is not None:
            raise Flaw("this expression stops too early", end, 2, "a value is missing before this") from None
        raise _ends_early(tokens, source) from None
    except RecursionError:
        raise Flaw("nested too deeply") from None


def _syntactic(token: Token) -> Flaw:
    if token.kind in ("variable_end", "block_end"):
        return Flaw("this expression stops too early", token.offset, len(token.text), "a value is missing before this")
    hint = _INSTEAD.get(token.text[:1]) if token.kind == "operator" else None
    if token.kind in _OPERANDS and token.text not in WORDS:
        hint = "an operator is missing before it"
    return Flaw(f"'{token.text}' is not expected here", token.offset, len(token.text), hint)


def _ends_early(tokens: Sequence[Token], source: str) -> Flaw:
    opened = [one for one in tokens if one.kind in ("variable_begin", "block_begin")]
    if opened and tokens[-1].kind not in ("variable_end", "block_end", "data"):
        closing = "}}" if opened[-1].kind == "variable_begin" else "%}"
        return Flaw(f"'{opened[-1].text}' is never closed", opened[-1].offset, 2, f"close it with '{closing}'")
    statement = next((one for one in opened if one.kind == "block_begin"), None)
    if statement is not None:
        return Flaw("'{% if %}' is never closed", statement.offset, 2, "close it with '{% endif %}'")
    return Flaw("this expression stops too early", max(0, len(source.rstrip()) - 1), 1, "a value is missing after this")


def _references(tokens: Sequence[Token]) -> Iterator[Reference]:
    """Yield each name that is looked up, with the keys and indexes that follow it."""
    number = 0
    while number < len(tokens):
        token = tokens[number]
        before = [one.text for one in tokens[max(0, number - 2) : number]]
        after = tokens[number + 1].text if number + 1 < len(tokens) else ""
        number += 1
        if token.kind != "name" or token.text in WORDS or _is_no_lookup(before, after):
            continue
        parts, offsets, number = _trail(tokens, number)
        yield Reference(token.text, tuple(parts), (token.offset, *offsets))


def _is_no_lookup(before: list[str], after: str) -> bool:
    last = before[-1] if before else ""
    # After '|' a filter, after 'is' a test, after '.' a key of something computed, before '=' an option's name.
    return last in ("|", ".", "is") or before == ["is", "not"] or after == "="


def _trail(tokens: Sequence[Token], number: int) -> tuple[list[str | int], list[int], int]:
    parts: list[str | int] = []
    offsets: list[int] = []
    while number + 1 < len(tokens):
        one, two = tokens[number], tokens[number + 1]
        if one.text == "." and two.kind in ("name", "integer"):
            parts.append(int(two.text, 0) if two.kind == "integer" else two.text)
            offsets.append(two.offset)
            number += 2
        elif one.text == "[" and two.kind in ("string", "integer") and _closes(tokens, number + 2):
            parts.append(int(two.text, 0) if two.kind == "integer" else two.text[1:-1])
            offsets.append(two.offset + (two.kind == "string"))
            number += 3
        else:
            break
    return parts, offsets, number


def _closes(tokens: Sequence[Token], number: int) -> bool:
    return number < len(tokens) and tokens[number].text == "]"
