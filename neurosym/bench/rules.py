"""How fast are rules? Ancestors in trees, proof trees and OWL 2 RL, against other engines where installed.

Each row is processor time of this process and ratios in the same run; both sides read the same CSV file or
the same triples. Nemo and owlrl are compared with where they are installed (`pip install '.[oracles]'`).
"""

from __future__ import annotations

import csv
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from neurosym.bench.ontologies import Triple, closure_of_owlrl, random_ontology
from neurosym.bench.run import Done, Item, Options, Row, grouped, report, run
from neurosym.shelf import shelf
from neurosym.solve.rules import Derived, Fact, Limits, Programme

NAME = "rules"
FACTS = (10_000, 100_000, 1_000_000)
TRIPLES = (2_000, 10_000, 50_000)
SIZES, TURNS, TREE, TREES = 2, 3, 100, 1_000
LIMITS = Limits(facts=20_000_000, cpu_s=600)
ANCESTORS = """
sort Person
parent, ancestor : Person, Person -> Bool
ancestor(x, y) if parent(x, y)
ancestor(x, z) if parent(x, y) and ancestor(y, z)
"""
NEMO = """
@import parent :- csv{{resource="{path}"}} .
ancestor(?x, ?y) :- parent(?x, ?y) .
ancestor(?x, ?z) :- parent(?x, ?y), ancestor(?y, ?z) .
@export ancestor :- csv {{}} .
"""
NOTE = (
    "`ancestor`: parents in trees of 100, derivations kept; `rate`: million derived facts a CPU-second; "
    "`theirs_s`: nemo. `trees`: 1,000 derivations; theirs: nemo's trace, of 10, times 100. `owl`: theirs is "
    "owlrl, `right`: the closures agree but for what our file says it leaves out. `ratio`: theirs / ours. "
    "`--limit 3` runs the largest sizes too; of these owlrl alone takes more than 15 minutes."
)


def bench(options: Options) -> None:
    """Measure derivations per second, memory, proof trees and OWL 2 RL, with ratios to nemo and owlrl."""
    with TemporaryDirectory() as folder:
        items = [item for item in _items(options, Path(folder)) if options.wants(item.group)]
        finished = grouped(run(NAME, items, options))
    report(NAME, [_row(group, entry) for group, done in finished.items() for entry in done], options, NOTE)


def _items(options: Options, folder: Path) -> Iterator[Item]:
    sizes = options.limit or SIZES
    for size in FACTS[:sizes]:
        yield Item("ancestor", str(size), (), partial(_ancestor, folder, size))
    for size in FACTS[: min(sizes, 2)]:
        yield Item("trees", str(size), (), partial(_trees, folder, size))
    for size in TRIPLES[:sizes]:
        yield Item("owl", str(size), (), partial(_owl, size))


def _cpu(work: Callable[[], object], turns: int = 1) -> float:
    """Return the median of the processor times of some turns."""
    times = []
    for _ in range(turns):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return statistics.median(times)


# --- ancestors


def _forest(folder: Path, size: int) -> Path:
    path = folder / f"parents{size}.csv"
    if not path.exists():
        random = Random(0)
        with open(path, "w", newline="") as file:
            rows = csv.writer(file)
            for tree in range(size // TREE):
                for child in range(1, TREE + 1):
                    rows.writerow((f"t{tree}n{random.randrange(child)}", f"t{tree}n{child}"))
    return path


def _derived(path: Path) -> Derived:
    with open(path, newline="") as file:
        return Programme.read(ANCESTORS).run({"parent": csv.reader(file)}, LIMITS)


def _ancestor(folder: Path, size: int) -> Done:
    path = _forest(folder, size)
    turns = TURNS if size < FACTS[-1] else 1
    ours = _cpu(lambda: _derived(path), turns)
    count = _derived(path).count("ancestor") if size < FACTS[-1] else 0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    theirs, their_count = 0.0, count
    if find_spec("nmo_python"):
        theirs = _cpu(lambda: _nemo(path), turns)
        their_count = sum(1 for _ in _nemo(path).result("ancestor"))
    found = count or their_count
    return _done(size, ours, theirs, right=found == their_count, rate=found / ours / 1e6, mb=round(memory))


def _nemo(path: Path) -> Any:
    nemo = import_module("nmo_python")
    engine = nemo.NemoEngine(nemo.load_string(NEMO.format(path=path)))
    engine.reason()
    return engine


def _trees(folder: Path, size: int) -> Done:
    path = _forest(folder, size)
    derived = _derived(path)
    facts = [Fact("ancestor", row) for row in Random(1).sample(list(derived.rows("ancestor")), TREES)]
    ours = _cpu(lambda: [derived.why(fact) for fact in facts], TURNS)
    theirs = 0.0
    if find_spec("nmo_python"):
        engine = _nemo(path)
        theirs = _cpu(lambda: [engine.trace(f"ancestor({a},{b})") for _, (a, b) in facts[:10]]) * TREES / 10
    return _done(size, ours, theirs, right=all(derived.why(fact).fact == fact for fact in facts))


# --- OWL 2 RL


@cache
def _owl_rules() -> Programme:
    return Programme.read((shelf("rules") / "owl2rl.rules").read_text(encoding="utf-8"))


def _owl(size: int) -> Done:
    triples = random_ontology(size)
    ours = _cpu(lambda: _closure(triples), TURNS if size < TRIPLES[-1] else 1)
    found = _closure(triples)
    theirs, agree = 0.0, True
    if find_spec("owlrl"):
        before = time.process_time()
        expected = closure_of_owlrl(triples)
        theirs = time.process_time() - before
        agree = found == expected
    return _done(size, ours, theirs, right=agree, rate=(len(found) - len(triples)) / ours / 1e6)


def _closure(triples: Sequence[Triple]) -> set[Triple]:
    derived = _owl_rules().run({"triple": triples}, LIMITS)
    return {(str(s), str(p), str(o)) for s, p, o in derived.rows("triple")}


def _done(size: int, ours: float, theirs: float, right: bool, rate: float = 0.0, mb: int = 0) -> Done:
    return {"n": size, "right": right, "ours": ours, "theirs": theirs, "rate": rate, "mb": mb}


def _row(group: str, done: Done) -> Row:
    ours, theirs = float(str(done["ours"])), float(str(done["theirs"]))
    row: Row = {"set": group, "n": int(str(done["n"])), "right": str(done["right"])}
    row |= {"cpu_s": round(ours, 4), "rate": round(float(str(done["rate"])), 3), "mb": int(str(done["mb"]))}
    return row | ({"theirs_s": round(theirs, 4), "ratio": round(theirs / ours, 2)} if theirs else {})
