"""What the clues of a puzzle speak of, before any is read: scales, amounts, who is put where, more names.

Looks at the phrases of all readings. Builds no formula.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from neurosym.english import singular
from neurosym.ir.core import Apply, Arith, Compare, Not, Term, Var
from neurosym.ir.walk import children, subterms
from neurosym.scales import End
from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.parts import DIRECTIVES, FindAll, Question, Which
from neurosym.translate.sentences.puzzles.alternatives import named
from neurosym.translate.sentences.puzzles.belongings import belongings
from neurosym.translate.sentences.puzzles.circle import is_round
from neurosym.translate.sentences.puzzles.groups import Group, Groups
from neurosym.translate.sentences.puzzles.marks import marked, marked_spot, marks_of
from neurosym.translate.sentences.puzzles.verbs import assigning, counted, objects
from neurosym.translate.sentences.words.comparing import FILL, UNITS, compared, measured_end, spoken
from neurosym.translate.sentences.words.names import Key, number_of, ordinal_of
from neurosym.translate.sentences.words.orders import Level, Ranked, relation_of
from neurosym.translate.sentences.words.spots import Among, Spot, place_of

_STOREYS = frozenset({"floor", "storey", "story"})


@dataclass(frozen=True, slots=True)
class Usage:
    """The scales of a puzzle's clues; the empty one where they only say how far apart things are.

    `amounts`: scales on which numbers are given (ages, prices). `level`: those on which two things are said
    to be equal. `leading`: the end that a list such as “the cheapest, followed by” starts from. `marks`: what
    stands at the ends of the row, “from the lock to the bridge”. `round`: the places are round a table.
    `placed`: a place of its own is spoken of, the first or the one at the end. `objects`: the group of what
    a verb is said with. `shared`: several may be in one place. `storeys`: so the places are called.
    `belongings`: what they have one of each, and are compared by, or what they are all nearer to.
    """

    scales: frozenset[str] = frozenset()
    amounts: frozenset[str] = frozenset()
    level: frozenset[str] = frozenset()
    leading: End | None = None
    marks: Mapping[str, End] = field(default_factory=dict)
    round: bool = False
    placed: bool = False
    objects: Mapping[Key, int] = field(default_factory=dict)
    shared: bool = False
    storeys: bool = False
    belongings: frozenset[str] = frozenset()


def usage(groups: Groups, entries: Sequence[Entry]) -> Usage:
    """Gather what the clues say of orders."""
    nouns = {word for group in groups.all for word in groups.names.key(group.name)[-1:]}
    marks = marks_of(entries)
    goal = _goal(groups, entries) - marks.keys()
    nouns |= goal
    amounts = frozenset(end[0] for _, term in _terms(entries) for end in _amounts(groups, term))
    level = {
        relation.end[0]
        for _, term in _terms(entries)
        for atom in _asserted(term)
        if isinstance(relation := relation_of(atom.name), Level)
    }
    leading = (_leading(entry) for entry in entries)
    scales = frozenset(_scales(groups, entries, nouns)) | amounts
    for name in {atom.name for _, atom in _atoms(entries)}:
        if (found := marked(name, marks) or marked_spot(name, marks)) is not None:
            scales |= {found.end[0]}
    first = next((end for end in leading if end), None)
    placed = any(place_of(atom.name, nouns) is not None for _, atom in _atoms(entries) if len(atom.args) < 2)
    sitting = any(is_round(entry.text) for entry in entries if entry.role == "statement")
    said = [atom for _, atom in _atoms(entries)]
    told, own = objects(groups, said), belongings(groups, said) | goal
    shared = any(named(part) for entry in entries for part in entry.parts)
    storeys = any(_is_storey(groups, atom.name) for atom in said)
    return Usage(scales, amounts, frozenset(level), first, marks, sitting, placed, told, shared, storeys, own)


def _goal(groups: Groups, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the one thing that all are nearer to: the office; empty where it may be several."""
    found: set[str] = set()
    for _, atom in _atoms(entries):
        words = spoken(atom.name)
        core = compared(words) if atom.args else None
        if core is not None and core[2].end[0] == "near":
            found |= {word for word in words[core[1] :] if word not in FILL}
    lone = len(found) == 1 and not any(groups.means_member(word) for word in found)
    return frozenset(found) if lone else frozenset()


def _is_storey(groups: Groups, phrase: str) -> bool:
    """Say whether a phrase is a storey or counts them: `fourth floor`, `two floors above`."""
    words = [singular(word) for word in spoken(phrase)]
    counted = words[-1:] and (words[-1] in _STOREYS or relation_of(phrase) is not None)
    return bool(counted and _STOREYS & set(words)) and groups.exact(phrase) is None


def _terms(entries: Sequence[Entry]) -> Iterator[tuple[int, Term]]:
    """Yield every formula with the number of its sentence."""
    for number, entry in enumerate(entries):
        for part in entry.parts:
            match part:
                case Question(formula):
                    yield number, formula
                case Which(_, formula) | FindAll(_, formula):
                    if formula is not None:
                        yield number, formula
                case _ if not isinstance(part, DIRECTIVES):
                    yield number, part
                case _:
                    pass


