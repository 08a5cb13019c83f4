"""Files go up whole, in flat memory, and come back as what the backend made of them."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.client.server import JPEG, Cloud, Log, Reply, ok, refuse

from imgfree.client import Client, LocalFile, UploadedFile, inspect
from imgfree.client.transfer.upload import batches
from imgfree.errors import BackendError, FileRefused, InputRefused, ProtocolBroken

UPLOAD = "/api/upload-video"
Photo = Callable[..., Path]


def test_output_has_both_sides_facts(cloud: Cloud, client: Client, photo: Photo) -> None:
    """Address, type and size in pixels come from the backend; size in bytes and digest are our own."""
    file = inspect(photo("a.jpg"))
    cloud.script(
        "POST",
        UPLOAD,
        ok(files=[{"filename": "a.jpg", "file_type": "video", "cdn_url": "u", "width": "8", "duration": 30.5}]),
    )
    [found] = client.upload_files([file])
    assert UploadedFile("a.jpg", "video", "u", 8, 0, 30.5, file.size_bytes, file.sha256) == found
    assert {"filename", "file_type", "cdn_url", "width", "height", "duration_s", "size_bytes", "sha256"} == set(
        found.as_outputs()
    )


def test_form_is_exact_and_the_same_each_time(cloud: Cloud, client: Client, photo: Photo) -> None:
    """The body is a well-formed form with a declared length, equal in every run for equal files."""
    file = inspect(photo("a.jpg"))
    client.upload_files([file])
    client.upload_files([file])
    first, second = cloud.sent("POST", UPLOAD)
    assert first.body_sha256 == second.body_sha256
    assert str(first.body_bytes) == first.headers["content-length"]
    boundary = re.fullmatch(r"multipart/form-data; boundary=(.+)", first.headers["content-type"])[1].encode()
    assert first.body == (
        b"--" + boundary + b'\r\nContent-Disposition: form-data; name="files"; filename="a.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + JPEG + b"\r\n--" + boundary + b"--\r\n"
    )


@pytest.mark.parametrize("name", ["my photo.jpg", "杯子.jpg", 'quo"te.jpg', "a;b=c.jpg"])
def test_names_keep_their_shape(cloud: Cloud, client: Client, photo: Photo, name: str) -> None:
    """Spaces, other scripts and signs in a name break nothing."""
    client.upload_files([inspect(photo(name))])
    [request] = cloud.sent("POST", UPLOAD)
    assert f'filename="{name.replace(chr(34), "%22")}"'.encode() in request.body


def test_small_files_share_a_call(cloud: Cloud, client: Client, photo: Photo) -> None:
    """Three photos are one call; each is told as accepted, and the order is kept although the answer mixes it."""
    files = [inspect(photo(f"{n}.jpg", JPEG + n.encode())) for n in "abc"]
    made = [{"filename": f"{n}.jpg", "cdn_url": f"u/{n}"} for n in "cab"]
    cloud.script("POST", UPLOAD, ok(uploaded_files=made))
    heard: list[str] = []
    found = client.upload_files(files, on_accepted=lambda file, uploaded: heard.append(file.path.name))
    assert ["u/a", "u/b", "u/c"] == [uploaded.cdn_url for uploaded in found]
    assert (["a.jpg", "b.jpg", "c.jpg"], 1) == (heard, len(cloud.sent("POST", UPLOAD)))


def test_large_files_go_alone() -> None:
    """Calls hold at most eight files and about 16 MB, in order."""
    sizes = [1, 1, 17_000_000, 1, *[1] * 9]
    files = [LocalFile(Path(str(i)), size, "", "image") for i, size in enumerate(sizes)]
    found = list(batches(files))
    assert [2, 1, 8, 2] == [len(batch) for batch in found]
    assert files == [file for batch in found for file in batch]


def test_renamed_files_are_matched_by_place(cloud: Cloud, client: Client, photo: Photo) -> None:
    """A backend that tidies names still answers in our order."""
    files = [inspect(photo("my a.jpg")), inspect(photo("my b.jpg"))]
    made = [{"filename": "my_a.jpg", "url": "u/a"}, {"filename": "my_b.jpg", "url": "u/b"}]
    cloud.script("POST", UPLOAD, ok(files=made))
    assert ["u/a", "u/b"] == [uploaded.cdn_url for uploaded in client.upload_files(files)]


def test_file_that_the_answer_leaves_out(cloud: Cloud, client: Client, photo: Photo) -> None:
    """A file nobody speaks of is named."""
    files = [inspect(photo("a.jpg")), inspect(photo("b.jpg"))]
    cloud.script("POST", UPLOAD, ok(files=[{"filename": "a.jpg", "cdn_url": "u"}]))
    with pytest.raises(ProtocolBroken, match=r"b\.jpg"):
        client.upload_files(files)


def test_address_on_top_of_the_answer(cloud: Cloud, client: Client, photo: Photo) -> None:
    """A single address without a list is read, too."""
    cloud.script("POST", UPLOAD, Reply({"url": "u/top"}))
    assert ["u/top"] == [uploaded.cdn_url for uploaded in client.upload_files([inspect(photo())])]


@pytest.mark.parametrize(("code", "words"), [(4001, "heic"), (4002, "compress or trim")])
@pytest.mark.parametrize("status", [200, 415])
def test_refused_files_are_not_retried(
    cloud: Cloud, client: Client, photo: Photo, code: int, words: str, status: int
) -> None:
    """4001 names the formats, 4002 the remedy; both name the file and end with exit 4 after one try."""
    cloud.script("POST", UPLOAD, refuse(code, status=status))
    with pytest.raises(FileRefused, match=r"a\.jpg") as caught:
        client.upload_files([inspect(photo("a.jpg"))])
    assert words in str(caught.value.hint)
    assert (4, 1) == (caught.value.exit_code, len(cloud.sent("POST", UPLOAD)))


@pytest.mark.parametrize("reply", [Reply(hang_up=True), Reply(b"", 502)])
def test_a_call_that_may_have_arrived_is_not_repeated_blindly(
    cloud: Cloud, client: Client, photo: Photo, reply: Reply
) -> None:
    """Whether an upload without an answer arrived is for the caller to find out: one try, exit 4."""
    cloud.script("POST", UPLOAD, *[reply] * 9)
    with pytest.raises(BackendError) as caught:
        client.upload_files([inspect(photo())])
    assert (4, 1) == (caught.value.exit_code, len(cloud.sent("POST", UPLOAD)))


def test_file_that_changed_is_not_sent(client: Client, photo: Photo) -> None:
    """What was inspected is what is sent, or nothing."""
    file = inspect(photo())
    file.path.write_bytes(JPEG + b"more")
    with pytest.raises(InputRefused, match="changed"):
        client.upload_files([file])


def test_session_lost_between_calls_renews_earlier_results(cloud: Cloud, client: Client, photo: Photo) -> None:
    """Files sent to the lost session are sent again, and the result speaks of the new session."""
    files = [inspect(photo(f"{n}.jpg")) for n in range(10)]
    first = [{"filename": f"{n}.jpg", "cdn_url": f"old/{n}"} for n in range(8)]
    cloud.script("POST", UPLOAD, ok(files=first), refuse(1002))
    found = client.upload_files(files)
    assert [f"{n}.jpg" for n in range(10)] == [uploaded.filename for uploaded in found]
    assert not [uploaded for uploaded in found if uploaded.cdn_url.startswith("old/")]


def test_progress_reaches_the_total(cloud: Cloud, client: Client, log: Log, tmp_path: Path) -> None:
    """Progress is told in bytes and ends at the length of the body."""
    path = tmp_path / "big.jpg"
    path.write_bytes(JPEG)
    os.truncate(path, 30_000_000)
    client.upload_files([inspect(path)])
    told = log.of("upload.progressed")
    assert told[-1]["sent_bytes"] == told[-1]["total_bytes"] > 30_000_000
    assert [{"filename": "big.jpg", "size_bytes": 30_000_000, "file_type": "image"}] == log.of("upload.finished")


def test_urls_go_as_json(cloud: Cloud, client: Client) -> None:
    """Urls are fetched by the backend; the results keep their order, without a digest."""
    found = client.upload_urls(["https://example.com/a.jpg", "https://example.com/b.jpg"])
    [request] = cloud.sent("POST", UPLOAD)
    assert {"urls": ["https://example.com/a.jpg", "https://example.com/b.jpg"], "source_type": "url"} == request.json()
    assert [("a.jpg", None), ("b.jpg", None)] == [(uploaded.filename, uploaded.sha256) for uploaded in found]


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.com/a.jpg", "a.jpg"])
def test_other_addresses_are_refused(cloud: Cloud, client: Client, url: str) -> None:
    """Only web addresses are passed on."""
    client.ensure_session()
    with pytest.raises(InputRefused, match="web address"):
        client.upload_urls([url])
    assert [] == cloud.sent("POST", UPLOAD)


@pytest.mark.parametrize("url", ["http://0177.0.0.1/a.jpg", "http://a:b/a.jpg", "http://a\nb/a.jpg"])
def test_what_is_no_address_is_refused_before_it_is_sent(cloud: Cloud, client: Client, url: str) -> None:
    """The backend is not asked to fetch it."""
    with pytest.raises(InputRefused, match="no web address"):
        client.upload_urls([url])
    assert [] == cloud.sent("POST", "/api/upload-video")
