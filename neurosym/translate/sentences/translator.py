"""A text sentence by sentence: one reading each, put together by code; the next-best ones where one fails.

It does not know whether a draft is sensible. The LM sees one sentence at a time, under a grammar that
lets it write only words of that sentence; so a fault costs one sentence, not the problem.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace

from neurosym.faults import Fault, FaultError, Span
from neurosym.ir.assemble import disassemble
from neurosym.ir.core import Problem
from neurosym.ir.wire import WireProblem
from neurosym.lm.base import Reply, SentenceLM, Written, content_key
from neurosym.translate.draft import NOTHING_LEFT, Draft, unfit
from neurosym.translate.sentences.agreeing import same_meaning
from neurosym.translate.sentences.assemble import assemble
from neurosym.translate.sentences.copying import copy_grammar, prompt_of
from neurosym.translate.sentences.doubt import THRESHOLD, doubts
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.heard import Heard, Read
from neurosym.translate.sentences.parts import Members, Nothing
from neurosym.translate.sentences.reading import read_reading
from neurosym.translate.sentences.split import Spoken, split

ALTERNATIVES = 4
"""Readings of one sentence that are tried, the best one included."""

LONGEST = 600
"""Characters of a sentence that is read; the LM was taught none so long."""

REASONS = frozenset(("inconsistent", "several", "none", "options"))
"""Warnings that tell against a reading: what the solver finds where the text promises something else."""

LEAST = 0.1
"""How likely a reading must be, against the first, to be worth a try: a text may contradict itself, too."""

AHEAD = 64
"""Texts whose sentences are read together."""

KNOWN = 20_000
"""Sentences whose best readings are kept: a reading depends on nothing but its sentence."""


class SentenceTranslator:
    """Reads each sentence of a text. `max_tokens` bounds a reading, 0 is the LM's own bound.

    `threshold`: a reading is doubtful where the likelihood of its least likely word is below it.
    """

    tries = 8
    """Drafts that may be asked for: each costs one sentence, where another LM would write a whole problem."""

    def __init__(self, lm: SentenceLM, *, max_tokens: int = 0, threshold: float | None = None) -> None:
        self.lm = lm
        self._max_tokens = max_tokens
        self._threshold = threshold
        self._known: dict[str, tuple[Written, ...]] = {}

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
            heard[number] = self._with_alternatives(heard[number])
            first = heard[number].reads[0].likelihood
            for choice, read in enumerate(heard[number].reads):
                changed = (*heard[:number], replace(heard[number], choice=choice), *heard[number + 1 :])
                if read.likelihood >= LEAST * first and _choices(changed) not in tried:
                    return self._drafted(text, changed)
        return NOTHING_LEFT

    # --- reading

    def _heard(self, spokens: Sequence[Spoken]) -> tuple[Heard, ...]:
        if len(self._known) + len(spokens) > KNOWN:
            self._known.clear()
        texts = dict.fromkeys(spoken.text for spoken in spokens if len(spoken.text) <= LONGEST)
        new = [text for text in texts if text not in self._known]
        self._known |= zip(new, self._written(new, 1), strict=True)
        return tuple(
            Heard(spoken, _reads(spoken.text, self._known.get(spoken.text, ()))) for spoken in spokens
        )

    def _with_alternatives(self, heard: Heard) -> Heard:
        if len(heard.reads) > 1:
            return heard
        (found,) = self._written([heard.spoken.text], ALTERNATIVES)
        reads = dict.fromkeys((*heard.reads, *_reads(heard.spoken.text, found)))
        return replace(heard, reads=tuple(reads))

    def _written(self, sentences: Sequence[str], best: int) -> tuple[tuple[Written, ...], ...]:
        if not sentences:
            return ()
        prompts = [prompt_of(sentence) for sentence in sentences]
        grammars = [copy_grammar(sentence) for sentence in sentences]
        if self._max_tokens:
            return self.lm.write(prompts, grammars, best=best, max_tokens=self._max_tokens)
        return self.lm.write(prompts, grammars, best=best)

    def _suspects(self, draft: Draft, faults: Sequence[Fault]) -> list[int]:
        """Return the sentences to read anew: those that errors name, those of warnings, the least certain."""
        named: list[int] = []
        for fault in sorted(faults, key=lambda fault: fault.severity != "error"):
            named += _sentences_of(fault, draft)
        doubtful = sorted(range(len(draft.heard)), key=lambda number: draft.heard[number].certainty)
        return list(dict.fromkeys((*named, *doubtful)))

    # --- putting together

    def _drafted(self, text: str, heard: Sequence[Heard]) -> Draft:
        entries = [_entry(one) for one in heard]
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
        )

    def _weighed(
        self, heard: Sequence[Heard], entries: Sequence[Entry], problem: Problem
    ) -> tuple[Heard, ...]:
        """Return the sentences with the likelihood of other readings that make the very same problem.

        Only what would be doubtful is looked at, and read anew all at once.
        """
        least = THRESHOLD if self._threshold is None else self._threshold
        doubtful = [n for n, one in enumerate(heard) if one.certainty < least and not one.read.faults]
        new = [heard[n].spoken.text for n in doubtful if len(heard[n].reads) == 1]
        found = dict(zip(new, self._written(new, ALTERNATIVES), strict=True))
        weighed = list(heard)
        for number in doubtful:
            one = heard[number]
            more = _reads(one.spoken.text, found[one.spoken.text]) if one.spoken.text in found else ()
            one = replace(one, reads=tuple(dict.fromkeys((*one.reads, *more))))
            agreeing = 0.0
            for read in _others(one):
                changed = list(entries)
                changed[number] = replace(entries[number], parts=read.parts)
                other = assemble(changed).problem
                agreeing += read.likelihood if other is not None and same_meaning(problem, other) else 0.0
            weighed[number] = replace(one, agreeing=agreeing)
        return tuple(weighed)


def _others(one: Heard) -> Iterator[Read]:
    """Yield the readings after the one that is taken, each text once, that are likely enough to count."""
    seen = {read.text for read in one.reads[: one.choice + 1]}
    for read in one.reads[one.choice + 1 :]:
        if read.text not in seen and read.likelihood >= LEAST:
            seen.add(read.text)
            yield read


def _entry(one: Heard) -> Entry:
    return Entry(one.spoken.text, one.read.parts, one.spoken.role, one.spoken.label)


def _is_silent(read: Read) -> bool:
    """Say whether a reading makes no claim: it says nothing, or only who there is, which the sorts say."""
    return bool(read.parts) and all(isinstance(part, (Nothing, Members)) for part in read.parts)


def _reads(sentence: str, written: Sequence[Written]) -> tuple[Read, ...]:
    """Return the readings that can be read, best first; else one that says nothing, with its fault."""
    found: list[Read] = []
    for one in written:
        with suppress(FaultError):  # cut off, or nested too deep
            found.append(Read(read_reading(one.text), one.text, one.logprob, one.margin))
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
