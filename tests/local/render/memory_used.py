"""How much memory this process has held at most."""

import resource
import sys
from pathlib import Path


def peak_mb() -> int:
    """Return the peak in megabytes; on Linux without what the process was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) // 1024
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit
