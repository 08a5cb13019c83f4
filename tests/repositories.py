"""Real git repositories on this disk, for tests of recipes that travel."""

import os
import subprocess
from pathlib import Path

WHO = ("-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "protocol.file.allow=always")


def git(folder: Path, *args: str, **more: str) -> str:
    """Run git there as a person without a configuration of their own; return what it prints."""
    env = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", **more}
    command = ["git", *WHO, "-C", str(folder), *args]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout


class Repository:
    """A repository as its author has it, with a branch called main."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")

    @property
    def address(self) -> str:
        """Return how others name it."""
        return f"git+{self.folder.as_uri()}"

    def git(self, *args: str, **more: str) -> str:
        """Run git there; return what it prints."""
        return git(self.folder, *args, **more).strip()

    def commit(self, files: dict[str, str | bytes | None], tag: str = "", *, move: bool = False, **more: str) -> str:
        """Write these files (None removes one), commit them, tag the commit if that is asked, and return its id."""
        for name, content in files.items():
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                path.unlink()
            else:
                path.write_bytes(content.encode() if isinstance(content, str) else content)
        self.git("add", "-A")
        self.git("commit", "-qm", "x", "--allow-empty", **more)
        if tag:
            self.git("tag", *(["-f"] if move else []), tag)
        return self.git("rev-parse", "HEAD")
