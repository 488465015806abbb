"""The LM that comes with neurosym, `embedded`: weights found or fetched once, our adapter, the tokenizer.

It reads single sentences under grammars; conversations are not for it.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import NoReturn

import torch
from llguidance import LLTokenizer
from safetensors import SafetensorError
from safetensors.torch import load_file
from tokenizers import Tokenizer

from neurosym.faults import Fault, FaultError
from neurosym.lm.base import Message, Schema, Written, content_key
from neurosym.lm.embedded.decode import Scribe
from neurosym.lm.embedded.fetch import SHA256, Listener, default_cache, fetch_weights, find_weights
from neurosym.lm.embedded.llama import Llama, fastest_type
from neurosym.lm.embedded.spelling import Spelling
from neurosym.lm.embedded.weights import open_weights, unusable
from neurosym.lm.threads import threads

END = "<|im_end|>"
"""The token that ends a reading."""

PACKAGED = {"": "adapter.safetensors", "questions": "questions.safetensors"}
"""The adapters of the package, by what comes after `embedded/`."""

TOKENIZER = "tokenizer.json.gz"

_BUSY = threading.Lock()


class Embedded:
    """A small model with an adapter, loaded when it is first needed and kept, one per process.

    `embedded` has the adapter of the package for sentences, `embedded/questions` the one for questions about
    graphs, `embedded/<path>` another one.
    """

    def __init__(
        self,
        adapter: str = "",
        *,
        model: str = "",
        cache: str = "",
        threads: int = 1,
        remember: bool = True,
        dtype: str = "",
        download: bool = True,
        on: Listener | None = None,
    ) -> None:
        """Load nothing yet.

        `model` is a path of the base weights, `cache` the folder for fetched ones; `dtype` is the
        fastest here unless told; `on` hears how far a download is. More threads than idle cores
        make a model slower. Readings are kept for all who use the same weights, unless it is told not
        to `remember`.
        """
        self.name = f"embedded/{adapter}" if adapter else "embedded"
        packaged = PACKAGED.get(adapter)
        self._adapter = _packaged(packaged) if packaged else Path(adapter).expanduser()
        self._model = model
        self._cache = Path(cache).expanduser() if cache else default_cache()
        self._threads = threads
        self._remember = remember
        self._dtype = dtype
        self._download = download
        self._on = on

    @property
    def identity(self) -> str:
        """The name, with what the weights and the adapter hash to; it never raises, so that one may ask."""
        given = Path(self._model).expanduser() if self._model else find_weights("", self._cache)
        base = content_key([SHA256]) if given is None else _digest_of(given)
        state = content_key([base, _digest_of(self._adapter), str(self._type())])
        return f"{self.name}#{state[:16]}"

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        """Do what `SentenceLM.write` promises.

        Raises FaultError `no-model`, `unusable-model`, `prompt-too-long` or `bad-grammar`.
        """
        with _BUSY, threads(self._threads):
            return self._scribe().write(prompts, grammars, best, max_tokens)

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> NoReturn:
        """Raise FaultError `reads-sentences`: it holds no conversation."""
        what = "the embedded LM reads single sentences and holds no conversation"
        hint = "translate sentence by sentence, or use a server or a local model"
        raise FaultError(Fault("reads-sentences", what, hint=hint))

    def _type(self) -> torch.dtype:
        if not self._dtype:
            return fastest_type()
        named: object = getattr(torch, self._dtype, None)
        if not isinstance(named, torch.dtype) or not named.is_floating_point:
            what = f"`{self._dtype}` is no type of a model's numbers"
            raise FaultError(Fault("bad-option", what, hint="write float32 or bfloat16"))
        return named

    def _scribe(self) -> Scribe:
        found = find_weights(self._model, self._cache)
        if found is None:
            if not self._download:
                what = "the weights of the embedded LM are not on this machine"
                raise FaultError(Fault("no-model", what, hint="allow the download, or name their path"))
            found = fetch_weights(self._cache, self._on)
        scribe = _loaded(found, self._adapter, _stamp(self._adapter), self._type())
        return scribe if self._remember else replace(scribe, kept={})


def load_tokenizer() -> tuple[Tokenizer, str]:
    """Return the tokenizer of the package, and its text."""
    text = gzip.decompress(_packaged(TOKENIZER).read_bytes()).decode("utf-8")
    tokenizer: Tokenizer = Tokenizer.from_str(text)
    # What a user writes is never a control token.
    tokenizer.encode_special_tokens = True
    return tokenizer, text


@lru_cache(maxsize=len(PACKAGED))
def _loaded(weights: Path, adapter: Path, stamp: object, dtype: torch.dtype) -> Scribe:
    """Load a model; `stamp` tells two states of the adapter apart."""
    try:
        state = load_file(adapter)
    except (OSError, SafetensorError) as error:
        what = f"the adapter {adapter.name} cannot be read: {error}"
        hint = "name another one, embedded/<path>; `neurosym train` makes one"
        raise FaultError(Fault("unusable-model", what, hint=hint)) from error
    model = Llama(open_weights(weights), dtype)
    model.load_lora(state)
    model.merge_lora()
    model.pack()
    tokenizer, text = load_tokenizer()
    end = tokenizer.token_to_id(END)
    if end is None or model.shape.vocabulary < tokenizer.get_vocab_size():
        raise unusable("the tokenizer is not for this model")
    guide = LLTokenizer(text, n_vocab=model.shape.vocabulary, eos_token=end)
    return Scribe(model, tokenizer, guide, end, Spelling(tokenizer, model.shape.vocabulary))


def _packaged(name: str) -> Path:
    return Path(str(files("neurosym.lm.embedded") / name))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns


def _digest_of(path: Path) -> str:
    parts = sorted(path.glob("*.*")) if path.is_dir() else [path]
    return content_key([_digest(part, _stamp(part)) for part in parts if part.is_file()])


@lru_cache(maxsize=64)
def _digest(file: Path, stamp: object) -> str:
    """Return the SHA-256 of a file; `stamp` tells two states of it apart."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
