"""A small cassette stays small: aliases, packed answers and films left out are counted before they are made."""

import json
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from imgfree.cassette import form, packed
from imgfree.errors import CassetteMissing

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


def test_packed_answers_are_counted(tmp_path: Path) -> None:
    """A body that unpacks to gigabytes ends before it is unpacked; any other passes as it is."""

    def pieces(data: bytes) -> Iterator[bytes]:
        yield from (data[at : at + 1000] for at in range(0, len(data), 1000))

    packer = zlib.compressobj(9, wbits=16 + zlib.MAX_WBITS)
    bomb = b"".join(packer.compress(bytes(2**20)) for _ in range(100)) + packer.flush()
    with pytest.raises(CassetteMissing, match="unpacks to more"):
        list(packed.bounded(pieces(bomb), "gzip"))
    small = zlib.compress(b"{}" * 5000)
    assert small == b"".join(packed.bounded(pieces(small), "deflate"))
    assert b"plain" == b"".join(packed.bounded(pieces(b"plain"), "gzip"))
    assert bomb == b"".join(packed.bounded(pieces(bomb), ""))


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


def test_what_a_recording_says_of_itself_is_usable(tmp_path: Path) -> None:
    """Moments, paces and names of another type, or beyond what can be, are as if they were not told."""
    odd = {"started_s": 10**400, "poll_s": -1, "render_limit_s": "x", "resumed": ["x"], "backend": [], "run_id": 5}
    path = tmp_path / "c.yaml"
    path.write_bytes(form.head({**odd, "media": "digest", "later": 1}) + b"  []\ncomplete: true\n")
    assert {"media": "digest", "later": 1} == form.read(path).about


@pytest.mark.parametrize("encoding", ["gzip, gzip", "br", "zstd"])
def test_other_packings_are_refused(encoding: str) -> None:
    """What is packed twice, or in a way that is not counted here, is not unpacked."""
    with pytest.raises(CassetteMissing, match="packed as"):
        list(packed.bounded(iter([b"x"]), encoding))
