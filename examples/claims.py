"""Check claims about a graph that are written as paths: which triples show them, which contradict them."""

import neurosym as ns
from neurosym.shelf import shelf

with ns.Verifier(shelf("knowledge_graphs") / "geography.ttl") as verifier:
    for form, mentions in (
        ("is A > capital = B", {"A": "France", "B": "Paris"}),
        ("is A > area more B > area", {"A": "France", "B": "Brazil"}),
        ("is A > borders = B", {"A": "France", "B": "Lyon"}),
        ("is A > capital = B", {"A": "France", "B": "Lyon"}),
    ):
        judged = verifier.judge(verifier.claim(form, mentions))
        print(f"{form} {mentions}: {judged.standing}, for {judged.reason}")
