"""No secret reaches the disk, however it is written; the program gets everything as it was."""

import base64
import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import httpx
import pytest

from imgfree import cassette
from imgfree.cassette.scrub import Scrubber, same
from imgfree.clock import FreshIds, SystemClock
from imgfree.redaction import Redactor
from imgfree.tools import Tools

TOKEN = 'nmv_usr_Qm9+n0/Z"k3=v&Y\\b%7A é-canary'
PLAIN = "nmv_usr_Qm9n0Zk3vYb7hA1t-xW5sLr8_uEfC2dGpJiKoNqRTVz"
CLIENT_ID = "c0ffee00-1111-4222-8333-canary444444"
CLAIM = "clm_h2VwCanary99"
SIGNATURE = "c9f0canary8d1e6f/+signature=="
MINE = "known-only-to-the-program-canary"
COOKIE = "session-canary-cookie-value"
SECRETS = (TOKEN, PLAIN, CLIENT_ID, CLAIM, SIGNATURE, MINE, COOKIE)


def spellings(secret: str) -> set[str]:
    """Return ways in which a secret may stand in a file, worked out apart from the program's own list."""
    raw = secret.encode()
    found = {secret, quote(secret, safe=""), quote(secret), quote_plus(secret), quote(quote(secret, safe=""), safe="")}
    found |= {json.dumps(secret)[1:-1], json.dumps(json.dumps(secret))[3:-3], secret.replace("/", "\\/")}
    for lead in range(3):
        for text in (base64.b64encode(b"x" * lead + raw + b"yy"), base64.urlsafe_b64encode(b"x" * lead + raw + b"yy")):
            found.add(text.decode()[4:-6])
    return found


def leaks(folder: Path) -> list[str]:
    """Return which spellings stand in which file, also after YAML's or JSON's escapes are undone."""
    found = []
    for path in folder.rglob("*"):
        if not path.is_file():
            continue
        raw = path.read_bytes()
        texts = {raw.decode("utf-8", "replace")}
        for _ in range(3):
            texts |= {text.replace("\\\\", "\\").replace('\\"', '"') for text in texts}
        for secret in SECRETS:
            found += [f"{path.name}: {form}" for form in spellings(secret) if any(form in text for text in texts)]
    return found


def test_the_search_for_leaks_finds_them(tmp_path: Path) -> None:
    """The check itself sees a secret in JSON in JSON, quoted, and in base64."""
    Path(tmp_path, "a.yaml").write_text(json.dumps(json.dumps({"x": TOKEN})))
    assert leaks(tmp_path)
    Path(tmp_path, "a.yaml").write_text("x=" + quote(SIGNATURE, safe=""))
    assert leaks(tmp_path)
    Path(tmp_path, "a.yaml").write_text(base64.b64encode(b"ab" + PLAIN.encode()).decode())
    assert leaks(tmp_path)


def echo(it: Any) -> None:
    """Answer with every secret in every disguise."""
    it.body()
    signed = f"https://cdn.example.com/v/a.mp4?X-Amz-Signature={quote(SIGNATURE, safe='')}&X-Amz-Expires=3600&keep=1"
    it.give(
        json.dumps(
            {
                "code": 0,
                "data": {"token": TOKEN, "user_id": "anon_1", "claim_token": CLAIM, "refresh": PLAIN},
                "inside": json.dumps({"token": TOKEN, "deeper": json.dumps({"access_token": PLAIN})}),
                "url": signed,
                "next": "https://a.example/?to=" + quote(signed, safe=""),
                "coded": base64.b64encode(f"user:{TOKEN}:x".encode()).decode(),
                "cursor": base64.b64encode(json.dumps({"client_secret": "cursor-canary-1"}).encode()).decode(),
                "heard": [CLIENT_ID, MINE, f"Bearer {PLAIN}", COOKIE],
                "name": "a word that stays",
            }
        ).encode(),
        Set_Cookie=f"sid={COOKIE}; Path=/",
        Location=signed,
    )


def stream(it: Any) -> None:
    """Send events that echo the token, cut where it hurts, and leave in the middle of one."""
    it.begin()
    line = f"data: {json.dumps({'token': TOKEN, 'text': PLAIN})}\n\n".encode()
    for piece in (line[:20], line[20:41], line[41:], b"data: " + PLAIN.encode()[:30]):
        it.wfile.write(piece)
        it.wfile.flush()


def big(it: Any) -> None:
    """Send 300 kB of text on one line, a secret across the edges of the blocks, and one in a binary file."""
    pad = json.dumps({"pad": ["x" * 60] * 1000, "token": TOKEN})[:-1]
    it.give((pad + f', "again": "{"y" * 65_000}{PLAIN}", "t": "{PLAIN}", "z": "{"z" * 90_000}"}}').encode())


