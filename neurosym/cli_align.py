"""The verb `align`: which things of two graphs are the same, with scores and reasons. Merges nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from neurosym.cli_print import usage
from neurosym.faults import brief

if TYPE_CHECKING:
    from neurosym.knowledge.align import Matches

Side = Annotated[
    str, typer.Argument(metavar="GRAPH", help="A file of triples, a folder of a store, or a list (.txt).")
]
Each = Literal["one-to-one", "one-to-many", "many-to-one", "many-to-many"]
NONE = 3
"""The exit code where there is no match, as for what a graph does not answer."""


def align(
    left: Side,
    right: Side,
    each: Annotated[
        Each, typer.Option(help="How many matches a thing may have, the left side first.")
    ] = "one-to-one",
    threshold: Annotated[float, typer.Option(help="The score from which two things are a match.")] = 0.5,
    seconds: Annotated[float, typer.Option(help="Seconds of processor time.")] = 300.0,
    why: Annotated[
        bool, typer.Option("--why", help="Say what speaks for each match, and against it.")
    ] = False,
    most: Annotated[int, typer.Option(min=1, help="Matches that are printed.")] = 20,
    output: Annotated[
        Path | None, typer.Option(help="Where all matches are written as N-Quads of owl:sameAs.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print all matches as JSON.")] = False,
) -> None:
    """Say which things of two graphs are the same: exit code 0, and 3 where none is."""
    from neurosym.knowledge.align import align as aligned

    with usage():
        found = aligned(left, right, each=each, threshold=threshold, seconds=seconds)
    if output is not None:
        output.write_text("".join(f"{line}\n" for line in found.as_nquads()), encoding="utf-8")
    if as_json:
        typer.echo(json.dumps([*_plain(found, why)], ensure_ascii=False, indent=2))
    else:
        for line in _lines(found, why, most):
            typer.echo(line)
    raise typer.Exit(0 if found else NONE)


def _lines(found: Matches, why: bool, most: int) -> Iterator[str]:
    for match in found[:most]:
        yield f"{match.score:.2f}  {brief(match.left)}  {brief(match.right)}"
        if why:
            yield from (f"        {brief(str(one), 160)}" for one in found.why(match))
    if len(found) > most:
        yield f"and {len(found) - most:,} more"
    if not found:
        yield "No two things are the same, as far as the graphs say."
    yield from (f"({brief(each, 200)})" for each in found.left_out)


def _plain(found: Matches, why: bool) -> Iterator[dict[str, object]]:
    for match in found:
        row: dict[str, object] = {"left": match.left, "right": match.right, "score": match.score}
        if why:
            row["why"] = [{"bits": one.weight, "says": one.says} for one in found.why(match)]
        yield row
