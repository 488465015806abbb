"""Somebody who comes in with "a" and is spoken of afterwards: a dog … the dog, or it.

"There is a dog" only says that one exists. Where a later sentence means that very one, it has a name from
the start. Knows no pronouns and no sorts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from neurosym.ir.core import And, Apply, Quantified, Term, Var
from neurosym.ir.walk import children, substitute
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import Part, formulas_of
from neurosym.translate.sentences.words.names import Key, Names


def newcomer(part: Part) -> tuple[str, Apply] | None:
    """Return the variable and the name of whom a statement brings in; None where it brings in nobody."""
    match part:
        case Quantified("any", (binding,), body):
            atoms = body.args if isinstance(body, And) else (body,)
            for atom in atoms:
                if isinstance(atom, Apply) and atom.args == (Var(binding.var),):
                    return binding.var, Apply(atom.name)
    return None


def named_from_the_start(entries: Sequence[Entry], names: Names, pointed: set[Apply]) -> tuple[Entry, ...]:
    """Give those who are spoken of again a name where they come in. `pointed`: whom pronouns mean."""
    places = [(at, place) for at, entry in enumerate(entries) for place in range(len(entry.parts))]
    spoken = {
        (at, place): {
            key for formula in formulas_of(entries[at].parts[place]) for key in _bare(formula, names)
        }
        for at, place in places
    }
    come = [(at, place, newcomer(entries[at].parts[place])) for at, place in places]
    often = Counter(names.key(found[1].name) for _, _, found in come if found is not None)
    done = [list(entry.parts) for entry in entries]
    for at, place, found in come:
        if found is None or entries[at].role != "statement":
            continue
        var, name = found
        key = names.key(name.name)
        before = any(key in spoken[other] for other in places if other <= (at, place))
        after = any(key in spoken[other] for other in places if other > (at, place))
        meant = name in pointed or names.is_definite(name.name)
        part = entries[at].parts[place]
        if after and meant and not before and often[key] == 1 and isinstance(part, Quantified):
            done[at][place] = substitute(part.body, {var: name})
    return tuple(replace(entry, parts=tuple(parts)) for entry, parts in zip(entries, done, strict=True))


def _bare(term: Term, names: Names) -> Iterator[Key]:
    for inner in children(term):
        if isinstance(inner, Apply) and not inner.args:
            yield names.key(inner.name)
        else:
            yield from _bare(inner, names)
