"""Prose as single claims: what is parted, what pronouns stand for, what is left whole."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from neurosym.knowledge.link import Mention
from neurosym.translate.questions.prose import claims

NAMES = (
    "Another 48 Hrs.",
    "Kismet",
    "William Dieterle",
    "Edward Knoblock",
    "Possible Worlds",
    "Robert Lepage",
    "1944",
)


def chosen(text: str) -> Sequence[Mention]:
    found = [
        Mention(match.start(), match.end(), match[0], 1.0, (), "")
        for name in NAMES
        for match in re.finditer(re.escape(name), text)
    ]
    return sorted(found, key=lambda one: one.start)


def is_a(mention: Mention, noun: str) -> bool:
    return noun == "film" and mention.text in ("Kismet", "Possible Worlds")


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (
            "Kismet was directed by William Dieterle and written by Edward Knoblock. It came out in 1944.",
            [
                "Kismet was directed by William Dieterle",
                "Kismet was written by Edward Knoblock",
                "Kismet came out in 1944.",
            ],
        ),
        (
            "Another 48 Hrs. was directed by Robert Lepage.",
            ["Another 48 Hrs. was directed by Robert Lepage."],
        ),
        (
            "William Dieterle and Robert Lepage acted in Kismet.",
            ["William Dieterle acted in Kismet", "Robert Lepage acted in Kismet"],
        ),
        (
            "Kismet was written by Edward Knoblock, Robert Lepage and William Dieterle.",
            [
                "Kismet was written by Edward Knoblock",
                "Kismet was written by Robert Lepage",
                "Kismet was written by William Dieterle",
            ],
        ),
        (
            "Robert Lepage directed Possible Worlds and wrote Kismet.",
            ["Robert Lepage directed Possible Worlds", "Robert Lepage wrote Kismet"],
        ),
        (
            "Kismet was directed by William Dieterle, and he wrote Possible Worlds.",
            ["Kismet was directed by William Dieterle", "William Dieterle wrote Possible Worlds"],
        ),
        (
            "Kismet was directed by William Dieterle. The film was written by Edward Knoblock. "
            "Its director is Robert Lepage.",
            [
                "Kismet was directed by William Dieterle.",
                "Kismet was written by Edward Knoblock.",
                "Kismet's director is Robert Lepage.",
            ],
        ),
        (
            "Robert Lepage acted in a film directed by William Dieterle and written by Edward Knoblock.",
            ["Robert Lepage acted in a film directed by William Dieterle and written by Edward Knoblock."],
        ),
        (
            "Kismet was not directed by William Dieterle and written by Robert Lepage.",
            ["Kismet was not directed by William Dieterle and written by Robert Lepage."],
        ),
    ],
)
def test_claims_are_parted(text: str, read: list[str]) -> None:
    found = claims(text, chosen, is_a)
    assert [claim.text for claim in found] == read
    assert all(0 <= claim.start < claim.end <= len(text) for claim in found)
    for claim in found:
        assert (claim.text == text[claim.start : claim.end]) or claim.put or " and " in text or ", " in text


def test_what_there_is_is_told_from_what_there_is_not() -> None:
    some, none = claims(
        "There is a film directed by Robert Lepage. There is nobody who wrote Kismet.", chosen, is_a
    )
    assert (some.exists, some.denied, some.text) == (True, False, "film directed by Robert Lepage.")
    assert (none.exists, none.denied, none.text) == (True, True, "who wrote Kismet.")


@pytest.mark.parametrize(
    "text", ["It was released in 1944.", "Robert Lepage directed Possible Worlds. It was released in 1944."]
)
def test_a_pronoun_that_may_mean_several_is_left(text: str) -> None:
    assert claims(text, chosen, is_a)[-1].unresolved == "It"