def test_no_secret_in_cassette_or_side_files(site: Any, tmp_path: Path) -> None:
    """Headers, JSON, JSON in JSON, addresses, base64, gzip, streams, side files: nothing of the canaries is found."""
    site.on("/echo")(echo)
    site.on("/stream")(stream)
    site.on("/big")(big)
    site.on("/zip")(lambda it: it.give(gzip.compress(json.dumps({"token": PLAIN}).encode()), Content_Encoding="gzip"))
    site.on("/odd")(lambda it: it.give(f'{{"token": "{PLAIN}"}}'.encode(), "application/octet-stream"))
    site.on("/movie")(lambda it: it.give(b"\0" * 65_500 + PLAIN.encode() + b"\1" * 80_000, "video/mp4"))
    redactor, clock = Redactor(), SystemClock()
    redactor.add(MINE)
    path = tmp_path / "c" / "run.yaml"
    headers = {"X-Client-Id": CLIENT_ID, "Cookie": f"sid={COOKIE}"}
    with (
        cassette.recording(
            path, Tools(clock, FreshIds(clock), redactor=redactor), mode="all", inner=httpx.HTTPTransport()
        ) as taping,
        httpx.Client(transport=taping.transport, base_url=site.url) as web,
    ):
        web.get("/movie")  # before anything is known of the token that is in it
        first = web.post("/echo", headers=headers, json={"words": f"{MINE} and words"})
        assert TOKEN == first.json()["data"]["token"]
        web.get("/stream", headers={"Authorization": f"Bearer {PLAIN}"})
        assert PLAIN == web.get("/big").json()["t"]
        for name in ("/zip", "/odd", f"/echo?token={PLAIN}", f"/echo/{PLAIN}"):
            web.get(name, headers={"Authorization": "Basic " + base64.b64encode(f"me:{PLAIN}".encode()).decode()})
        web.get(first.json()["url"].replace("https://cdn.example.com", site.url))
        web.post("/echo", data={"password": PLAIN, "x": "1"})
        with web.stream("GET", "/big") as half:
            next(half.iter_raw(100))
    assert [] == leaks(tmp_path)
    assert "a word that stays" in path.read_text()
    assert "cursor-canary" not in path.read_text()
    assert [] == list(tmp_path.rglob("*part*"))


def test_a_replay_works_with_the_stand_ins(site: Any, tmp_path: Path, recording: Any) -> None:
    """What the program takes from replayed answers and sends back, in path, query, body and header, matches."""
    site.on("/echo")(echo)
    site.on("/v/a.mp4")(lambda it: it.give(b"{}"))
    site.on("/run")(lambda it: (it.body(), it.give(b"{}")))
    path = tmp_path / "run.yaml"

    def play(taping: cassette.Taping, url: str) -> None:
        with httpx.Client(transport=taping.transport, base_url=url) as web:
            said = web.post("/echo", headers={"X-Client-Id": CLIENT_ID}).json()
            token = said["data"]["token"]
            web.get(said["url"].replace("https://cdn.example.com", url))
            web.post("/run", json={"token": token, "list": [token]}, headers={"Authorization": f"Bearer {token[:9]}"})
            web.post("/run", content=json.dumps({"b": token, "a": said["data"]["claim_token"]}))

    with recording(path) as taping:
        play(taping, site.url)
    with cassette.replaying(path) as taping:
        play(taping, "http://replay.invalid")
        taping.finish()


@pytest.mark.parametrize(
    "text",
    [
        '{"token": "abc\\"def", "x": 1}',
        '{"a": "{\\"token\\": \\"abc\\\\\\"def\\"}", "x": 1}',
        "?token=abcdef&x=1",
        "https://a.b/c?X-Amz-Signature=ab%2Bcd\\u0026x=1",
        'data: {"client_id":"abcdef"}\n\n',
    ],
)
def test_a_named_value_is_covered_where_it_stands(text: str) -> None:
    """Even a value too short to be looked for elsewhere is covered; the length and the rest stay."""
    covered = Scrubber().cover(text.encode()).decode()
    assert len(text) == len(covered)
    assert "def" not in covered
    assert "cd\\" not in covered
    assert ("x" in text) == ("x" in covered)
    if text.startswith("{"):
        assert json.loads(covered)["x"] == 1


def test_covers_of_all_lengths_are_alike() -> None:
    """Two covers of different length compare as equal; words around them do not matter."""
    assert same("a REDACTED b") == same("a REDACTEDREDAC b") == same("a REDACTE b")
    assert "a RED b" == same("a RED b")


def test_the_end_of_a_cut_text_hides_half_a_secret() -> None:
    """A text that ends in the middle of a known secret does not show its first half."""
    redactor = Redactor()
    redactor.add(PLAIN)
    assert b"nmv" not in Scrubber(redactor).cover(b"so: " + PLAIN[:20].encode(), cut=True)
