"""Ask a question in words, branch on the verdict, and look at the reasons."""

from pathlib import Path

import neurosym as ns

HERE = Path(__file__).parent

answer = ns.ask(HERE.joinpath("coffee.txt").read_text(), lm=f"scripted/{HERE / 'coffee.replies.json'}")

print(answer)
for claim in answer.because:
    print("-", claim.says)

if answer.verdict.abstains:
    print("no answer:", *answer.faults)
elif answer.verdict is ns.Verdict.PROVED:
    print("It follows.")
