"""What a word may have meant that a graph does not know: faults that name what there is.

Near are names that share letters with the word, and names with a word of its family: `directed` is near
`directed_by`, and `director` too. Knows no synonyms.
"""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from neurosym import english
from neurosym.faults import Fault, brief
from neurosym.knowledge.link.folding import key
from neurosym.knowledge.shapes.summary import Property, Summary
from neurosym.knowledge.wording import nearness, terms

ENOUGH = 0.6
MOST = 3


def nearest(word: str, names: Iterable[str], most: int = MOST) -> list[str]:
    """Return the names nearest to a word, best first; none where none is near."""
    asked = key(word[:200])
    family = [english.base(part) for part in english.words(word[:200])]
    scores = []
    for name in names:
        letters = fuzz.ratio(asked, key(name)) / 100
        shared = max((nearness(one, other) for one in family for other in terms(name)), default=0.0)
        scores.append((max(letters, 0.9 * shared), name))
    scores.sort(key=lambda each: (-each[0], each[1]))
    return [name for score, name in scores[:most] if score >= ENOUGH]


def unknown(summary: Summary, word: str, of: str = "") -> Fault:
    """Return the fault of a property that things of a kind do not have, with those that they have.

    Without `of`, of a word that names neither a property nor a kind.
    """
    kinds = list(summary.kinds)
    if not of:
        what = f"the graph has no `{brief(word, 60)}`"
        near = nearest(word, [*summary.properties, *kinds])
        return Fault("unknown-name", what, hint=_told(summary, near) or _first(summary, summary.properties))
    kind = next((each for each in kinds if key(each) == key(of)), "")
    if not kind:
        near = nearest(of, kinds)
        hint = f"there is {_listed(near)}" if near else f"there is {_listed(kinds[:8])}"
        return Fault("unknown-name", f"the graph has no kind `{brief(of, 60)}`", hint=hint)
    own = {name: each for name, each in summary.properties.items() if each.subjects.get(kind)}
    led = {name: each for name, each in summary.properties.items() if each.objects.get(kind)}
    what = f"`{brief(of, 60)}` has no `{brief(word, 60)}`"
    near = nearest(word, own)
    if near:
        return Fault(
            "unknown-name", what, hint="it has " + ", ".join(_to(summary, own[name]) for name in near)
        )
    near = nearest(word, led)
    if near:
        ways = ", ".join(f"`{name}` (from {summary.ends(led[name], False)})" for name in near)
        return Fault("unknown-name", what, hint=f"{ways} leads to it")
    return Fault("unknown-name", what, hint=_first(summary, own))


def _told(summary: Summary, names: Iterable[str]) -> str:
    told = [_to(summary, summary.properties[n]) if n in summary.properties else f"`{n}`" for n in names]
    return "it has " + ", ".join(told) if told else ""


def _first(summary: Summary, names: Iterable[str]) -> str:
    first = list(names)
    rest = f" and {len(first) - 8} more" if len(first) > 8 else ""
    return f"it has {_listed(first[:8])}{rest}" if first else "it has no properties"


def _to(summary: Summary, each: Property) -> str:
    return f"`{each.name}` (to {summary.ends(each, True)})"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
