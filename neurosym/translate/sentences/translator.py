"""A text sentence by sentence: one reading each, put together by code; the next-best ones where one fails.

It does not know whether a draft is sensible. The LM sees one sentence at a time, under a grammar that
lets it write only words of that sentence; so a fault costs one sentence, not the problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.assemble import disassemble
from neurosym.ir.core import Problem
from neurosym.ir.verdict import Verdict
from neurosym.ir.wire import WireProblem
from neurosym.lm.base import Reply, SentenceLM, Written, content_key
from neurosym.translate.draft import NOTHING_LEFT, Draft, unfit
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.doubt import THRESHOLD, doubts, needed
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.heard import LEAST, Heard, Read
from neurosym.translate.sentences.notation.copying import copy_grammar, prompt_of
from neurosym.translate.sentences.notation.parts import Members, Nothing
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.puzzles.agreeing import same_meaning
from neurosym.translate.sentences.rivals import rivals
from neurosym.translate.sentences.split import Spoken, split

ALTERNATIVES = 4
"""Readings of one sentence that are tried, the best one included."""

LONGEST = 600
"""Characters of a sentence that is read; the LM was taught none so long."""

REASONS = frozenset(("inconsistent", "several", "none", "options", "infeasible", "unbounded", "nothing"))
"""Warnings that tell against a reading: what the solver finds where the text promises something else."""

UNSURE = 4
"""Sentences of a text of which other readings are sought, to see what they would change."""

AHEAD = 64
"""Texts whose sentences are read together."""

KNOWN = 20_000
"""Sentences whose readings are kept: a reading depends on nothing but its sentence."""


class SentenceTranslator:
    """Reads each sentence of a text. `max_tokens` bounds a reading, 0 is the LM's own bound.

    `threshold`: a reading whose likelihood is below it is doubtful.
    """

    tries = 8
    """Drafts that may be asked for: each costs one sentence, where another LM would write a whole problem."""

    def __init__(self, lm: SentenceLM, *, max_tokens: int = 0, threshold: float | None = None) -> None:
        self.lm = lm
        self._max_tokens = max_tokens
        self._threshold = THRESHOLD if threshold is None else threshold
        self._known: dict[int, dict[str, tuple[Read, ...]]] = {}

    def fingerprint(self, text: str) -> str:
        """Return the hash of what the LM is told about a text, and of who it is."""
        told = [prompt_of(spoken.text) for spoken in split(text)]
        return content_key([self.lm.identity, told, self._max_tokens, self._threshold])

    def prepare(self, texts: Iterable[str]) -> None:
        """Read the sentences of several texts together, which is faster than one text after the other."""
        self._heard([spoken for text in texts if unfit(text) is None for spoken in split(text)])

    def draft(self, text: str) -> Draft:
        """Return a first draft of the text, from the best reading of each sentence."""
        fault = unfit(text)
        if fault is not None:
            return Draft(faults=(fault,))
        try:
            heard = self._heard(split(text))
        except FaultError as error:
            return Draft(faults=error.faults)
        return self._drafted(text, heard)

    def mend(self, text: str, draft: Draft, faults: Sequence[Fault], history: Sequence[Draft] = ()) -> Draft:
        """Return the draft with the next-best reading of a sentence that a fault is about.

        Where no fault names a sentence, the ones that are least certain are read anew. A doubt is no
        reason, for the next-best reading is less likely still: see `REASONS`.
        """
        heard = list(draft.heard)
        tried = {_choices(earlier.heard) for earlier in (*history, draft)}
        mendable = [fault for fault in faults if fault.severity == "error" or fault.code in REASONS]
        for number in self._suspects(draft, mendable) if mendable else ():
            (heard[number],) = self._with_alternatives([heard[number]])
            first = heard[number].reads[0].likelihood
            for choice, read in enumerate(heard[number].reads):
                changed = (*heard[:number], replace(heard[number], choice=choice), *heard[number + 1 :])
                if read.likelihood >= LEAST * first and _choices(changed) not in tried:
                    return self._drafted(text, changed)
        return NOTHING_LEFT

    def rivals(self, draft: Draft) -> Iterator[tuple[Heard, Draft]]:
        """Yield the sentences that may as well be read in another way, each with the draft that this makes.

        What means the same in this text, or cannot be put together, is left out; likelier ones come first.
        No more than `UNSURE` sentences are read anew, those that are least certain.
        """
        certain = sorted(range(len(draft.heard)), key=lambda n: draft.heard[n].read.likelihood)
        unsure = [n for n in certain if draft.heard[n].read.likelihood * (1 + LEAST) < 1][:UNSURE]
        known = self._with_alternatives([draft.heard[n] for n in unsure])
        yield from rivals(draft, dict(zip(unsure, known, strict=True)))

    # --- reading

    def _heard(self, spokens: Sequence[Spoken]) -> tuple[Heard, ...]:
        known = self._read([one.text for one in spokens], 1)
        return tuple(Heard(spoken, known[spoken.text]) for spoken in spokens)

    def _with_alternatives(self, heard: Sequence[Heard]) -> list[Heard]:
        """Return the sentences with their next-best readings; those with only one are read anew, at once."""
        found = self._read([one.spoken.text for one in heard if len(one.reads) == 1], ALTERNATIVES)
        return [
            replace(one, reads=tuple(dict.fromkeys((*one.reads, *found.get(one.spoken.text, ())))))
            for one in heard
        ]

    def _read(self, sentences: Sequence[str], best: int) -> Mapping[str, tuple[Read, ...]]:
        """Return so many readings of each sentence, of one that is too long a fault; all are kept."""
        known = self._known.setdefault(best, {})
        if len(known) + len(sentences) > KNOWN:
            known.clear()
        new = [sentence for sentence in dict.fromkeys(sentences) if sentence not in known]
        short = [sentence for sentence in new if len(sentence) <= LONGEST]
        bound = {"max_tokens": self._max_tokens} if self._max_tokens else {}
        written: Mapping[str, tuple[Written, ...]] = {}
        if short:
            prompts = [prompt_of(sentence) for sentence in short]
            grammars = [copy_grammar(sentence) for sentence in short]
            written = dict(zip(short, self.lm.write(prompts, grammars, best=best, **bound), strict=True))
        known |= {sentence: _reads(sentence, written.get(sentence, ())) for sentence in new}
        return known

    def _suspects(self, draft: Draft, faults: Sequence[Fault]) -> list[int]:
        """Return the sentences to read anew: those that errors name, those of warnings, the least certain."""
        named: list[int] = []
        for fault in sorted(faults, key=lambda fault: fault.severity != "error"):
            named += _sentences_of(fault, draft)
        doubtful = sorted(range(len(draft.heard)), key=lambda number: draft.heard[number].certainty)
        return list(dict.fromkeys((*named, *doubtful)))

    # --- putting together

    def _drafted(self, text: str, heard: Sequence[Heard]) -> Draft:
        entries = [one.entry for one in heard]
        assembled = assemble(entries)
        problem = assembled.problem and replace(assembled.problem, text=text)
        if assembled.problem is not None:
            heard = self._weighed(heard, entries, assembled.problem)
        unread = [fault for one in heard for fault in one.read.faults]
        return Draft(
            problem,
            (*unread, *assembled.faults, *doubts(heard, problem, self._threshold)),
            disassemble(problem) if problem else WireProblem(text=text),
            reply=Reply("\n".join(map(str, heard)), self.lm.name, "schema"),
            heard=tuple(heard),
            silent=tuple(one.spoken.start for one in heard if _is_silent(one.read)),
            threshold=self._threshold,
        )

    def _weighed(
        self, heard: Sequence[Heard], entries: Sequence[Entry], problem: Problem
    ) -> tuple[Heard, ...]:
        """Return the sentences with the likelihood of other readings that make the very same problem.

        Only what would be doubtful is looked at, and read anew all at once.
        """
        strictest = needed(Verdict.UNDETERMINED, self._threshold)
        doubtful = [n for n, one in enumerate(heard) if one.certainty < strictest and not one.read.faults]
        weighed = list(heard)
        for number, one in zip(doubtful, self._with_alternatives([heard[n] for n in doubtful]), strict=True):
            agreeing = 0.0
            for read in one.others():
                changed = list(entries)
                changed[number] = replace(entries[number], parts=read.parts)
                other = assemble(changed).problem
                agreeing += read.likelihood if other is not None and same_meaning(problem, other) else 0.0
            weighed[number] = replace(one, agreeing=agreeing)
        return tuple(weighed)


def _is_silent(read: Read) -> bool:
    """Say whether a reading makes no claim: it says nothing, or only who there is, which the sorts say."""
    return bool(read.parts) and all(isinstance(part, (Nothing, Members)) for part in read.parts)


def _reads(sentence: str, written: Sequence[Written]) -> tuple[Read, ...]:
    """Return the readings that can be read, best first; else one that says nothing, with its fault."""
    found: list[Read] = []
    for one in written:
        with suppress(FaultError):  # cut off, or nested too deep
            found.append(Read(read_reading(one.text), one.text, one.likelihood))
    if found:
        return tuple(found)
    where = Span(sentence, 0, len(sentence))
    fault = Fault("unread", "this sentence could not be read", where, "say it in shorter sentences")
    return (Read((Nothing(),), faults=(fault,)),)


def _choices(heard: Sequence[Heard]) -> tuple[str, ...]:
    return tuple(one.read.text for one in heard)


def _sentences_of(fault: Fault, draft: Draft) -> Iterator[int]:
    """Return the numbers of the sentences that a fault is about."""
    says = {fault.claim: ""}
    if draft.problem is not None:
        says |= {claim.id: claim.says for claim in draft.problem.claims}
    quoted = says[fault.claim] or (fault.where.text if fault.where else "")
    for number, one in enumerate(draft.heard):
        if quoted and (quoted in one.spoken.text or one.spoken.text in quoted):
            yield number
