"""A recipe out of somebody's repository: no variable, filter, hook or link of anybody's has a say, and sizes end."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commandline import Ran
from imgfree.errors import InputRefused, SetupError
from imgfree.sharing import git as git_of_ours
from imgfree.sharing import repository, templates
from repositories import git
from thorough import many

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
Imgfree = Callable[..., Ran]
RECIPE = "version: 1\nname: x\nsteps:\n  - credits: {}\n"


def commit(folder: Path, **files: str | bytes) -> None:
    """Make a repository of these files, by their paths, with the branches main and v1."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")
    git(folder, "branch", "v1")


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    """Return a repository with one recipe, and attributes that ask for a filter."""
    commit(tmp_path / "theirs", **{"r.yaml": RECIPE, ".gitattributes": "*.yaml filter=mine\n"})
    return tmp_path / "theirs"


def read(source: str) -> tuple[str, str]:
    """Return the text and the path of the recipe that an address means."""
    asked = repository.address(source)
    with repository.opened(asked) as found:
        path = repository.choose(found, asked.path)
        return (found.folder / path).read_text(encoding="utf-8"), path


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_nothing_of_anybody_has_a_say(tmp_path: Path, theirs: Path, imgfree: Imgfree) -> None:
    """In a hook of the user's own repository, with every variable set that git knows: not one byte of it changes."""
    mine, ran = tmp_path / "mine", tmp_path / "ran"
    commit(mine, **{"a.txt": "a"})
    (mine / "staged.txt").write_text("hours of work")
    git(mine, "add", "staged.txt")
    evil = tmp_path / "evil"
    evil.write_text(f"#!/bin/sh\ntouch {ran}\ncat\n")
    evil.chmod(0o755)
    hooks = tmp_path / "template" / "hooks"
    hooks.mkdir(parents=True)
    for name in ("post-checkout", "reference-transaction", "post-index-change", "pre-auto-gc", "post-merge"):
        shutil.copy(evil, hooks / name)
    (tmp_path / "user").mkdir()
    (tmp_path / "user" / ".gitconfig").write_text(
        f'[filter "mine"]\n smudge = {evil}\n required = true\n[core]\n hooksPath = {hooks}\n fsmonitor = {evil}\n'
        f"[init]\n templateDir = {tmp_path / 'template'}\n[user]\n name = me\n"
        f'[alias]\n fetch = "!{evil}"\n[diff]\n external = {evil}\n'
    )
    git_dir = str(mine / ".git")
    env = {
        "GIT_DIR": git_dir, "GIT_WORK_TREE": str(mine), "GIT_INDEX_FILE": f"{git_dir}/index",
        "GIT_OBJECT_DIRECTORY": f"{git_dir}/objects", "GIT_COMMON_DIR": git_dir, "GIT_PREFIX": "",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.hooksPath", "GIT_CONFIG_VALUE_0": str(hooks),
        "GIT_CONFIG_PARAMETERS": f"'core.fsmonitor={evil}'", "GIT_TEMPLATE_DIR": str(tmp_path / "template"),
        "GIT_EXTERNAL_DIFF": str(evil), "GIT_PROXY_COMMAND": str(evil), "GIT_SSH_COMMAND": str(evil),
        "GIT_ASKPASS": str(evil), "SSH_ASKPASS": str(evil), "GIT_TRACE": str(ran), "GIT_EXEC_PATH": str(tmp_path),
        "GIT_NAMESPACE": "x", "GIT_ALLOW_PROTOCOL": "ext", "GIT_TRACE2": str(ran),
    }  # fmt: skip
    before = snapshot(mine)
    for cwd, more in ((mine, env), (mine / ".git", env), (tmp_path, env)):
        name = f"n{len(list(tmp_path.rglob('n*.yaml')))}"
        home = tmp_path / f"{name}.yaml"
        made = imgfree("new", str(home), "--from", f"git+file://{theirs}@v1", cwd=cwd, env=more)
        assert 0 == made.returncode, made.stderr
        assert "credits: {}" in home.read_text(encoding="utf-8")
        for extra in ("schemas", "assets"):
            shutil.rmtree(cwd / extra, ignore_errors=True)
        (cwd / ".gitignore").unlink()
    assert not ran.exists()
    assert before == snapshot(mine)


@pytest.mark.parametrize(
    "source",
    [
        "git+ext::sh -c touch% x@v1", "git+https://-oProxyCommand=x/r@v1", "git+ssh://-oProxyCommand=x/r@v1",
        "git+--upload-pack=x@v1", "git+fd://17/r@v1", "git+http://example.com/r@v1", "git+git://example.com/r@v1",
        "git+https://example.com/r@--upload-pack=x", "git+https://example.com/r@+main:main", "git+https://h/r@-x",
        "git+https://example.com/r", "git+file:/x@v1", "git+https:///x@v1\n",
        "git+ssh://user@-oProxyCommand=x/r@v1",
    ],
)  # fmt: skip
def test_no_option_hides_in_an_address(source: str) -> None:
    """What is no plain address with a plain name is refused before git is asked."""
    with pytest.raises(InputRefused):
        read(source)


def test_links_and_submodules_are_no_files(tmp_path: Path) -> None:
    """Neither is followed, read or counted."""
    theirs = tmp_path / "theirs"
    commit(theirs, **{"real/r.yaml": RECIPE})
    (theirs / "link.yaml").symlink_to("real/r.yaml")
    (theirs / "folder").symlink_to("real")
    git(theirs, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(theirs), "sub.yaml")
    git(theirs, "add", "-A")
    git(theirs, "commit", "-qm", "y")
    git(theirs, "tag", "v2")
    assert (RECIPE, "real/r.yaml") == read(f"git+file://{theirs}@v2")
    for path, what in {
        "link.yaml": "a link",
        "folder/r.yaml": "no file",
        "sub.yaml": "a submodule",
        "real": "no file",
    }.items():
        with pytest.raises(InputRefused, match=what):
            read(f"git+file://{theirs}@v2#{path}")


