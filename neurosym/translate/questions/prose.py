"""Prose as single claims: sentences are parted at `and`, pronouns give way to what they stand for.

By code, with what was put in for what shown, and only where the words leave no doubt: a sentence that joins
its parts in another way stays whole. What a text mentions is told by a linker; no claim is judged here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from neurosym.english import sentences
from neurosym.knowledge.link import Mention

Chosen = Callable[[str], Sequence[Mention]]
"""What tells the mentions of a text, in their order."""

_AUX = frozenset(["was", "were", "is", "are", "has", "had", "have", "did", "does", "will", "would", "became"])
_PREPOSITIONS = frozenset(["by", "in", "at", "on", "from", "as", "with", "of", "for", "to", "into"])
_IRREGULAR = frozenset(
    ["written", "shot", "made", "set", "born", "sung", "drawn", "built", "won", "held", "known", "spoken"]
)
NEGATION = re.compile(
    r"\b(?:not|never|no|none|neither|nor|without|cannot)\b(?!\s+(?:more|less|\w+er)\s+than\b)|n['’]t\b",
    re.IGNORECASE,
)
"""Words that deny; `no more than` is a bound."""
_JOINT = re.compile(r"\s*;\s+|,?\s+(?:and|but|while|whereas)\s+(?:also\s+)?|,\s+")
_OPEN = re.compile(r"\b(?:a|an|some|any|who|whom|which|that|whose|where)\b", re.IGNORECASE)
_THERE = re.compile(
    r"there\s+(?:is|are|was|were|exists?)\s+"
    r"(?:(not\s+an?|not\s+any|no|an?|some|at\s+least\s+one)\s+|(?=(nobody|no\s+one|somebody|someone)\b))",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(r"(?:somebody|someone|nobody|no\s+one|person|people)\s+(?=who)", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|its|they|them|their)\b", re.IGNORECASE)
_WHO = re.compile(r"\b(?:he|she|him|his|her)\b", re.IGNORECASE)
_OWN = frozenset(("its", "his", "their"))
_THE = re.compile(
    r"(?:the|this|that)\s+([a-z]+)(?=\s+(?:also\s+)?(?:was|were|is|are|has|had|did|does|[a-z]+(?:s|ed))\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A claim: characters `start` to `end` of the text, and as it is read, `text`.

    `put` says what stands for what: `("It", "Kismet")`. `exists`: that there is (or if `denied`, is not) what
    the words name. `unresolved`: a word of which nobody knows what it means.
    """

    text: str
    start: int
    end: int
    put: tuple[tuple[str, str], ...] = ()
    exists: bool = False
    denied: bool = False
    unresolved: str = ""


