"""Which renderer this is: another version of it, or of the packages it draws with, may draw otherwise."""

import functools
import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

_PACKAGES = (
    *("av", "numpy", "opencv-python-headless", "pillow", "pillow-heif", "regex", "uharfbuzz"),
    *("noto-cjk-sans-otc", "noto-cjk-sans-jp-bold", "pylopdf-fonts-zh-cn", "fontpkg-source-sans-3"),
    *("fontpkg-montserrat", "fontpkg-playfair-display", "fontpkg-caveat", "fontpkg-anton", "manimgx-fonts"),
)
# What the renderer paints by and does not have in its own folder.
BESIDE = (
    "imgfree.colors",
    "imgfree.local.composition",
    "imgfree.local.grades",
    "imgfree.local.motion",
    "imgfree.local.sight.tones",
)
_HERE = Path(__file__).parent


def packages() -> dict[str, str]:
    """Return the packages it draws with and their versions; an empty one of a package that is not installed."""
    return {name: _version(name) for name in _PACKAGES}


@functools.cache  # asked at each poll of a render
def made_by() -> dict[str, str]:
    """Return what a film says of its encoder: where these are the same, the same draft makes the same bytes."""
    return {"av": _version("av"), "machine": platform.machine(), "renderer": drawn_by()[:16]}


@functools.cache
def drawn_by() -> str:
    """Return a digest of this renderer and of the packages it draws with."""
    whole = hashlib.sha256(" ".join(f"{name} {number}" for name, number in packages().items()).encode())
    beside = (_HERE.parents[1].joinpath(*name.split(".")).with_suffix(".py") for name in BESIDE)
    for path in (*sorted((_HERE / "render").iterdir()), *beside):
        if path.suffix in (".py", ".toml"):
            whole.update(path.read_bytes())
    return whole.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
