"""Puts a run of training together: the base model, the phrases of the package, the recipe. Trains nothing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch

from neurosym.learn.composing import Questions
from neurosym.learn.mixture import Mixture, Stream
from neurosym.learn.paths import path_pairs
from neurosym.learn.phrasebook import grammars
from neurosym.learn.questions import read_schema, schemas
from neurosym.learn.surfaces import Surface
from neurosym.learn.texts import text_pairs
from neurosym.learn.train import Recipe, Trainer
from neurosym.learn.verified import verified_pairs
from neurosym.lm.embedded.fetch import Listener, default_cache, fetch_weights, find_weights
from neurosym.lm.embedded.llama import Llama, fastest_type
from neurosym.lm.embedded.provider import load_tokenizer
from neurosym.lm.embedded.weights import open_weights

VERIFIED = "verified"
"""What pairs are called that an engine verified."""


def run_in(
    folder: Path,
    recipe: Recipe,
    *,
    texts: Iterable[Path] = (),
    verified: Iterable[Path] = (),
    model: str = "",
    start: Path | None = None,
    threads: int = 1,
    surface: Surface = Surface.READING,
    on: Listener | None = None,
) -> Trainer:
    """Return the run of a folder, new or to be gone on with, on a GPU if one is there.

    `texts` are files of one's own beside those of the package, sentence by sentence with their readings.
    `verified` are files of `bench embedded`, whose readings behind right answers are learnt from, too.
    `model` is a path of the base weights, else they are found or fetched, which `on` hears of.
    `surface` is how readings are written.
    Raises `FaultError`: `no-model`, `unusable-model`, `no-rows`, `texts` or `other-run`.
    """
    pairs = text_pairs(texts)
    if heard := verified_pairs(verified):
        pairs[VERIFIED] = heard
    mixture = Mixture(grammars(), pairs, seed=recipe.seed, shares=recipe.shares, surface=surface)
    return _run(folder, recipe, mixture, model, start, threads, on)


def run_on_questions(
    folder: Path,
    recipe: Recipe,
    *,
    own: Iterable[Path] = (),
    paths: Iterable[Path] = (),
    share: float = 0.3,
    model: str = "",
    start: Path | None = None,
    threads: int = 1,
    on: Listener | None = None,
) -> Trainer:
    """Return the run of an adapter that reads questions about graphs, new or to be gone on with.

    `own` are schemas beside those of the package, `paths` questions with their paths, which are the `share`
    of what is seen. Raises `FaultError`: `no-model`, `unusable-model`, `schema`, `no-rows` or `other-run`.
    """
    pairs = path_pairs(paths, recipe.seed)
    every = (*schemas(), *map(read_schema, own))
    stream = Questions(every, pairs, share if pairs else 0.0, recipe.seed)
    return _run(folder, recipe, stream, model, start, threads, on)


def _run(
    folder: Path,
    recipe: Recipe,
    stream: Stream,
    model: str,
    start: Path | None,
    threads: int,
    on: Listener | None,
) -> Trainer:
    torch.set_num_threads(threads)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    cache = default_cache()
    weights = find_weights(model, cache) or fetch_weights(cache, on)
    base = Llama(open_weights(weights), torch.bfloat16 if device == "cuda" else fastest_type())
    tokenizer, _ = load_tokenizer()
    return Trainer(base, tokenizer, stream, recipe, folder, start=start, device=device)
