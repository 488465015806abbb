"""The nouns of the house: sorts, symbols, terms, claims, goals, problems. Data only.

Nothing here reads, prints, checks or solves. Standard library only.

Semantics (many-sorted first-order logic with arithmetic and aggregates)
------------------------------------------------------------------------
*Sorts.* An `Enumeration` that is closed has exactly its elements; an open one has them and may have
others (never none at all: domains are not empty, as usual in first-order logic). A `Range` is the set
of integers `low..high`. `Bool`, `Int` and `Real` are built in; `Int` and `Real` are the mathematical
numbers, without bound or rounding. A `Range` is a subset of `Int`, and `Int` of `Real`.

*Unique names.* Elements are pairwise distinct individuals unless `Problem.unique_names` is off, when
two elements of one sort may denote the same individual (Reiter, "Equality and domain closure", 1980).
Elements that stand in order are distinct in either case.

*Functions* are total: `f : A, B -> C` has one value in `C` for every pair. A constant is a function
of no arguments. A predicate is a function to `Bool`.

*Terms* are classical and two-valued. `==` on `Bool` is "if and only if" and `!=` on `Bool` is "either
or, not both". Division and remainder round towards minus infinity on integers (`//`, `%`, as Python
does), are exact on reals (`/`), and need a divisor that is a number other than zero, so no term is
undefined. `rank(x)` is the place (from 1) of an element in its ordered enumeration. `Count`, `Fold`
and `DistinctOver` range over all values of their bindings; over an open sort or `Int` a backend may
decline them. The minimum and maximum range over a sort, which is never empty.

*Claims.* The premises are the conjunction of all claims. A claim of kind `said` quotes the text;
`assumed` is background that the text does not say; `triple` comes from a knowledge graph, and
`derived` follows from one by rules. A claim of kind `rule` has the form all(head for ... if body) or
head, where the head applies a symbol marked `defined`: in every model, the defined predicates are the
least model of the rules, stratum by stratum, given the other symbols (FO(ID): Denecker and Ternovska, "A
logic of nonmonotone inductive definitions", 2008). So a defined predicate is false where no rule makes
it true.

*Goals.* `Entails`: do all models of the premises make the formula true (proved), false (refuted) or
some each (undetermined)? `Options`: which options hold in all models (`must`), in at least one
(`could`), in none (`cannot`), not in all (`except`)? `Find` and `Enumerate`: which values can the
shown symbols take? `Optimise`: the largest or smallest value of a term. `Ask`: the bindings that
satisfy a formula in a knowledge graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias

IR_VERSION = 1
"""Version of the nouns; wire, hash and certificates carry it, so that old answers still verify."""

BOOL, INT, REAL = "Bool", "Int", "Real"
BUILTIN_SORTS = (BOOL, INT, REAL)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Named individuals; `closed` says that there are no others, `ordered` that they stand in order."""

    name: str
    elements: tuple[str, ...] = ()
    closed: bool = True
    ordered: bool = False
    gloss: str = ""


@dataclass(frozen=True, slots=True)
class Range:
    """The integers from `low` to `high`, both included."""

    name: str
    low: int
    high: int


Sort: TypeAlias = Enumeration | Range


@dataclass(frozen=True, slots=True)
class Symbol:
    """A function, predicate or constant. `defined`: a predicate that rules define (least model)."""

    name: str
    args: tuple[str, ...] = ()
    result: str = BOOL
    gloss: str = ""
    defined: bool = False


@dataclass(frozen=True, slots=True)
class Var:
    """A variable bound by an enclosing binder."""

    name: str


@dataclass(frozen=True, slots=True)
class Num:
    """An exact number: an `int`, or a `Fraction` that is not an integer."""

    value: int | Fraction


@dataclass(frozen=True, slots=True)
class Truth:
    """True or False."""

    value: bool


@dataclass(frozen=True, slots=True)
class Element:
    """A named individual of an enumeration."""

    name: str


@dataclass(frozen=True, slots=True)
class Apply:
    """A symbol applied to its arguments; a constant has none."""

    name: str
    args: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Not:
    """Negation."""

    arg: Term


