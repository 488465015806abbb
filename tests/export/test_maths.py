"""Mathematics in plain text and LaTeX: numbers are put in, each line has its sentence."""

from pathlib import Path

from neurosym.export import export
from neurosym.ir.notation import read_problem
from tests.export.texts import BAKERY

ROTA = (Path(__file__).parents[2] / "examples" / "rota.problem").read_text(encoding="utf-8")


def test_a_plan_in_plain_text() -> None:
    lines = export(read_problem(BAKERY), "maths").splitlines()
    assert lines[0].startswith("maximise  5 rye_loaves + 6 seed_loaves   # The profit")
    assert "  c4  2 rye_loaves + 2.5 seed_loaves ≤ 80   # The bakery has 80 hours of labour." in lines
    assert any(line.startswith("  c6  rye_loaves > 0 → rye_loaves ≥ 5") for line in lines)
    assert "  rye_loaves ∈ ℤ    # rye loaves: counted, so a whole number" in lines
    assert "  labour_rye_loaves = 2      # Each rye loaf takes 2 hours of labour." in lines


def test_a_plan_in_latex() -> None:
    text = export(read_problem(BAKERY), "latex")
    assert r"& 2\,\mathit{rye\_loaves} + 2.5\,\mathit{seed\_loaves} \le 80 \tag{c4} \\" in text
    assert r"\le \frac{1}{3} \tag{c3}" in text
    assert text.count(r"\begin{align*}") == text.count(r"\end{align*}") == 1


def test_binders_are_quantifiers() -> None:
    assert "∀p ∈ Person: (senior(p) ↔ p = ann ∨ p = bob)" in export(read_problem(ROTA), "maths")
    latex = export(read_problem(ROTA), "latex")
    assert r"\exists n \in \mathit{Night}: \mathit{on}(n) = \mathit{cy} \tag{c6}" in latex


def test_sums_and_counts() -> None:
    text = 'sort S = a, b\nx : S -> Int\n"Two."\n    count(x(s) > 1 for s in S) == 2\n'
    page = export(read_problem(text + "minimize\n    sum(x(s) for s in S)"), "maths")
    assert "∑_{s ∈ S} [x(s) > 1] = 2" in page
    assert page.startswith("minimise  ∑_{s ∈ S} x(s)")
