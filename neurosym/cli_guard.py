"""The verb `guard`: may an instruction be carried out, by a policy of rules? Carries nothing out."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from neurosym.cli_print import usage
from neurosym.cli_words import read_source

EXIT_CODES = {"allowed": 0, "refused": 3, "undetermined": 4}


def guard(
    action: Annotated[
        str,
        typer.Argument(
            metavar="ACTION",
            help='A fact, "stop(op2, p7)", or JSON, {"do": "stop", "what": "P-7", "by": "op2"}; a file with '
            "one of these, or - for standard input.",
        ),
    ],
    state: Annotated[
        list[str],
        typer.Option(
            metavar="GRAPH|TABLE|FACT",
            help="What is so: triples, tables (faulty.csv), a folder of them, an endpoint's address, or one "
            'fact, "area_clear(P-202A)" or "not faulty(p7)"; repeat it for several.',
        ),
    ],
    policy: Annotated[
        list[str],
        typer.Option(
            metavar="NAME|FILE", help="A rule pack or a .rules file; repeat it: they are one policy."
        ),
    ],
    open: Annotated[
        list[str] | None,
        typer.Option(help="A predicate that may hold where the state does not say so; repeat it."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the judgement as JSON.")] = False,
) -> None:
    """Say whether an instruction may be carried out, by which rule and facts, before anybody does it.

    Exit code 0 if it is allowed, 3 if it is refused (also where it cannot be read, or no rule allows it), 4
    if facts that are missing decide, 2 for a policy or a state that cannot be used.
    """
    from neurosym.guard import guard as guarded

    text = action if "(" in action or action.lstrip().startswith("{") else read_source(action)
    with usage():
        found = guarded(text.strip(), state, policy, open or ())
    typer.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2) if as_json else found.report())
    raise typer.Exit(EXIT_CODES[found.permission])
