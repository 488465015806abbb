"""Ask a policy before an instruction is carried out, and say what is missing where it depends."""

import neurosym as ns
from neurosym.shelf import shelf

guard = ns.Guard(["safety_interlocks", "plant_guard"], shelf("knowledge_graphs") / "plant.ttl")

for verb, machine in (("stop", "P-202A"), ("start", "P-202B"), ("start", "P-202A")):
    found = guard.judge({"do": verb, "what": machine, "by": "M. Duarte"})
    print(found.report(), end="\n\n")
    if found.permission == "undetermined":
        print("find out first:", *found.missing)
