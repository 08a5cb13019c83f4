"""The skill for agents: what its files say of themselves, and what becomes of copies."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from commandline import ROOT
from imgfree import __version__, settings, skill
from imgfree.answers import phrases
from imgfree.errors import PathRefused, SetupError
from imgfree.settings import Settings

FOLDER = ROOT / "skills" / "imgfree"


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    """Return settings whose home and working folder are the test's."""
    found = settings.from_environment({"HOME": str(tmp_path / "home")}, cwd=tmp_path / "work")
    (tmp_path / "work").mkdir()
    return found


def frontmatter() -> dict[str, str]:
    """Return the head of SKILL.md; each key is one line, as the plainest hosts read it."""
    _, head, _ = (FOLDER / "SKILL.md").read_text(encoding="utf-8").split("---\n", 2)
    return dict(line.split(": ", 1) for line in head.splitlines())


def test_the_head_keeps_the_specification() -> None:
    """Name, description, licence and compatibility are as long as the Agent Skills specification lets them be."""
    head = frontmatter()
    assert {"name", "description", "license", "compatibility"} == set(head)
    assert FOLDER.name == head["name"] == skill.NAME
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", head["name"])
    assert 0 < len(head["name"]) <= 64
    assert 0 < len(head["description"]) <= 1024
    assert not {":", "#"} & set(re.findall(r"[:#](?= )", head["description"]))  # plain YAML needs no quotes
    assert 0 < len(head["compatibility"]) <= 500


def test_the_body_is_short_and_its_references_are_there() -> None:
    """It has less than 500 lines, every link leads to a file one level down, and every file is linked."""
    text = (FOLDER / "SKILL.md").read_text(encoding="utf-8")
    assert len(text.splitlines()) < 500
    linked = set(re.findall(r"\]\((references/[\w-]+\.md)\)", text))
    assert {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()} == {
        "SKILL.md"
    } | linked
    for path in FOLDER.rglob("*.md"):
        assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= (
            1100 if path.name == "SKILL.md" else 300
        )


def test_nothing_in_it_downloads_or_runs_what_it_got() -> None:
    """No page fetches anything, decodes anything, installs anything, or pipes into a shell."""
    for path in FOLDER.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(?:curl|wget|base64|eval|sudo|npx|uvx|pip3? install|Invoke-\w+)\b|https?://", text), (
            path
        )
        assert not re.search(r"\|\s*(?:ba|z|da|fi)?sh\b", text), path


def test_the_first_words_are_those_of_the_conversation() -> None:
    """What an agent says first is what `imgfree chat` says, in both languages."""
    shown = "\n".join(re.findall(r"^> (.*)$", (FOLDER / "SKILL.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert "\n".join(words.rsplit("\n", 1)[0] for words in phrases.both("greeting")) == shown


def test_copies_of_every_host_are_found(own: Settings) -> None:
    """Each host has its folder, those who share one are named once, and all is current."""
    for host in skill.HOSTS:
        for project in (False, True):
            skill.install(skill.folder(host, own, project=project), skill.texts(), force=False)
    found = list(skill.copies(own))
    assert {"current"} == {one.state for one in found}
    assert {__version__} == {one.version for one in found}
    below = {one.folder for one in found}
    assert {skill.folder(host, own, project=project) for host in skill.HOSTS for project in (False, True)} == below
    assert len(below) == len(found)


def test_an_older_copy_is_told_and_replaced(own: Settings) -> None:
    """One of an older imgfree is old, with its version; a new one takes its place, and what fell away is gone."""
    there = skill.folder("cursor", own, project=False)
    skill.install(there, skill.texts(), force=False)
    main = there / skill.MAIN
    main.write_text(main.read_text(encoding="utf-8").replace(f"<!-- imgfree {__version__} ", "<!-- imgfree 0.0.1 "))
    (there / "references" / "gone.md").write_text(skill.marked("Once of use.\n"), encoding="utf-8")
    (there / "references" / "mine.md").write_text("A page of my own.\n", encoding="utf-8")
    (one,) = skill.copies(own)
    assert ("old", "0.0.1") == (one.state, one.version)
    skill.install(there, skill.texts(), force=False)
    assert ["current"] == [one.state for one in skill.copies(own)]
    assert not (there / "references" / "gone.md").exists()
    assert (there / "references" / "mine.md").exists()


def test_line_ends_of_git_are_no_edit(own: Settings) -> None:
    """A copy that a checkout wrote with \\r\\n is as it was."""
    there = skill.folder("claude", own, project=True)
    for path in skill.install(there, skill.texts(), force=False):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert ["current"] == [one.state for one in skill.copies(own)]


def test_a_stranger_s_link_is_not_followed(own: Settings, tmp_path: Path) -> None:
    """In a project a folder that leads elsewhere is refused, and what lies there stays as it was."""
    (tmp_path / "elsewhere").mkdir()
    there = skill.folder("claude", own, project=True)
    there.parent.mkdir(parents=True)
    there.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SetupError):
        skill.install(there, skill.texts(), force=True, base=own.cwd)
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_a_file_of_somebody_else_is_refused(own: Settings) -> None:
    """A SKILL.md without our mark is not replaced unasked, and the refusal names it."""
    there = skill.folder("codex", own, project=False)
    there.mkdir(parents=True)
    (there / skill.MAIN).write_text("mine\n")
    with pytest.raises(PathRefused, match=re.escape(str(there / skill.MAIN))):
        skill.install(there, skill.texts(), force=False)
    assert "mine\n" == (there / skill.MAIN).read_text()


def test_without_a_home_the_project_is_left(own: Settings) -> None:
    """Who has no home is told of --project."""
    homeless = replace(own, user_home=None)
    with pytest.raises(SetupError) as refused:
        skill.folder("claude", homeless, project=False)
    assert "--project" in str(refused.value.hint)
    assert [] == list(skill.copies(homeless))
