"""What is forgotten, and what is kept."""

import os
from typing import Any

from imgfree.local.store import Store
from imgfree.local.tidy import RENDER_LIFE_S, SESSION_LIFE_S, tidy

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_forgets_with_the_files(backend: Any) -> None:
    """Renders go after 7 days, sessions 30 days after their last edit; young files and used ones stay."""
    with backend.caller() as caller:
        caller.upload(("a.png", PNG))
        caller.say("build it")
        caller.submit("render_1")
        caller.finished("render_1")
        session_id = caller.session_id
    store = Store(backend.data_dir)
    (store.parts / "old").write_bytes(b"x")
    (store.parts / "young").write_bytes(b"x")
    edited_s = backend.clock.at_s
    files = [
        path for path in backend.data_dir.rglob("*.*") if path.parent.name != "servers" and "sqlite" not in path.name
    ]
    for path in [*files, store.parts / "old"]:
        os.utime(path, (edited_s, edited_s))
    os.utime(store.parts / "young", (edited_s + RENDER_LIFE_S, edited_s + RENDER_LIFE_S))

    tidy(store, edited_s + RENDER_LIFE_S + 1)
    assert ["young"] == [path.name for path in store.parts.iterdir()]
    assert [] == list(store.renders.iterdir())
    assert 1 == len(list(store.files.glob("*/*")))
    assert store.draft(session_id)

    tidy(store, edited_s + SESSION_LIFE_S + 1)
    assert (None, {}, []) == (store.session(session_id), store.draft(session_id), list(store.files.glob("*/*")))
    store.close()
