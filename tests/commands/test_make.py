"""One sentence and its files, on the local backend, with captions from a file."""

from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image

from commandline import Ran
from nemo import Nemo

TALK = "1\n00:00:00,500 --> 00:00:01,000\nHello there\n\n2\n00:00:09,000 --> 00:00:10,000\nToo late\n"


def lights(path: Path) -> npt.NDArray[np.int16]:
    """Return the light of every pixel of every frame."""
    with av.open(str(path)) as film:
        return np.stack([frame.to_ndarray(format="gray") for frame in film.decode(video=0)]).astype(np.int16)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a folder with a plain photo and a captions file."""
    Image.new("RGB", (270, 480), (150, 150, 150)).save(tmp_path / "a.png")
    (tmp_path / "talk.srt").write_text(TALK)
    return tmp_path


RECIPE = """version: 1
inputs:
  files: {type: array, items: {type: string, format: file}, default: [talk.srt, a.png]}
  words: {type: string, default: "make a 2 second vertical video without motion, with captions"}
steps:
  - upload: "{{ inputs.files }}"
  - instruct: "{{ inputs.words }}"
  - export: {format: mp4, resolution: 360x640}
  - download: "{{ run.id }}.mp4"
outputs:
  video: "{{ steps.download.path }}"
"""


def test_captions_are_seen_in_their_time_and_place(files: Path, imgfree: Callable[..., Ran]) -> None:
    """With the captions, the film differs from the one without in their half second and their box, nowhere else."""
    (files / "r.yaml").write_text(RECIPE)
    told = imgfree("run", "r.yaml", "--backend", "local")
    plain = imgfree("run", "r.yaml", "--backend", "local", "--set", "words=make a 2 second vertical video, no motion")
    assert 0 == told.returncode == plain.returncode, told.stderr + plain.stderr
    with_them, without = (lights(files / ran.stdout.strip()) for ran in (told, plain))
    assert (60, 640, 360) == with_them.shape == without.shape
    differs = np.abs(with_them - without) > 12
    assert list(range(15, 30)) == [number for number in range(60) if differs[number].any()]
    rows, columns = np.where(differs.any(axis=0))
    assert 640 * 0.55 < rows.min() < rows.max() <= 1575 / 3
    assert 65 / 3 <= columns.min() < columns.max() <= 1015 / 3
    assert 2 >= abs((columns.min() + columns.max()) / 2 - 180)
    assert 220 < with_them[20].max()


def test_a_captions_file_is_an_input_like_any_other(files: Path, imgfree: Callable[..., Ran]) -> None:
    """A plan names it, a run uses it, and what was recorded with it is played back."""
    (files / "r.yaml").write_text(RECIPE[: RECIPE.index("  - export")])
    planned = imgfree("run", "r.yaml", "--backend", "local", "--dry-run")
    assert f"talk.srt (captions, {len(TALK)} B)" in planned.stdout
    ran = imgfree("run", "r.yaml", "--backend", "local", "--record", "c.yaml")
    again = imgfree("run", "r.yaml", "--replay", "c.yaml")
    assert 0 == ran.returncode == again.returncode, ran.stderr + again.stderr
    said = "2 captions from talk.srt; the film ends at 2.0 s, the captions at 10.0 s: the last of 2 not shown"
    assert said in ran.stderr
    assert said in again.stderr


def test_makes_a_film_with_captions_in_one_go(files: Path, imgfree: Callable[..., Ran]) -> None:
    """The film is named after the picture, in whatever order the files are given."""
    ran = imgfree("make", "make a 1 second 180x320 video with captions", "talk.srt", "a.png", "--backend", "local")
    assert (0, "a.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert 'Captions: "Hello there" (0.5-1s)' in ran.stderr


def test_the_cloud_is_not_sent_captions(files: Path, cloud: Callable[..., Ran], nemo: Nemo) -> None:
    """Exit 3 before anything is sent, naming the file, the formats, and where captions work."""
    ran = cloud("make", "add captions", "a.png", "talk.srt")
    assert 3 == ran.returncode
    assert "'talk.srt' is 'srt'" in ran.stderr
    assert "aac; captions files" in ran.stderr
    (files / "r.yaml").write_text("version: 1\nsteps:\n  - upload: [a.png, talk.srt]\n  - instruct: add captions\n")
    ran = cloud("run", "r.yaml")
    assert 3 == ran.returncode
    assert "--backend local" in ran.stderr
    assert {} == nemo.instructs


def test_a_broken_caption_costs_only_itself(files: Path, imgfree: Callable[..., Ran]) -> None:
    """The film has the others, and the answer counts what is left out with its line; `explain` says the same."""
    (files / "talk.srt").write_text(TALK.replace("--> 00:00:10,000", "--> soon"))
    said = "1 caption from talk.srt; the caption at line 6 is left out: it has no times that can be told"
    ran = imgfree("make", "a 1 second 240x240 video with captions", "a.png", "talk.srt", "--backend", "local")
    assert 0 == ran.returncode, ran.stderr
    assert said in ran.stderr
    assert said in imgfree("explain", "a 1 second 240x240 video with captions", "a.png", "talk.srt").stdout


def test_captions_without_a_time_are_refused(files: Path, imgfree: Callable[..., Ran]) -> None:
    """Where nothing is left to show, the file and its first bad line are named."""
    (files / "talk.srt").write_text(TALK.replace("-->", "to"))
    ran = imgfree("make", "add captions", "a.png", "talk.srt", "--backend", "local")
    assert 3 <= ran.returncode <= 4
    assert "talk.srt' " in ran.stderr


def test_captions_of_an_old_encoding_are_read_and_that_is_said(files: Path, imgfree: Callable[..., Ran]) -> None:
    """Big5 becomes the words that were written, and the answer names the encoding."""
    (files / "talk.srt").write_bytes(TALK.replace("Hello there", "今天我們去海邊散步").encode("big5"))
    ran = imgfree("explain", "a 12 second video with captions", "a.png", "talk.srt")
    assert "(Big5)" in ran.stdout
    assert "今天我們去海邊散步" in ran.stdout


def test_explains_captions(files: Path, imgfree: Callable[..., Ran]) -> None:
    """`explain` lays the captions as a run would."""
    ran = imgfree("explain", "add captions", "talk.srt", "a.png")
    assert 0 == ran.returncode, ran.stderr
    assert 'Captions: "Hello there" (0.5-1s)' in ran.stdout


def test_the_cloud_gets_a_name_that_it_takes(files: Path, cloud: Callable[..., Ran], nemo: Nemo) -> None:
    """A JPEG as browsers name it is sent as .jpg; its own file keeps its name."""
    Image.new("RGB", (90, 160), "red").save(files / "web.jfif", "JPEG")
    ran = cloud("make", "make a video", "web.jfif")
    assert 0 == ran.returncode, ran.stderr
    assert ["web.jpg"] == [file["filename"] for one in nemo.sessions.values() for file in one["video_infos"]]


@pytest.mark.parametrize("name", ["r.avi", "r.mkv", "r.m4v", "r", "-"])
def test_a_name_that_no_film_can_have_is_refused_before_the_run(
    name: str, files: Path, imgfree: Callable[..., Ran]
) -> None:
    """Exit 2 with what a film can be; no run was begun, and nothing was written."""
    before = sorted(files.iterdir())
    ran = imgfree("make", "make a 1 second video", "a.png", "-o", name, "--backend", "local")
    assert 2 == ran.returncode
    assert "mp4, mov, webm, gif" in ran.stderr
    assert before == sorted(files.iterdir())


def test_the_sentence_decides_what_is_made(files: Path, imgfree: Callable[..., Ran]) -> None:
    """Without -o the words name the format and so the suffix; with it, the name holds, and the difference is told."""
    said = ("make", "make a half-second 180x320 video, export as a GIF", "a.png", "--backend", "local")
    ran = imgfree(*said, "--save", "again.yaml")
    assert (0, "a.gif\n") == (ran.returncode, ran.stdout), ran.stderr
    with av.open(str(files / "a.gif")) as film:
        assert ("gif", 180, 320) == (film.format.name, film.streams.video[0].width, film.streams.video[0].height)
    given = imgfree(*said, "-o", "b.mp4")
    assert (0, "b.mp4\n") == (given.returncode, given.stdout), given.stderr
    assert "gif, but mp4" in given.stderr
    assert "a-2.gif\n" == imgfree(*said).stdout


def test_folders_patterns_and_addresses_are_files_too(files: Path, cloud: Callable[..., Ran], nemo: Nemo) -> None:
    """A folder's media, a quoted pattern and an address: all are uploaded, none is paid for as words."""
    (files / "shots").mkdir()
    for name in ("shots/1.png", "shots/2.png", "it's 3.PNG"):
        Image.new("RGB", (60, 80), (len(name), 50, 50)).save(files / name)
    ran = cloud("make", "make a clip", "shots", "it's*.png", "https://example.com/c.jpg", "--save", "clip.yaml")
    assert 0 == ran.returncode, ran.stderr
    assert 3 == sum(nemo.uploads.values())
    assert ["https://example.com/c.jpg"] == nemo.urls
    assert "1.mp4\n" == ran.stdout
    assert 0 == cloud("run", "clip.yaml", "--out", "again").returncode
    assert ["https://example.com/c.jpg"] * 2 == nemo.urls


