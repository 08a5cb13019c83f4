"""The files that are kept and served."""

from typing import Any

import httpx

from imgfree import wire

PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)


def test_serves_uploads_in_pieces(guest: Any) -> None:
    """The address needs no token, knows HEAD, ranges and the content's tag."""
    url = guest.upload(("ä b.png", PNG)).json()["data"]["files"][0]["cdn_url"]
    whole, head = httpx.get(url), httpx.head(url)
    assert (PNG, "image/png", "nosniff") == (
        whole.content,
        whole.headers["content-type"],
        whole.headers["x-content-type-options"],
    )
    assert (200, b"", str(len(PNG))) == (head.status_code, head.content, head.headers["content-length"])
    piece = httpx.get(url, headers={"Range": "bytes=4-9", "If-Range": whole.headers["etag"]})
    assert (206, PNG[4:10], f"bytes 4-9/{len(PNG)}") == (
        piece.status_code,
        piece.content,
        piece.headers["content-range"],
    )
    assert 416 == httpx.get(url, headers={"Range": "bytes=9999-"}).status_code
    assert 404 == httpx.get(url.replace(".png", ".exe")).status_code


def test_download_route(guest: Any) -> None:
    """The fallback gives the same file to its owner only, and 409 before there is one."""
    url = guest.http
    guest.built().submit("render_1")
    body = guest.finished("render_1")
    assert httpx.get(body["output"]["url"]).content == url.get(wire.download_path("render_1")).content
    assert 404 == url.get(wire.download_path("render_2")).status_code
    guest.submit("render_3", draft={"t": [{"sg": [{"m": {"source": "unknown"}}]}]})
    guest.finished("render_3")
    assert 409 == url.get(wire.download_path("render_3")).status_code


def test_uploads_have_thumbnails(guest: Any) -> None:
    """Photos in the state have one, made when it is asked for; an unknown one is 404."""
    guest.built()
    [photo] = guest.state()["state"]["video_infos"]
    answer = httpx.get(photo["thumbnail_url"])
    assert (200, b"a.png", "image/jpeg") == (answer.status_code, answer.content, answer.headers["content-type"])
    assert 404 == httpx.get(f"{guest.url}/thumbnails/nothing.jpg").status_code
