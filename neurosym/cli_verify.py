"""The verb `verify`: checks the certificates of what was printed with `--json`. Asks no solver."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from neurosym.accepted import verify as verified
from neurosym.answer import Answer
from neurosym.cli_graph import compare
from neurosym.cli_rules_facts import load, rules_of
from neurosym.cli_show import recorded
from neurosym.cli_words import MAX_BYTES, default_record, read_source
from neurosym.faults import Fault, FaultError, visible
from neurosym.ir.derivation import KIND, DerivationCertificate, Fact
from neurosym.ir.model import Value
from neurosym.ir.rules import print_rules
from neurosym.ir.strict import read_json
from neurosym.ir.verdict import Verdict

REFUSED = 1
MAX_FACTS = 10_000_000
"""Facts that are read to compare with."""


def verify(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|ID", help="What was printed as JSON, - for standard input, or a record's id."
        ),
    ],
    facts: Annotated[
        list[str] | None,
        typer.Option(
            metavar="[NAME=]FILE",
            help="Hold what rules derived against these tables and triples too, named as in `rules run`.",
        ),
    ] = None,
    header: Annotated[
        bool, typer.Option("--header", help="The first line of each table is no fact.")
    ] = False,
    knowledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar="GRAPH", help="Hold an answer against its graph too: what it cites, and all it answers."
        ),
    ] = None,
    rules: Annotated[
        str,
        typer.Option(
            metavar="PACK|FILE",
            help="Hold what rules derived against these rules; with --knowledge: what follows by them too.",
        ),
    ] = "",
    record: Annotated[Path | None, typer.Option(help="Where the record lies.")] = None,
) -> None:
    """Check the certificate of an answer, or of facts that rules derive: exit code 0 accepted, 1 not."""
    tables = (facts or (), header, rules)
    graphs = (knowledge or (), rules)
    try:
        if source.isdecimal() and not Path(source).exists() and not facts:
            _verify_answer(recorded(int(source), record or default_record()), *graphs)
            return
        match read_json(read_source(source), MAX_BYTES):
            case {"why": [*derivations]}:
                if not derivations:
                    raise FaultError(
                        Fault("not-certified", "nothing was asked: `--why FACT` certifies facts")
                    )
                for derivation in derivations:
                    _verify_derivation(derivation, *tables)
            case {"kind": str(kind)} as derivation if kind == KIND:
                _verify_derivation(derivation, *tables)
            case answer if not facts:
                _verify_answer(Answer.from_json(answer), *graphs)
            case _:
                raise FaultError(Fault("usage", "--facts are those of what rules derive, and this is not"))
    except FaultError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(REFUSED) from None


def _verify_answer(answer: Answer, knowledge: Sequence[str], rules: str) -> None:
    if knowledge:
        compare(answer, knowledge, rules)
        if answer.verdict is Verdict.NOT_FOUND:
            typer.echo(f"accepted: {answer}\nevidence: the graph, asked again, has no answer")
            return
    certificate = verified(answer)
    typer.echo(f"accepted: {answer}")
    kind = certificate.kind or ("the cited triples" if certificate.engine == "graph" else "none")
    typer.echo(f"evidence: {kind}, found by {certificate.engine or 'nobody'}")
    typer.echo(f"assuming: {'; '.join(certificate.assumptions) or 'nothing'}")
    typer.echo(f"problem: {certificate.problem}")
    if knowledge:
        cited = sum(claim.kind in ("triple", "derived") for claim in answer.because)
        typer.echo(f"graph: it has the cited triples ({cited}), and answers the same")


def _verify_derivation(data: object, facts: Sequence[str], header: bool, source: str) -> None:
    certificate = verified(DerivationCertificate.from_json(data))
    derivation = certificate.derivation
    if source and print_rules(certificate.rules) != print_rules(rules_of(source)):
        raise FaultError(Fault("refused", f"refused: its rules are not those of {visible(source)}"))
    if facts:
        _compare(certificate, load(certificate.rules, facts, header, MAX_FACTS).facts)
    rules = {step.rule for step in derivation.steps if step.rule}
    typer.echo(f"accepted: {visible(str(derivation.fact))}")
    typer.echo(f"evidence: {KIND}, given facts: {len(derivation.given)}, rules: {len(rules)}")
    assumed = [] if source else ["the rules that stand in it"]
    if not facts:
        assumed += [
            "the given facts",
            *(f"no other facts of {visible(n)}" for n in sorted(certificate.closed)),
        ]
    checked = " and ".join(["the rules"] * bool(source) + ["the tables"] * bool(facts))
    typer.echo(f"assuming: {'; '.join(assumed) or f'nothing: {checked} say so'}")


def _compare(certificate: DerivationCertificate, rows: Mapping[str, Sequence[tuple[Value, ...]]]) -> None:
    """Raise `FaultError` where tables lack a given fact, or have more facts of what is closed."""
    given: dict[str, set[tuple[Value, ...]]] = {name: set() for name in certificate.closed}
    known = {step.fact for step in certificate.derivation.steps}
    for fact in certificate.derivation.given:
        given.setdefault(fact.name, set()).add(fact.args)
    for name, mine in given.items():
        found = set(rows.get(name, ()))
        for row in sorted(mine - found, key=str)[:1]:
            raise FaultError(
                Fault("refused", f"refused: the tables do not have {visible(str(Fact(name, row)))}")
            )
        for row in found if name in certificate.closed else ():
            if Fact(name, row) not in known:
                what = f"refused: the tables have {visible(str(Fact(name, row)))} besides"
                raise FaultError(Fault("refused", what))
