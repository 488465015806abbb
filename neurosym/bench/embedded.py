"""Texts through the LM that reads sentences, and the whole loop: right, wrong, withheld, and how sure.

Each text is answered twice with the same readings: with the default threshold of doubt, which is what the
table shows, and with none, which is what the curve of risk against coverage is drawn from.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from neurosym.answer import Answer
from neurosym.bench.curve import TITLE, Given, curve, side_by_side
from neurosym.bench.run import Done, Item, Options, grouped, report, run, show
from neurosym.bench.texts import NOBODY, asked, chosen, figures, judged, question_text, said
from neurosym.engine import Engine
from neurosym.faults import Fault, FaultError, errors
from neurosym.lm.base import LM, Message, Reply, Schema, SentenceLM, Written, open_lm
from neurosym.solve.budget import Budget
from neurosym.translate.sentences.notation.copying import prompt_of
from neurosym.translate.sentences.split import Spoken, split
from neurosym.translate.sentences.translator import AHEAD

NAME = "embedded"

BUDGET = Budget(cpu_s=2.0, wall_s=8.0)
"""Of each solve; most take some milliseconds."""


def bench(options: Options) -> None:
    """Ask texts with the LM that reads sentences; count right, wrong and withheld, and draw the curve."""
    opened = open_lm(options.lm, **options.lm_settings)
    if not isinstance(opened, SentenceLM):
        what = f"{options.lm} does not read sentences"
        raise FaultError(Fault("unusable-model", what, hint="use `bench texts` for it"))
    lm = Remembering(opened)
    open_engine = partial(Engine, lm, budget=BUDGET, tries=options.tries, max_tokens=options.max_tokens)
    with open_engine() as careful, open_engine(doubt=0.0) as bold:
        finished = run(NAME, list(_items(options, lm, careful, bold)), options)
    groups = {**grouped(finished), "all": [done for _, done in finished]}
    rows = [figures(kind, lm.name, done) for kind, done in groups.items()]
    risks = curve({kind: [_given(done) for done in group] for kind, group in groups.items()})
    items = [{"set": item.group, "id": item.name, **done} for item, done in finished]
    report(NAME, rows, options, more={"curve": risks, "items": items})
    show(TITLE, side_by_side(risks), "\n".join(_notes(finished)))


class _Reader(LM, SentenceLM, Protocol):
    """An LM that reads sentences."""


@dataclass(slots=True)
class Remembering:
    """A sentence LM that is asked the same only once, and tells what it was sure of."""

    inner: _Reader
    known: dict[tuple[str, str, int, int], tuple[Written, ...]] = field(default_factory=dict)
    likely: dict[str, dict[str, float]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The word that opens the LM."""
        return self.inner.name

    @property
    def identity(self) -> str:
        """Two of one identity write alike."""
        return self.inner.identity

    def reply(
        self,
        messages: Sequence[Message],
        *,
        schema: Schema | None = None,
        max_tokens: int = 2048,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Reply:
        """Reply as the LM inside does; see `LM`."""
        how = {"max_tokens": max_tokens, "seed": seed}
        return self.inner.reply(messages, schema=schema, temperature=temperature, **how)

    def write(
        self, prompts: Sequence[str], grammars: Sequence[str], *, best: int = 1, max_tokens: int = 160
    ) -> tuple[tuple[Written, ...], ...]:
        """Write as the LM inside does; see `SentenceLM`."""
        keys = [(*both, best, max_tokens) for both in zip(prompts, grammars, strict=True)]
        new = [key for key in dict.fromkeys(keys) if key not in self.known]
        if new:
            texts, rules = [key[0] for key in new], [key[1] for key in new]
            written = self.inner.write(texts, rules, best=best, max_tokens=max_tokens)
            self.known |= zip(new, written, strict=True)
            for key, found in zip(new, written, strict=True):
                # those asked for first come first, as they do where readings are chosen from
                readings = self.likely.setdefault(key[0], {})
                readings |= {one.text: one.likelihood for one in found}
        return tuple(self.known[key] for key in keys)

    def certainty(self, sentence: str, reading: str) -> float:
        """Return how likely a reading is, given that those before it were found unfit."""
        before = 0.0
        for text, likelihood in self.likely.get(prompt_of(sentence), {}).items():
            if text == reading:
                return min(1.0, likelihood / max(1.0 - before, 1e-9))
            before += likelihood
        return 0.0


# --- one text


def _items(options: Options, lm: Remembering, careful: Engine, bold: Engine) -> Iterator[Item]:
    rows = list(chosen(options))
    window = _Window([question_text(row) for row in rows], careful)
    identity = lm.identity
    for number, row in enumerate(rows):
        content = (identity, str(options.tries), str(options.max_tokens), json.dumps(row, sort_keys=True))

        def work(number: int = number, row: Mapping[str, object] = row) -> Done:
            return _work(row, window.opened(number), lm, careful, bold)

        yield Item(str(row["kind"]), str(row["id"]), content, work)


@dataclass(slots=True)
class _Window:
    """Texts whose sentences are read together; the CPU of that is shared out among them."""

    texts: Sequence[str]
    engine: Engine
    charged: dict[int, float] = field(default_factory=dict)

    def opened(self, number: int) -> float:
        """See to it that a text is read; return its share of the CPU seconds that reading took."""
        if number not in self.charged:
            together = range(number, min(number + AHEAD, len(self.texts)))
            start = time.process_time()
            try:
                self.engine.prepare([self.texts[each] for each in together])
            except FaultError as error:
                # any other fault is that of one text, and is told with its answer
                if any(fault.code in NOBODY for fault in error.faults):
                    raise
            share = (time.process_time() - start) / len(together)
            self.charged |= dict.fromkeys(together, share)
        return self.charged[number]


def _work(
    row: Mapping[str, object], reading_s: float, lm: Remembering, careful: Engine, bold: Engine
) -> Done:
    text = question_text(row)
    start = time.process_time()
    answer = asked(careful, text)
    cpu_s = reading_s + time.process_time() - start + (answer.result.cpu_s if answer.result else 0.0)
    free = asked(bold, text)
    freely, heard = judged(row, free), _heard(free, lm)
    return {
        **judged(row, answer),
        "codes": _codes(answer),
        "cpu_s": round(cpu_s, 3),
        "heard": heard,
        "attempts": len(answer.attempts),
        "free": {
            "verdict": freely["verdict"],
            "value": freely["value"],
            "right": freely["right"],
            "wrong": freely["wrong"],
            "certainty": _certainty(heard),
        },
    }


def _codes(answer: Answer) -> list[str]:
    """Return why an answer is withheld: the codes of its errors, else of its warnings."""
    codes = sorted({fault.code for fault in errors(answer.faults) or answer.faults})
    return codes or ([f"{answer.verdict}"] if answer.verdict.abstains else [])


def _heard(answer: Answer, lm: Remembering) -> list[dict[str, object]]:
    """Return the sentences of the draft that stands, with their readings and how likely those are."""
    kept = [attempt.reply for attempt in answer.attempts if attempt.kept and attempt.reply]
    if not kept:
        return []
    rested_on = {claim.says for claim in (*answer.because, *answer.conflict)}
    return [
        {
            "sentence": spoken.text,
            "role": spoken.role,
            "reading": reading,
            "certainty": round(lm.certainty(spoken.text, reading), 4),
            "rested on": spoken.role != "statement" or spoken.text in rested_on,
        }
        for spoken, reading in _readings(split(answer.text), kept[-1])
    ]


def _readings(spokens: Sequence[Spoken], reply: str) -> Iterator[tuple[Spoken, str]]:
    """Yield each sentence with its reading; a reading is one line, a sentence may be several."""
    place = 0
    for spoken in spokens:
        place += len(f"{spoken.text} =>")
        end = reply.find("\n", place)
        end = len(reply) if end < 0 else end
        yield spoken, reply[place:end]
        place = end + 1


def _certainty(heard: Sequence[Mapping[str, object]]) -> float:
    """Return the least certainty among the sentences that an answer rests on; without a core, among all."""
    rests = [one for one in heard if one["rested on"]]
    based = rests if any(one["role"] == "statement" for one in rests) else heard
    return min((float(str(one["certainty"])) for one in based), default=0.0)


# --- what is told of them


def _given(done: Done) -> Given:
    free = done["free"]
    assert isinstance(free, Mapping)
    return Given(float(free["certainty"]), bool(free["right"]), bool(free["wrong"]))


def _notes(finished: Sequence[tuple[Item, Done]]) -> Iterator[str]:
    withheld: dict[str, Counter[str]] = {}
    for item, done in finished:
        codes = done["codes"]
        if not (done["right"] or done["wrong"]) and isinstance(codes, list):
            withheld.setdefault(item.group, Counter()).update(codes)
    for group, counts in withheld.items():
        listed = ", ".join(f"{code} {count}" for code, count in counts.most_common())
        yield f"withheld, {group}: {listed}"
    wrong = [(item, done) for item, done in finished if done["wrong"]]
    yield f"wrong: {len(wrong)}"
    for item, done in wrong:
        yield f"  {item.group} {item.name}: {said(done)}; least sure of {_weakest(done)}"


def _weakest(done: Done) -> str:
    heard = done["heard"]
    if not isinstance(heard, list) or not heard:
        return "nothing"
    one = min(heard, key=lambda each: each["certainty"])
    return f"({one['certainty']:.0%}) {one['sentence']} =>{one['reading']}"
