"""What the GUI tables of all languages share."""

import re
from collections.abc import Callable

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

MASK = "\ue000"  # stands around the number of a quotation that is content, not an instruction