def _atoms(entries: Sequence[Entry]) -> Iterator[tuple[int, Apply]]:
    for number, term in _terms(entries):
        for part in subterms(term):
            if isinstance(part, Apply):
                yield number, part


def _scales(groups: Groups, entries: Sequence[Entry], nouns: set[str]) -> Iterator[str]:
    matching = assigning(groups, (atom for _, atom in _atoms(entries)))
    for _, atom in _atoms(entries):
        if len(atom.args) == 2 and groups.names.key(atom.name) in matching:
            continue
        own = atom.args and groups.called(atom.name) is not None and compared(spoken(atom.name)) is None
        if own or groups.exact(atom.name) is not None:
            continue
        many = number_of(atom.name) is not None and ordinal_of(atom.name) is None
        if many and all(isinstance(arg, Var) for arg in atom.args):
            continue  # how many, and no place
        place = place_of(atom.name, nouns, loose=len(atom.args) == 1) if len(atom.args) < 2 else None
        relation = relation_of(atom.name, nouns) if atom.args and place is None else None
        match place or relation:
            case Spot((scale, _), _) | Among((scale, _), _) | Ranked((scale, _)) | Level((scale, _)):
                yield scale
            case None:
                pass
            case _:
                yield ""


def _amounts(groups: Groups, term: Term) -> Iterator[End]:
    """Yield the ends of scales of which a formula gives numbers: `old( Ann) = nine`."""
    for part in subterms(term):
        match part:
            case Compare(_, left, right) if any(_is_numeric(side) for side in (left, right)):
                for atom in (*subterms(left), *subterms(right)):
                    if isinstance(atom, Apply) and len(atom.args) == 1 and groups.numeric(atom.name) is None:
                        end = measured_end(atom.name)
                        if end is not None:
                            yield end


def _is_numeric(term: Term) -> bool:
    match term:
        case Apply(phrase, ()):
            return number_of(phrase) is not None
        case Arith():
            return True
        case _:
            return False


def _asserted(term: Term) -> Iterator[Apply]:
    """Yield the atoms that no negation stands before."""
    match term:
        case Not():
            return
        case Apply():
            yield term
        case _:
            for part in children(term):
                yield from _asserted(part)


def _leading(entry: Entry) -> End | None:
    """Read “the cheapest is the fig, followed by the plum”: the order runs from the cheapest on."""
    names = [atom.name.casefold() for _, atom in _atoms((entry,))]
    if not any(name.endswith("followed by") for name in names):
        return None
    ends = [place.end for name in names if isinstance(place := place_of(name, loose=True), Spot)]
    return ends[0] if ends else None


def subject(groups: Groups, entries: Sequence[Entry]) -> int | None:
    """Return the group whose members the clues put somewhere, where several lists could be it."""
    lists = [n for n, group in enumerate(groups.all) if group.values and not group.each and not group.ordered]
    votes: Counter[int] = Counter()
    for _, term in _terms(entries):
        for group in counted(groups, term):
            votes[group] += len(entries)  # what several of are somewhere is what is put there
    for _, atom in _atoms(entries):
        match atom:
            case Apply(phrase, (Apply(first, ()), *_)) if relation_of(phrase) is None:
                found = groups.exact(first)
                if found is not None and found[0] in lists:
                    votes[found[0]] += 1
            case _:
                pass
    return max(lists, key=lambda n: (votes[n], groups.all[n].count)) if len(lists) > 1 else None


def with_members(groups: Groups, entries: Sequence[Entry]) -> Groups:
    """Add the names that clues speak of where no group has any: “six people stand in line; Ann is first”."""
    if any(group.values for group in groups.all):
        return groups
    named: dict[str, str] = {}
    for _, atom in _atoms(entries):
        for arg in atom.args:
            match arg:
                case Apply(phrase, ()) if place_of(phrase) is None and number_of(phrase) is None:
                    named.setdefault(phrase.casefold(), phrase)
                case _:
                    pass
    values = tuple(named.values())
    if not values:
        return groups
    for number, group in enumerate(groups.all):
        if group.count == len(values) and not set(groups.names.key(group.name)) & UNITS:
            filled = replace(group, values=values)
            return replace(groups, all=(*groups.all[:number], filled, *groups.all[number + 1 :]))
    return replace(groups, all=(*groups.all, Group("name", values, len(values), False, "")))


def said_of_members(groups: Groups, entries: Sequence[Entry]) -> Mapping[Key, str]:
    """Return the phrases that several sentences say of one thing, and one of them of a member by name."""
    said: dict[Key, set[int]] = {}
    phrases: dict[Key, str] = {}
    for number, atom in _atoms(entries):
        match atom:
            case Apply(phrase, (arg,)):
                key = groups.names.key(phrase)
                said.setdefault(key, set()).add(number)
                if isinstance(arg, Apply):
                    phrases.setdefault(key, phrase)
            case _:
                pass
    return {key: phrase for key, phrase in phrases.items() if len(said[key]) > 1}
