"""Mentions in a text, each with the nodes that it may mean, best first, and the reason in words.

Every run of words is looked up, so that a film called `9` or `The Director` is found; which runs are names
is decided by their length, capitals and rarity, and by how many names there are to be met by chance. Marks
say it outright: `[The Director]` or `"9"`. Knows English words only, and no property of any graph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from neurosym import english
from neurosym.faults import brief
from neurosym.knowledge.link.choosing import MAX_WORDS, apart, unnamed, with_all_words
from neurosym.knowledge.link.core import Candidate, Linked, Mention
from neurosym.knowledge.link.evidence import NAMED, together, weights, whole
from neurosym.knowledge.link.folding import Token, key, symbols, words
from neurosym.knowledge.link.labels import Entry, Labels
from neurosym.knowledge.store import Graph

if TYPE_CHECKING:
    from neurosym.knowledge.link.near import Near

MAX_TEXT = 100_000
MAX_CANDIDATES = 20
MAX_NEAR = 8
"""Runs of words of one text that are compared letter by letter."""

SAME, SMALL, WORDS, LETTERS, VARIANT = 1.0, 0.99, 0.95, 0.9, 0.85
ALIAS = 0.98

_MARKED = re.compile(
    r"\[([^\[\]\n]{1,300})\]|“([^“”\n]{1,300})”|«([^«»\n]{1,300})»|\"([^\"\n]{1,300})\""
    r"|(?<!\S)'([^'\n]{1,300})'(?=[\s.,;:?!]|$)"
)


class Linker:
    """Finds what texts mention, among the names of one graph."""

    def __init__(self, labels: Labels) -> None:
        self.labels = labels
        self._near: Near | None = None

    @classmethod
    def of(cls, graph: Graph) -> Linker:
        """Read the names of a graph; see `Labels.of`."""
        return cls(Labels.of(graph))

    def link(self, text: str) -> Linked:
        """Return the mentions of a text. A question takes a millisecond; near names, 0.3 ms each."""
        left_out = list(self.labels.left_out)
        if len(text) > MAX_TEXT:
            left_out.append(f"the text is read up to its character {MAX_TEXT:,}")
        read = text[:MAX_TEXT]
        marked = [self._marked(read, match) for match in _MARKED.finditer(read)]
        marked = [mention for mention in marked if mention.candidates or mention.marked]
        tokens = words(read)
        evidence = weights(read, tokens, self.labels.wording)
        found = [*marked, *self._exact(read, tokens, evidence), *self._symbols(read)]
        chosen, lost = apart(found)
        spared = MAX_NEAR
        for first, last in unnamed(tokens, evidence, chosen):
            if not spared:
                left_out.append(f"more than {MAX_NEAR} unknown names; the others are not looked for")
                break
            spared -= 1
            for near in self._nearly(read, tokens[first:last], evidence[first:last]):
                found.append(with_all_words(near, last - first, chosen))
        if spared < MAX_NEAR:
            chosen, lost = apart(found)
        return Linked(text, tuple(chosen), tuple(lost), tuple(left_out))

    # --- kinds of mentions

    def _exact(self, text: str, tokens: Sequence[Token], evidence: Sequence[float]) -> Iterator[Mention]:
        for first, token in enumerate(tokens):
            folded = ""
            for last in range(first, min(first + MAX_WORDS, len(tokens))):
                before, folded = folded, folded + tokens[last].key
                if len(folded) > self.labels.longest + 2:
                    break
                candidates = self._candidates(text, token.start, tokens[last].end, folded)
                if not candidates and tokens[last].key.endswith("s"):
                    plain = before + english.singular(tokens[last].key)
                    candidates = self._candidates(text, token.start, tokens[last].end, plain)
                if candidates:
                    run = tokens[first : last + 1]
                    known = whole(run, self.labels.wording, len(self.labels.keys))
                    weight = max(together(evidence[first : last + 1]), known)
                    start, end = self._whole(text, token.start, tokens[last].end, folded)
                    yield _mention(text, start, end, candidates, weight)

    def _whole(self, text: str, start: int, end: int, folded: str) -> tuple[int, int]:
        """Return where words stand with the marks that are the name's: `Who's Afraid?`, `(500) Days`."""
        labels = (self.labels.entries[place].label for place in self.labels.keys.get(folded, ()))
        found = [(not _closes(label, text, span[1]), span[1] - span[0], span)
                 for label in labels if (span := _written(label, text, start))]  # fmt: skip
        return max(found)[-1] if found else (start, end)

    def _symbols(self, text: str) -> Iterator[Mention]:
        for token in symbols(text):
            candidates = self._candidates(text, token.start, token.end, token.key)
            if candidates:
                yield _mention(text, token.start, token.end, candidates, NAMED)

    def _marked(self, text: str, match: re.Match[str]) -> Mention:
        inner = next(part for part in range(1, 6) if match[part] is not None)
        start, end = match.span(inner)
        folded = key(match[inner])
        candidates = self._candidates(text, start, end, folded) or list(self._near_candidates(folded))
        # quotes may be part of a longer name, as in `The 'Human' Factor`; brackets leave no doubt
        return _mention(text, start, end, candidates, 1.0, marked=inner == 1)

    def _nearly(self, text: str, tokens: Sequence[Token], evidence: Sequence[float]) -> Iterator[Mention]:
        candidates = list(self._near_candidates("".join(token.key for token in tokens)))
        if candidates:
            yield _mention(text, tokens[0].start, tokens[-1].end, candidates, together(evidence))

    # --- candidates

    def _candidates(self, text: str, start: int, end: int, folded: str) -> list[Candidate]:
        labels = self.labels
        whole = [labels.entries[place] for place in labels.keys.get(folded, ())]
        part = [labels.entries[place] for place in labels.variants.get(folded, ())]
        found = [_compared(entry, text, start, end) for entry in sorted(whole, key=_rare)]
        why = "without its article or brackets"
        return found + [_candidate(entry, VARIANT, why) for entry in sorted(part, key=_rare)]

    def _near_candidates(self, folded: str) -> Iterator[Candidate]:
        if self._near is None:
            from neurosym.knowledge.link.near import Near  # loads numpy, which names as they are do not need

            self._near = Near({**self.labels.keys, **self.labels.variants})
        for near, ratio in self._near.find(folded):
            places = (*self.labels.keys.get(near, ()), *self.labels.variants.get(near, ()))
            why = f"{ratio:.0%} of the letters are the same"
            for entry in sorted((self.labels.entries[place] for place in places), key=_rare):
                yield _candidate(entry, ratio * LETTERS, why)


def link(graph: Graph, text: str) -> Linked:
    """Link one text. For several, build a `Linker` once."""
    return Linker.of(graph).link(text)


def _written(label: str, text: str, start: int) -> tuple[int, int] | None:
    """Return where a text has a label of which the first letter or digit is at `start`."""
    lead = next((place for place, char in enumerate(label) if char.isalnum()), 0)
    begin = max(0, start - lead)
    end = begin + len(label)
    same = text[begin:end] == label or (text[begin:end] == label.lower() and text.islower())
    return (begin, end) if same and not text[end : end + 1].isalnum() else None


def _compared(entry: Entry, text: str, start: int, end: int) -> Candidate:
    span = _written(entry.label, text, start)
    if span is not None:
        if text[slice(*span)] != entry.label:
            return _candidate(entry, SMALL, "the same text, all in small letters")
        if _closes(entry.label, text, span[1]):
            return _candidate(entry, SMALL, "the same text, if the mark that ends the question is the name's")
        return _candidate(entry, SAME, "the same text")
    if [token.key for token in words(entry.label)] == [token.key for token in words(text[start:end])]:
        return _candidate(entry, WORDS, "the same words but for capitals, accents or punctuation")
    return _candidate(entry, LETTERS, "the same letters, with words joined, parted or in the plural")


def _closes(label: str, text: str, end: int) -> bool:
    """Say whether the last mark of a label may be that of the question, which ends there."""
    rest = text[end:].lstrip()
    return label.endswith("?") and (not rest or rest[0].isupper())


def _rare(entry: Entry) -> int:
    """Order names that are equal: nodes that the graph says more of come first."""
    return -entry.count


def _candidate(entry: Entry, score: float, why: str) -> Candidate:
    if entry.kind == "alias":
        score, why = score * ALIAS, f"{why}, as an alias"
    return Candidate(entry.node, brief(entry.label), round(score, 4), why)


def _mention(
    text: str, start: int, end: int, candidates: list[Candidate], weight: float, marked: bool = False
) -> Mention:
    best: dict[str, Candidate] = {}
    for each in sorted(candidates, key=lambda each: (-each.score, -len(each.label))):
        best.setdefault(each.node, each)
    kept = tuple(best.values())
    if marked:
        why = "marked in the text" if kept else "marked in the text, and no node is called so"
    else:
        why = f"{weight:.0%} evidence of a name by capitals, rarity and length"
    score = round(kept[0].score * weight, 4) if kept else 0.0
    more = max(0, len(kept) - MAX_CANDIDATES)
    return Mention(start, end, text[start:end], score, kept[:MAX_CANDIDATES], why, more, marked)
