"""The packages that films are made with; they come with the `local` extra."""

from importlib.util import find_spec

from imgfree.errors import SetupError

PACKAGES = ("numpy", "PIL", "pillow_heif", "av", "cv2", "uharfbuzz", "regex")


def lacks(package: str) -> SetupError:
    """Return the error for one that is not there."""
    return SetupError(
        f"the local backend needs the package '{package}'",
        hint="pip install 'imgfree[local]', or use --backend nemo",
    )


def check() -> None:
    """Raise SetupError for a package that is not there; none of them is loaded for it."""
    for package in PACKAGES:
        if find_spec(package) is None:
            raise lacks(package)
