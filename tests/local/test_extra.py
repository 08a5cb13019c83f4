"""The packages of the `local` extra are asked for without loading them."""

import sys

import pytest

from imgfree.errors import SetupError
from imgfree.local import extra


def test_a_package_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With all of them there nothing is said; each that is missing is named, with how to get it, exit 6."""
    extra.check()
    for package in extra.PACKAGES:
        with monkeypatch.context() as without:
            without.setitem(sys.modules, package, None)
            with pytest.raises(SetupError, match=f"needs the package '{package}'") as caught:
                extra.check()
        assert (6, True) == (caught.value.exit_code, "imgfree[local]" in (caught.value.hint or ""))
