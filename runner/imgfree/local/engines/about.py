"""What a machine says of itself before it is given work, and what is wrong with that."""

import importlib.util
import platform
from collections.abc import Mapping
from typing import Any

from imgfree import __version__
from imgfree.local import extra, renderer


def about() -> dict[str, Any]:
    """Return which imgfree this is, and which packages it draws with; none of them is loaded for it."""
    missing = [name for name in extra.PACKAGES if importlib.util.find_spec(name) is None]
    return {
        "version": __version__,
        "python": platform.python_version(),
        "missing": missing,
        "packages": renderer.packages(),
        "drawn_by": renderer.drawn_by(),
    }


def unfit(told: Mapping[str, Any]) -> str | None:
    """Return why a machine that says so cannot make pieces for this one; None if it can."""
    ours = about()
    if told["version"] != ours["version"]:
        return f"has imgfree {told['version']}, and this machine has {ours['version']}"
    if told["missing"]:
        return f"lacks the package '{told['missing'][0]}' of imgfree[local]"
    for name, number in ours["packages"].items():
        if told["packages"].get(name) != number:
            return f"has {name} {told['packages'].get(name) or '(none)'}, and this machine has {number}"
    return None if told["drawn_by"] == ours["drawn_by"] else "has another renderer than this machine"
