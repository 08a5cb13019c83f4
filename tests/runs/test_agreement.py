"""Nobody is sent to the cloud unasked, where the local extra is not installed."""

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import coreonly
from commandline import Ran
from imgfree.errors import SetupError
from imgfree.runs import agreement, backend
from imgfree.settings import from_environment
from nemo import VIDEO, Nemo

Photo = Callable[[str], Path]
Bare = Callable[..., Ran]
RECIPE = """\
version: 1
name: clip
backend: {backend}
steps:
  - upload: a.jpg
  - instruct: make a clip
  - export: {{}}
  - download: {{to: clip.mp4}}
"""


@pytest.fixture(scope="session")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the core's packages alone."""
    return coreonly.site(tmp_path_factory.mktemp("core") / "site")


@pytest.fixture
def bare(tmp_path: Path, core: Path, nemo: Nemo) -> Bare:
    """Run the command as after `pip install imgfree`, with `nemo` as its cloud and nobody at the terminal."""

    def run(*args: str | Path, stdin: str | None = None) -> Ran:
        command, env = coreonly.command(core, *args)
        env |= {"NEMO_API_URL": nemo.url, "IMGFREE_TIME_SCALE": "0.001"}
        return subprocess.run(
            command, cwd=tmp_path, env=env, text=True, capture_output=True, timeout=60, check=False,
            **({"stdin": subprocess.DEVNULL} if stdin is None else {"input": stdin}),
        )  # fmt: skip

    return run


def at_a_terminal(
    folder: Path, core: Path, nemo: Nemo, answer: str, *args: str, lang: str = "C.UTF-8"
) -> tuple[int, str]:
    """Return how the command ended and what it showed, once `answer` was typed at its question."""
    import pty

    lead, follow = pty.openpty()
    command, env = coreonly.command(core, *args)
    env |= {"NEMO_API_URL": nemo.url, "IMGFREE_TIME_SCALE": "0.001", "LC_ALL": lang}
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdin=follow, stdout=follow, stderr=follow, start_new_session=True
    )
    os.close(follow)
    seen, asked, ends_s = "", False, time.monotonic() + 60
    while True:
        try:
            piece = os.read(lead, 4096).decode(errors="replace")
        except OSError:  # the other end is closed
            break
        seen += piece
        if not asked and ("1 or 2" in seen or "1 / 2" in seen):
            os.write(lead, answer.encode() + b"\n")
            asked = True
        assert time.monotonic() < ends_s, seen
    os.close(lead)
    return process.wait(timeout=30), seen


@pytest.mark.parametrize("args", [("make", "make a clip", "a.jpg"), ("run", "clip.yaml"), ("chat", "a.jpg")])
def test_without_a_terminal_both_choices_are_named(
    tmp_path: Path, photo: Photo, bare: Bare, nemo: Nemo, args: tuple[str, ...]
) -> None:
    """Exit 6, the local extra's command and the cloud's option in words; not one request."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend="auto"))
    ran = bare(*args, stdin="make a clip\nexport\n" if args[0] == "chat" else None)
    assert 6 == ran.returncode, ran.stderr
    assert "pip install 'imgfree[local]'" in ran.stderr
    assert "--backend nemo" in ran.stderr
    assert [] == nemo.requests


@pytest.mark.parametrize("backend", ["auto", "nemo"])
def test_the_option_and_the_recipes_own_word_are_answers(
    tmp_path: Path, photo: Photo, bare: Bare, nemo: Nemo, backend: str
) -> None:
    """--backend nemo connects by itself, and so does a script that runs a recipe of the cloud; one line says so."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend=backend))
    ran = bare("run", "clip.yaml", *(["--backend", "nemo"] if backend == "auto" else []))
    assert 0 == ran.returncode, ran.stderr
    assert VIDEO == (tmp_path / "clip.mp4").read_bytes()
    assert 1 == ran.stderr.count("a free NemoVideo account, 100 credits, good for 7 days")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_answer_at_a_terminal_is_kept(tmp_path: Path, photo: Photo, core: Path, bare: Bare, nemo: Nemo) -> None:
    """Asked once; the yes holds for the next run without a terminal, until a logout takes it back."""
    photo("a.jpg")
    code, seen = at_a_terminal(tmp_path, core, nemo, "1", "make", "make a clip", "a.jpg")
    assert 0 == code, seen
    assert "photos go there" in seen
    assert 0o600 == stat.S_IMODE((tmp_path / "home" / "agreement.json").stat().st_mode)
    (tmp_path / "home" / "credentials.json").unlink()
    ran = bare("make", "make another clip", "a.jpg")
    assert 0 == ran.returncode, ran.stderr
    assert "you agreed to it" in ran.stderr
    bare("logout")
    assert 6 == bare("make", "make a third clip", "a.jpg").returncode


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("pinned", [False, True])
def test_a_no_sends_nothing(tmp_path: Path, photo: Photo, core: Path, bare: Bare, nemo: Nemo, pinned: bool) -> None:
    """The other answer ends with exit 6 and the way to stay here, for a recipe of the cloud, too; it is kept."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend="nemo" if pinned else "auto"))
    code, seen = at_a_terminal(tmp_path, core, nemo, "2", "run", "clip.yaml")
    assert 6 == code, seen
    assert {"cloud": False} == json.loads((tmp_path / "home" / "agreement.json").read_bytes())
    assert 6 == bare("run", "clip.yaml").returncode
    assert [] == nemo.requests


def test_a_look_at_a_run_asks_nobody(tmp_path: Path, photo: Photo, bare: Bare, nemo: Nemo) -> None:
    """--dry-run sends nothing, and so it needs no answer."""
    photo("a.jpg")
    (tmp_path / "clip.yaml").write_text(RECIPE.format(backend="auto"))
    ran = bare("run", "clip.yaml", "--dry-run")
    assert 0 == ran.returncode, ran.stderr
    assert "you are asked first" in ran.stdout
    assert [] == nemo.requests


def test_a_token_is_an_answer_and_comes_first(tmp_path: Path) -> None:
    """Who set NEMO_TOKEN is not asked, not even about a recipe that pins the cloud."""

    def never(settings: object, pinned: bool) -> bool:
        raise AssertionError("asked")

    settings = from_environment({"NEMO_TOKEN": "nmv_usr_x", "IMGFREE_HOME": str(tmp_path)})
    assert "NEMO_TOKEN is set" == backend.choose("nemo", settings, by="the recipe", ask=never).because
    agreement.remember(settings, False)
    assert "nemo" == backend.choose("nemo", settings).name
    with pytest.raises(SetupError, match="not agreed to"):
        backend.choose("nemo", from_environment({"IMGFREE_HOME": str(tmp_path)}), by="the recipe", ask=never)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_the_question_speaks_the_systems_language(tmp_path: Path, photo: Photo, core: Path, nemo: Nemo) -> None:
    """A Chinese system is asked in Chinese."""
    photo("a.jpg")
    code, seen = at_a_terminal(tmp_path, core, nemo, "2", "make", "做一个视频", "a.jpg", lang="zh_CN.UTF-8")
    assert 6 == code, seen
    assert "照片会发送到那里" in seen
    assert [] == nemo.requests
