"""The commands of a report ask for the same run again."""

import shlex
from pathlib import Path
from typing import Any

import click
import pytest

from imgfree.cli import cli
from imgfree.commands.run import command
from imgfree.redaction import Redactor
from imgfree.report import commands
from imgfree.report.texts import Texts
from imgfree.rights import Rights
from imgfree.runs.cassette import Tape
from imgfree.runs.order import Order

CWD = Path("/films")
TEXTS = Texts(Redactor(), str(CWD))
RIGHTS = Rights((Path("/photos"),), ("SHOP",), ("cdn.example:8443",), overwrite=True, max_download_bytes=5)


def began(**more: Any) -> dict[str, Any]:
    """Return how a run began that was asked for all that can be asked for."""
    how = {"strict": True, "brand": Path("b.yaml")}
    order = Order(CWD / "a b.yaml", {"title": "it's = 1"}, None, Path("out"), RIGHTS, Tape(), **how)
    return {**order.to_event(CWD), "backend": "local", **more}


def test_all_that_was_asked_for_is_asked_for_again() -> None:
    """The command line, read as the program reads it, is the order: recipe, inputs, folder and every right."""
    words = shlex.split(commands.repeat(began(), "passed", TEXTS))
    assert ["imgfree", "run"] == words[:2]
    parent = click.Context(cli, **cli.context_settings)
    params = command.make_context("run", words[2:], parent=parent).params
    assert (Path("a b.yaml"), {"title": "it's = 1"}, "local", Path("out")) == tuple(
        params[name] for name in ("recipe", "sets", "backend", "out")
    )
    assert CWD / "b.yaml" == CWD / params["brand"]
    given = Rights(**{name: params[name] for name in RIGHTS.to_event()})
    assert (RIGHTS, True, False) == (given, params["strict"], params["new"])


@pytest.mark.parametrize(
    ("more", "outcome", "said"),
    [
        ({}, "failed", "--new"),
        ({"replay": "t.yaml"}, "failed", "--replay t.yaml"),
        ({"recipe": ""}, "passed", ""),
    ],
)
def test_what_is_not_done_is_begun_afresh(more: dict[str, Any], outcome: str, said: str) -> None:
    """A replay is repeated as one, a conversation not at all."""
    line = commands.repeat(began(**more), outcome, TEXTS)
    assert said in line
    assert bool(said) == bool(line)


def test_only_what_is_left_is_resumed() -> None:
    """No finished run, no running one, no replay."""
    assert "imgfree resume 7" == commands.resume("7", began(), "failed", TEXTS)
    assert "" == commands.resume("7", began(), "passed", TEXTS) == commands.resume("7", began(), "running", TEXTS)
    assert "" == commands.resume("7", began(replay="t.yaml"), "failed", TEXTS) == commands.resume("7", {}, "x", TEXTS)
