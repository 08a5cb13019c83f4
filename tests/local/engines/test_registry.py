"""Engines are found by their names."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from clusters import engine_package
from imgfree.engine import Engine
from imgfree.errors import SetupError
from imgfree.local.engines import registry


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return what installs the package of an engine `toy`, with that code."""

    def install(code: str) -> None:
        monkeypatch.syspath_prepend(engine_package(tmp_path / "package", code))

    yield install
    sys.modules.pop("toy_engine", None)


def opened(engine: Engine) -> None:
    """Open an engine, and do nothing with it."""
    with registry.opened(engine):
        pass


def test_a_package_brings_an_engine(toy: Callable[[str], None]) -> None:
    """Its factory gets the address, and is shut down in the end."""
    toy("from concurrent.futures import ThreadPoolExecutor\nopen = lambda address: ThreadPoolExecutor(int(address))")
    with registry.opened(Engine("toy://3")) as executor:
        assert isinstance(executor, ThreadPoolExecutor)
        assert 3 == executor._max_workers
    with pytest.raises(RuntimeError):
        executor.submit(print)


def test_an_unknown_name_is_told_with_those_that_are_known() -> None:
    """Ours are among them."""
    with pytest.raises(SetupError, match="no engine 'ray'") as caught:
        opened(Engine("ray://head"))
    assert "known are: dask, local" == caught.value.hint


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import nothing_of_that_name", "cannot be loaded: No module named 'nothing_of_that_name'"),
        ("from concurrent.futures import ThreadPoolExecutor\ndef open(address):\n    pool = ThreadPoolExecutor(1)\n"
         "    pool.submit = lambda *asked: 1 / 0\n    return pool", "cannot be used: ZeroDivisionError"),
        ("from concurrent.futures import Future, ThreadPoolExecutor\ndef open(address):\n"
         "    pool, other = ThreadPoolExecutor(1), Future()\n"
         "    other.set_result({'version': '0.0', 'missing': [], 'packages': {}, 'drawn_by': ''})\n"
         "    pool.submit = lambda *asked: other\n    return pool", "a worker of toy://1 has imgfree 0.0"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_engine_is_told(toy: Callable[[str], None], code: str, told: str) -> None:
    """Before anything is begun."""
    toy(code)
    with pytest.raises(SetupError) as caught:
        opened(Engine("toy://1"))
    assert told in caught.value.message


def test_one_that_does_not_answer_is_given_up(toy: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """After ten seconds, here after less."""
    monkeypatch.setattr(registry, "_ANSWERS_S", 0.05)
    toy(
        "from concurrent.futures import Future, ThreadPoolExecutor\ndef open(address):\n"
        "    pool = ThreadPoolExecutor(1)\n    pool.submit = lambda *asked: Future()\n    return pool"
    )
    with pytest.raises(SetupError, match="toy://1 does not answer"):
        opened(Engine("toy://1"))


def test_a_store_that_cannot_be_is_told(tmp_path: Path) -> None:
    """With its path."""
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(SetupError, match="the store '.*file' cannot be used"):
        opened(Engine("toy://1", tmp_path / "file"))
