"""imgfree: video recipes you can commit."""

import sys

__version__ = "0.1.0"

# httpx loads its own command line (click, rich, pygments) when those are installed, which doubles its import time.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
