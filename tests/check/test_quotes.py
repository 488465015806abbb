"""What the text says and no claim quotes is told; a question and its heading need no quote."""

import pytest

from neurosym.check.quotes import quoted_sentences
from neurosym.ir.core import BOOL, Apply, Claim, Entails, Problem, Symbol

RAINS = Apply("rains")


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Question: It is wet.", 0),
        ("It is wet.", 0),
        ("Is it wet, as they say it always is?", 0),
        ("It is wet. The roof leaks.", 1),
    ],
)
def test_a_heading_before_the_question_is_not_missed(question: str, told: int) -> None:
    text = f"It rains.\n{question}"
    goal = Entails(Apply("wet"), "It is wet.")
    symbols = (Symbol("rains", (), BOOL), Symbol("wet", (), BOOL))
    problem = Problem((), symbols, (Claim("c1", RAINS, "It rains."),), goal, text)
    assert len(list(quoted_sentences(problem))) == told
