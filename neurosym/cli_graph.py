"""What the command line does with graphs: questions to them, problems over them, and what is in one.

What reads graphs is imported where it is used: no other verb waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurosym.answer import Answer
from neurosym.cli_print import marked, usage
from neurosym.cli_words import read_source
from neurosym.faults import Fault, FaultError
from neurosym.ir.core import Problem
from neurosym.lm.base import LM
from neurosym.trace import Listener

if TYPE_CHECKING:
    from neurosym.knowledge.shapes import Summary
    from neurosym.knowledge.store import Graph

CONFORMS: Mapping[str, int] = {"conforms": 0, "violated": 3, "undetermined": 4}
"""The exit code of each verdict of a validation."""

KnowledgeOf = Annotated[
    list[str] | None,
    typer.Option(
        "--knowledge",
        metavar="GRAPH",
        help="Answer from this graph: a file of triples, a folder of a store, or the address of a SPARQL "
        "endpoint; repeat it for several files.",
    ),
]
Derive = Annotated[
    str,
    typer.Option(
        "--rules", metavar="PACK|FILE", help="With --knowledge: what follows by these rules too, as owl2rl."
    ),
]


def question(source: str) -> str:
    """Return a question: the words themselves, or those of a file or of standard input."""
    return source if " " in source.strip() and not Path(source).exists() else read_source(source)


def reads_questions(lms: Sequence[str] | None) -> str:
    """Return the word of the LM that reads questions to a graph: the first that is named."""
    from neurosym.grounded import QUESTIONS

    return lms[0] if lms and lms[0] != "embedded" else QUESTIONS


def only_text(given: object) -> None:
    """Refuse what is for the text of a problem alone. Raises `FaultError`."""
    if given:
        what = "--explain and --what-if are for problems; an answer of a graph cites its triples"
        raise FaultError(Fault("usage", what, hint="`neurosym show ID --mermaid` draws them"))


def asked(
    text: str,
    knowledge: Sequence[str],
    rules: str,
    lm: LM,
    budget: float,
    record: Path | None,
    on: Listener | None,
) -> Answer:
    """Answer a question from graphs. Raises `FaultError` where one cannot be opened."""
    from neurosym.grounded import Grounded
    from neurosym.knowledge.store import Bounds

    bounds = Bounds(seconds=budget)
    with Grounded(one_graph(knowledge), lm, rules, bounds, on=on, record=record) as graph:
        return graph.ask(text)


def solved(problem: Problem, knowledge: Sequence[str], rules: str, budget: float) -> Answer:
    """Answer a problem over graphs. Raises `FaultError` where they cannot be asked it."""
    from neurosym.grounded import Grounded
    from neurosym.knowledge.store import Bounds

    with Grounded(one_graph(knowledge), rules=rules, bounds=Bounds(seconds=budget)) as graph:
        return graph.solve(problem)


def facts_of(knowledge: Sequence[str] | None, rules: str) -> Graph | None:
    """Return the graph that a problem takes facts from. Raises `FaultError` where it cannot be opened."""
    if not knowledge:
        return None
    from neurosym.knowledge.store import open_graph
    from neurosym.solve.graph.reasoned import Reasoned

    found = open_graph(one_graph(knowledge))
    return Reasoned(found, rules) if rules else found


def compare(answer: Answer, knowledge: Sequence[str], rules: str) -> None:
    """See that graphs have what an answer cites, and answer the same. Raises `FaultError`."""
    from neurosym.grounded import Grounded

    with Grounded(one_graph(knowledge), rules=rules) as graph:
        if faults := graph.compare(answer):
            raise FaultError(*faults)


def graph(
    knowledge: Annotated[
        str, typer.Argument(metavar="GRAPH", help="A file of triples, a folder, or an endpoint's address.")
    ],
    mermaid: Annotated[bool, typer.Option("--mermaid", help="Draw the classes and what joins them.")] = False,
    most: Annotated[int, typer.Option(min=1, help="Classes, and properties, that are shown.")] = 60,
    about: Annotated[
        str, typer.Option(metavar="QUESTION", help="The triples that matter for this, as a prompt has them.")
    ] = "",
    budget: Annotated[int, typer.Option(min=1, help="Triples that --about may take.")] = 50,
    shapes: Annotated[str, typer.Option(metavar="FILE", help="Does it conform to these SHACL shapes?")] = "",
) -> None:
    """Say what is in a graph: classes, properties with their directions, counts and examples.

    With --shapes the exit code is 0 where it conforms, 3 where it does not, and 4 where nothing is wrong but
    not all of the shapes can be run.
    """
    from neurosym.knowledge.shapes import summary, validate
    from neurosym.knowledge.store import opened

    with usage(), opened(knowledge) as given:
        if about:
            from neurosym.knowledge.subgraph import Retriever

            retriever = Retriever(given)
            typer.echo(retriever.context(retriever.neighbourhood(about, budget=budget)))
            return
        if shapes:
            checked = validate(given, shapes)
            typer.echo("\n".join((checked.verdict, *map(marked, checked.faults))))
            raise typer.Exit(CONFORMS[checked.verdict])
        found = summary(given)
    if mermaid:
        typer.echo(schema(found, most))
        return
    typer.echo(f"{found.triples:,} triples\n{found.text(most)}")


def schema(found: Summary, most: int) -> str:
    """Return the kinds of a graph as mermaid text, with the properties that join them; at most so many."""
    from neurosym.explain.graph import as_mermaid, new_graph

    drawn = new_graph()
    own: dict[str, list[str]] = {}
    for one in list(found.properties.values())[:most]:
        start, end = found.ends(one, objects=False), found.ends(one, objects=True)
        if any(name in found.kinds for name in one.objects):
            for name in (start, end):
                drawn.add_node(name, thing=True, label=name)
            both = drawn.edges[start, end]["label"] + ", " if drawn.has_edge(start, end) else ""
            drawn.add_edge(start, end, label=both + one.name)
        else:
            own.setdefault(start, []).append(one.name)
    for name, numbers in own.items():
        drawn.add_node(name, thing=True, label=f"{name} ({', '.join(numbers)})")
    return as_mermaid(drawn)


def one_graph(knowledge: Sequence[str]) -> str | list[str]:
    """Return what is named as `open_graph` takes it: one graph, or several files."""
    return knowledge[0] if len(knowledge) == 1 else [*knowledge]
