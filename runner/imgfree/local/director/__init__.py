"""Plain English and Chinese sentences become draft edits, by rule: same words, same draft, same result."""

from imgfree.local.director.direct import direct
from imgfree.local.director.reply import Clause, Reply

__all__ = ["Clause", "Reply", "direct"]
