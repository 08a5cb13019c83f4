"""Write what the local director understands, from the lexicon: the table of docs/saying.md and of the skill, and
docs/vocabulary.md.

Run it after a change of the lexicon; a test holds that what it wrote is what it would write now.
"""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEXICON = ROOT / "runner" / "imgfree" / "local" / "director" / "lexicon"
_TABLE = re.compile(r"\| operation \| in English \|.*?\n(?=\n)", re.DOTALL)


def table() -> str:
    """Return the table of docs/saying.md: a row an operation."""
    rows = ["| operation | in English | in Chinese | when nothing is said |", "|---|---|---|---|"]
    for name, row in tomllib.loads((ROOT / "docs" / "examples.toml").read_text(encoding="utf-8")).items():
        rows.append(f"| {name} | {' · '.join(row['en'])} | {' · '.join(row['zh'])} | {row['default']} |")
    return "\n".join(rows) + "\n"


def page() -> str:
    """Return docs/vocabulary.md: every form of both languages under what it means."""
    english, chinese = (_forms(f"{language}.toml") for language in ("en", "zh"))
    lines = [
        "# Vocabulary of the local director",
        "",
        "Written from the lexicon by `python .ci/vocabulary.py`. Inflected forms, one slip of the finger and",
        "traditional characters are understood as well; sentences are up to you.",
    ]
    for section in english | chinese:
        lines += ["", f"## {section.replace('_', ' ')}", "", "| meaning | in English | in Chinese |", "|---|---|---|"]
        for value in english.get(section, {}) | chinese.get(section, {}):
            cells = (", ".join(book.get(section, {}).get(value, ())) for book in (english, chinese))
            lines.append(f"| {value} | {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines) + "\n"


def _forms(name: str) -> dict[str, dict[str, list[str]]]:
    """Return the forms of a language by section and value; a form with several meanings stands under each of them."""
    book = tomllib.loads((LEXICON / name).read_text(encoding="utf-8"))
    found: dict[str, dict[str, list[str]]] = {}
    for section, rows in book.items():
        for key, forms in rows.items():
            for sense in key.split(" ") if section == "several" else [f"{section}={key}"]:
                of, value = sense.split("=", 1)
                found.setdefault(of, {}).setdefault(value, []).extend(forms)
    return found


def saying(text: str) -> str:
    """Return a page with its table written anew."""
    return _TABLE.sub(lambda _: table(), text, count=1)


if __name__ == "__main__":
    for path in (ROOT / "docs" / "saying.md", ROOT / "skills" / "imgfree" / "references" / "saying.md"):
        path.write_text(saying(path.read_text(encoding="utf-8")), encoding="utf-8")
    (ROOT / "docs" / "vocabulary.md").write_text(page(), encoding="utf-8")
