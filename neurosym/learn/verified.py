"""Pairs that an engine verified: the readings behind answers that are known to be right. Asks nobody.

This is how the solver teaches (expert iteration, Anthony et al. 2017): an LM reads texts with known answers,
`neurosym bench embedded --json FILE` keeps what it heard and whether the answer came out right, and the next
run learns from the readings that led there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from neurosym.faults import Fault, FaultError
from neurosym.learn.synchronous import Pair, paired

LEAST = 0.1
"""How likely a reading must have been: one that came last of many may be right by luck."""


def verified_pairs(files: Iterable[Path]) -> list[Pair]:
    """Return what right answers rest on, each sentence with its reading once.

    Sentences that an answer did without may have been misread, and are left out.
    A text of several questions (`name/1`, `name/2`) counts only where all are right. Where a sentence was
    read in two ways, each in a text that came out right, nothing shows which is: neither is returned.
    Raises `FaultError` (`no-rows`) for a file that is no such result.
    """
    found: dict[str, Pair] = {}
    twofold = set()
    for file in files:
        for pair in _heard(file):
            if found.setdefault(pair.sentence, pair).reading != pair.reading:
                twofold.add(pair.sentence)
    return [pair for sentence, pair in found.items() if sentence not in twofold]


def _heard(file: Path) -> Iterator[Pair]:
    try:
        items = json.loads(file.read_text(encoding="utf-8"))["items"]
        wrong = {_text(item) for item in items if not item["free"]["right"]}
        heard = [(item, one) for item in items if _text(item) not in wrong for one in item["heard"]]
        for item, one in heard:
            if one["rested on"] and one["certainty"] >= LEAST:
                # what could not be read at all has no reading
                with suppress(FaultError):
                    yield paired(one["sentence"], one["reading"], f"{item['set']}:{item['id']}")
    except (OSError, ValueError, KeyError, TypeError) as error:
        hint = "write it with `neurosym bench embedded --json FILE`"
        raise FaultError(
            Fault("no-rows", f"{file} does not tell what was heard: {error}", hint=hint)
        ) from error


def _text(item: Mapping[str, object]) -> tuple[object, str]:
    return item["set"], str(item["id"]).partition("/")[0]