def test_a_pointer_is_not_the_file(tmp_path: Path) -> None:
    """What Git LFS left in a photo's place, or a recipe's, is refused by name; one that nobody wants hinders nobody."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"
    wants = RECIPE.replace("credits: {}", "upload: a.jpg")
    commit(tmp_path / "theirs", **{"r.yaml": RECIPE, "s.yaml": wants, "p.yaml": pointer, "a.jpg": pointer})
    at = f"git+file://{tmp_path / 'theirs'}@v1"
    assert RECIPE == read(f"{at}#r.yaml")[0]
    with pytest.raises(InputRefused, match="'p.yaml' is a pointer of Git LFS"):
        read(f"{at}#p.yaml")
    with templates.opened(f"{at}#r.yaml") as found:
        assert {} == found.files
    with pytest.raises(InputRefused, match="'a.jpg' is a pointer of Git LFS"), templates.opened(f"{at}#s.yaml"):
        pass


def test_what_is_no_repository_says_so(tmp_path: Path) -> None:
    """A folder, a file, and nothing at all."""
    (tmp_path / "file").write_text("x")
    for name in ("", "/file", "/nothing"):
        with pytest.raises(SetupError, match="git says"):
            read(f"git+file://{tmp_path}{name}@v1")


def test_the_past_of_a_repository_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However much it holds: what is stored of it is the one commit."""
    theirs = tmp_path / "theirs"
    commit(theirs, **{"r.yaml": RECIPE, "film.bin": os.urandom(many(3, 30) * 1_000_000)})
    (theirs / "film.bin").unlink()
    git(theirs, "commit", "-qam", "y")
    git(theirs, "tag", "v2")
    monkeypatch.setattr(git_of_ours, "LARGEST_FETCH_BYTES", 100_000)
    assert RECIPE == read(f"git+file://{theirs}@v2")[0]


def test_a_large_file_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a photo, a clip or a recipe that is larger than any should be, nothing is written."""
    monkeypatch.setattr(repository, "LARGEST_FILE_BYTES", 1000)
    commit(tmp_path / "theirs", **{"r.yaml": RECIPE + "# " + "x" * 1000})
    with pytest.raises(InputRefused, match="'r.yaml' is too large"):
        read(f"git+file://{tmp_path / 'theirs'}@v1#r.yaml")


def test_a_tree_that_never_ends_is_ended(tmp_path: Path) -> None:
    """Trees of trees of trees: a few hundred bytes that list as billions of files."""
    theirs = tmp_path / "theirs"
    commit(theirs, **{"r.yaml": RECIPE})
    tree = git(theirs, "write-tree").strip()
    for _ in range(9):
        lines = "".join(f"040000 tree {tree}\td{number}\n" for number in range(10))
        made = subprocess.run(
            ["git", "-C", str(theirs), "mktree"], input=lines, capture_output=True, text=True, check=True
        )
        tree = made.stdout.strip()
    git(theirs, "tag", "bomb", git(theirs, "commit-tree", "-m", "x", tree).strip())
    with pytest.raises(InputRefused, match="too large"):
        read(f"git+file://{theirs}@bomb")
    inside = "d1/" * 9 + "r.yaml"
    assert RECIPE == read(f"git+file://{theirs}@bomb#{inside}")[0]


def test_a_large_repository_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk holds no more than a bound, and the error says why."""
    commit(tmp_path / "theirs", **{"r.yaml": RECIPE, "film.bin": os.urandom(3_000_000)})
    monkeypatch.setattr(git_of_ours, "LARGEST_FETCH_BYTES", 2 * 1024**2)
    with pytest.raises(SetupError, match="larger than the 2 MB"):
        read(f"git+file://{tmp_path / 'theirs'}@v1")


def test_what_fails_leaves_nothing_behind(tmp_path: Path, imgfree: Imgfree) -> None:
    """Where the schemas cannot be written, the photos go again, too; what was there stays."""
    (tmp_path / "there" / "assets").mkdir(parents=True)
    (tmp_path / "there" / "assets" / "mine.jpg").write_bytes(b"mine")
    (tmp_path / "schemas").write_bytes(b"a file where a folder is needed")
    before = sorted(tmp_path.rglob("*"))
    ran = imgfree("new", "there/r", "--from", "product-reel")
    assert 6 == ran.returncode, ran.stderr
    after = [path for path in sorted(tmp_path.rglob("*")) if path.name != ".gitignore"]
    assert before == after


@pytest.mark.parametrize("name", ["a b", "it's", "$(touch x)", "-n", "`x`", 'a"b', "a;b", "夏"])
def test_what_is_printed_can_be_typed(tmp_path: Path, imgfree: Imgfree, name: str) -> None:
    """The next command, put into a shell as it is, runs that very recipe and nothing else."""
    ran = imgfree("new", "--from", "quick-clip", "--", name)
    assert 0 == ran.returncode, ran.stderr
    command = ran.stderr.strip().splitlines()[-1].removeprefix("next: ").replace("imgfree", "printf '%s\\n'", 1)
    told = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert ["run", f"./{name}.yaml" if name.startswith("-") else f"{name}.yaml"] == told.splitlines()
    assert not (tmp_path / "x").exists()
