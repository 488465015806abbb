"""Single sentences through the LM that reads them: how many are read right, and how sure it is of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from neurosym.bench.curve import TITLE, Given, curve, side_by_side
from neurosym.bench.run import Options, Row, report, show
from neurosym.faults import Fault, FaultError
from neurosym.learn.score import Case, Scored, by_construct, held_out, paraphrases, scored, shares
from neurosym.lm.base import SentenceLM, missing, open_lm
from neurosym.translate.sentences.doubt import THRESHOLD

NAME = "sentences"
NOTE = (
    f"`withheld` is the share whose reading is less than {THRESHOLD:.0%} likely, "
    "`clear` the share of right readings among the others."
)


def bench(options: Options) -> None:
    """Read single sentences of a file, and of what training held out; count the right readings."""
    lm = open_lm(options.lm, **options.lm_settings)
    if not isinstance(lm, SentenceLM):
        raise FaultError(Fault("unusable-model", f"{options.lm} does not read sentences"))
    done = list(scored(lm, _cases(options)))
    groups = by_construct(done)
    rows = [_row(part, construct, lm.name, group) for (part, construct), group in groups.items()]
    whole = {part: group for (part, construct), group in groups.items() if not construct}
    risks = curve({part: [_given(one) for one in group] for part, group in whole.items()})
    report(NAME, rows, options, NOTE, {"curve": risks, "items": [_item(one) for one in done]})
    show(TITLE, side_by_side(risks))


def _cases(options: Options) -> list[Case]:
    cases = [case for case in paraphrases(options.data) if options.wants(case.part, case.construct)]
    return [*cases[: options.limit], *(_held_out(options) if options.held_out else ())]


def _held_out(options: Options) -> list[Case]:
    try:
        from neurosym.learn.mixture import held_out_pairs
        from neurosym.learn.phrasebook import grammars
        from neurosym.learn.texts import held_out_texts
    except ImportError as error:
        raise missing("`--held-out`", error.name or str(error), "'neurosym-engine[train]'") from error
    chosen = [grammar for grammar in grammars() if options.wants(grammar.name)]
    texts = [pair for pair in held_out_texts() if options.wants(pair.where.partition("/")[0])]
    return held_out({**held_out_pairs(chosen, options.held_out), "texts": texts})


def _row(part: str, construct: str, model: str, group: Sequence[Scored]) -> Row:
    found = {
        name: round(value, 4) if isinstance(value, float) else value
        for name, value in asdict(shares(group, THRESHOLD)).items()
    }
    return {"set": part, "construct": construct or "all", "model": model, **found}


def _given(one: Scored) -> Given:
    return Given(one.certainty, one.equivalent, not one.equivalent)


def _item(one: Scored) -> dict[str, object]:
    case = asdict(one.case)
    return {**case, **{key: value for key, value in asdict(one).items() if key != "case"}}
