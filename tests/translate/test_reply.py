"""Replies are read leniently; what has no shape is a fault, the rest is kept, and nothing is run."""

import json

import pytest

from neurosym.translate.reply import read_reply

WHOLE = {
    "sorts": ["sort Person = rina, tom"],
    "symbols": ["drinks, aware : Person -> Bool"],
    "claims": [
        {"kind": "said", "says": "Rina drinks.", "means": "drinks(rina)"},
        {"kind": "said", "says": "Tom is aware.", "means": "aware(tom)"},
    ],
    "goal": {"kind": "entails", "says": "Is Rina?", "means": "aware(rina)", "options": [], "show": []},
}
TEXT = json.dumps(WHOLE)


@pytest.mark.parametrize(
    "reply",
    [
        TEXT,
        f"Here you are:\n```json\n{TEXT}\n```\nI hope this helps!",
        f"```\n{TEXT}\n```",
        f"```json\n{TEXT}",
        f"<think>Is {{}} right? Or drinks(tom)?</think>{TEXT}",
        TEXT + " That is all. {}",
        TEXT.replace("}]", "},]").replace('"show": []', '"show": [],'),
        TEXT[:-1],
        TEXT[:-2],
        TEXT.replace('"kind": "said", ', ""),
        TEXT.replace('"goal"', '"notes": "x", "goal"'),
        TEXT.replace("sort Person", "Person"),
        TEXT.replace("-> Bool", "→ bool"),
        TEXT.replace('"options": [], "show": []', '"options": null'),
    ],
)
def test_one_problem_in_many_dresses(reply: str) -> None:
    written = read_reply(reply)
    assert written.faults == ()
    assert written.wire.sorts == ["sort Person = rina, tom"]
    assert written.wire.symbols == ["drinks : Person -> Bool", "aware : Person -> Bool"]
    assert [(c.id, c.says, c.means) for c in written.wire.claims] == [
        ("c1", "Rina drinks.", "drinks(rina)"),
        ("c2", "Tom is aware.", "aware(tom)"),
    ]
    assert written.wire.goal is not None
    assert written.wire.goal.means == "aware(rina)"


NOTATION = """
sort Person = rina, tom
drinks, aware : Person -> Bool
"Rina drinks."
    drinks(rina)
"Tom is aware."
    aware(tom)
entails "Is Rina?"
    aware(rina)
"""


@pytest.mark.parametrize(
    "reply",
    [
        NOTATION,
        f"Of course. The problem is:\n```problem\n{NOTATION}\n```\nDone.",
        NOTATION.replace("\n    ", "\n"),
        NOTATION.replace('\n"', '\n- "'),
        NOTATION.replace("drinks(rina)", "drinks(\n  rina\n)"),
        NOTATION.replace("\n", "  # a comment that is none\n", 0) + "\n# the end",
        NOTATION.replace("-> Bool", "-> boolean"),
        NOTATION.replace('."\n    ', '." '),
        NOTATION.replace('."\n    ', '.": ').replace('?"\n    ', '?" '),
        NOTATION.replace('."', ".”").replace('"R', "“R").replace('"T', "“T"),
        NOTATION.replace('entails "Is Rina?"\n   ', "entails"),
    ],
)
def test_the_notation_in_many_dresses(reply: str) -> None:
    written = read_reply(reply)
    assert written.faults == ()
    assert written.wire.symbols == ["drinks : Person -> Bool", "aware : Person -> Bool"]
    assert [claim.means.replace(" ", "") for claim in written.wire.claims] == ["drinks(rina)", "aware(tom)"]
    assert [claim.id for claim in written.wire.claims] == ["c1", "c2"]
    assert written.wire.goal is not None
    assert (written.wire.goal.kind, written.wire.goal.means) == ("entails", "aware(rina)")


def test_goals_of_the_notation() -> None:
    options = read_reply('p : Bool\ncould "Which?"\n(A) "one"\np\nB. "two"\nnot p').wire.goal
    assert options is not None
    assert [(o.label, o.says, o.means) for o in options.options] == [("A", "one", "p"), ("B", "two", "not p")]
    find = read_reply('n, m : Int\nfind n, m "How many?"').wire.goal
    assert find is not None
    assert (find.kind, find.show, find.says) == ("find", ["n", "m"], "How many?")
    most = read_reply('n : Int\nmaximize "The most?"\n    2 * n').wire.goal
    assert most is not None
    assert (most.kind, most.means) == ("maximize", "2 * n")
    some = read_reply("n : Int\nenumerate n limit 3").wire.goal
    assert some is not None
    assert (some.show, some.limit) == (["n"], 3)


