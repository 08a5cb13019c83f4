"""Checks, when imported, that the packages of the `local` extra are there. Import it before what needs them."""

from importlib import import_module

from imgfree.errors import SetupError

PACKAGES = ("numpy", "PIL", "pillow_heif", "av", "cv2")

for _package in PACKAGES:
    try:
        import_module(_package)
    except ImportError as missing:
        raise SetupError(
            f"the local backend needs the package '{_package}'",
            hint="pip install 'imgfree[local]', or use --backend nemo",
        ) from missing
