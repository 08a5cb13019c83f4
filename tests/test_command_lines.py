"""Every command line of README, documentation and skill: run as it stands, or at least read by its command."""

import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
from PIL import Image
from render_parts import clip, song

import imgfree
from commandline import ROOT, run
from imgfree.cli import cli
from imgfree.language import routing
from nemo import Nemo
from repositories import Repository

SKILL = sorted((ROOT / "skills").rglob("*.md"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")), *SKILL]
NEVER_END = {"serve", "mcp"}  # they have tests of their own
MAY_SAY_NO = ("inspect", "update --check")  # with exit 1, which is an answer
ELSEWHERE = "git+https://example.com/recipes.git"  # the repository that pages speak of
SHIPPED = ("catalogue", "product-reel", "talking-reel")  # recipes that pages name, and their cassettes
OTHERS = {"python3", "python", "pip", "pytest", "ruff", "mypy", "git", "docker", "dask", "export"}  # not ours to test
REEL = """\
version: 1
inputs:
  files: {type: array, items: {type: string, format: image}, default: [a.jpg]}
  title: {type: string, default: Sale}
steps:
  - upload: "{{ inputs.files }}"
  - instruct: 'a 1-second clip without motion, title "{{ inputs.title }}"'
  - export: {quality: draft, resolution: 144x256}
  - download: reel.mp4
outputs:
  video: "{{ steps.download.path }}"
"""


@dataclass(frozen=True)
class Line:
    """One `imgfree …`; `said` is what stands before its pipe."""

    args: tuple[str, ...]
    said: str = ""

    def filled(self, folder: Path, repository: str) -> list[str]:
        """Return the arguments as a shell gives them: patterns filled in, the newest run or batch for its name."""
        found: list[str] = []
        for word in (word.replace(ELSEWHERE, repository) for word in self.args):
            if word in ("RUN_ID", "BATCH_ID"):
                runs = ".imgfree/runs" if word == "RUN_ID" else ".imgfree/batches"
                found.append(max(path.name for path in (folder / runs).iterdir()))
            else:
                paths = folder.glob(word) if "*" in word and "=" not in word else ()
                found += sorted(path.relative_to(folder).as_posix() for path in paths) or [word]
        return found


def lines(text: str) -> Iterator[Line]:
    """Yield what a line of a shell asks of imgfree; what it asks of others must be of programs that are known here."""
    lexer = shlex.shlex(text, posix=True, punctuation_chars="|&<>")
    lexer.whitespace_split, lexer.commenters = True, "#" if " #" in text else ""
    said = ""
    for part in _split([*lexer]):
        words = [word for place, word in enumerate(part) if not (place == 0 and re.match("NEMO_API_URL=", word))]
        if words[0] == "printf":
            said = words[1].replace("\\n", "\n") if len(words) == 2 else "".join(f"{word}\n" for word in words[2:])
        elif (program := words[0].removeprefix(".venv/bin/")) == "imgfree":
            yield Line(tuple(words[1:]), said)
            said = ""
        else:
            assert program in OTHERS, text


def _split(words: list[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for word in [*words, "&&"]:
        if word in ("|", "&&"):
            yield part
            part = []
        elif word not in ("<", ">"):
            part.append(word)


def typed(page: Path) -> list[str]:
    """Return the lines that a page gives to a shell; of the README those in its text, too, as far as they are whole."""
    text = page.read_text(encoding="utf-8")
    inline = re.findall(r"`(imgfree (?:run|batch) recipes/[^`]+)`", text) if page.name == "README.md" else []
    blocks = re.findall(r"^( *)```sh\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [line.strip() for _, block in blocks for line in block.splitlines() if line.strip()] + inline


def mentioned(page: Path) -> list[str]:
    """Return what a page names in passing, or shows as an example of a command's help."""
    text = page.read_text(encoding="utf-8")
    examples = [line.strip().partition(" | jq")[0].partition(" | source")[0] for line in
                re.findall(r"^    ((?:\w+=\S+ |printf .*)?imgfree .*)$", text, re.MULTILINE)]  # fmt: skip
    return re.findall(r"`(imgfree [a-z]+(?: [^`]*)?)`", text) + (examples if page.name == "commands.md" else [])


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that has what the pages speak of, small."""
    folder = tmp_path_factory.mktemp("pages") / "folder"
    for name in ("recipes", "cassettes"):
        (folder / name).mkdir(parents=True)
        for stem in SHIPPED:
            shutil.copy(ROOT / name / f"{stem}.yaml", folder / name)
    shutil.copytree(ROOT / "recipes" / "assets", folder / "recipes" / "assets")
    names = ["a.jpg", "b.jpg", "c.jpg", "photo.jpg", *(f"mug-{number}.jpg" for number in (1, 2, 3))]
    for number, name in enumerate([*names, "shots/1.jpg", "shots/2.jpg", "photos/1.jpg", "photos/2.jpg"]):
        (folder / name).parent.mkdir(exist_ok=True)
        Image.new("RGB", (90, 160), (20 * number, 90, 200 - 15 * number)).save(folder / name)
    song(folder / "song.wav", seconds=3)
    clip(folder / "clip.mp4", size=(96, 160))
    (folder / "talk.srt").write_text("1\n00:00:00,200 --> 00:00:00,800\nHello\n", encoding="utf-8")
    (folder / "reels").mkdir()
    (folder / "reels" / "LICENSE").write_text("MIT License\n", encoding="utf-8")
    (folder / "reel.yaml").write_text(REEL, encoding="utf-8")
    (folder / "products.csv").write_text("sku,title,files\nA-1,Mug,mug-1.jpg\nA-2,Cup,mug-2.jpg\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, furnished: Path) -> str:
    """Return the address of a repository with a recipe in two versions."""
    repository = Repository(tmp_path_factory.mktemp("published") / "recipes")
    photo = (furnished / "a.jpg").read_bytes()
    index = "version: 1\nrecipes: [{path: summer.yaml, title: Summer sale}]\n"
    repository.commit({"reels/summer.yaml": REEL, "reels/a.jpg": photo, "reels/index.yaml": index}, "v1")
    repository.commit({"reels/summer.yaml": REEL.replace("Sale", "Late sale")}, "v2")
    return repository.address


@pytest.fixture
def cloud(furnished: Path, nemo: Nemo) -> dict[str, str]:
    """Return the environment of a cloud whose films can be opened."""
    nemo.film = (furnished / "clip.mp4").read_bytes()
    return nemo.environment()


@pytest.mark.parametrize("page", [page for page in PAGES if typed(page)], ids=lambda page: page.stem)
def test_what_is_typed_works(
    page: Path, tmp_path: Path, furnished: Path, published: str, cloud: dict[str, str]
) -> None:
    """From the top of the page to its end, in one folder, each line does what it is there for.

    Words go to a small cloud but for what only this machine does, and a recipe that needs a real answer is replayed.
    """
    shutil.copytree(furnished, tmp_path, dirs_exist_ok=True)
    if "--save reel.yaml" in page.read_text(encoding="utf-8"):
        (tmp_path / "reel.yaml").unlink()
    for line in (line for text in typed(page) for line in lines(text)):
        args = line.filled(tmp_path, published)
        if args[0] in NEVER_END or any("//10.0.0." in word for word in args):  # machines that are not here
            parsed(args)
            continue
        if args[1:] == ["recipes/talking-reel.yaml"]:
            args += ["--replay", "cassettes/talking-reel.yaml"]
        here = "local" in args or "talk.srt" in args
        ran = run(*args, cwd=tmp_path, env={} if here else cloud, stdin=line.said)
        answers = (0, 1) if " ".join(args).startswith(MAY_SAY_NO) else (0,)
        assert ran.returncode in answers, f"{' '.join(args)}\n{ran.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_is_mentioned_exists(page: Path) -> None:
    """Each command is one, its options are its own, and have a value where they want one."""
    for line in (line for text in mentioned(page) for line in lines(text)):
        parsed(list(line.args))


@pytest.mark.parametrize("page", [page for page in SKILL if typed(page)], ids=lambda page: page.stem)
def test_what_the_skill_says_is_understood(page: Path, furnished: Path) -> None:
    """Every sentence of its examples is done: nothing of it is declined, or not understood, after those before it."""
    said: list[str] = []
    paths: list[Path] = []
    for line in (line for text in typed(page) for line in lines(text) if line.args[0] in ("make", "explain", "chat")):
        if "--continue" not in line.args:
            said, paths = [], [furnished / word for word in line.args if word.endswith((".jpg", ".wav"))]
        for sentence in line.said.splitlines() or [line.args[1]]:
            if routing.route(sentence) == "edit" and sentence != "看看":
                heard = imgfree.explain(sentence, paths, after=said)
                assert {one.outcome for one in heard.clauses} <= {"applied", "approximated", "defaulted"}, heard.text
                said.append(sentence)


def parsed(args: list[str]) -> None:
    """Read the arguments as their command does, as far as that goes without values for what is left out."""
    group: Any = click.Context(cli, **cli.context_settings)
    command: Any = cli.get_command(group, args[0])
    assert command is not None, f"`imgfree {args[0]}` is no command"
    command.make_parser(click.Context(command, parent=group)).parse_args(args[1:])
