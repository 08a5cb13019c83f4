"""What an answer's body leaves behind."""

import gzip
import json
from pathlib import Path
from typing import Any

from imgfree import cassette


def test_gzip_answers_are_kept_readable(site: Any, path: Path, recording: Any, client: Any) -> None:
    """A gzip body is stored as its text, and the replay needs no decoding."""

    told = json.dumps({"words": "grün " * 50}).encode()
    site.on("/z")(lambda it: it.give(gzip.compress(told), Content_Encoding="gzip"))
    with recording(path) as taping, client(taping, site.url) as web:
        assert told == web.get("/z").content
    assert "gr\\\\u00fcn" in path.read_text()
    with cassette.replaying(path) as taping, client(taping) as web:
        assert told == web.get("/z").content
