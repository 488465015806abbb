"""An LM on this machine: a hub name, a folder or a GGUF file, run by transformers.

Knows conversations, schemas and when to load; it does not know what is asked.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from neurosym.lm.base import Message, Mode, Reply, Schema, asking_for, content_key, missing
from neurosym.lm.threads import threads

if TYPE_CHECKING:
    from neurosym.lm.constrain import Grammars
    from neurosym.lm.decode import Model

INSTALL = "'neurosym-engine[local]'"


@dataclass(frozen=True, slots=True)
class _Kept:
    model: Model
    grammars: Grammars | None


class Local:
    """Any causal model; loaded at the first reply and kept, one reply at a time.

    With a schema, decoding is held to it where the library llguidance is present ("schema"); else,
    or with `constrain` off, JSON of that schema is asked for in words ("prompted").
    """

    def __init__(
        self,
        model: str,
        *,
        threads: int = 1,
        seconds: float | None = None,
        device: str = "cpu",
        dtype: str = "float32",
        download: bool = False,
        constrain: bool = True,
    ) -> None:
        """`seconds` bounds one reply, loading apart; `threads` are torch's.

        More threads than idle cores make a model slower. Raises FaultError `missing-library`.
        """
        for library in ("torch", "transformers"):
            if find_spec(library) is None:
                raise missing("a model on this machine", library, INSTALL)
        self.name = f"local/{model}"
        self._path = Path(model).expanduser()
        self._source = str(self._path) if self._path.exists() else model
        self._threads = threads
        self._seconds = seconds
        self._device = device
        self._dtype = dtype
        self._download = download
        self._constrain = constrain and find_spec("llguidance") is not None
        self._lock = threading.Lock()
        self._kept: _Kept | None = None

    @property
    def identity(self) -> str:
        """The name, and what tells apart two states of one folder or file."""
        files = [self._path] if self._path.is_file() else sorted(self._path.glob("*"))
        stats = [(file.name, file.stat().st_size, file.stat().st_mtime_ns) for file in files]
        state = content_key([stats, self._dtype, self._device, self._constrain])
        return f"{self.name}#{state[:16]}"

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Reply:
        """Continue the conversation.

        Raises FaultError `unusable-model`, `missing-library`, `bad-template`, `bad-schema` or
        `prompt-too-long`.
        """
        from neurosym.lm.chat import prompt
        from neurosym.lm.decode import Limits, write

        limits = Limits(max_tokens, self._seconds, temperature, seed)
        with self._lock, threads(self._threads):
            kept = self._kept = self._kept or self._load()
            started = time.monotonic()
            mask, mode = None, _mode(schema, kept)
            if schema is not None and kept.grammars is not None:
                mask = kept.grammars.of(schema)
            elif schema is not None:
                messages = asking_for(messages, schema)
            written = write(kept.model, prompt(kept.model.tokenizer, messages), limits, mask)
            seconds = time.monotonic() - started
        return Reply(
            written.text,
            self.name,
            mode,
            written.tokens_in,
            written.tokens_out,
            seconds,
            written.finish,
        )

    def _load(self) -> _Kept:
        from neurosym.lm.decode import load

        model = load(self._source, device=self._device, dtype=self._dtype, download=self._download)
        if not self._constrain:
            return _Kept(model, None)
        from neurosym.lm.constrain import Grammars

        return _Kept(model, Grammars(model.tokenizer, model.vocabulary, model.ends))


def _mode(schema: Schema | None, kept: _Kept) -> Mode:
    if schema is None:
        return "free"
    return "schema" if kept.grammars is not None else "prompted"
