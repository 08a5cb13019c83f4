"""What the YAML parser's complaints mean, in words that say what to do."""

import re

import yaml

from imgfree import blanks

_BARE_EXPRESSION = re.compile(r"(?:^\s*|[:\-,\[]\s+)(\{[{%])")
_AFTER_QUOTE = re.compile(r"[\"']\s+$")

Explained = tuple[int, str, str | None]  # where it stands in the text, what is wrong, what to do


def explain(error: yaml.MarkedYAMLError, text: str) -> Explained:
    """Return where the fault is, what it is, and what to do about it; the same for both of PyYAML's parsers."""
    mark = error.problem_mark or error.context_mark
    at = min(mark.index, len(text)) if mark else 0
    context = error.context_mark.index if error.context_mark else at
    problem = error.problem or ""
    blank = _blank(text, at)
    if blank is not None:
        return blank
    bare = _bare_expression(text, at)
    if bare is not None:
        return bare, "a value that begins with '{{' must be in quotes", 'write "{{ … }}"'
    for told in (_token, _quote, _colon, _bracket, _block):
        found = told(problem, error.context or "", text, (context, at))
        if found is not None:
            where, message, hint = found
            return where, message, _comment(text, at) or hint
    return at, "this is not YAML", None


def _blank(text: str, at: int) -> Explained | None:
    """Return the odd blank that keeps the line at `at`, or the one above it, from being read as it looks."""
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, at))) + 1
    end = text.find("\n", at)
    for found in re.finditer(
        r"^[ \t]*(\W)|[:,-](\W)|(\W):", text[start : end if end >= 0 else len(text)], re.MULTILINE
    ):
        group = found.lastindex or 0
        name = blanks.named(found[group])
        if name:
            where = start + found.start(group)
            return where, f"{name} stands here, which YAML takes for a letter", "write a plain space"
    return None


def _comment(text: str, at: int) -> str | None:
    """Return what to do about a hashtag, at `at` or in the line above, that ended a text too early."""
    start = text.rfind("\n", 0, max(0, text.rfind("\n", 0, at))) + 1
    found = re.search(r"\s(#[^\s#]*)", text[start : at + 1])
    return f"'{found[1]}' began a comment; put the whole text in quotes" if found and found[1] != "#" else None


def _bare_expression(text: str, at: int) -> int | None:
    start = text.rfind("\n", 0, at) + 1
    found = _BARE_EXPRESSION.search(text[start : at + 2])
    return start + found.start(1) if found else None


def _token(problem: str, context: str, text: str, marks: tuple[int, int]) -> Explained | None:
    begin, at = marks
    char = text[at : at + 1]
    if "tab character" in problem or ("cannot start any token" in problem and char == "\t"):
        return at, "a tab cannot indent YAML", "use spaces"
    if "cannot start any token" in problem:
        return at, f"a value cannot begin with '{char}'", "put it in quotes"
    if "scanning an alias" in context or "scanning an anchor" in context:
        mark = text[begin : begin + 1]
        meaning = "repeats a value" if mark == "*" else "names a value"
        return begin, f"'{mark}' at the beginning {meaning} in YAML", "put the text in quotes"
    if "tag" in context or "tag" in problem:
        return begin, "'!' at the beginning names a type in YAML", "put the text in quotes"
    if "directive" in context or "directive" in problem:
        return begin, "this line begins with '%' and is not a directive that YAML knows", "remove it"
    return None


def _quote(problem: str, context: str, text: str, marks: tuple[int, int]) -> Explained | None:
    begin, at = marks
    if "scalar" not in context or "block" in context:
        return None
    if "escape" in problem or "hexdecimal" in problem or "hexadecimal" in problem:
        slash = text.rfind("\\", begin, at + 1)
        shown = text[slash : slash + 2]
        return slash, f"'{shown}' means nothing in double quotes", "use single quotes, or write '\\\\'"
    if "unexpected end" in problem or "unexpected document separator" in problem:
        return begin, "this quote is never closed", f"close it with {text[begin]}"
    return None


def _colon(problem: str, context: str, text: str, marks: tuple[int, int]) -> Explained | None:
    at = marks[1]
    if "unexpected ':'" in problem:
        return at, "no space follows this ':'", "write ': ', or put the whole text in quotes"
    if "mapping keys are not allowed" in problem:
        return at, "'?' cannot begin a value here", "put the text in quotes"
    if "mapping values are not allowed" in problem:
        line = text[text.rfind("\n", 0, at) + 1 : at]
        if re.search(r":\s", line):
            return at, "a second ': ' in one line", "put text that holds ': ' in quotes"
        hint = "is a ': ' missing in the line above, or is this line indented too far?"
        return at, "this key does not fit the line above", hint
    if "could not find expected ':'" in problem:
        return marks[0], "a ': ' is missing in this line", "write it as key: value, or indent it under the key above"
    if "sequence entries are not allowed" in problem:
        hint = "put the items in the lines below, or write [a, b]"
        return at, "a list cannot begin in the line of its key", hint
    return None


def _bracket(problem: str, context: str, text: str, marks: tuple[int, int]) -> Explained | None:
    begin, at = marks
    if "flow sequence" in context or "flow mapping" in context:
        opening = text[begin : begin + 1]
        closing = "]" if opening == "[" else "}"
        if not text[at:].strip():
            return begin, f"this '{opening}' is never closed", f"close it with '{closing}'"
        line = text.count("\n", 0, begin) + 1
        return at, f"',' or '{closing}' is missing before this", f"the '{opening}' in line {line} is still open"
    if "node content" in problem:
        if not text[at:].strip():
            last = max(text.rfind("[", 0, at), text.rfind("{", 0, at), 0)
            return last, f"this '{text[last : last + 1]}' is never closed", None
        return at, f"'{text[at : at + 1]}' is not expected here", "put text that begins with it in quotes"
    return None


def _block(problem: str, context: str, text: str, marks: tuple[int, int]) -> Explained | None:
    at = marks[1]
    if "block scalar" in context:
        return at, "nothing but a comment may follow '|' or '>'", "put the text in the lines below, indented"
    if "document start" in problem:
        return at, "text after the end of the document", "one file, one recipe"
    if "block mapping" in context or "block collection" in context:
        if _AFTER_QUOTE.search(text[text.rfind("\n", 0, at) + 1 : at]):
            return at, "text after the closing quote", "put the whole value in one pair of quotes"
        return at, "this line does not line up with those above", "indent it like its neighbours"
    return None
