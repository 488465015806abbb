"""Whether a certificate shows what an answer says, decided by the kernel here and now; and asking for one,
or for one of each step to the answer."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import overload

from neurosym import check
from neurosym.answer import Answer
from neurosym.certify.check import check as kernel
from neurosym.certify.derivation import check_derivation
from neurosym.explain.steps import Steps
from neurosym.faults import Fault, FaultError, errors
from neurosym.ir.certificate import Certificate, Evidence, Shown, labels
from neurosym.ir.core import Apply, Compare, Element, Enumerate, Goal, Num, Options, Problem, Term
from neurosym.ir.deduced import Step
from neurosym.ir.derivation import DerivationCertificate, Fact, taken
from neurosym.ir.names import unmangle
from neurosym.ir.plain import to_plain
from neurosym.ir.rules import RuleBase
from neurosym.ir.verdict import Result, Verdict
from neurosym.knowledge.nodes import number_of
from neurosym.rewrite.loops import Recursion
from neurosym.solve import route
from neurosym.solve.rules import Derived, Programme
from neurosym.solve.rules.certificate import certificate
from neurosym.workers.budget import Budget

TOO_DEEP = Fault("refused", "the certificate is refused: it nests too deeply")


@overload
def verify(answer: Answer) -> Certificate: ...
@overload
def verify(answer: DerivationCertificate) -> DerivationCertificate: ...
def verify(answer: Answer | DerivationCertificate) -> Certificate | DerivationCertificate:
    """Return the certificate of an answer if it shows what the answer says. No solver is asked.

    The certificate of a fact that rules derive is taken as it is. Raises `FaultError`: `not-certified`
    without a certificate, `refused` where it does not show the answer or needs claims that the answer says
    it can do without, `not-certifiable` where the kernel cannot judge; and the faults of the problem or of
    the rules.
    """
    try:
        if isinstance(answer, Answer):
            certificate = _verified(answer)
            _check_reasons(answer, certificate)
            _check_worlds(answer, certificate)
            return certificate
        Programme.of(answer.rules)  # are its rules safe, and stratified?
        check_derivation(answer)
        return answer
    except RecursionError:
        raise FaultError(TOO_DEEP) from None


def _verified(answer: Answer) -> Certificate:
    problem, result, certificate = answer.problem, answer.result, answer.certificate
    if problem is None or result is None or certificate is None:
        raise FaultError(Fault("not-certified", "the answer has no certificate"))
    said = answer.verdict.value, to_plain(result.value), dict(result.options)
    shown = certificate.verdict, certificate.value, dict(certificate.options)
    if _exactly(said) != _exactly(shown) or result.verdict is not answer.verdict:
        raise FaultError(Fault("refused", "the certificate is refused: it shows another answer"))
    if wrong := errors(check.examine(problem)):
        raise FaultError(*wrong)
    kernel(problem, certificate)
    _check_derived(answer, problem)
    return certificate


def _check_reasons(answer: Answer, certificate: Certificate) -> None:
    """See that the claims which the answer rests on by its own word are all that its proofs use. Raises."""
    problem, result = answer.problem, answer.result
    if problem is None or result is None:
        return
    needed = {label for proof in _reasoned(problem.goal, result, certificate) for label in labels(proof)}
    for claim in problem.claims:
        if claim.id in needed and claim.id not in result.core:
            what = f"the certificate is refused: it needs `{claim.id}`, which the answer does not name"
            raise FaultError(Fault("refused", what))


def _reasoned(goal: Goal, result: Result, certificate: Certificate) -> Sequence[Evidence]:
    """Return the proofs of what the answer gives reasons for; for some it gives none.

    Of options, reasons are given for those that the question asks for, or that it leaves out but one.
    """
    proofs = [piece for piece in certificate.evidence if not isinstance(piece, Shown)]
    match goal:
        case Options(mode, options) if result.verdict is not Verdict.INCONSISTENT:
            wanted = "holds always" if mode in ("must", "except") else "holds never"
            statuses = [result.options[option.label] for option in options]
            proved = [status for status in statuses if status in ("holds always", "holds never")]
            proofs = [proof for status, proof in zip(proved, proofs, strict=True) if status == wanted]
            explained = Verdict.UNIQUE
        case Enumerate():
            explained = Verdict.NONE
        case _:
            return proofs
    return proofs if result.core or result.verdict is explained else ()


def _check_worlds(answer: Answer, certificate: Certificate) -> None:
    """See that the worlds which the answer shows are those of its evidence. Raises `FaultError`."""
    judged = [piece.model for piece in certificate.evidence if isinstance(piece, Shown)]
    if any(model not in judged for model in answer.models):
        what = "the certificate is refused: the answer shows a world that is not its evidence"
        raise FaultError(Fault("refused", what))


def _check_derived(answer: Answer, problem: Problem) -> None:
    """See that a derivation concludes each derived claim. Raises `FaultError`."""
    derived = [claim for claim in problem.claims if claim.kind == "derived"]
    steps = answer.derivation.derivation.steps if answer.derivation else ()
    facts = {step.fact for step in steps}
    for claim in derived:
        if not _concludes(facts, claim.formula):
            what = f"the certificate is refused: nothing derives `{claim.id}`"
            raise FaultError(Fault("refused", what))
    if answer.derivation is not None:
        verify(answer.derivation)


def _concludes(facts: Collection[Fact], formula: Term) -> bool:
    """Say whether what a claim says is a fact, by the names that things have in formulas.

    Problems say what they take from triples by names of their own; questions name the triples.
    """
    fact = taken(formula)
    if fact is None or fact in facts:
        return fact is not None
    match formula:
        case Compare():  # of a number there is the literal
            *args, value = fact.args
            known = [one.args[-1] for one in facts if one.name == fact.name and [*one.args[:-1]] == args]
            return any(number_of(unmangle(str(literal))) == value for literal in known)
        case Apply(name, (Element(subject),)):
            return Fact("triple", (subject, "rdf_type", name)) in facts
        case Apply(name, (Element(subject), Element(value))):
            return Fact("triple", (subject, name, value)) in facts
        case Apply(name, (Element(subject), Num(value))):
            said = (fact.args for fact in facts if fact.name == "triple" and fact.args[:2] == (subject, name))
            return any(number_of(unmangle(str(args[2]))) == value for args in said)
        case _:
            return False


def _exactly(said: object) -> str:
    return json.dumps(said, sort_keys=True)


def certified(answer: Answer, runner: route.Runner, budget: Budget, backends: Sequence[str] = ()) -> Answer:
    """Return the answer with a certificate that `verify` accepts, if one is found within the budget.

    Only then is it trusted as certified.
    """
    if answer.problem is None or answer.result is None or answer.verdict.abstains:
        return answer
    found = route.certificate(answer.problem, answer.result, runner, budget, backends)
    result = replace(answer.result, evidence=())  # it is in the certificate now
    candidate = replace(answer, certificate=found)
    try:
        _verified(candidate)
    except (FaultError, RecursionError):
        claimed = "solver-claimed" if result.trust == "certified" else result.trust
        return replace(answer, result=replace(result, trust=claimed))
    return replace(candidate, result=replace(result, trust="certified"))


def certified_fact(
    base: RuleBase, programme: Programme, derived: Derived, fact: Fact
) -> DerivationCertificate | None:
    """Return the certificate of a fact that follows, None where there is none that `verify` accepts.

    Raises `FaultError` (`not-derived`) where the fact does not follow.
    """
    derived.why(fact)
    try:
        return verify(certificate(base, programme, derived, fact))
    except FaultError:
        return None


def deduced(answer: Answer, runner: route.Runner, budget: Budget, backends: Sequence[str] = ()) -> Steps:
    """Return the steps to an answer, each with a certificate where the kernel accepts one.

    Raises `FaultError`: `no-steps` where the answer shows no world, else what stands in the way.
    """
    problem, models = answer.problem, answer.models
    if problem is None or not models or answer.verdict.abstains:
        raise FaultError(Fault("no-steps", "there are steps only to an answer that shows a world"))
    if Recursion(problem):
        raise FaultError(Fault("no-steps", "there are no steps where a predicate is defined by itself"))
    found = route.deduction(problem, models[0], runner, budget, backends)
    accepted = tuple(_accepted(step, problem) for step in found.steps)
    return Steps(problem, replace(found, steps=accepted), tuple(claim.id for claim in answer.not_needed))


def _accepted(step: Step, problem: Problem) -> Step:
    if step.certificate is None:
        return step
    try:
        kernel(step.problem(problem), step.certificate)
    except (FaultError, RecursionError):
        return replace(step, certificate=None)
    return step