def test_an_address_alone_is_enough(files: Path, cloud: Callable[..., Ran], nemo: Nemo) -> None:
    """Without a file of this machine there is no input, and the film has the name in the address."""
    ran = cloud("make", "make a clip", "https://example.com/my%20mug.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "my mug.mp4\n" == ran.stdout


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("make a clip", "gone.png"), 3, "there is no file 'gone.png'"),
        (("make a clip", "~/gone.png"), 3, "there is no file '~/gone.png'"),
        (("make a clip", "empty"), 3, "there is no media file in 'empty'"),
        (("hello", "a.png"), 1, "nothing to export"),
        (("make a clip", "a.png", "-o", "there.mp4"), 3, "there.mp4"),
    ],
)
def test_a_failure_is_told_once_and_in_the_words_of_make(
    files: Path, cloud: Callable[..., Ran], nemo: Nemo, args: tuple[str, ...], code: int, told: str
) -> None:
    """No place in a recipe that nobody wrote, no steps, no options that `make` does not have."""
    (files / "empty").mkdir()
    (files / "there.mp4").write_bytes(b"mine")
    nemo.edits = args[0] != "hello"
    ran = cloud("make", *args)
    assert code == ran.returncode, ran.stderr
    assert 1 == ran.stderr.count(told)
    for foreign in ("-->", ".yaml", "`instruct", "--out", "overwrite: true"):
        assert foreign not in ran.stderr


