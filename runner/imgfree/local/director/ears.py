"""Who hears a sentence: the rules, unless somebody chose a model."""

from typing import Protocol

from imgfree.local.director import rules, unquoted
from imgfree.local.director.read.reading import Reading
from imgfree.local.director.table import FRAMES
from imgfree.local.director.wish import Heard, Scene
from imgfree.settings import Model


class Ear(Protocol):
    """Hears what a sentence wishes."""

    def hear(self, reading: Reading, scene: Scene) -> Heard:
        """Return the wishes in the order they are said, and what a draft keeps so that nobody is asked again."""

    def stop(self) -> None:
        """Let nobody wait for an answer any longer."""


class Rules:
    """The ear that is always there: it asks nobody, so there is nothing to keep and nothing to wait for."""

    def hear(self, reading: Reading, scene: Scene) -> Heard:
        """Return what the frames find in the sentence, weighed by the tagger."""
        from imgfree.local.director.tagger.weighed import weighed  # only here: numpy is slow to load

        return unquoted.refused(reading, weighed(reading, rules.hear(reading, scene, FRAMES), scene)), None

    def stop(self) -> None:
        """Do nothing."""


RULES = Rules()


def chosen(model: Model | None) -> Ear:
    """Return the model's ear, or without one the rules."""
    if model is None:
        return RULES
    from imgfree.local.director.model import ModelEar  # only here: most people need no http client beside their film

    return ModelEar(model)
