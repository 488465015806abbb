"""The verbs `train` and `card`: an adapter of the embedded LM, and what is known of it. Scores nothing."""

from __future__ import annotations

import math
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from neurosym.cli_print import usage
from neurosym.lm.base import missing

if TYPE_CHECKING:
    from neurosym.learn.train import Progress as Trained
    from neurosym.learn.train import Recipe, Trainer


def train(
    folder: Annotated[Path, typer.Argument(help="Where the run is kept.", file_okay=False)],
    chunks: Annotated[int, typer.Option(min=1, help="How long: chunks of 1024 sentences.")] = 120,
    rate: Annotated[float, typer.Option(min=0.0, help="The highest learning rate.")] = 4e-4,
    seed: Annotated[int, typer.Option(help="Another seed, other sentences.")] = 0,
    threads: Annotated[int, typer.Option(min=1, help="Threads; more than idle cores are slower.")] = 1,
    start: Annotated[
        Path | None, typer.Option(help="An adapter to begin with.", exists=True, dir_okay=False)
    ] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Option(help="Texts of your own with their readings; repeat it.", exists=True),
    ] = None,
    verified: Annotated[
        list[Path] | None,
        typer.Option(help="Results of `bench embedded`: what led to right answers; repeat it.", exists=True),
    ] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help="Learn to read questions about graphs instead of texts.")
    ] = False,
    schemas: Annotated[
        list[Path] | None,
        typer.Option(help="With --questions: what people call your properties; repeat it.", exists=True),
    ] = None,
    paths: Annotated[
        list[Path] | None,
        typer.Option(help="With --questions: your questions with their paths; repeat it.", exists=True),
    ] = None,
    model: Annotated[str, typer.Option(help="The base weights, where they lie elsewhere.")] = "",
    seconds: Annotated[
        float, typer.Option(min=0.0, help="Stop after so many CPU seconds of the run; 0: never.")
    ] = 0.0,
) -> None:
    """Train an adapter of the embedded LM on the phrases and texts of the package, for --lm embedded/FILE."""
    try:
        from neurosym.learn.begin import run_in, run_on_questions
        from neurosym.learn.train import Recipe
    except ImportError as error:
        raise missing("`train`", error.name or str(error), "'neurosym-engine[train]'") from error
    recipe = Recipe(chunks=chunks, rate=rate, seed=seed)
    if questions:
        own, mine = schemas or (), paths or ()
        trainer = run_on_questions(
            folder, recipe, own=own, paths=mine, model=model, start=start, threads=threads
        )
    else:
        told, heard = texts or (), verified or ()
        trainer = run_in(
            folder, recipe, texts=told, verified=heard, model=model, start=start, threads=threads
        )
    finished = _shown(trainer, recipe, seconds or math.inf)
    state = "done" if finished else "stopped; the same command goes on"
    typer.echo(f"{state}: {trainer.chunk} of {chunks} chunks in {folder / 'adapter.safetensors'}")


def card(
    what: Annotated[
        str,
        typer.Argument(
            metavar="LM|FOLDER",
            help="An LM of the package, embedded or embedded/questions, or the folder of a run.",
        ),
    ],
    scores: Annotated[
        list[Path] | None, typer.Option(help="What `bench … --json` wrote; repeat it.", exists=True)
    ] = None,
    notes: Annotated[Path | None, typer.Option(help="Markdown to put at the end.", exists=True)] = None,
) -> None:
    """Print the model card of an LM of the package: its licence, what it was trained on, where it fails.

    Of the folder of a run it writes one, MODEL_CARD.md beside the adapter.
    """
    from neurosym.learn.card import packaged, write_card

    with usage():
        if Path(what).is_dir():
            typer.echo(str(write_card(Path(what), scores or (), notes)))
        else:
            typer.echo(packaged(what), nl=False)


def _shown(trainer: Trainer, recipe: Recipe, until: float) -> bool:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("training", total=recipe.chunks, completed=trainer.chunk)

        def tell(at: Trained) -> None:
            progress.update(bar, completed=at.chunk, description=f"training · loss {at.loss:.3f}")

        return trainer.run(tell, until)
