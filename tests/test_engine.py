"""Which engine is asked for."""

from pathlib import Path

import pytest

from imgfree.engine import Engine, wished
from imgfree.errors import InputRefused


@pytest.mark.parametrize(
    ("url", "scheme", "address"),
    [
        ("local", "local", ""),
        ("dask://10.0.0.7:8786", "dask", "10.0.0.7:8786"),
        ("dask:[::1]:8786", "dask", "[::1]:8786"),
        ("toy:", "toy", ""),
    ],
)
def test_an_engine_has_a_name_and_an_address(url: str, scheme: str, address: str) -> None:
    """What stands before the colon finds it, the rest is its own to read."""
    engine = wished(url, None)
    assert engine is not None
    assert (scheme, address) == (engine.scheme, engine.address)


@pytest.mark.parametrize("url", ["", "dask", "local:2", "://host", "10.0.0.7:8786"])
def test_what_is_none_is_refused(url: str) -> None:
    """With the two ways to write one."""
    with pytest.raises(InputRefused, match="is not an engine"):
        wished(url, None)


def test_a_store_needs_an_engine() -> None:
    """Without one there is nobody to share it with."""
    assert wished(None, None) is None
    for url in (None, "local"):
        with pytest.raises(InputRefused, match="--store"):
            wished(url, Path("pieces"))


def test_an_event_tells_of_it(tmp_path: Path) -> None:
    """A resume reads back what was asked for; events of before there were engines tell of none."""
    for engine in (Engine("dask://a:1"), Engine("dask://a:1", tmp_path)):
        assert engine == Engine.from_event(engine.to_event())
    assert Engine.from_event({}) is None