def test_each_could_be_true_except_one() -> None:
    goal = read_reply(
        'p : Bool\nEach could be true EXCEPT\ncould be true EXCEPT: "Which?"\nA: p\nB: not p'
    ).wire.goal
    assert goal is not None
    assert goal.kind == "cannot"


def test_quotes_within_a_quote_stay() -> None:
    lines = 'p : Bool\n"The sign says “p” or “q”."\n    p\n“It says “no”.” p\n'
    assert [(c.says, c.means) for c in read_reply(lines).wire.claims] == [
        ("The sign says “p” or “q”.", "p"),
        ("It says “no”.", "p"),
    ]


def test_options_on_one_line() -> None:
    goal = read_reply(
        'p, q : Bool\nmust be true "Which?"\nA "one" p\nB: q\n(C) not p\nD) "four": p and q'
    ).wire.goal
    assert goal is not None
    assert [(o.label, o.says, o.means) for o in goal.options] == [
        ("A", "one", "p"),
        ("B", "", "q"),
        ("C", "", "not p"),
        ("D", "four", "p and q"),
    ]


def test_a_claim_without_a_shape_is_a_fault_and_the_others_keep_their_numbers() -> None:
    claims = [
        {"says": "No formula."},
        "aware(tom)",
        {"says": "x", "means": "aware(tom)", "kind": "guess"},
        *WHOLE["claims"],
    ]
    written = read_reply(json.dumps({**WHOLE, "claims": claims}))
    assert [fault.claim for fault in written.faults] == ["c1", "c2", "c3"]
    assert "claims[2].kind" in written.faults[2].what
    assert [claim.id for claim in written.wire.claims] == ["c4", "c5"]


def test_a_reply_that_breaks_off_keeps_what_is_complete() -> None:
    written = read_reply(TEXT[: TEXT.index("Tom is aw")])
    assert [fault.code for fault in written.faults] == ["truncated-reply"]
    assert [claim.means for claim in written.wire.claims] == ["drinks(rina)"]
    assert written.wire.goal is None


def test_a_line_that_belongs_nowhere_is_a_fault() -> None:
    written = read_reply("sort Person = rina\nand so on\n" + NOTATION)
    assert ["and so on" in str(fault) for fault in written.faults] == [True]


def test_claims_of_a_mending_reply_have_only_their_own_ids() -> None:
    reply = json.dumps(
        {"claims": [{"id": "c7", "says": "a", "means": "p"}, {"says": "b", "means": "q"}], "goal": None}
    )
    assert [claim.id for claim in read_reply(reply, numbered=False).wire.claims] == ["c7", ""]
    lines = read_reply('@c7 "a"\n    p\n    r\n"b"\n    q', numbered=False)
    assert [claim.id for claim in lines.wire.claims] == ["c7", "c7.2", ""]


HOSTILE = {
    "depth bomb": '{"claims": ' + "[" * 50_000,
    "depth bomb in a claim": '{"claims": [{"means": ' + '{"a":' * 5_000,
    "size": '{"sorts": ["' + "x" * 300_000 + '"]}',
    "nan": '{"sorts": [NaN]}',
    "large number": '{"goal": {"kind": "find", "limit": 1e400}}',
    "digits": '{"goal": {"kind": "find", "limit": ' + "9" * 5_000 + "}}",
    "duplicate keys": '{"sorts": [], "sorts": ["sort A = a"]}',
    "a list": '{"claims": {"c1": "p"}, "sorts": 3, "symbols": [1, {}], "goal": []}',
    "python": "import os\nos.system('touch owned')",
    "smt": '(set-option :regular-output-channel "owned")',
    "nothing": "",
    "brackets": "(" * 10_000,
    "quotes": '"' * 10_000,
    "one long line": "a : " * 20_000,
}


@pytest.mark.parametrize("reply", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_reply_is_no_problem(reply: str) -> None:
    written = read_reply(reply)
    assert written.wire.goal is None or written.faults
    assert written.wire.claims == []