@dataclass(frozen=True, slots=True)
class And:
    """Conjunction of two or more formulas."""

    args: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Disjunction (inclusive) of two or more formulas."""

    args: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Implies:
    """If `left` then `right`."""

    left: Term
    right: Term


CompareOp = Literal["==", "!=", "<", "<=", ">", ">="]


@dataclass(frozen=True, slots=True)
class Compare:
    """`==` and `!=` on any two terms of one sort; the others on numbers and ordered enumerations."""

    op: CompareOp
    left: Term
    right: Term


ArithOp = Literal["+", "-", "*", "/", "//", "%", "neg", "abs", "min", "max", "rank"]


@dataclass(frozen=True, slots=True)
class Arith:
    """Arithmetic. `+ * min max` take two or more arguments, `- / // %` two, `neg abs rank` one."""

    op: ArithOp
    args: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class If:
    """`then` where `cond` holds, else `other`."""

    cond: Term
    then: Term
    other: Term


@dataclass(frozen=True, slots=True)
class Binding:
    """A variable that ranges over a sort."""

    var: str
    sort: str


@dataclass(frozen=True, slots=True)
class Quantified:
    """`all`: for every value of the bindings; `any`: for at least one."""

    kind: Literal["all", "any"]
    bindings: tuple[Binding, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Count:
    """How many values of the bindings make the body true."""

    bindings: tuple[Binding, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Fold:
    """The sum, minimum or maximum of a numeric body over all values of the bindings."""

    op: Literal["sum", "min", "max"]
    bindings: tuple[Binding, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Distinct:
    """The arguments, two or more, are pairwise different."""

    args: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class DistinctOver:
    """The body takes a different value for every value of the bindings."""

    bindings: tuple[Binding, ...]
    body: Term


Binder: TypeAlias = Quantified | Count | Fold | DistinctOver
Term: TypeAlias = (
    Var
    | Num
    | Truth
    | Element
    | Apply
    | Not
    | And
    | Or
    | Implies
    | Compare
    | Arith
    | If
    | Quantified
    | Count
    | Fold
    | Distinct
    | DistinctOver
)

TRUE, FALSE = Truth(True), Truth(False)


ClaimKind = Literal["said", "assumed", "triple", "derived", "rule"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One formula with the text it quotes. `source` is the formula as it was written, for carets."""

    id: str
    formula: Term
    says: str = ""
    kind: ClaimKind = "said"
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Entails:
    """Does the formula follow from the claims?"""

    formula: Term
    says: str = ""
    source: str = field(default="", compare=False)


OptionMode = Literal["must", "could", "cannot", "except"]


@dataclass(frozen=True, slots=True)
class Option:
    """One labelled choice."""

    label: str
    formula: Term
    says: str = ""
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Options:
    """Which option must, could or cannot hold, or does not have to (`except`)? One is promised."""

    mode: OptionMode
    options: tuple[Option, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Find:
    """The values of the shown symbols (all symbols if none is named); one solution is promised."""

    show: tuple[str, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Enumerate:
    """Up to `limit` different values of the shown symbols."""

    show: tuple[str, ...] = ()
    limit: int = 10
    says: str = ""


@dataclass(frozen=True, slots=True)
class Optimise:
    """The largest or smallest value of a numeric term."""

    sense: Literal["maximize", "minimize"]
    term: Term
    says: str = ""
    source: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Ask:
    """The values of the bindings that make the formula true in a knowledge graph."""

    bindings: tuple[Binding, ...]
    formula: Term
    says: str = ""
    source: str = field(default="", compare=False)


Goal: TypeAlias = Entails | Options | Find | Enumerate | Optimise | Ask


@dataclass(frozen=True, slots=True)
class Problem:
    """A vocabulary, claims about it, and a goal. `text` is what the claims quote."""

    sorts: tuple[Sort, ...]
    symbols: tuple[Symbol, ...]
    claims: tuple[Claim, ...]
    goal: Goal
    text: str = ""
    unique_names: bool = True
    ir_version: int = IR_VERSION


def conjunction(parts: tuple[Term, ...]) -> Term:
    """Return the conjunction of any number of formulas, without a connective where one is enough."""
    match parts:
        case ():
            return TRUE
        case (only,):
            return only
        case _:
            return And(parts)


def disjunction(parts: tuple[Term, ...]) -> Term:
    """Return the disjunction of any number of formulas, without a connective where one is enough."""
    match parts:
        case ():
            return FALSE
        case (only,):
            return only
        case _:
            return Or(parts)


def negate(formula: Term) -> Term:
    """Return the negation, taking a double negation away."""
    match formula:
        case Not(arg):
            return arg
        case Truth(value):
            return Truth(not value)
        case _:
            return Not(formula)


def goal_formulas(goal: Goal) -> tuple[Term, ...]:
    """Return the formulas and terms that a goal mentions, in their order."""
    match goal:
        case Entails(formula) | Ask(_, formula):
            return (formula,)
        case Options(_, options):
            return tuple(option.formula for option in options)
        case Optimise(_, term):
            return (term,)
        case Find() | Enumerate():
            return ()
