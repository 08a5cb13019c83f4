"""What the GUI tables of all languages share."""

import re
from collections.abc import Callable

Rule = tuple[str, Callable[[re.Match[str]], str]]  # a pattern, and what is said in the place of what it finds

MASK = "\ue000"  # stands around the number of a quotation that is content, not an instruction
