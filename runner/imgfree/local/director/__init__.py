"""Plain English and Chinese sentences become draft edits, by rule: the same words on the same draft, the same result."""

from imgfree.local.director.direct import direct
from imgfree.local.director.reply import Clause, Reply

__all__ = ["Clause", "Reply", "direct"]
