"""What English says of who is chosen."""

import pytest

from neurosym.ir.core import And, Apply, Binding, Compare, CompareOp, Count, Term, Var
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.choosing import Choice, lemmas, verb_of

GROUPS = {"pilots": "pilots", "cooks": "cooks"}
CHOICE = Choice(frozenset({"ann", "bo"}), frozenset({"pilot"}), "pick", GROUPS, bodies=frozenset({"wing"}))


def said(reading: str) -> str:
    (term,) = read_reading(f" {reading}")
    assert isinstance(term, Term)
    return show_reading((CHOICE.said(term),)).strip()


@pytest.mark.parametrize("phrase", ["elected", "sails", "set foot on board", "officiates", "on"])
def test_who_takes_part_is_chosen(phrase: str) -> None:
    assert said(f"{phrase}( Ann)") == "pick( Ann)"


@pytest.mark.parametrize("phrase", ["passed over", "stay behind", "left ashore", "out", "turned down"])
def test_who_is_left_out_is_not(phrase: str) -> None:
    assert said(f"{phrase}( Ann)") == "not pick( Ann)"


def test_what_somebody_is_in_says_it_only_where_it_is_the_body_of_the_chosen() -> None:
    assert said("in( Ann, wing)") == said("on( Ann, panel)") == "pick( Ann)"
    assert said("in( Ann, jail)") == "in( Ann, jail)"
    assert said("stops at( Ann, home)") == "not pick( Ann)"


@pytest.mark.parametrize(("phrase", "op"), [("at least as many", ">="), ("more", ">"), ("as many", "==")])
def test_groups_are_compared_by_how_many_are_chosen(phrase: str, op: CompareOp) -> None:
    def chosen(kind: str) -> Count:
        var = Var("x")
        return Count((Binding("x", ""),), And((Apply(kind, (var,)), Apply("pick", (var,)))))

    term = CHOICE.said(Apply(phrase, (Apply("Pilots"), Apply("cooks"))))
    assert term == Compare(op, chosen("pilots"), chosen("cooks"))
    assert said("more( pilots, Ann)") == "more( pilots, Ann)"


def test_other_things_are_said_of_members_alone() -> None:
    assert said("tall( Ann)") == "tall( Ann)"
    assert said("pilot( Ann)") == "pilot( Ann)"
    assert not CHOICE.means((("tall",), ""))
    assert CHOICE.means((("elect",), ""))


def test_words_in_their_dictionary_forms() -> None:
    assert lemmas("Passed over") == ("pass", "over")
    assert verb_of("was Elected to", frozenset({"elect"})) == "elected"
