"""Is an answer the right one? Values are compared whatever names an LM gave to its symbols."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from neurosym.english import singular
from neurosym.ir.verdict import Verdict

_WORDS = {
    "true": "proved",
    "false": "refuted",
    "unknown": "undetermined",
    "uncertain": "undetermined",
}
_LEFT = {"several": Verdict.SEVERAL, "none": Verdict.NONE}


def agrees(gold: object, verdict: Verdict, value: object) -> bool:
    """Say whether an answer is what `gold` says.

    `gold` is a verdict (or True, False, Unknown), the letter of an option, or a mapping with
    `verdict` (one, or a list of those that are right) and, where that is `unique`, the `value` that
    the question asks for: an answer or a mapping of subjects to answers, by attribute. One pair of
    subject and answer is also shown by the answer alone, where the question is only after that.
    `kinds` names two predicates each of which holds where the other does not. A mapping with `words` asks
    that each of them stands in the verdict or in the value as they are written.
    """
    if isinstance(gold, Mapping) and isinstance(words := gold.get("words"), list):
        return all(word in f"{verdict} {value}" for word in words)
    if isinstance(gold, Mapping):
        wanted = gold.get("value")
        both = _completed(value, gold.get("kinds", ()))
        return _is(verdict, gold["verdict"]) and (wanted is None or _shows(wanted, both))
    word = str(gold)
    if re.fullmatch(r"[A-Z]", word):
        return verdict is Verdict.UNIQUE and value == word
    return verdict == _LEFT.get(word, _WORDS.get(word.lower(), word))


def _is(verdict: Verdict, gold: object) -> bool:
    if isinstance(gold, list):
        return any(_is(verdict, one) for one in gold)
    return verdict == gold or {verdict, gold} == {Verdict.NONE, Verdict.INCONSISTENT}


def _completed(value: object, kinds: Sequence[str]) -> object:
    """Add the one of two opposite predicates that is not shown."""
    if not isinstance(value, Mapping) or len(kinds) != 2:
        return value
    for one, other in (kinds, reversed(kinds)):
        table = next((table for name, table in value.items() if _called(name, one)), None)
        if isinstance(table, Mapping) and not any(_called(name, other) for name in value):
            return {**value, other: {who: holds is False for who, holds in table.items()}}
    return value


def _shows(wanted: Mapping[str, object], value: object) -> bool:
    """Say whether every wanted answer stands in the value, under one symbol for each attribute."""
    if not isinstance(value, Mapping):
        return False
    return all(_attribute(answers, value) for answers in wanted.values())


def _attribute(answers: object, shown: Mapping[str, object]) -> bool:
    if not isinstance(answers, Mapping):
        return any(_single(answers, name, table) for name, table in shown.items())
    if len(answers) == len(shown) == 1:
        (answer,), (table,) = answers.values(), shown.values()
        if not isinstance(table, Mapping):
            return _same(table, answer)
    by_function = any(
        isinstance(table, Mapping) and all(_entry(table, who, what) for who, what in answers.items())
        for table in shown.values()
    )
    return by_function or all(_predicate(shown, who, what) for who, what in answers.items())


def _single(answer: object, name: str, table: object) -> bool:
    """A constant has the value, or a predicate holds of it alone."""
    if isinstance(table, Mapping):
        return [who for who, holds in table.items() if holds is True and _same(who, answer)] != [] and (
            sum(holds is True for holds in table.values()) == 1
        )
    return _same(table, answer)


def _entry(table: Mapping[object, object], who: object, what: object) -> bool:
    """A function gives the answer for the subject, or the subject for the answer."""
    return any(
        (_same(key, who) and _same(entry, what)) or (_same(key, what) and _same(entry, who))
        for key, entry in table.items()
    )


def _predicate(shown: Mapping[str, object], who: object, what: object) -> bool:
    """A predicate that is called like the answer holds of the subject."""
    return any(
        isinstance(table, Mapping)
        and _called(name, what)
        and any(_same(k, who) and v is True for k, v in table.items())
        for name, table in shown.items()
    )


def _same(one: object, other: object) -> bool:
    return _folded(one) == _folded(other)


def _folded(word: object) -> str:
    return re.sub(r"[\W_]+", "", str(word)).casefold()


def _called(name: object, what: object) -> bool:
    """Say whether a predicate is called like this, in the singular or in the plural."""
    one, other = str(name).casefold(), str(what).casefold()
    return _same(one, other) or _same(singular(one, [other]), singular(other, [one]))
