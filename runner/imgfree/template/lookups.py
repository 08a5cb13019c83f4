"""Every name that an expression looks up: told the quick way where it is plain, else by Jinja."""

from collections.abc import Iterable

from imgfree.template.naming import Flaw, Reference, is_template, plain_names


def names(text: str, *, bare: bool = True) -> tuple[Reference, ...]:
    """Return every name that an expression (or a text with expressions, if not `bare`) looks up.

    Raises:
        Flaw: it is malformed.
    """
    if not bare and not is_template(text):
        return ()
    found = plain_names(text, bare=bare)
    if found is None:
        from imgfree.template import rendering  # only here: it loads Jinja

        found = rendering.references(text, bare=bare)
    return found


def mentions(expression: str, roots: Iterable[str]) -> bool:
    """Return whether a bare expression looks up one of these names; False if it is malformed."""
    wanted = set(roots)
    try:
        return any(one.root in wanted for one in names(expression))
    except Flaw:
        return False
