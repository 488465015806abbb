"""Affixes are found where most names need them gone, and only there."""

from __future__ import annotations

from neurosym.knowledge.align.affixes import learn_affixes, without

PLAIN = {"requests", "pillow", "pandas", "numpy", "django", "celery", "gevent"}


def test_an_affix_is_what_many_names_have_too_many() -> None:
    names = [f"python-{name}" for name in PLAIN] + ["python-only-here", "snakes", "django"]
    found = learn_affixes(names, PLAIN)
    affix = found[True, "python-"]
    assert (affix.known, affix.seen) == (7, 8)
    assert "`python-` in front (7 of 8" in str(affix)
    assert (True, "snak") not in found
    assert without("python-celery", found)["celery"] is affix
    assert without("celery", found) == {}


def test_one_behind_and_one_without_a_hyphen() -> None:
    names = [f"{name}-plugin" for name in PLAIN] + [f"{name}js" for name in PLAIN]
    found = learn_affixes(names, PLAIN)
    assert {(False, "-plugin"), (False, "js")} <= found.keys()
    assert without("numpyjs", found).keys() == {"numpy"}


def test_a_coincidence_is_no_rule() -> None:
    assert learn_affixes(["rednumpy", "redpandas", *(f"red-{n}{n}" for n in range(99))], PLAIN) == {}


def test_an_affix_ends_where_a_word_does_or_is_within_one() -> None:
    kings = {f"louisx{number}" for number in ("v", "vi", "vii")}
    found = learn_affixes([f"louis-x{n}-of-france" for n in ("v", "vi", "vii", "viii", "viv")], kings)
    assert found.keys() == {(False, "-of-france")}
