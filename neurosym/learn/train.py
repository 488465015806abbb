"""Trains an adapter of the embedded LM on pairs, in steps that survive being stopped. Judges nothing.

AdamW on low-rank additions (Hu et al., "LoRA", 2021) to all matrices, the base frozen; the loss is taken
on the reading alone. A run's folder holds `run.json`, `log.jsonl`, a checkpoint and the adapter.
"""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from neurosym.faults import Fault, FaultError
from neurosym.learn.mixture import Stream, batches
from neurosym.learn.synchronous import Pair
from neurosym.lm.embedded.llama import Llama
from neurosym.lm.embedded.provider import END
from neurosym.translate.sentences.notation.copying import prompt_of

LONGEST = 192
"""Tokens of a sentence with its reading; a longer pair is not trained on."""

Listener = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a run trains. `chunks`: how many chunks of the stream it sees; `tokens`: of a batch."""

    chunks: int = 120
    tokens: int = 640
    rank: int = 32
    alpha: float = 32.0
    rate: float = 4e-4
    warm_up: int = 40
    clip: float = 1.0
    seed: int = 0
    shares: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: chunks done of all, sentences seen, the mean loss of the last chunk, CPU seconds."""

    chunk: int
    chunks: int
    sentences: int
    loss: float
    seconds: float


