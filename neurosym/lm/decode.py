"""Loads a causal model with transformers and writes one continuation, token by token.

Nothing is fetched unless asked for, no code that comes with a model is run, and weights are read
from safetensors or GGUF only, never unpickled. It does not know of schemas or of conversations.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
)
from transformers.utils import logging

from neurosym.faults import Fault, FaultError
from neurosym.lm.base import Finish, missing
from neurosym.lm.chat import Prompt


@dataclass(frozen=True, slots=True)
class Model:
    """A loaded model: `ends` are the tokens that end a reply, `room` how many tokens it takes."""

    net: Any
    tokenizer: Any
    ends: tuple[int, ...]
    room: int

    @property
    def vocabulary(self) -> int:
        """How many scores the model gives at each step."""
        return int(self.net.get_output_embeddings().weight.shape[0])


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one continuation, and how its tokens are drawn; `seconds` None is no deadline."""

    max_tokens: int
    seconds: float | None
    temperature: float
    seed: int


@dataclass(frozen=True, slots=True)
class Written:
    """A continuation and its cost in tokens."""

    text: str
    tokens_in: int
    tokens_out: int
    finish: Finish


def load(source: str, *, device: str, dtype: str, download: bool) -> Model:
    """Load a hub name, a folder or a GGUF file.

    Raises FaultError `unusable-model`, or `missing-library` if GGUF needs one.
    """
    try:
        where = _where(source) | {"local_files_only": not download}
        with _silent():
            tokenizer = AutoTokenizer.from_pretrained(**where)
            net: Any = AutoModelForCausalLM.from_pretrained(**where, dtype=getattr(torch, dtype))
    except ImportError as error:
        library = "gguf" if "gguf" in str(error) else error.name or str(error)
        raise missing(f"the model {source}", library) from error
    except Exception as error:  # each reader of foreign files fails in a way of its own
        raise _unusable(source, error) from error
    net.to(device).eval()
    room = getattr(net.config.get_text_config(), "max_position_embeddings", None)
    return Model(net, tokenizer, _ends(net, tokenizer), room or tokenizer.model_max_length)


def write(model: Model, prompt: Prompt, limits: Limits, mask: LogitsProcessor | None) -> Written:
    """Continue a prompt. Raises FaultError `prompt-too-long`."""
    # A template writes its own control tokens.
    given = model.tokenizer(prompt.text, add_special_tokens=prompt.stop is not None, return_tensors="pt").to(
        model.net.device
    )
    tokens_in = int(given["input_ids"].shape[1])
    room = model.room - tokens_in
    if room < 1:
        what = f"the prompt has {tokens_in} tokens, the model takes {model.room}"
        raise FaultError(Fault("prompt-too-long", what, hint="ask less at once"))
    most = min(limits.max_tokens, room)
    with torch.inference_mode(), torch.random.fork_rng():
        torch.manual_seed(limits.seed)
        out = model.net.generate(
            input_ids=given["input_ids"],
            attention_mask=given["attention_mask"],
            generation_config=_drawing(model, limits, most, prompt.stop),
            logits_processor=LogitsProcessorList([mask] if mask else []),
            tokenizer=model.tokenizer,
        )
    tokens = out[0, tokens_in:].tolist()
    text = model.tokenizer.decode(tokens, skip_special_tokens=True, clean_up_tokenization_spaces=False)
    finish: Finish = "deadline"
    if len(tokens) >= most:
        finish = "length"
    if prompt.stop and prompt.stop in text:
        text, finish = text.partition(prompt.stop)[0], "stop"
    if tokens and tokens[-1] in model.ends:
        finish = "stop"
    return Written(text, tokens_in, len(tokens), finish)


def _drawing(model: Model, limits: Limits, most: int, stop: str | None) -> GenerationConfig:
    # Penalties and cuts that a model's author recommends for chat would bend what is quoted.
    plain: dict[str, Any] = {"repetition_penalty": 1.0, "no_repeat_ngram_size": 0, "num_beams": 1}
    if limits.temperature > 0:
        plain |= {"do_sample": True, "temperature": limits.temperature, "top_k": 0, "top_p": 1.0}
    else:
        plain |= {"do_sample": False}
    return GenerationConfig(  # type: ignore[no-untyped-call]  # transformers leaves it untyped
        max_new_tokens=most,
        max_time=limits.seconds,
        eos_token_id=list(model.ends) or None,
        pad_token_id=model.ends[0] if model.ends else 0,
        stop_strings=[stop] if stop else None,
        **plain,
    )


def _ends(net: Any, tokenizer: Any) -> tuple[int, ...]:
    told = net.generation_config.eos_token_id
    ends = {tokenizer.eos_token_id, *(told if isinstance(told, list) else [told])}
    return tuple(sorted(end for end in ends if end is not None))


def _where(source: str) -> dict[str, Any]:
    path = Path(source)
    if source.startswith((".", "/", "~")) and not path.exists():
        raise FileNotFoundError("no such file or folder")
    if source.endswith(".gguf"):
        return {"pretrained_model_name_or_path": str(path.parent), "gguf_file": path.name}
    return {"pretrained_model_name_or_path": source, "use_safetensors": True}


def _unusable(source: str, error: Exception) -> FaultError:
    reason = str(error).strip().partition("\n")[0]
    what = f"no model can be loaded from `{source}`: {reason}"
    hint = "give a folder with safetensors, a .gguf file, or allow the download"
    return FaultError(Fault("unusable-model", what, hint=hint))


@contextmanager
def _silent() -> Iterator[None]:
    """Keep progress bars and advice of the libraries off the terminal, which belongs to a door."""
    level = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # untyped in transformers
    try:
        with redirect_stderr(io.StringIO()):
            yield
    finally:
        logging.set_verbosity(level)