def claims(text: str, chosen: Chosen, is_a: Callable[[Mention, str], bool]) -> list[Said]:
    """Return the claims of a text in order. `is_a` says whether a mention is something of that noun."""
    found: list[Said] = []
    spoken = _Spoken(chosen, is_a)
    for start, end in _sentences(text):
        for part in _parted(Said(text[start:end], start, end), chosen):
            claim = spoken.resolved(part)
            there = _THERE.match(claim.text)
            if there is not None and not claim.unresolved:
                no = (there[1] or there[2]).lower().startswith("no")
                named = _SOMEBODY.sub("", claim.text[there.end() :], count=1)
                claim = replace(claim, text=named, exists=True, denied=no)
            found.append(claim)
    return found


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return where sentences begin and end; none begins with a small letter, as behind "Another 48 Hrs."."""
    found: list[tuple[int, int]] = []
    for sentence in sentences(text):
        end = sentence.start + len(sentence.text)
        if found and sentence.text[:1].islower():
            found[-1] = (found[-1][0], end)
        else:
            found.append((sentence.start, end))
    return found


class _Spoken:
    """What the last clause mentions, for the pronouns of the next."""

    def __init__(self, chosen: Chosen, is_a: Callable[[Mention, str], bool]) -> None:
        self._chosen, self._is_a = chosen, is_a
        self._text = ""
        self._before: Sequence[Mention] = ()
        self._meant: dict[re.Pattern[str], Mention] = {}

    def resolved(self, claim: Said) -> Said:
        """Return a claim with names for its pronouns; `unresolved` where several may be meant, or none."""
        text, put = claim.text, list(claim.put)
        the = _THE.match(text)
        if the is not None and not any(one.start < the.end() for one in self._chosen(text)):
            alike = [one for one in self._before if self._is_a(one, the[1])]
            meant = alike[-1] if alike else self._leading(_IT)
            if meant is None:
                return replace(claim, unresolved=the[0])
            text = meant.text + text[the.end() :]
            put.append((the[0], meant.text))
        for pattern in (_IT, _WHO):
            for match in reversed(list(pattern.finditer(text))):
                mentions = self._chosen(text)
                if any(one.start < match.end() and match.start() < one.end for one in mentions):
                    continue  # a part of a name
                inside = [one for one in mentions if one.end <= match.start()]
                meant = inside[0] if len(inside) == 1 else None if inside else self._leading(pattern)
                if meant is None:
                    return replace(claim, unresolved=match[0])
                word, after = match[0].lower(), text[match.end() :].lstrip()[:1]
                own = word in _OWN or (word == "her" and after.isalpha() and after.islower())
                text = text[: match.start()] + meant.text + ("'s" if own else "") + text[match.end() :]
                put.append((match[0], meant.text))
                self._meant[pattern] = meant
        self._text, self._before = text, self._chosen(text) or self._before
        return replace(claim, text=text, put=tuple(put))

    def _leading(self, pattern: re.Pattern[str]) -> Mention | None:
        """Return what a pronoun means that stands before all names of its clause.

        `X was directed by Y`: then `it` is X, and `he` is Y. Of `X directed Y` nobody knows.
        """
        names = [one.text for one in self._before]
        again = self._meant.get(pattern)
        if again is not None and again.text in names:
            return again
        if len(names) < 2:
            return self._before[0] if names else None
        verb = self._text[self._before[0].end :].split()[:1]
        if not verb or verb[0] not in _AUX or self._before[0].start > len("the "):
            return None
        passive = self._text[: self._before[-1].start].rstrip().endswith(" by")
        return self._before[-1] if pattern is _WHO and passive else self._before[0]


# --- what is joined


def _parted(whole: Said, chosen: Chosen) -> Iterator[Said]:
    """Yield the claims that a sentence joins, or the sentence."""
    parts = list(_parts(whole.text, chosen(whole.text))) if _THERE.match(whole.text) is None else []
    if len(parts) < 2:
        yield whole
        return
    for said, start, end, put in parts:
        yield Said(said, whole.start + start, whole.start + end, put)


_Part = tuple[str, int, int, tuple[tuple[str, str], ...]]


def _parts(text: str, mentions: Sequence[Mention]) -> list[_Part]:
    """Return the claims of a sentence with their places in it; none where it is not clear what is joined."""
    if not mentions:
        return []
    joints = [
        match
        for match in _JOINT.finditer(text)
        if not any(one.start < match.end() and match.start() < one.end for one in mentions)
    ]
    body = text.rstrip(" .!")
    ends = [*(match.start() for match in joints), len(body)]
    starts = [0, *(match.end() for match in joints)]
    pieces = [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]
    if len(pieces) < 2:
        return []
    heads = _subjects(text, mentions, pieces)
    if heads is None:
        return []
    subjects, pieces = heads
    found: list[_Part] = []
    last = text[slice(*pieces[0])]
    for subject in subjects:
        whole = subject.text + text[subjects[-1].end : pieces[0][1]]
        found.append((whole, subject.start, pieces[0][1], ()))
    for start, end in pieces[1:]:
        inside = [one for one in mentions if start <= one.start < end]
        joined = _joined(text[start:end], inside, start, last, found[0][0], subjects[0], mentions)
        if joined is None or len(subjects) > 1:
            return []
        put = () if joined == text[start:end] else ((text[start:end], joined),)
        found.append((joined, start, end, put))
        last = joined
    return found


def _subjects(
    text: str, mentions: Sequence[Mention], pieces: list[tuple[int, int]]
) -> tuple[list[Mention], list[tuple[int, int]]] | None:
    """Return the subjects of the first verb, `A, B and C acted in D`, and the pieces from it on."""
    subjects: list[Mention] = []
    for number, (start, end) in enumerate(pieces):
        first = next((one for one in mentions if start <= one.start < end), None)
        if first is None or text[start : first.start].strip().lower() not in ("", "the", "a", "an"):
            return None if not subjects else (subjects, pieces[number - 1 :])
        subjects.append(first)
        if first.end < end and text[first.end : end].strip():
            merged = [(start, end), *pieces[number + 1 :]]
            return subjects, merged
    return None


def _joined(
    piece: str,
    inside: Sequence[Mention],
    start: int,
    last: str,
    first: str,
    subject: Mention,
    mentions: Sequence[Mention],
) -> str | None:
    """Return what a piece behind `and` says with the words that it shares; None where that is not clear."""
    verb = first[len(subject.text) :].split()
    gap = piece[: inside[0].start - start].strip() if inside else piece
    words = gap.lower().split()
    tail = next((one for one in reversed(mentions) if last.endswith(one.text)), None)
    if inside and not words:
        if piece[inside[0].end - start :].strip():
            return piece  # a clause of its own
        if tail is None or len(last) == len(tail.text):
            return None
        return last[: len(last) - len(tail.text)] + piece
    if words and words[0] in ("he", "she", "it", "they"):
        if words[0] in ("it", "they") or tail is None or not last[: -len(tail.text)].rstrip().endswith(" by"):
            return subject.text + piece[len(words[0]) :]
        return tail.text + piece[len(words[0]) :]
    if not words or _OPEN.search(first[len(subject.text) :]) or NEGATION.search(first):
        return None
    if words[0] in _PREPOSITIONS:
        if len(words) > 1 or tail is None or not last[: -len(tail.text)].rstrip().endswith(f" {words[0]}"):
            return None
        return last[: len(last) - len(tail.text)] + piece[len(words[0]) :].lstrip()
    if words[0] in _AUX:
        return f"{subject.text} {piece}"
    participle = words[0].endswith("ed") or words[0] in _IRREGULAR
    if verb and verb[0] in _AUX and participle and words[-1] in _PREPOSITIONS:
        return f"{subject.text} {verb[0]} {piece}"
    looks = participle or words[0].endswith("s") or words[0] in ("wrote", "won", "led", "made", "ran", "met")
    return f"{subject.text} {piece}" if looks else None
