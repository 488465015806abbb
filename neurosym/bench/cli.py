"""`neurosym bench NAME --data DIR …`: one command for each bench. Knows no bench but its name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from neurosym.bench import ASKING, BENCHES, KNOWING, PLANNING, READING, TRAINING, bench
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
    if _name not in (*ASKING, *READING, *PLANNING, *KNOWING, *TRAINING):
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


Reader = Annotated[str, typer.Option("--lm", help="embedded, or embedded/PATH for another adapter.")]
Model = Annotated[Path | None, typer.Option(help="Its weights, where they lie elsewhere.", exists=True)]
Threads = Annotated[int, typer.Option(help="Threads of the LM.", min=1)]


@app.command()
def embedded(
    data: Data,
    lm: Reader = "embedded",
    model: Model = None,
    threads: Threads = 1,
    tries: Annotated[int, typer.Option(help="1: the best reading of each sentence only.", min=1)] = 3,
    limit: Limit = None,
    json: Json = None,
    resume: Resume = None,
    only: Only = None,
) -> None:
    """Ask texts with the LM that reads sentences; count right, wrong and withheld, and draw the curve."""
    words, settings = tuple(only or ()), _settings(model, threads)
    bench("embedded")(Options(data, limit, json, resume, words, lm, settings, tries))


@app.command()
def sentences(
    data: Data,
    held_out: Annotated[int, typer.Option(help="Held-out sentences of each phrase file, too.", min=0)] = 0,
    lm: Reader = "embedded",
    model: Model = None,
    threads: Threads = 1,
    limit: Limit = None,
    json: Json = None,
    only: Only = None,
) -> None:
    """Read single sentences of a file, and of what training held out; count the right readings."""
    words, settings = tuple(only or ()), _settings(model, threads)
    bench("sentences")(Options(data, limit, json, None, words, lm, settings, held_out=held_out))


@app.command()
def together(
    data: Data,
    lm: Reader = "embedded",
    model: Model = None,
    threads: Threads = 1,
    limit: Limit = 50,
    json: Json = None,
    resume: Resume = None,
    only: Only = None,
) -> None:
    """Answer texts one by one and with `ask_many`: what reading them together saves."""
    words, settings = tuple(only or ()), _settings(model, threads)
    bench("together")(Options(data, limit, json, resume, words, lm, settings))


@app.command()
def optimise(
    file: Annotated[
        Path | None, typer.Argument(help="Formulations in NL4Opt's form, a file or a folder.", exists=True)
    ] = None,
    lm: Annotated[str, typer.Option(help="Asks the texts, too: embedded, or another LM.")] = "",
    model: Model = None,
    threads: Threads = 1,
    limit: Limit = None,
    json: Json = None,
    resume: Resume = None,
    only: Only = None,
) -> None:
    """Solve and certify programmes of a file, and random ones, beside HiGHS alone; read them from texts."""
    data = Path() if file is None else file.resolve()
    settings = _settings(model, threads) if lm.startswith("embedded") else {}
    bench("optimise")(Options(data, limit, json, resume, tuple(only or ()), lm, settings))


@app.command()
def knowledge(
    data: Annotated[
        Path, typer.Option(help="A folder of data sets, or with --knowledge questions.", exists=True)
    ] = Path(),
    graph: Annotated[
        Path | None, typer.Option("--knowledge", help="A graph: RDF, or a .tsv table.", exists=True)
    ] = None,
    lm: Annotated[str, typer.Option(help="Reads questions and claims; else the embedded LM does.")] = "",
    base_url: Annotated[str, typer.Option(help="Where a server/MODEL is.")] = "",
    model: Model = None,
    threads: Threads = 1,
    limit: Annotated[
        int | None,
        typer.Option(help="So many items of each set; of what is made up, the smallest size only.", min=1),
    ] = None,
    json: Json = None,
    resume: Resume = None,
    only: Annotated[
        list[str] | None,
        typer.Option(help="PART or PART/GROUP: only what has this word in its name."),
    ] = None,
) -> None:
    """All figures of graphs, part by part, beside other engines; or those of one set of questions.

    Parts, in their order: closures (beside nemo, reasonable, owlrl), lookups (rdflib, pyoxigraph), pagerank
    (networkx), validation (pySHACL), retrieval, alignment, ingesting, claims and questions. What has no data
    in the folder --data, or is compared with an engine that is not installed, is left out, and that is said.

    With --data QUESTIONS.jsonl --knowledge GRAPH one row: how many are answered right, wrong and not at all.
    A line is {"q": "Who wrote Ulysses?", "answers": ["James Joyce"]}.

    All of it takes some hours. With --resume JOURNAL the same command goes on where it was killed.
    """
    settings: dict[str, object] = {"base_url": base_url} if base_url else {}
    if not lm or lm.startswith("embedded"):
        settings |= _settings(model, threads)
    words = tuple(only or ())
    bench("knowledge")(Options(data, limit, json, resume, words, lm, settings, knowledge=graph))


@app.command()
def surfaces(
    chunks: Annotated[int, typer.Option(help="How long: chunks of 1024 sentences.", min=1)] = 3,
    held_out: Annotated[int, typer.Option(help="Held-out sentences of each phrase file.", min=1)] = 20,
    model: Model = None,
    threads: Threads = 1,
    json: Json = None,
    resume: Annotated[
        Path | None, typer.Option(help="Folder of the runs; the same command goes on.", file_okay=False)
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option(help="Only surfaces with this word in their name.")
    ] = None,
) -> None:
    """Train the embedded LM on the same pairs in three notations, and score each on what was held out."""
    words, settings = tuple(only or ()), _settings(model, threads)
    options = Options(Path(), None, json, resume, words, "", settings, held_out=held_out, chunks=chunks)
    bench("surfaces")(options)


def _settings(model: Path | None, threads: int) -> dict[str, object]:
    return {"threads": threads, **({"model": str(model)} if model else {})}


@app.command()
def fresh(
    out: Annotated[Path, typer.Option(help="The file of rows that is written.", dir_okay=False)],
    kind: Annotated[str, typer.Option(help="zebra_puzzles, syllogism or knights_knaves.")],
    count: Annotated[int, typer.Option(help="How many.", min=1)] = 50,
    seed: Annotated[int, typer.Option(help="Another seed, other puzzles.")] = 0,
) -> None:
    """Write fresh puzzles of reasoning-gym, for `bench embedded` and `bench texts`."""
    from neurosym.bench.gym import write_rows

    write_rows(out, kind, count, seed)
