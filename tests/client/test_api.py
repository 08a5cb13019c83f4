"""Signed-in calls."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from imgfree import settings, wire
from imgfree.client.api import Api, data_of, field, identifier
from imgfree.client.auth.auth import Auth
from imgfree.client.http import Call, Http
from imgfree.client.network import Network
from imgfree.clock import FreshIds, SystemClock
from imgfree.errors import BackendError
from imgfree.tools import Tools

from .server import Cloud, Log, Reply, refuse


def test_fields_are_found_in_the_envelope_or_on_top() -> None:
    """`data` comes first; an answer without it carries its fields itself."""
    assert {"a": 1} == data_of({"code": 0, "data": {"a": 1}})
    assert {"a": 1, "data": None} == data_of({"a": 1, "data": None})
    assert [1, 2, None] == [field({"a": 2, "data": data}, "a") for data in ({"a": 1}, {})] + [field({}, "a")]


@pytest.mark.parametrize(
    ("value", "found"),
    [("a-1", "a-1"), (7, "7"), (True, None), (None, None), ("", None), ("..", None), ("a/b", None), ("a?b", None),
     ("a b", None), ("x" * 201, None), (1.5, None)],
)  # fmt: skip
def test_an_id_can_stand_in_a_path(value: Any, found: str | None) -> None:
    """Whatever else a server calls one is none."""
    assert found == identifier(value)


@pytest.fixture
def api(cloud: Cloud, log: Log, tmp_path: Path) -> Iterator[Api]:
    """Signed-in calls without a client around them."""
    clock = SystemClock(0.001)
    tools = Tools(clock, FreshIds(clock), log)
    network = Network()
    http = Http(cloud.url, network, {}, tools)
    found = settings.from_environment({"IMGFREE_HOME": str(tmp_path)}, cwd=tmp_path)
    yield Api(http, Auth(found, http, tools, local=False), tools)
    network.close()


def test_a_glance_is_one_try(cloud: Cloud, api: Api) -> None:
    """Nothing depends on it: a failure is not sat out, and a token not cured."""
    for reply in (Reply(b"", 503), refuse(1001)):
        cloud.script("GET", wire.CREDITS, reply)
        with pytest.raises(BackendError):
            api.glance(wire.CREDITS)
    assert 2 == len(cloud.sent("GET", wire.CREDITS))
    assert 1 == len(cloud.sent("POST", wire.ANONYMOUS_TOKEN))


def test_a_call_is_patient(cloud: Cloud, api: Api) -> None:
    """A failure in passing is sat out; `once` leaves that to its caller, and cures a token that is refused, too."""
    cloud.script("GET", wire.CREDITS, refuse(1001), Reply(b"", 503))
    assert 0 == api.get(wire.CREDITS)["code"]
    assert 2 == len(cloud.sent("POST", wire.ANONYMOUS_TOKEN))
    cloud.script("GET", wire.CREDITS, Reply(b"", 503))
    with pytest.raises(BackendError):
        api.once(Call("GET", wire.CREDITS))
    assert 0 == api.once(Call("GET", wire.CREDITS))["code"]
    assert 5 == len(cloud.sent("GET", wire.CREDITS))
