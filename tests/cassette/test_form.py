"""The file: vcrpy's format, equal after writing and reading, readable by others."""

import json
import logging
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
import vcr
import yaml

from imgfree import cassette
from imgfree.cassette import form
from imgfree.cassette.form import Facts, Interaction
from imgfree.errors import CassetteMissing

ODD = 'tab\t cr\r lf\n nel\x85 ls\u2028 bom\ufeff nul\0 del\x7f emoji \U0001f600 quote" back\\slash - # : end '
MADE = Interaction(
    method="POST",
    uri="http://a.b/c?d=1",
    request_headers={"accept": ["*/*"]},
    request_body=ODD,
    status=200,
    reason="OK",
    headers={"x-two": ["1", "2"]},
    body=ODD.encode(),
    facts=Facts(wait_ms=5, frames="0:3 1:4", ids=((0, "uuid", "u"),)),
)


def written(path: Path, *made: Interaction, end: bool = True) -> Path:
    """Write a cassette file."""
    text = form.head({"format": 1}) + b"".join(form.block(one) for one in made)
    path.write_bytes(text + (form.tail(form.Recording(path, {}, made, True)) if end else b""))
    return path


@pytest.mark.parametrize("body", [ODD.encode(), b"\xff\xfe\0binary", b""])
def test_what_is_written_is_read_again(tmp_path: Path, body: bytes) -> None:
    """Any text and any bytes come back, by our reader and by plain YAML."""
    made = replace(MADE, body=body)
    path = written(tmp_path / "c.yaml", made, made)
    found = form.read(path)
    assert (made, made) == tuple(replace(one, line=0) for one in found.interactions)
    assert found.finished
    plain = yaml.safe_load(path.read_text(encoding="utf-8"))["interactions"][1]
    kept = plain["response"]["body"]["string"]
    assert body == (kept.encode() if isinstance(kept, str) else kept)
    assert ODD == plain["request"]["body"]


def test_lines_are_known(tmp_path: Path) -> None:
    """An interaction knows the line on which it begins."""
    path = written(tmp_path / "c.yaml", MADE, MADE, MADE)
    lines = path.read_text(encoding="utf-8").split("\n")
    assert ["- request:"] * 3 == [lines[made.line - 1] for made in form.read(path).interactions]


def test_another_layout_is_read_as_yaml(tmp_path: Path) -> None:
    """A file that was laid out anew by another tool means the same."""
    path = written(tmp_path / "c.yaml", MADE)
    path.write_text(yaml.safe_dump(yaml.safe_load(path.read_text(encoding="utf-8"))), encoding="utf-8")
    found = form.read(path)
    assert (MADE,) == found.interactions
    assert found.finished


def test_every_cut_of_a_growing_file_is_readable(tmp_path: Path) -> None:
    """Wherever a write was torn, all interactions before it are there."""
    path = written(tmp_path / "c.yaml", MADE, MADE, end=False)
    text = path.read_bytes()
    first = len(form.head({"format": 1}) + form.block(MADE))
    for cut in range(first, len(text), 7):
        path.write_bytes(text[:cut])
        assert 1 == len([one for one in form.read(path).interactions if one == replace(MADE, line=one.line)])


def test_odd_facts_are_refused(tmp_path: Path) -> None:
    """A cassette with facts of the wrong type is malformed, and the number of the interaction is named."""
    path = written(tmp_path / "c.yaml", MADE)
    path.write_text(path.read_text(encoding="utf-8").replace('"wait_ms": 5', '"wait_ms": "5"'), encoding="utf-8")
    with pytest.raises(CassetteMissing, match="interaction 1"):
        form.read(path)


def test_an_empty_recording_is_a_cassette(tmp_path: Path) -> None:
    """No request at all is a recording, too."""
    path = written(tmp_path / "c.yaml")
    assert ((), True) == (form.read(path).interactions, form.read(path).finished)
    assert [] == yaml.safe_load(path.read_text())["interactions"]


def record(site: Any, recording: Any, path: Path) -> None:
    """Record a poll, a stream and a file."""

    @site.on("/s")
    def stream(it: Any) -> None:
        it.body()
        it.begin()
        it.wfile.write("data: grün\n\n".encode())

    site.on("/p")(lambda it: it.give(b'{"n": 1}'))
    site.on("/f")(lambda it: it.give(b"\0\1" * 50_000, "video/mp4"))
    with (
        recording(path) as taping,
        httpx.Client(transport=taping.transport, base_url=site.url) as web,
    ):
        for one in (web.get("/p"), web.post("/s", json={"a": 1}), web.get("/f")):
            one.read()


def test_plain_vcrpy_plays_it(site: Any, recording: Any, tmp_path: Path) -> None:
    """vcrpy, without anything of ours but one hook for side files, plays what we recorded."""
    logging.getLogger("vcr").setLevel(logging.ERROR)
    path = tmp_path / "run.yaml"
    record(site, recording, path)
    before = len(site.seen)
    player = vcr.VCR(
        record_mode="none",
        match_on=("method", "scheme", "host", "port", "path", "query", "body"),
        after_load_interaction=cassette.inline_bodies,
    )
    with player.use_cassette(str(path)) as tape, httpx.Client(base_url=site.url) as web:
        assert {"n": 1} == web.get("/p").json()
        assert "data: grün\n\n" == web.post("/s", json={"a": 1}).text
        assert b"\0\1" * 50_000 == web.get("/f").content
        assert tape.all_played
    assert before == len(site.seen)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "a" * 64, "b" * 64, "part-c", ["x"], 7])
