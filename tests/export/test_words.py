"""A problem said back in plain words below its sentences."""

from itertools import pairwise

from neurosym.export import export
from neurosym.ir.notation import read_problem
from tests.export.texts import BAKERY


def test_each_sentence_stands_above_what_was_made_of_it() -> None:
    lines = export(read_problem(BAKERY), "words").splitlines()
    said = dict(pairwise(lines))
    assert said["The bakery has 80 hours of labour."] == (
        "    c4  2 × rye loaves + 2.5 × seed loaves is at most 80"
    )
    assert said["A third of all may be rye."] == "    c3  2 × rye loaves is at most seed loaves + 1/3"
    assert said["If there is any rye at all, then at least 5."] == (
        "    c6  if rye loaves is more than 0, then rye loaves is at least 5"
    )
    assert "    goal  5 × rye loaves + 6 × seed loaves: as large as can be" in lines
    assert lines[-1] == "rye loaves: whole (rye loaves: counted, so a whole number)"


def test_a_sentence_that_nothing_follows_from_says_so() -> None:
    text = '"Hello."\n    True\nfind'
    assert "    c1  nothing follows from it" in export(read_problem(text), "words")
