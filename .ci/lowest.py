"""Print the lowest version of every dependency that pyproject.toml allows, as constraints for pip."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
for line in [*PROJECT["dependencies"], *EXTRAS["local"], *EXTRAS["test"]]:
    if floor := re.fullmatch(r"([\w.-]+)>=([\w.]+)(?:,.*)?", line):
        print("==".join(floor.groups()))
