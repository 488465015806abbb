"""`neurosym bench NAME --data DIR …`: one command for each bench. Knows no bench but its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from neurosym.bench import ASKING, BENCHES, bench
from neurosym.bench.run import Options

app = typer.Typer(help="Measure: how good is it?", no_args_is_help=True)

Data = Annotated[Path, typer.Option(help="Folder of the data sets, or one file of them.", exists=True)]
Limit = Annotated[int | None, typer.Option(help="So many items of each set and model.", min=1)]
Json = Annotated[Path | None, typer.Option("--json", help="Write the rows to this file.", dir_okay=False)]
Resume = Annotated[
    Path | None, typer.Option(help="Journal: go on where a killed run stopped.", dir_okay=False)
]
Only = Annotated[list[str] | None, typer.Option(help="Only sets and models with this word in their name.")]


def _command(name: str) -> Callable[[Path, int | None, Path | None, Path | None, list[str] | None], None]:
    def command(
        data: Data = Path(),
        limit: Limit = None,
        json: Json = None,
        resume: Resume = None,
        only: Only = None,
    ) -> None:
        bench(name)(Options(data, limit, json, resume, tuple(only or ())))

    return command


for _name in BENCHES:
    if _name not in ASKING:
        app.command(_name)(_command(_name))


def _asking(name: str) -> Callable[..., None]:
    def command(
        data: Data,
        lm: Annotated[str, typer.Option(help="local/MODEL, server/MODEL or scripted/FILE.")],
        base_url: Annotated[str, typer.Option(help="Where a server/MODEL is.")] = "",
        seconds: Annotated[float, typer.Option(help="The longest one reply may take.")] = 120,
        tries: Annotated[int, typer.Option(help="Drafts asked for each text.", min=1)] = 1,
        max_tokens: Annotated[int, typer.Option(help="The longest draft; 0: as the LM can.", min=0)] = 0,
        limit: Limit = None,
        json: Json = None,
        resume: Resume = None,
        only: Only = None,
    ) -> None:
        settings = {"seconds": seconds, **({"base_url": base_url} if base_url else {})}
        words = tuple(only or ())
        bench(name)(Options(data, limit, json, resume, words, lm, settings, tries, max_tokens))

    return command


for _name in ASKING:
    app.command(_name)(_asking(_name))
