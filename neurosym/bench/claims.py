"""Claims made from the paths of graphs, with how each stands: is it told from the form, and from the text?

Five kinds as in FactKG (Kim and others, "FactKG: Fact verification via reasoning on knowledge graphs", 2023):
one hop, conjunction, existence, several hops, negation. Claims are supported, contradicted or not in the
graph in balance; how one stands is worked out here from sets of triples alone, without the judge. Names are
those of the graph, the words around them are written here (`WORDS`) and are in no training.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from neurosym.bench.claims_made import EACH, FILES, KINDS, C, Made, N, S, World, made
from neurosym.bench.run import Options, Row
from neurosym.lm.base import LM, SentenceLM
from neurosym.solve.graph.claims.judge import Standing
from neurosym.verified import Verified
from neurosym.verify_text import Verifier

AT_ONCE = 64


def judged_forms(verifier: Verifier, claims: Sequence[Made]) -> Iterator[Standing]:
    """Yield how the judge says that the gold forms stand."""
    for claim in claims:
        yield verifier.judge(verifier.claim(claim.form, claim.mentions, claim.text)).standing


def judged_texts(verifier: Verifier, claims: Sequence[Made]) -> Iterator[Standing]:
    """Yield how the texts stand, of which the parts stand together as `together` says."""
    for start in range(0, len(claims), AT_ONCE):
        for found in verifier.texts([claim.text for claim in claims[start : start + AT_ONCE]]):
            yield together(found)


def together(found: Verified) -> Standing:
    """Return how all claims of a text stand: contradicted if one of them is."""
    standings = {claim.standing for claim in found.claims}
    for one in (C, Standing.NOT_CHECKED, N):
        if one in standings:
            return one
    return S if standings else Standing.NOT_CHECKED


def measured(
    name: str, path: Path, lm: LM | SentenceLM | str | None = None, each: int = EACH, seed: int = 1
) -> Iterator[Row]:
    """Yield a row for each kind: from forms, and where an LM is given from texts.

    `right`, `wrong`, `abstained` (not checked), `falsely` (supported and not so), of `n`; CPU seconds.
    """
    world = World.read(name, path)
    claims = made(world, each, seed)
    with Verifier(world.graph(), "", lm, world.functional, world.closed, certify=False) as verifier:
        ways: list[tuple[str, Callable[[Verifier, Sequence[Made]], Iterator[Standing]]]] = [
            ("forms", judged_forms)
        ]
        if lm is not None:
            ways.append(("texts", judged_texts))
        for way, judge in ways:
            for kind in KINDS:
                mine = [claim for claim in claims if claim.kind == kind]
                began = time.process_time()
                standings = list(judge(verifier, mine))
                took = time.process_time() - began
                yield {
                    "set": name,
                    "kind": kind,
                    "from": way,
                    **_scores(mine, standings),
                    "cpu_s": round(took, 2),
                }


def _scores(claims: Sequence[Made], standings: Sequence[Standing]) -> Row:
    counts = Counter(
        "right" if one is claim.gold else "abstained" if one is Standing.NOT_CHECKED else "wrong"
        for claim, one in zip(claims, standings, strict=True)
    )
    falsely = sum(one is S is not claim.gold for claim, one in zip(claims, standings, strict=True))
    return {
        "n": len(claims),
        "right": counts["right"],
        "wrong": counts["wrong"],
        "abstained": counts["abstained"],
        "falsely": falsely,
    }


def claims(options: Options) -> Iterator[Row]:
    """Yield how well claims are judged, on each set that is there; from texts too where an LM is named."""
    for name, place in FILES.items():
        if (options.data / place).is_file() and options.wants("claims", name):
            yield from measured(name, options.data / place, options.lm or None, options.limit or EACH)
