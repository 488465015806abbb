"""Right answers are recognised under any names, wrong ones never."""

import pytest

from neurosym.bench.agree import agrees
from neurosym.ir.verdict import Verdict

SEATS = {"verdict": "unique", "value": {"seat": {"Ann": 1, "Bob": 2}}}
KINDS = {"verdict": "unique", "value": {"kind": {"Ann": "knight", "Bob": "knave"}}}
HOUSE = {"verdict": "unique", "value": {"house": {"carol": 1}}}
ALL_KNAVES = {
    "verdict": "unique",
    "value": {"kind": {"Ann": "knave", "Bob": "knave"}},
    "kinds": ["knight", "knave"],
}
HEROES = {
    "verdict": "unique",
    "value": {"kind": {"Ann": "hero", "Bob": "villain"}},
    "kinds": ["hero", "villain"],
}
OPEN = {"verdict": ["refuted", "undetermined"]}
WHO = {"verdict": "unique", "value": {"culprit": "Dario"}}


@pytest.mark.parametrize(
    ("gold", "verdict", "value"),
    [
        ("proved", Verdict.PROVED, None),
        ("False", Verdict.REFUTED, None),
        ("Unknown", Verdict.UNDETERMINED, None),
        ("C", Verdict.UNIQUE, "C"),
        ("several", Verdict.SEVERAL, ("A", "B")),
        ({"verdict": "several"}, Verdict.SEVERAL, {"x": 1}),
        ({"verdict": "none"}, Verdict.INCONSISTENT, None),
        (SEATS, Verdict.UNIQUE, {"place": {"ann": 1, "bob": 2, "cy": 3}}),
        (SEATS, Verdict.UNIQUE, {"who": {"1": "ann", "2": "bob"}}),
        (KINDS, Verdict.UNIQUE, {"knight": {"ann": True, "bob": False}, "knave": {"bob": True}}),
        (KINDS, Verdict.UNIQUE, {"knights": {"ann": True, "bob": False}, "knaves": {"bob": True}}),
        (HEROES, Verdict.UNIQUE, {"heros": {"ann": True, "bob": False}}),
        (WHO, Verdict.UNIQUE, {"thief": "dario"}),
        (WHO, Verdict.UNIQUE, {"did_it": {"dario": True, "ann": False}}),
        (HOUSE, Verdict.UNIQUE, {"answer": 1}),
        (HOUSE, Verdict.UNIQUE, {"lives": {"carol": 1, "bob": 2}}),
        ({"verdict": "unique", "value": {"house": {"1": "carol"}}}, Verdict.UNIQUE, {"answer": "Carol"}),
        (ALL_KNAVES, Verdict.UNIQUE, {"knight": {"ann": False, "bob": False}}),
        ({**KINDS, "kinds": ["knight", "knave"]}, Verdict.UNIQUE, {"knave": {"ann": False, "bob": True}}),
        (OPEN, Verdict.REFUTED, None),
        (OPEN, Verdict.UNDETERMINED, None),
        ({"words": ["unique", "'ann'"]}, Verdict.UNIQUE, {"who": "ann"}),
    ],
)
def test_right(gold: object, verdict: Verdict, value: object) -> None:
    assert agrees(gold, verdict, value)


@pytest.mark.parametrize(
    ("gold", "verdict", "value"),
    [
        ("proved", Verdict.UNDETERMINED, None),
        ("C", Verdict.UNIQUE, "B"),
        ("C", Verdict.SEVERAL, ("C", "D")),
        (SEATS, Verdict.UNIQUE, {"place": {"ann": 2, "bob": 1}}),
        (SEATS, Verdict.SEVERAL, {"place": {"ann": 1, "bob": 2}}),
        (SEATS, Verdict.UNIQUE, {"place": {"ann": 1}, "other": {"bob": 2}}),
        (KINDS, Verdict.UNIQUE, {"knight": {"ann": True, "bob": True}}),
        (WHO, Verdict.UNIQUE, {"did_it": {"dario": True, "ann": True}}),
        (HOUSE, Verdict.UNIQUE, {"answer": 2}),
        (HOUSE, Verdict.UNIQUE, {"answer": 1, "lives": {"carol": 2}}),
        (SEATS, Verdict.UNIQUE, {"answer": 1}),
        (ALL_KNAVES, Verdict.UNIQUE, {"knight": {"ann": False, "bob": True}}),
        (ALL_KNAVES, Verdict.UNIQUE, {"knight": {"ann": False, "bob": False}, "knave": {"ann": True}}),
        (KINDS, Verdict.UNIQUE, {"knight": {"ann": True, "bob": False}}),
        (OPEN, Verdict.PROVED, None),
        (OPEN, Verdict.INCONSISTENT, None),
        ({"words": ["unique", "'ann'"]}, Verdict.UNIQUE, {"who": "bob"}),
        ({"words": ["unique", "'ann'"]}, Verdict.SEVERAL, {"who": "ann"}),
    ],
)
def test_wrong(gold: object, verdict: Verdict, value: object) -> None:
    assert not agrees(gold, verdict, value)