def test_the_hook_reads_side_files_alone(tmp_path: Path, name: Any) -> None:
    """Nothing outside the cassette's folder, nothing behind a link, nothing that is not what was recorded."""
    path = tmp_path / "run.yaml"
    folder = form.bodies_folder(path)
    folder.mkdir()
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / ("a" * 64)).symlink_to("../secret")
    (folder / ("b" * 64)).write_bytes(b"something else")
    (folder / "part-c").symlink_to("../secret")
    response: dict[str, Any] = {"body": {"string": b""}, "imgfree": {"file": name}}
    with pytest.raises(CassetteMissing):
        cassette.inline_bodies(None, response, SimpleNamespace(path=str(path)))
    assert b"" == response["body"]["string"]


def test_a_cassette_of_plain_vcrpy_replays(site: Any, tmp_path: Path) -> None:
    """What vcrpy itself recorded can be replayed here."""
    logging.getLogger("vcr").setLevel(logging.ERROR)
    site.on("/p")(lambda it: it.give(b'{"n": 1}'))
    site.on("/b")(lambda it: it.give(b"\xff\0", "image/png"))
    path = tmp_path / "theirs.yaml"
    with vcr.VCR(record_mode="all").use_cassette(str(path)), httpx.Client(base_url=site.url) as web:
        web.get("/p")
        web.get("/b")
    with (
        cassette.replaying(path) as taping,
        httpx.Client(transport=taping.transport, base_url="http://x.invalid") as web,
    ):
        assert ({"n": 1}, b"\xff\0") == (web.get("/p").json(), web.get("/b").content)
        taping.finish()


FOREIGN = """\
version: 1
{anchors}interactions:
- request: {{method: GET, uri: "http://x/", headers: {{}}, body: null}}
  response:
    status: {{code: 200, message: OK}}
    headers: {headers}
    body: {{string: "{{}}"}}
    imgfree: {facts}
"""


def kept(folder: Path, *, anchors: str = "", headers: str = "{}", facts: str = "{}") -> Path:
    """Return a cassette in another layout than ours, as a stranger may write it."""
    path = folder / "c.yaml"
    path.write_text(FOREIGN.format(anchors=anchors, headers=headers, facts=facts), encoding="utf-8")
    return path


def test_a_foreign_layout_is_read(tmp_path: Path) -> None:
    """Aliases are no fault as such."""
    path = kept(tmp_path, anchors="x: &a [one, two]\n", headers="{h: *a}")
    assert ["one", "two"] == form.read(path).interactions[0].headers["h"]


def laughs() -> str:
    """Return nine lists, each ten times the one before."""
    lists = "".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, 10))
    return f"l0: &l0 [lol, lol]\n{lists}"


@pytest.mark.parametrize(
    ("anchors", "headers"),
    [
        (laughs(), "{h: *l9}"),
        (f"t: &t {'a' * 100_000}\n", "{h: [" + ", ".join(["*t"] * 5000) + "]}"),
        ("", "[" * 5000 + "]" * 5000),
        ("", "&a {h: [*a]}"),
    ],
)
def test_what_grows_by_aliases_is_refused(tmp_path: Path, anchors: str, headers: str) -> None:
    """Lists of lists, long texts, depth, and a value that holds itself."""
    with pytest.raises(CassetteMissing):
        form.read(kept(tmp_path, anchors=anchors, headers=headers))


@pytest.mark.parametrize(
    "facts",
    [{"took_ms": 10**30}, {"size_bytes": -5}, {"frames": "0:-1"}, {"frames": "x"}, {"frames": "1:" + "9" * 40}],
)
def test_figures_that_cannot_be_are_refused(tmp_path: Path, facts: dict[str, object]) -> None:
    """Times and sizes beyond any recording are malformed, not obeyed."""
    with pytest.raises(CassetteMissing, match="malformed"):
        form.read(kept(tmp_path, facts=json.dumps(facts)))


def test_what_is_no_file_is_no_cassette(tmp_path: Path) -> None:
    """A folder in its place is named."""
    with pytest.raises(CassetteMissing, match="is no file"):
        form.read(tmp_path)


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        ("code: 200", "code: .inf"),
        ("code: 200", "code: 0"),
        ("code: 200", "code: x"),
        ('string: "{}"', "string: 3000000000"),
        ('string: "{}"', "string: [1, 2]"),
        ("http://x/", "http://[x/"),
    ],
)
def test_what_no_exchange_has_is_malformed(tmp_path: Path, there: str, instead: str) -> None:
    """A status beyond HTTP, a number for a body (as many bytes of zeros), an address that is none."""
    path = kept(tmp_path)
    path.write_text(path.read_text(encoding="utf-8").replace(there, instead), encoding="utf-8")
    with pytest.raises(CassetteMissing, match="interaction 1"):
        form.read(path)
