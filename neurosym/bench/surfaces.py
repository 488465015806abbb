"""Which notation does the embedded LM learn best? The same pairs in three, trained alike. Keeps no adapter.

Same base, seed, stream and sentences; scored by teacher forcing without a grammar, on new words and on
new phrasings. A longer notation makes more batches of the same sentences, so that it takes more steps.
"""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape

from neurosym.bench.run import Options, Row, report, share
from neurosym.lm.base import missing

if TYPE_CHECKING:
    from neurosym.learn.surfaces import Surface
    from neurosym.learn.synchronous import Pair
    from neurosym.learn.train import Progress, Trainer

NAME = "surfaces"
TOKENS, RATE = 640, 4e-4
NOTE = (
    "`words` (known phrasings, held-out words) and `phrasings` (both held out): the share of readings of "
    "which every token is the likeliest one, without a grammar. `tokens`: the mean of these readings; "
    "`loss`: of the last chunk, among the words of a batch."
)


def bench(options: Options) -> None:
    """Train the embedded LM on the same pairs in three notations, and score each on what was held out."""
    try:
        from neurosym.learn.mixture import held_out_pairs
        from neurosym.learn.phrasebook import grammars
        from neurosym.learn.surfaces import Surface
    except ImportError as error:
        raise missing("`bench surfaces`", error.name or str(error), "'neurosym-engine[train]'") from error
    pairs = held_out_pairs(grammars(), options.held_out)
    with TemporaryDirectory() as temporary:
        folder = options.resume or Path(temporary)
        rows = [_row(surface, folder, pairs, options) for surface in Surface if options.wants(surface)]
    report(NAME, rows, options, NOTE)


def _row(surface: Surface, folder: Path, pairs: Mapping[str, Sequence[Pair]], options: Options) -> Row:
    from neurosym.learn.forced import forced
    from neurosym.learn.surfaces import in_surface
    from neurosym.lm.embedded.provider import load_tokenizer

    trainer, last = _trained(surface, folder / surface, options)
    tokenizer, _ = load_tokenizer()
    found = {
        name: forced(trainer.model, tokenizer, [in_surface(pair, surface) for pair in some])
        for name, some in pairs.items()
    }
    every = [one for some in found.values() for one in some]
    return {
        "surface": surface.value,
        "sentences": trainer.sentences,
        **{name: share(sum(one.exact for one in some), len(some)) for name, some in found.items()},
        **{f"n {name}": len(some) for name, some in found.items()},
        "tokens": round(sum(one.tokens for one in every) / len(every), 2),
        **last,
    }


def _trained(surface: Surface, folder: Path, options: Options) -> tuple[Trainer, Row]:
    """Train to the end, saying on the standard error stream how far it is."""
    from neurosym.learn.begin import run_in
    from neurosym.learn.train import Recipe

    console = Console(stderr=True)

    def tell(at: Progress) -> None:
        clock = time.strftime("%H:%M:%S")
        console.print(escape(f"{clock} {surface} {at.chunk}/{at.chunks} loss {at.loss:.4f}"), highlight=False)

    settings = options.lm_settings
    recipe = Recipe(chunks=options.chunks, tokens=TOKENS, rate=RATE)
    model, threads = str(settings.get("model", "")), int(str(settings.get("threads", 1)))
    trainer = run_in(folder, recipe, model=model, threads=threads, surface=surface)
    trainer.run(tell)
    last = json.loads((folder / "log.jsonl").read_text("utf-8").splitlines()[-1])
    return trainer, {"loss": round(last["loss"], 4), "CPU s": round(last["seconds"])}
