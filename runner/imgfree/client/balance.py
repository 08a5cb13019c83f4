"""Read a balance in any shape seen."""

from collections.abc import Mapping
from typing import Any

from imgfree.client.api import field
from imgfree.client.failures import number
from imgfree.client.model import Credits
from imgfree.errors import ProtocolBroken

_MOST_CREDITS = 10**15  # what nobody has


def read(answer: Mapping[str, Any]) -> Credits:
    """Return the balance in an answer; what is missing of it follows from the rest.

    Raises:
        ProtocolBroken: neither the available nor all credits are told.
    """
    found = {name: number(field(answer, name)) for name in ("available", "frozen", "total")}
    available, frozen = found["available"], found["frozen"] or 0
    impossible = any(abs(one or 0) > _MOST_CREDITS for one in found.values())
    if impossible or (available is None and found["total"] is None):
        raise ProtocolBroken("the answer about credits holds no balance")
    total = found["total"] if found["total"] is not None else (available or 0) + frozen
    return Credits(int(total - frozen if available is None else available), int(frozen), int(total))