class Trainer:
    """One run in a folder; made again on the same folder it goes on where it stopped.

    `start` is an adapter to begin with, of the rank of the recipe. Raises `FaultError`: `other-run`
    where the folder holds a run of another recipe, `unusable-model` where the start does not fit.
    """

    def __init__(
        self,
        model: Llama,
        tokenizer: Tokenizer,
        mixture: Stream,
        recipe: Recipe,
        folder: Path,
        *,
        start: Path | None = None,
        device: str = "cpu",
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.model, self._tokenizer, self._mixture, self._recipe = model, tokenizer, mixture, recipe
        self._folder, self._device = folder, device
        self._end = end_of(tokenizer)
        model.enable_lora(recipe.rank, recipe.alpha)
        self._start = _begun_with(model, start) if start else ""
        model.to(device)
        self._parameters = [one for one in model.parameters() if one.requires_grad]
        self._optimizer = torch.optim.AdamW(
            self._parameters, lr=recipe.rate, weight_decay=0.0, betas=(0.9, 0.98)
        )
        self.chunk, self.sentences, self._steps, self._seconds = 0, 0, 0, 0.0
        folder.mkdir(parents=True, exist_ok=True)
        self._resume()

    def run(self, on: Listener | None = None, until: float = math.inf) -> bool:
        """Train to the end of the recipe, or until `until` CPU seconds; return whether the end is reached."""
        while self.chunk < self._recipe.chunks and self._seconds < until:
            began = time.process_time()
            loss = self._train_chunk()
            self.chunk += 1
            self._seconds += time.process_time() - began
            self._save()
            progress = Progress(self.chunk, self._recipe.chunks, self.sentences, loss, self._seconds)
            self._note(asdict(progress))
            if on is not None:
                on(progress)
        return self.chunk == self._recipe.chunks

    def _train_chunk(self) -> float:
        pairs = self._mixture.chunk(self.chunk)
        rows = [row for row in encoded(self._tokenizer, pairs, self._end) if len(row[0]) <= LONGEST]
        rng = random.Random(f"{self._recipe.seed}/{self.chunk}")
        losses = []
        cut = list(batches(rows, self._recipe.tokens, rng))
        for place, numbers in enumerate(cut):
            done = (self.chunk + place / len(cut)) / self._recipe.chunks
            losses.append(self._step([rows[number] for number in numbers], done))
        self.sentences += len(rows)
        return sum(losses) / len(losses)

    def _step(self, rows: Sequence[tuple[list[int], int]], done: float) -> float:
        self._steps += 1
        rate = self._recipe.rate * min(1.0, self._steps / self._recipe.warm_up) * max(0.02, 1 - done)
        for group in self._optimizer.param_groups:
            group["lr"] = rate
        loss = self._loss(rows)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(self._parameters, self._recipe.clip)
        self._optimizer.step()
        self._optimizer.zero_grad()
        return loss.item()

    def _loss(self, rows: Sequence[tuple[list[int], int]]) -> Tensor:
        """Return the mean cross entropy of the tokens after each prompt, among the tokens of the batch."""
        batch = padded(rows, self._end)
        taught = torch.zeros(batch.shape, dtype=torch.bool)
        for number, (tokens, prompt) in enumerate(rows):
            taught[number, prompt : len(tokens)] = True
        batch, taught = batch.to(self._device), taught.to(self._device)
        hidden = self.model(batch[:, :-1])[taught[:, 1:]]
        # a reading copies, so that its rivals are the words of its batch: a tenth of the time of all words
        rivals, targets = torch.unique(batch[:, 1:], return_inverse=True)
        scores = self.model.logits(hidden, rivals)
        return functional.cross_entropy(scores.float(), targets[taught[:, 1:]])

    # --- what survives a stop

    def _save(self) -> None:
        state = {f"model.{name}": tensor.contiguous() for name, tensor in self.model.lora_state().items()}
        for number, parameter in enumerate(self._parameters):
            moments = self._optimizer.state[parameter]
            state |= {
                f"adam.{number}.{name}": moments[name].contiguous() for name in ("exp_avg", "exp_avg_sq")
            }
        run = {
            "chunk": self.chunk,
            "sentences": self.sentences,
            "steps": self._steps,
            "seconds": self._seconds,
        }
        metadata = {"run": json.dumps(run), "recipe": self._identity()}
        fresh = self._folder / "checkpoint.new"
        save_file(state, fresh, metadata)
        fresh.replace(self._folder / "checkpoint.safetensors")
        halves = {name: tensor.half().contiguous() for name, tensor in self.model.lora_state().items()}
        save_file(halves, self._folder / "adapter.new", metadata)
        (self._folder / "adapter.new").replace(self._folder / "adapter.safetensors")

    def _resume(self) -> None:
        path = self._folder / "checkpoint.safetensors"
        if not path.exists():
            about = {**json.loads(self._identity()), "sources": self._mixture.sources}
            (self._folder / "run.json").write_text(json.dumps(about, indent=1) + "\n", "utf-8")
            return
        run, recipe = _metadata(path)
        if recipe != self._identity():
            hint = "take another folder, or the recipe and the phrases of run.json"
            raise FaultError(Fault("other-run", f"{self._folder} holds another run", hint=hint))
        state = load_file(path)
        with torch.no_grad():
            trained = {name: tensor for name, tensor in state.items() if name.startswith("model.")}
            own = self.model.lora_state()
            for name, tensor in own.items():
                tensor.copy_(trained[f"model.{name}"])
        for number, parameter in enumerate(self._parameters):
            moments = {
                name: state[f"adam.{number}.{name}"].to(self._device) for name in ("exp_avg", "exp_avg_sq")
            }
            self._optimizer.state[parameter] = {"step": torch.tensor(float(run["steps"])), **moments}
        self.chunk, self.sentences = int(run["chunk"]), int(run["sentences"])
        self._steps, self._seconds = int(run["steps"]), float(run["seconds"])

    def _identity(self) -> str:
        identity = {"recipe": asdict(self._recipe), "data": self._mixture.digest}
        return json.dumps({**identity, **({"start": self._start} if self._start else {})}, sort_keys=True)

    def _note(self, row: dict[str, object]) -> None:
        with (self._folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(row) + "\n")


def encoded(tokenizer: Tokenizer, pairs: Sequence[Pair], end: int) -> list[tuple[list[int], int]]:
    """Return the tokens of each pair and how many of them are the prompt."""
    prompts = tokenizer.encode_batch([prompt_of(pair.sentence) for pair in pairs])
    readings = tokenizer.encode_batch([pair.reading for pair in pairs])
    return [
        ([*prompt.ids, *reading.ids, end], len(prompt.ids))
        for prompt, reading in zip(prompts, readings, strict=True)
    ]


def padded(rows: Sequence[tuple[list[int], int]], end: int) -> Tensor:
    """Return the tokens of rows as one batch [rows, longest], filled up with the end token."""
    length = max(len(tokens) for tokens, _ in rows)
    return torch.tensor([[*tokens, *[end] * (length - len(tokens))] for tokens, _ in rows])


def _begun_with(model: Llama, start: Path) -> str:
    """Give a model the additions of an adapter; return the adapter's SHA-256."""
    ranks = {name: len(tensor) for name, tensor in model.lora_state().items() if name.endswith(".down")}
    try:
        state = load_file(start)
        with start.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
    except (OSError, SafetensorError) as error:
        raise FaultError(Fault("unusable-model", f"{start} is no adapter: {error}")) from error
    if any(len(state[name]) != rank for name, rank in ranks.items() if name in state):
        raise FaultError(Fault("unusable-model", f"{start} has another rank than the recipe"))
    model.load_lora(state)
    return digest


def end_of(tokenizer: Tokenizer) -> int:
    """Return the token after which nothing is written; raise `FaultError` where there is none."""
    end = tokenizer.token_to_id(END)
    if end is None:
        raise FaultError(Fault("unusable-model", f"the tokenizer has no token {END}"))
    return int(end)


def _metadata(path: Path) -> tuple[dict[str, float], str]:
    with safe_open(path, "pt") as file:
        metadata = file.metadata()
    return json.loads(metadata["run"]), metadata["recipe"]
