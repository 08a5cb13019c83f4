"""Who hears a sentence."""

from imgfree.local.director.ears import RULES, chosen
from imgfree.local.director.model import ModelEar
from imgfree.settings import Model


def test_rules_hear_unless_a_model_was_chosen() -> None:
    """Nothing but a model in the settings makes one listen."""
    assert RULES is chosen(None)
    assert isinstance(chosen(Model("http://127.0.0.1:9", "tiny")), ModelEar)
