"""What an LM may copy from a sentence, and the sentence as it is shown to it. Knows no other sentence.

The copy grammar turns what is known of a reading before it is written into a mask on the LM: its words
are words of the sentence in their order there, its variables are bound.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations

_WORD = re.compile(
    r"\d+(?:st|nd|rd|th)\b(?:-[^\W_]+)*|\d+(?:-[^\W\d_]+)+|[$€£¥₹]?\d+(?:[.,:/]\d+)*%?|[^\W_]+(?:[-'’./&][^\W_]+)*|%"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_PART = re.compile(r"[-'’/]")
_SPEAKER = frozenset({"I", "I'm", "I’m", "I'll", "I’ll", "I'd", "I’d", "I've", "I’ve"})


def shown(sentence: str) -> str:
    """Return the sentence as the LM sees it: its first letter is small, unless it speaks of itself."""
    sentence = " ".join(sentence.split())
    first = sentence.split(" ", 1)[0]
    return sentence if first in _SPEAKER else sentence[:1].lower() + sentence[1:]


def prompt_of(sentence: str) -> str:
    """Return what the LM is asked: the sentence as it is shown, a blank before it, a new line after it."""
    return f" {shown(sentence)}\n"


@lru_cache(maxsize=1024)
def words(sentence: str) -> tuple[str, ...]:
    """Return the words that may be copied, each once: also the parts of a compound and of a possessive."""
    found: list[str] = []
    for word in _WORD.findall(sentence):
        bare = _POSSESSIVE.sub("", word)
        found += [word, bare, *_PART.split(bare)]
    return tuple(dict.fromkeys(word for word in found if word))


MOST_WORDS, LONGEST_WORD = 160, 48
"""Words of a sentence that can be copied, and characters of a word: beyond them no grammar is small."""

_LETTERS = "xyzwuv"
_NOT_COPIED = frozenset({"not", "all", "some"})
_MODES = ("must", "could", "cannot", "except")

_DIRECTIVES = """
directive: " @members" name ":" list | " @each" name ":" list | " @choose" list
    | " @true" name | " @false" name | " @says" name ":" f
    | " @max" sum | " @min" sum | " @ask" f | " @which" MODE (":" f)? | " @find"
list: name ("," name)*
CONNECTIVE: " &" | " |" | " ^" | " ->" | " <->"
COMPARE: " =" | " !=" | " <" | " <=" | " >" | " >="
COUNT: " #=" | " #!=" | " #<" | " #<=" | " #>" | " #>="
SUM: " +" | " -" | " *" | " /"
"""


@lru_cache(maxsize=1024)
def copy_grammar(sentence: str) -> str:
    """Return the grammar, in the Lark of llguidance, of all readings of a sentence.

    A name is words of the sentence in their order there; a variable stands only where it
    is bound. Any text has a grammar: what is too long is not copied.
    """
    places = list(_places(sentence))[:MOST_WORDS]
    if not places:
        return 'start: " @none"\n'
    copied = {word for place in places for word in place}
    letters = [letter for letter in _LETTERS if letter not in copied][:4]
    modes = " | ".join(json.dumps(f" {mode}") for mode in _MODES)
    lines = [
        'start: " @none" | part (" ;" part)*',
        f"part: f | directive{''.join(f' | {find}' for find in _finds(letters))}",
        _DIRECTIVES,
        f"MODE: {modes}",
        *_names(places),
        *(_formulas(bound, letters) for bound in _scopes(letters)),
    ]
    return "\n".join(lines) + "\n"


def _places(sentence: str) -> Iterator[tuple[str, ...]]:
    """Yield what can be copied of each word: all of it, then the parts of a compound or possessive."""
    for word in _WORD.findall(shown(sentence)):
        bare = _POSSESSIVE.sub("", word)
        found = dict.fromkeys((word, bare, *_PART.split(bare)))
        place = tuple(each for each in found if 0 < len(each) <= LONGEST_WORD and each not in _NOT_COPIED)
        if place:
            yield place


def _names(places: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the rules of names: words in their order, some left out; `name7` begins at place 7 or later."""
    yield "name: name0"
    for number, place in enumerate(places):
        # Each word is a lexeme: one lexeme for all would take the blank before an operator for its own.
        whole, *parts = (json.dumps(f" {word}", ensure_ascii=False) for word in place)
        said = [whole, *(" ".join(some) for some in _runs(parts))]
        last = number == len(places) - 1
        after = "" if last else f" name{number + 1}?"
        later = "" if last else f" | name{number + 1}"
        yield f"name{number}: ({' | '.join(said)}){after}{later}"


def _runs(parts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what can be copied of a compound's parts: neighbours, in their order."""
    for begin in range(len(parts)):
        for end in range(begin + 1, len(parts) + 1):
            yield parts[begin:end]


def _scopes(letters: Sequence[str]) -> Iterator[str]:
    """Yield the sets of variables that can be bound: any of the first three, then the fourth."""
    for count in range(min(len(letters), 3) + 1):
        yield from map("".join, combinations(letters[:3], count))
    if len(letters) > 3:
        yield "".join(letters)


def _finds(letters: Sequence[str]) -> Iterator[str]:
    yield from (f'" @find {letter}:" f{letter}' for letter in letters[:3])


def _formulas(bound: str, letters: Sequence[str]) -> str:
    """Return the rules of formulas and terms in which these variables are bound.

    A quantifier reaches to the right as far as it can, so nothing follows one.
    """
    f, scopes = f"f{bound}", set(_scopes(letters))
    quantified = []
    for letter in letters:
        inside = "".join(each for each in letters if each == letter or each in bound)
        if letter not in bound and inside in scopes:
            quantified += [f'(" all {letter}:" | " some {letter}:" | COUNT name " {letter}:") f{inside}']
    variables = "".join(f' | " {letter}"' for letter in bound)
    return f"""
{f}: " not"* ({"".join(f"{each} | " for each in quantified)}unit{bound} (CONNECTIVE {f})?)
unit{bound}: atom{bound} | sum{bound} COMPARE sum{bound}
atom{bound}: name | call{bound} | " (" {f} " )"
call{bound}: name "(" sum{bound} ("," sum{bound})* ")"
sum{bound}: term{bound} (SUM term{bound})*
term{bound}: name | call{bound} | " (" sum{bound} " )" | " total" | " total(" sum{bound} ")"{variables}
"""
