"""The verb `ingest`: triples of a text under an ontology, each with its place in the text, or why not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from neurosym.cli_graph import reads_questions
from neurosym.cli_lms import opened
from neurosym.cli_print import USAGE, refuse, usage
from neurosym.cli_words import read_source
from neurosym.engine import DEFAULT_LM
from neurosym.faults import Fault, FaultError

if TYPE_CHECKING:
    from neurosym.ingested import Ingested
    from neurosym.knowledge.oxigraph import Oxigraph

NONE, UNREAD = 3, 5
OF_THE_CALL = ("file", "limit", "node", "ontology", "source", "syntax")
"""Codes of faults in what was named; other faults are those of a reply."""

ONLY_KNOWN = (
    "The embedded LM reads links between things that the graph names; a chat LM reads new things, numbers "
    "and dates, too: --lm server/MODEL."
)


def ingest(
    source: Annotated[str, typer.Argument(metavar="FILE", help="The text, or - for standard input.")],
    ontology: Annotated[
        list[str],
        typer.Option(
            metavar="GRAPH",
            help="Properties and classes that are allowed, and the things that are known: a file of triples; "
            "repeat it for several.",
        ),
    ],
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Where triples are kept with their sources, as .trig or .nq. What is there stays, but for "
            "what an earlier reading of the same document said. Without it nothing is written.",
            dir_okay=False,
        ),
    ] = None,
    document: Annotated[
        str, typer.Option(help="What the text is called as a source; the file's name if left out.")
    ] = "",
    namespace: Annotated[str, typer.Option(help="Where new things get their IRIs.")] = "urn:thing:",
    lm: Annotated[
        list[str] | None,
        typer.Option(
            help="Who reads. embedded (default) finds links between two things that the graph names; "
            "local/MODEL or server/MODEL new things, numbers and dates as well."
        ),
    ] = None,
    base_url: Annotated[str, typer.Option(help="Where a server/MODEL is, up to /chat/completions.")] = "",
    api_key: Annotated[str, typer.Option(help="The key of that server.", show_default=False)] = "",
    dry: Annotated[bool, typer.Option("--dry", help="Only say what a chat LM would cost.")] = False,
    most_tokens: Annotated[int, typer.Option(min=0, help="Ask nobody if it costs more; 0: any.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the triples and refusals as JSON.")] = False,
) -> None:
    """Read a text into triples that an ontology allows, and say why the others are refused.

    Exit code 0 if something was let in, 3 if nothing was, 5 if the reply of an LM could not be read, 2 for
    what cannot be opened or written.
    """
    from neurosym.ingest import ingest as ingested

    text = read_source(source)
    called = document or (Path(source).name if source != "-" else "text")
    with usage():
        whole, kept = _graphs(ontology, into)
        reads = reads_questions(lm)
        reader = None if dry else opened(reads, base_url, api_key, "")
    try:
        done = ingested(
            text,
            whole,
            lm=reader,
            document=called,
            namespace=namespace,
            dry=dry,
            most_tokens=most_tokens or None,
        )
        if into is not None and done.read:
            _keep(done, kept, into)
    except FaultError as error:
        refuse(error, USAGE if error.faults[0].code in OF_THE_CALL else UNREAD)
    typer.echo(json.dumps(done.to_json(), ensure_ascii=False, indent=2) if as_json else done.report())
    if done.unread and reads.partition("/")[0] == DEFAULT_LM and not as_json:
        typer.echo(ONLY_KNOWN)
    raise typer.Exit(0 if done.accepted or dry else NONE)


def _graphs(ontology: list[str], into: Path | None) -> tuple[Oxigraph, Oxigraph]:
    """Return all that is known, and of that what is kept in the file. Raises `FaultError`."""
    from neurosym.knowledge.oxigraph import Oxigraph, keeps_sources
    from neurosym.knowledge.store import open_graph

    kept = Oxigraph()
    if into is not None:
        keeps_sources(into)
        if not into.absolute().parent.is_dir():
            raise FaultError(Fault("file", f"there is no folder {into.absolute().parent}"))
        if into.exists():
            kept.load(into)
    # a list: files are read into one graph in memory, and no store is written to
    whole = open_graph([*ontology, *([str(into)] if len(kept) and str(into) not in ontology else [])])
    assert isinstance(whole, Oxigraph)
    return whole, kept


def _keep(done: Ingested, kept: Oxigraph, into: Path) -> None:
    """Put what was let in into the file, in the place of what the same document said before."""
    kept.remove(done.document)
    for one, source in zip(done.accepted, done.sources, strict=True):
        kept.add([one.triple, *one.new], source)
    kept.bind(done.graph.prefixes)
    kept.save(into)
