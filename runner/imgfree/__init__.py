"""imgfree: video recipes you can commit.

A program has what the command line does in `run`, `resume`, `validate`, `plan`, `replay`, `explain` and `inspect`
(`docs/api.md`). They are loaded when they are asked for: `import imgfree` alone costs nothing.
"""

import sys

__version__ = "0.1.0"

# httpx loads its own command line (click, rich, pygments) when those are installed, which doubles its import time.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]

__all__ = [
    "Event", "Explanation", "ImgfreeError", "Inspection", "Problem", "Replayed", "Rights", "RunPlan", "RunResult",
    "StepResult", "explain", "inspect", "plan", "replay", "resume", "run", "validate",
]  # fmt: skip

TYPE_CHECKING = False  # as in typing, whose import would cost more than ours
if TYPE_CHECKING:
    from imgfree.api import (
        Event,
        Explanation,
        ImgfreeError,
        Inspection,
        Problem,
        Replayed,
        Rights,
        RunPlan,
        RunResult,
        StepResult,
        explain,
        inspect,
        plan,
        replay,
        resume,
        run,
        validate,
    )
else:

    def __getattr__(name):
        """Return what a program asks for, loaded now."""
        if name not in __all__:
            raise AttributeError(f"module 'imgfree' has no attribute '{name}'")
        import importlib

        return getattr(importlib.import_module("imgfree.api"), name)

    def __dir__():
        """Return the public names as well as those that are loaded."""
        return sorted({*globals(), *__all__})
