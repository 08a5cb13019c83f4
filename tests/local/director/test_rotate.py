"""An operation is one module, its rows in the lexicon and its name in the table, and nothing else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import imgfree
from imgfree import resources

_MODULE = '''"""rotate: the film lies on its side."""

from collections.abc import Iterator
from dataclasses import replace

from imgfree.local.director.frames import Frame, Mention
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.reply import Say
from imgfree.local.director.wish import Edit, Scene, Wish
from imgfree.local.film import Film

STAGE = 90


def _wishes(mention: Mention, reading: Reading, scene: Scene) -> Iterator[Wish]:
    yield Wish("rotate", {}, mention.spans())


FRAME = Frame("rotate", heads=("rotation",), wishes=_wishes)


def edit(film: Film, wish: Wish, scene: Scene) -> Edit:
    return Edit(replace(film, width=film.height, height=film.width), note=Say("on its side", "已侧放"))
'''
_ROWS = {"en": ["topple", "lay on its side"], "zh": ["侧翻"]}
_SAY = """
import json, sys
from pathlib import Path
import imgfree
from imgfree.local.assets import Asset
from imgfree.local.director import direct

photos = [Asset(name, name, "image", Path(name), 900, 1600, 0.0, 1, "0" * 64, "") for name in ("a.jpg", "b.jpg")]
reply = direct(sys.argv[1], photos, [])
told = [(clause.outcome, clause.note) for clause in reply.clauses for op in clause.ops if op["op"] == "rotate"]
unheard = [clause.text for clause in reply.clauses if clause.outcome == "not understood"]
size = reply.draft["m"]["width"], reply.draft["m"]["height"]
print(json.dumps([imgfree.__file__, told, unheard, size]))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a copy of the package that has one operation more."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(Path(imgfree.__file__).parent, folder / "imgfree", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(resources.folder("schemas"), folder / "imgfree" / "schemas", dirs_exist_ok=True)
    director = folder / "imgfree" / "local" / "director"
    (director / "ops" / "rotate.py").write_text(_MODULE, encoding="utf-8")
    for language, forms in _ROWS.items():
        with (director / "lexicon" / f"{language}.toml").open("a", encoding="utf-8") as file:
            file.write(f"\n[rotation]\nquarter = {json.dumps(forms, ensure_ascii=False)}\n")
    table = director / "table.py"
    known = table.read_text(encoding="utf-8")
    assert known.count('"pace", ') == 1
    table.write_text(known.replace('"pace", ', '"pace", "rotate", '), encoding="utf-8")
    return folder


def said(package: Path, sentence: str) -> Any:
    """Return what that package makes of a sentence, in a process of its own."""
    ran = subprocess.run(
        [sys.executable, "-c", _SAY, sentence],
        env={**os.environ, "PYTHONPATH": str(package), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


@pytest.mark.parametrize(
    ("sentence", "note"),
    [
        ("make a 6-second video of my photos with crossfades, and topple it", "on its side"),
        ("toppled, please", "on its side"),
        ("用照片做6秒视频，然后侧翻", "已侧放"),
    ],
)
def test_a_new_operation_is_heard_and_carried_out(package: Path, sentence: str, note: str) -> None:
    """Its words are found, its edit is made among the others, and nothing of the sentence is left over."""
    where, told, unheard, size = said(package, sentence)
    assert (where, unheard, size) == (str(package / "imgfree" / "__init__.py"), [], [1920, 1080])
    assert [("applied", True)] == [(outcome, note in text) for outcome, text in told]
