"""The recipe of a conversation's film."""

from collections.abc import Callable
from pathlib import Path

from commandline import Ran
from imgfree.chat.film_recipe import written
from imgfree.chat.tape import Entry
from nemo import Nemo
from piped import piped

Photo = Callable[[str], Path]


def test_a_conversation_becomes_a_recipe_that_runs(
    tmp_path: Path, photo: Photo, nemo: Nemo, cloud: Callable[..., Ran]
) -> None:
    """--save leaves a recipe that validates and does the same again."""
    photo("a.jpg")
    photo("b.jpg")
    lines = "'a.jpg' b.jpg\nmake a {% reel %} of 12 seconds\nexport\n"
    assert 0 == piped(tmp_path, nemo, lines, "--save", "reel.yaml").returncode
    assert 0 == cloud("validate", "reel.yaml").returncode
    again = cloud("run", "reel.yaml", "--out", "again")
    assert 0 == again.returncode, again.stderr
    assert {"make a {% reel %} of 12 seconds": 2} == nemo.instructs
    assert [2, 2] == list(nemo.uploads.values())
    assert again.stdout.startswith("again/")


def test_files_are_an_input_and_films_are_outputs(tmp_path: Path) -> None:
    """Files below the recipe's folder are named from it; each film is exported, downloaded and given out."""
    entries = [
        Entry("upload", {"files": [str(tmp_path / "a.jpg"), "/else/b.jpg"]}),
        Entry("instruct", {"text": "a {{ reel }}"}),
        Entry("upload", {"files": ["/else/b.jpg"], "urls": ["https://e.com/c.jpg"]}),
        Entry("export", {"format": "gif", "quality": "low"}, "a.gif"),
        Entry("export", {}),
    ]
    made = written(entries, tmp_path / "reel.yaml", "mug")
    assert ["a.jpg", "/else/b.jpg"] == made.parts["inputs"]["files"]["default"]
    assert [
        {"id": "upload", "upload": "{{ inputs.files }}"},
        {"id": "upload_2", "upload": {"files": ["{{ inputs.files[1] }}"], "urls": ["https://e.com/c.jpg"]}},
        {"id": "export", "export": {"quality": "high", "format": "gif"}},
        {"id": "download", "download": {"to": "a.gif"}},
        {"id": "export_2", "export": {"quality": "high"}},
        {"id": "download_2", "download": {"to": "mug.mp4"}},
    ] == [step for step in made.steps if "instruct" not in step]
    assert {"video": "{{ steps.download.path }}", "video_2": "{{ steps.download_2.path }}"} == made.outputs
