"""Theories with rules of the form "for all there is": how many are decided, and is every verdict right?

A proof, refutation or inconsistency is right if a prover of another family finds it from the claims of the
core alone; a countermodel is right if the evaluator accepts it for every claim. Who decides sees no answer.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run, share
from neurosym.bench.theories import SHAPES, theory
from neurosym.ir.core import Entails, Problem, Term
from neurosym.ir.evaluate import Evaluator
from neurosym.ir.model import Model
from neurosym.ir.plain import content_hash
from neurosym.ir.signature import Signature
from neurosym.ir.verdict import Result, Verdict
from neurosym.solve.route import solve
from neurosym.workers.budget import Budget
from neurosym.workers.pool import Pool

NAME = "witnesses"
PROBLEMS = 40
BUDGET = Budget(cpu_s=1.0, wall_s=20)
SECOND_OPINION = Budget(cpu_s=20, wall_s=60)
NOTE = (
    "`definite`: decided within 1 s of CPU. `right`: all models accepted, the core confirmed by Z3 with "
    "quantifiers; `unconfirmed`: Z3 found nothing within 20 s. An order without end has infinite models "
    "only: where nothing conflicts and nothing follows, abstaining is right."
)

Judgement = Literal["right", "wrong", "unconfirmed", "abstained"]


def bench(options: Options) -> None:
    """Decide random theories with witnesses, and confirm every verdict in a second way."""
    with Pool(preload=("neurosym.solve.sat", "neurosym.solve.z3")) as pool:
        finished = grouped(run(NAME, list(_items(options, pool)), options))
    report(NAME, [_row(name, done) for name, done in finished.items()], options, NOTE)


def _items(options: Options, pool: Pool) -> Iterator[Item]:
    for name, shape in SHAPES.items():
        if options.wants(name):
            for seed in range(options.limit or PROBLEMS):
                yield _item(name, seed, theory(shape, seed), pool)


def _item(name: str, seed: int, problem: Problem, pool: Pool) -> Item:
    def work() -> Done:
        result = solve(problem, pool, BUDGET)
        return {
            "verdict": result.verdict.value,
            "judgement": judged(problem, result, pool),
            "cpu_s": result.cpu_s or BUDGET.cpu_s,
        }

    return Item(name, str(seed), (content_hash(problem),), work)


def judged(problem: Problem, result: Result, pool: Pool) -> Judgement:
    """Say whether a verdict on an entailment is right, as far as a second way can tell."""
    if result.verdict.abstains:
        return "abstained"
    if not all(_is_model(problem, model) for model in result.models) or not _shows(problem, result):
        return "wrong"
    if result.verdict is Verdict.UNDETERMINED:
        return "right"
    core = replace(problem, claims=tuple(claim for claim in problem.claims if claim.id in result.core))
    second = solve(core, pool, SECOND_OPINION, ("z3",)).verdict
    if second.abstains:
        return "unconfirmed"
    return "right" if second is result.verdict else "wrong"


def _shows(problem: Problem, result: Result) -> bool:
    """Say whether the models show what the verdict says can be: the goal, its opposite, or both."""
    goal = _question(problem)
    found = [Evaluator(Signature.of(problem), model).holds(goal) for model in result.models]
    match result.verdict:
        case Verdict.UNDETERMINED:
            return sorted(found) == [False, True]
        case Verdict.PROVED:
            return all(found)
        case _:
            return not any(found)


def _is_model(problem: Problem, model: Model) -> bool:
    evaluator = Evaluator(Signature.of(problem), model)
    return all(evaluator.holds(claim.formula) for claim in problem.claims)


def _question(problem: Problem) -> Term:
    assert isinstance(problem.goal, Entails)
    return problem.goal.formula


def _row(name: str, done: Sequence[Done]) -> Row:
    n = len(done)
    judgements = [entry["judgement"] for entry in done]
    seconds = sorted(float(str(entry["cpu_s"])) for entry in done)
    abstained = judgements.count("abstained")
    row: Row = {"set": name, "model": "random", "n": n, "definite": share(n - abstained, n)}
    for word in ("right", "wrong", "unconfirmed", "abstained"):
        row[word] = share(judgements.count(word), n)
    for verdict in (Verdict.PROVED, Verdict.REFUTED, Verdict.UNDETERMINED, Verdict.INCONSISTENT):
        row[verdict.value] = sum(entry["verdict"] == verdict for entry in done)
    row["cpu_s"], row["cpu_s_max"] = round(statistics.median(seconds), 4), round(seconds[-1], 4)
    return row
