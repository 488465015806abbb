"""What it is behind a verb that has always the same object."""

import pytest

from neurosym.ir.core import Apply
from neurosym.translate.sentences.reference.usual import Usual
from neurosym.translate.sentences.words.names import Names

TORCH, BATS = Apply("torch"), Apply("bats")


@pytest.mark.parametrize(
    ("others", "met", "meant"),
    [([], [TORCH, BATS], "torch"), ([], [BATS], "it"), ([BATS], [TORCH, BATS], "it")],
)
def test_it_is_what_the_verb_always_has(others: list[Apply], met: list[Apply], meant: str) -> None:
    said = [Apply("carry", (Apply("you"), one)) for one in (TORCH, *others)]
    usual = Usual.of(said, Names.of("You carry the torch."))
    assert usual.named(Apply("carry", (Apply("you"), Apply("it"))), met).args[1] == Apply(meant)
    assert usual.named(Apply("carry", (Apply("it"), Apply("you"))), met).args[0] == Apply("it")
