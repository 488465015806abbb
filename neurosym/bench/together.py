"""Texts answered one by one and many at once, by the LM that reads sentences: the CPU of both, and its ratio.

Both ways start with the weights loaded and no sentence known, and must give the same verdicts.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from neurosym.answer import Answer
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run
from neurosym.bench.texts import chosen, question_text
from neurosym.engine import Engine
from neurosym.lm.base import LM, SentenceLM, open_lm

NAME = "together"

BLOCK = 50
"""Texts that are given to `ask_many` at once."""

WARM = "Tom is a cat. Is Tom a cat?"

NOTE = "CPU seconds per text, of this process and its workers; `ratio`: one by one / together."


def bench(options: Options) -> None:
    """Answer texts one by one and with `ask_many`: what reading them together saves."""
    lm = open_lm(options.lm, **options.lm_settings, remember=False)
    _answers(lm, [WARM], together=False)
    finished = grouped(run(NAME, list(_items(options, lm)), options))
    report(NAME, [_row(group, done) for group, done in finished.items()], options, NOTE)


def _items(options: Options, lm: LM | SentenceLM) -> Iterator[Item]:
    texts: dict[str, list[str]] = {}
    for row in chosen(options):
        texts.setdefault(str(row["kind"]), []).append(question_text(row))
    for kind, asked in texts.items():
        for start in range(0, len(asked), BLOCK):
            block = asked[start : start + BLOCK]
            yield Item(kind, str(start), tuple(block), partial(_work, lm, block))


def _work(lm: LM | SentenceLM, texts: Sequence[str]) -> Done:
    alone_s, alone = _cpu(partial(_answers, lm, texts, together=False))
    together_s, together = _cpu(partial(_answers, lm, texts, together=True))
    same = sum(one.verdict is other.verdict for one, other in zip(alone, together, strict=True))
    return {"n": len(texts), "same": same, "one by one": alone_s, "together": together_s}


def _answers(lm: LM | SentenceLM, texts: Sequence[str], *, together: bool) -> list[Answer]:
    """Answer with an engine of their own, which knows no sentence yet."""
    with Engine(lm, tries=1) as engine:
        return list(engine.ask_many(texts) if together else map(engine.ask, texts))


def _cpu(work: Callable[[], list[Answer]]) -> tuple[float, list[Answer]]:
    before = os.times()
    answers = work()
    after = os.times()
    spent = [getattr(after, name) - getattr(before, name) for name in _SPENT]
    return sum(spent), answers


_SPENT = ("user", "system", "children_user", "children_system")


def _row(group: str, done: Sequence[Done]) -> Row:
    n, same, alone, together = (
        sum(float(str(one[name])) for one in done) for name in ("n", "same", "one by one", "together")
    )
    return {
        "set": group,
        "n": int(n),
        "same": round(same / n, 4),
        "one by one": round(alone / n, 3),
        "together": round(together / n, 3),
        "ratio": round(alone / max(together, 1e-9), 2),
    }
