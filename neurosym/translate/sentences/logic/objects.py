"""What stands after a verb in one form: who is with a permit has some permit, the members are all of them.

`has( x, permit)` and `some y: permit( y) & with( x, y)` meet where the text speaks of permits in both ways.
A name with "the", "his" or "this" is one thing and stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from neurosym.english import singular
from neurosym.ir.core import Apply, Binding, Implies, Not, Quantified, Term, Var, conjunction
from neurosym.ir.walk import free_variables, fresh
from neurosym.translate.sentences.logic.atoms import Sentence, atoms, classes, rewritten
from neurosym.translate.sentences.words.names import Key, Names

_HAVING = ("has", "have", "had", "having", "got", "with", "holds", "hold", "held", "holding", "possess")
_HAVING_ALSO = ("possesses", "possessing")
_COMING = frozenset(("come", "comes", "came", "coming", "together", "along", "equipped", "furnished"))
"""Words that say with `with` that somebody has something."""
_LACKING = ("without", "lacks", "lack", "lacking")
_POINTING = r"(?:the|this|that|these|those|his|her|its|their|my|our|your|said)"


@dataclass(frozen=True, slots=True)
class Objects:
    """What the verbs of one problem take as objects: by name, or some of a class."""

    names: Names
    having: str = ""
    """The one word for having, where the text has several for things of one kind."""
    classes: frozenset[Key] = frozenset()
    """What formulas say of a variable or of a thing: `permit`, `member`."""
    some: frozenset[tuple[Key, Key]] = frozenset()
    """Verbs and the classes that some of are their objects."""
    _had: frozenset[Key] = field(default=frozenset())

    @classmethod
    def of(cls, formulas: Iterable[Term], names: Names) -> Objects:
        """Look at the verbs and objects of some formulas."""
        had: dict[Key, set[str]] = {}
        some: set[tuple[Key, Key]] = set()
        said: set[Key] = set()
        for formula in formulas:
            table = classes(formula)
            for atom in atoms(formula):
                if len(atom.args) == 1:
                    said.add(names.key(atom.name))
                if len(atom.args) != 2:
                    continue
                kinds = list(_kinds(atom.args[1], table, names))
                for kind in kinds:
                    if _is_having(atom.name) or _is_lacking(atom.name):
                        had.setdefault(kind, set()).add(atom.name.casefold())
                    if isinstance(atom.args[1], Var):
                        some.add((_verb(atom.name, names), kind))
        shared = {kind for kind, words in had.items() if len({_worded(word) for word in words}) > 1}
        words = sorted({word for kind in shared for word in had[kind] if _is_having(word)})
        plain = {_plain(word): word for word in words}
        having = next((plain[word] for word in _HAVING if word in plain), next(iter(words), ""))
        return cls(names, having, frozenset(said), frozenset(some), frozenset(shared))

    def worded(self, sentence: Sentence) -> Term:
        """Return the formula of a sentence with its objects in the form that the rest of the text has."""
        table = classes(sentence.formula)

        def change(atom: Apply, denied: bool) -> Term | None:
            if len(atom.args) == 2 and (_is_having(atom.name) or _is_lacking(atom.name)):
                had, lacking = self._in_one_word(atom, table)
                found = self._some_or_all(had, sentence.text, lacking)
                return Not(found) if lacking else found
            found = self._some_or_all(atom, sentence.text, denied)
            return None if found == atom else found

        return rewritten(sentence.formula, change)

    def _in_one_word(self, atom: Apply, table: Mapping[str, tuple[str, ...]]) -> tuple[Apply, bool]:
        """Return an atom in the one word for having, and whether it is to be denied."""
        kinds = set(_kinds(atom.args[1], table, self.names))
        if not self.having or not kinds & self._had:
            return atom, False
        return Apply(self.having, atom.args), _is_lacking(atom.name)

    def _some_or_all(self, atom: Apply, text: str, denied: bool) -> Term:
        for place, arg in enumerate(atom.args):
            if not isinstance(arg, Apply) or arg.args or self.names.is_proper(arg.name):
                continue
            pointed = _pointed(arg.name, text)
            if pointed and self._is_plural_class(arg.name):
                var, rest = self._with_variable(atom, place)
                said = Quantified("all", (Binding(var, ""),), Implies(Apply(arg.name, (Var(var),)), rest))
                # who did not thank the members thanked none of them
                none = Quantified(
                    "any", (Binding(var, ""),), conjunction((Apply(arg.name, (Var(var),)), rest))
                )
                return none if denied else said
            if place == 1 and len(atom.args) == 2 and not pointed:
                parts = self._parts(_verb(atom.name, self.names), arg.name)
                if parts:
                    var, rest = self._with_variable(atom, place)
                    body = (*(Apply(part, (Var(var),)) for part in parts), rest)
                    return Quantified("any", (Binding(var, ""),), conjunction(body))
        return atom

    def _with_variable(self, atom: Apply, place: int) -> tuple[str, Term]:
        var = fresh("o", free_variables(atom))
        args = (*atom.args[:place], Var(var), *atom.args[place + 1 :])
        return var, Apply(atom.name, args)

    def _is_plural_class(self, phrase: str) -> bool:
        last = phrase.casefold().split()[-1]
        return singular(last) != last and self.names.key(phrase) in self.classes

    def _parts(self, verb: Key, phrase: str) -> tuple[str, ...]:
        """Return what an object is, where the text speaks of some such object: `valid` and `passport`."""
        words = phrase.split()
        if (verb, self.names.key(phrase)) in self.some:
            return (phrase,)
        if len(words) > 1 and (verb, self.names.key(words[-1])) in self.some:
            return (" ".join(words[:-1]), words[-1])
        return ()


def _kinds(term: Term, table: Mapping[str, tuple[str, ...]], names: Names) -> Iterator[Key]:
    """Yield what an object is, by its name or by what is said of its variable."""
    phrases = table.get(term.name, ()) if isinstance(term, Var) else ()
    phrases = (term.name,) if isinstance(term, Apply) else phrases
    for phrase in phrases:
        key = names.key(phrase)
        yield key
        if len(key) > 1:
            yield key[-1:]


def _verb(name: str, names: Names) -> Key:
    """Return the verb of an atom, one for all words that say having or lacking."""
    return ("have",) if _is_having(name) or _is_lacking(name) else names.key(name)


def _is_having(name: str) -> bool:
    return name.casefold() in (*_HAVING, *_HAVING_ALSO) or _plain(name) == "with"


def _is_lacking(name: str) -> bool:
    *before, last = name.casefold().split() or [""]
    return last in _LACKING and _COMING.issuperset(before)


def _plain(word: str) -> str:
    *before, last = word.casefold().split() or [""]
    if last in ("with", "without") and _COMING.issuperset(before):
        return last
    return _worded(word)


def _worded(word: str) -> str:
    return "have" if word in _HAVING[:4] else word


def _pointed(phrase: str, text: str) -> bool:
    """Say whether a sentence has a name with "the", "his" or another word that points at one thing."""
    pattern = r"[\W_]+".join(map(re.escape, re.findall(r"[^\W_]+", phrase)))
    first = re.match(_POINTING + r"\b", phrase, re.IGNORECASE)
    return bool(first or re.search(rf"\b{_POINTING}\s+(?:\w+\s+)?{pattern}\b", text, re.IGNORECASE))
