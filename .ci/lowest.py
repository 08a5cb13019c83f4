"""Print the lowest version of every dependency that pyproject.toml allows, as constraints for pip."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = {name: lines for name, lines in PROJECT["optional-dependencies"].items() if name != "bench"}
for line in [*PROJECT["dependencies"], *(line for lines in EXTRAS.values() for line in lines)]:
    if floor := re.fullmatch(r"([\w.-]+)>=([\w.]+)(?:,.*)?", line):
        print("==".join(floor.groups()))
