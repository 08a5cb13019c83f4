"""What both sides of the protocol agree on."""

import pytest

from imgfree import wire

PATHS = [
    wire.ANONYMOUS_TOKEN, wire.CLAIM_TOKEN, wire.NEW_SESSION, wire.RUN_SSE, wire.CREDITS, wire.RENDER,
    wire.upload_path("7" * 19), wire.state_path("7" * 19), wire.render_path("render_1" * 2),
    wire.cancel_path("render_1" * 2), wire.download_path("render_1" * 2),
]  # fmt: skip


def test_every_request_has_a_path_of_its_own() -> None:
    """Absolute, without a blank or a trailing slash: what a route matches by."""
    assert len(PATHS) == len(set(PATHS))
    assert [] == [path for path in PATHS if not path.startswith("/") or path.endswith("/") or path.split() != [path]]


def test_codes_and_headers_are_told_apart() -> None:
    """No code means two things, and no header has two names."""
    assert len(wire.Code) == len(wire.Code.__members__)
    headers = [wire.CLIENT_ID_HEADER, wire.IDEMPOTENCY_HEADER, *wire.ATTRIBUTION_HEADERS]
    assert len(headers) == len({name.lower() for name in headers})


def test_patience_grows_with_what_is_waited_for() -> None:
    """A stream is told to be at work before it counts as idle, and is idle before its time is over."""
    assert wire.STILL_WORKING_S < wire.STREAM_IDLE_LIMIT_S < wire.STREAM_LIMIT_S
    assert 0 < wire.RECOVERY_FIRST_S <= wire.RECOVERY_EVERY_S
    assert wire.RECOVERY_READS > 0


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (wire.state_path("5529798706024415232"), "/api/state/nemo_agent/me/…/latest"),
        (wire.render_path("render_0f1e2d3c"), "/api/render/proxy/lambda/…"),
        ("https://cdn.example/a.mp4?sig=0123456789", "https://cdn.example/a.mp4?sig=…"),
        (wire.CREDITS, wire.CREDITS), (wire.ANONYMOUS_TOKEN, wire.ANONYMOUS_TOKEN), ("/files/a.jpg", "/files/a.jpg"),
    ],
)  # fmt: skip
def test_ids_are_not_for_people(path: str, shown: str) -> None:
    """Sessions, renders and signatures are left out; names stay."""
    assert shown == wire.without_ids(path)
