"""Texts through the LM that reads sentences, and the whole loop: right, wrong, withheld, and how sure.

Each text is answered twice with the same readings: with the default threshold of doubt, which is what the
table shows, and with none, which is what the curve of risk against coverage is drawn from. Where the gold
comes of rules that fire forward only (ProofWriter), so do ours.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

from neurosym.answer import Answer
from neurosym.bench.curve import TITLE, Given, curve, side_by_side
from neurosym.bench.remembering import Remembering
from neurosym.bench.rows import FORWARD
from neurosym.bench.run import Done, Item, Options, grouped, report, run, show
from neurosym.bench.texts import NOBODY, asked, chosen, figures, judged, question_text, said
from neurosym.engine import Engine
from neurosym.faults import Fault, FaultError, errors
from neurosym.ir.verdict import Verdict
from neurosym.lm.base import SentenceLM, open_lm
from neurosym.translate.sentences.split import Spoken, split
from neurosym.translate.sentences.translator import AHEAD
from neurosym.workers.budget import Budget

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
    with ExitStack() as stack:

        def opened_with(doubt: float | None, forward: bool) -> Engine:
            engine = Engine(lm, budget=BUDGET, tries=options.tries, doubt=doubt, forward=forward)
            return stack.enter_context(engine)

        engines = {
            forward: (opened_with(None, forward), opened_with(0.0, forward)) for forward in (False, True)
        }
        finished = run(NAME, list(_items(options, lm, engines)), options)
    groups = {**grouped(finished), "all": [done for _, done in finished]}
    rows = [figures(kind, lm.name, done) for kind, done in groups.items()]
    risks = curve({kind: [_given(done) for done in group] for kind, group in groups.items()})
    items = [{"set": item.group, "id": item.name, **done} for item, done in finished]
    report(NAME, rows, options, more={"curve": risks, "items": items})
    show(TITLE, side_by_side(risks), "\n".join(_notes(finished)))


# --- one text

_Engines = Mapping[bool, tuple[Engine, Engine]]
"""Whether rules fire forward only: an engine that doubts what it heard, and one that does not."""


def _items(options: Options, lm: Remembering, engines: _Engines) -> Iterator[Item]:
    rows = list(chosen(options))
    careful, _ = engines[False]
    window = _Window([question_text(row) for row in rows], careful)
    identity = lm.identity
    for number, row in enumerate(rows):
        content = (identity, str(options.tries), str(options.max_tokens), json.dumps(row, sort_keys=True))

        def work(number: int = number, row: Mapping[str, object] = row) -> Done:
            return _work(row, window.opened(number), lm, *engines[bool(row.get(FORWARD))])

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
    # what is best rests on every limit, also on those that do not bind
    core = () if answer.verdict is Verdict.OPTIMAL else (*answer.because, *answer.conflict)
    rested_on = {claim.says for claim in core}
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
        how = "with a warning" if done["warned"] else "without a warning"
        yield f"  {item.group} {item.name}, {how}: {said(done)}; least sure of {_weakest(done)}"


def _weakest(done: Done) -> str:
    heard = done["heard"]
    if not isinstance(heard, list) or not heard:
        return "nothing"
    one = min(heard, key=lambda each: each["certainty"])
    return f"({one['certainty']:.0%}) {one['sentence']} =>{one['reading']}"