def test_the_same_words_again_save_the_same_recipe(
    tmp_path: Path, cloud: Callable[..., Ran], photo: Callable[[str], Path]
) -> None:
    """A second run of one line works; other words under that name need --overwrite, and then stand in it."""
    photo("a.jpg")
    line = ("make", "make a clip", "a.jpg", "-o", "reel.mp4", "--save", "reel.yaml")
    assert [0, 0] == [cloud(*line).returncode, cloud(*line).returncode]
    other = ("make", "make another clip", *line[2:])
    refused = cloud(*other)
    assert (3, True) == (refused.returncode, "'reel.yaml' exists" in refused.stderr)
    assert 0 == cloud(*other, "--overwrite").returncode
    assert "another" in (tmp_path / "reel.yaml").read_text(encoding="utf-8")


def test_a_brand_is_uploaded_and_said(files: Path, imgfree: Callable[..., Ran]) -> None:
    """Its logo comes with the photo and is no shot, its letters are on the title, and all of its words are done."""
    Image.new("RGBA", (80, 80), (200, 0, 0, 255)).save(files / "logo.png")
    brand = 'version: 1\nlogo: logo.png\nlook: bold\ncolors: {text: "#102030", plate: gold}\nend: {line: Now}\n'
    (files / "kit.yaml").write_text(brand, encoding="utf-8")
    words = 'a 1 second 240x240 video with the title "Sale"'
    ran = imgfree("make", words, "a.png", "--brand", "kit.yaml", "-o", "film.mp4", "--backend", "local", "--strict")
    assert (0, "film.mp4\n") == (ran.returncode, ran.stdout), ran.stderr
    assert "1 shot," in ran.stderr
    assert "(#102030)" in ran.stderr
