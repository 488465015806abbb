"""The verb `verify-text`: which claims of a text a graph supports, and which it contradicts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from neurosym.cli_graph import Derive, one_graph, reads_questions
from neurosym.cli_lms import opened
from neurosym.cli_print import usage
from neurosym.cli_words import read_source

if TYPE_CHECKING:
    from neurosym.verified import Verified

CONTRADICTED, OPEN, UNREAD = 3, 4, 5


def verify_text(
    source: Annotated[str, typer.Argument(metavar="FILE", help="The text, or - for standard input.")],
    knowledge: Annotated[
        list[str],
        typer.Option(
            "--knowledge", metavar="GRAPH", help="The graph that it is held against; repeat it for several."
        ),
    ],
    rules: Derive = "",
    closed: Annotated[
        list[str] | None, typer.Option(help="A property or class that the graph has all of; repeat it.")
    ] = None,
    functional: Annotated[
        list[str] | None, typer.Option(help="A property that has one value only; repeat it.")
    ] = None,
    lm: Annotated[list[str] | None, typer.Option(help="Who reads the claims, as for ask.")] = None,
    base_url: Annotated[str, typer.Option(help="Where a server/MODEL is, up to /chat/completions.")] = "",
    api_key: Annotated[str, typer.Option(help="The key of that server.", show_default=False)] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print the claims as JSON.")] = False,
) -> None:
    """Say of each claim of a text whether a graph supports it.

    Exit code 0 if all are supported, 3 if one is contradicted, 4 if the graph does not say some, 5 if some
    could not be checked.
    """
    from neurosym.verify_text import verify_text as verified

    text = read_source(source)
    with usage():
        reader = opened(reads_questions(lm), base_url, api_key, "")
        found = verified(text, one_graph(knowledge), rules, reader, functional or (), closed or ())
    typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2) if as_json else found.report())
    raise typer.Exit(_code(found))


def _code(found: Verified) -> int:
    if found.of("contradicted"):
        return CONTRADICTED
    if found.of("not in the graph"):
        return OPEN
    return 0 if found.claims and len(found.of("supported")) == len(found.claims) else UNREAD
