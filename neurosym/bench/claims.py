"""Claims made from the paths of graphs, with how each stands: is it told from the form, and from the text?

Five kinds as in FactKG (Kim and others, "FactKG: Fact verification via reasoning on knowledge graphs", 2023):
one hop, conjunction, existence, several hops, negation. Claims are supported, contradicted or not in the
graph in balance; how one stands is worked out here from sets of triples alone, without the judge. Names are
those of the graph, the words around them are written here (`WORDS`) and are in no training.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TypeAlias

from neurosym.bench.asking import identity, mute, opened
from neurosym.bench.claims_made import EACH, FILES, KINDS, C, Made, N, S, World, made
from neurosym.bench.parts import Skipped, absent, fingerprint, place
from neurosym.bench.run import Done, Item, Options, Row, share
from neurosym.bench.timing import timed
from neurosym.solve.graph.claims.judge import Standing
from neurosym.verified import Verified
from neurosym.verify_text import Verifier

AT_ONCE = 64
"""Claims that are one item, and of which the texts are read together."""
COUNTED = ("right", "wrong", "abstained", "falsely")
NOTE = (
    "`right`: how a claim stands is told right, `wrong`: otherwise, `abstained`: it is not checked; "
    "`falsely`: of all, those said to be supported that are not. `forms`: from gold forms, `texts`: as the "
    "LM reads them. `ms`: processor time of a claim."
)


def judged_forms(verifier: Verifier, claims: Sequence[Made]) -> Iterator[Standing]:
    """Yield how the judge says that the gold forms stand."""
    for claim in claims:
        yield verifier.judge(verifier.claim(claim.form, claim.mentions, claim.text)).standing


def judged_texts(verifier: Verifier, claims: Sequence[Made]) -> Iterator[Standing]:
    """Yield how the texts stand, of which the parts stand together as `together` says."""
    for found in verifier.texts([claim.text for claim in claims]):
        yield together(found)


Way: TypeAlias = "Callable[[Verifier, Sequence[Made]], Iterator[Standing]]"
WAYS: Mapping[str, Way] = {"forms": judged_forms, "texts": judged_texts}


def together(found: Verified) -> Standing:
    """Return how all claims of a text stand: contradicted if one of them is."""
    standings = {claim.standing for claim in found.claims}
    for one in (C, Standing.NOT_CHECKED, N):
        if one in standings:
            return one
    return S if standings else Standing.NOT_CHECKED


@dataclass
class _Set:
    """The claims of one set and what judges them, both made when first needed."""

    name: str
    path: Path
    options: Options

    @cached_property
    def world(self) -> World:
        return World.read(self.name, self.path)

    @cached_property
    def claims(self) -> Mapping[str, Sequence[Made]]:
        claims = made(self.world, self.options.limit or EACH)
        return {kind: [claim for claim in claims if claim.kind == kind] for kind in KINDS}

    @cached_property
    def verifier(self) -> Verifier:
        world = self.world
        lm = opened(self.options)
        return Verifier(world.graph(), "", lm, world.functional, world.closed, certify=False)


def items(options: Options) -> Iterator[Item | Skipped]:
    """Yield what there is to do, in batches: `--limit` claims of each kind, from forms and from texts."""
    each = options.limit or EACH
    for name, file in FILES.items():
        path = place(options, file)
        if not path.is_file():
            yield absent(options, name, file)
            continue
        claims = _Set(name, path, options)
        for way in WAYS:
            group, read = f"{name} from {way}", way == "texts"
            if not options.wants(f"claims/{group}"):
                continue
            if read and (why := mute(options)):
                yield Skipped(group, why)
                continue
            content = (str(each), fingerprint(path), identity(options) if read else "")
            for kind in KINDS:
                for begin in range(0, each, AT_ONCE):
                    work = partial(_judged, claims, way, kind, begin)
                    yield Item(group, f"{kind} {begin}", content, work)


def _judged(claims: _Set, way: str, kind: str, begin: int) -> Done:
    some = claims.claims[kind][begin : begin + AT_ONCE]
    verifier, judge = claims.verifier, WAYS[way]
    list(judge(verifier, [replace(one, text="") for one in some[:1]]))  # what is made once is not counted
    standings, cpu_s = timed(lambda: list(judge(verifier, some)))
    return {"set": claims.name, "kind": kind, "from": way, **scores(some, standings), "cpu_s": cpu_s}


def scores(claims: Sequence[Made], standings: Sequence[Standing]) -> dict[str, int]:
    """Count how many of `n` are right, wrong, not checked, and falsely supported."""
    counts = Counter(
        "right" if one is claim.gold else "abstained" if one is Standing.NOT_CHECKED else "wrong"
        for claim, one in zip(claims, standings, strict=True)
    )
    counts["falsely"] = sum(one is S is not claim.gold for claim, one in zip(claims, standings, strict=True))
    return {"n": len(claims), **{name: counts[name] for name in COUNTED}}


def rows(group: str, done: Sequence[Done]) -> Iterator[Row]:
    """Yield a row for each kind of claim of a set, and one of all."""
    for kind in (*KINDS, "all"):
        some = [one for one in done if kind in (one["kind"], "all")]
        if some and (kind != "all" or len({str(one["kind"]) for one in done}) > 1):
            yield {"set": str(some[0]["set"]), "from": str(some[0]["from"]), "kind": kind, **_summed(some)}


def _summed(done: Sequence[Done]) -> Row:
    total = {name: sum(float(str(one[name])) for one in done) for name in ("n", *COUNTED, "cpu_s")}
    n = int(total["n"])
    shares = {name: share(int(total[name]), n) for name in COUNTED}
    return {"n": n, **shares, "ms": round(1000 * total["cpu_s"] / n, 1) if n else 0.0}
