"""What people say of the properties of MetaQA and PathQuestion in claims; no template of theirs is here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Words:
    """A property in words: `{x}` is the subject, `{y}` the value.

    `said` and `denied` are sentences, `verb` what is said of the subject, `did` of the value, `which` what
    follows a `noun`, `of` what names the value. `world`: the graph has `all` of it, it has `one` value, or it
    is `open`.
    """

    said: tuple[str, ...]
    denied: tuple[str, ...] = ()
    verb: tuple[str, ...] = ()
    did: tuple[str, ...] = ()
    which: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    noun: str = "a film"
    world: Literal["all", "one", "open"] = "open"


_FILMS = {
    "directed_by": Words(
        ("{x} was directed by {y}.", "{y} directed {x}.", "The director of {x} is {y}."),
        ("{x} was not directed by {y}.", "{y} did not direct {x}.", "{y} is not the director of {x}."),
        ("was directed by {y}", "was made by the director {y}"),
        ("directed {y}", "also directed {y}"),
        ("directed by {y}", "that {y} directed"),
        ("the director of {x}",),
        world="all",
    ),
    "written_by": Words(
        ("{x} was written by {y}.", "{y} wrote {x}.", "{y} is the writer of {x}."),
        ("{x} was not written by {y}.", "{y} did not write {x}."),
        ("was written by {y}",),
        ("wrote {y}", "also wrote {y}"),
        ("written by {y}", "that {y} wrote"),
        ("the writer of {x}", "the author of {x}"),
        world="all",
    ),
    "starred_actors": Words(
        ("{y} starred in {x}.", "{y} acted in {x}.", "{x} stars {y}.", "{y} appears in {x}."),
        ("{y} did not star in {x}.", "{y} did not act in {x}.", "{x} does not star {y}."),
        ("stars {y}", "starred {y}"),
        ("starred in {y}", "acted in {y}"),
        ("starring {y}", "that {y} acted in"),
        ("an actor in {x}",),
    ),
    "release_year": Words(
        ("{x} was released in {y}.", "{x} came out in {y}.", "{x} is a film from {y}."),
        ("{x} was not released in {y}.", "{x} did not come out in {y}."),
        ("was released in {y}", "came out in {y}"),
        which=("released in {y}", "from {y}"),
        world="one",
    ),
    "has_genre": Words(
        ("The genre of {x} is {y}.", "{x} has the genre {y}.", "{x} belongs to the genre {y}."),
        ("The genre of {x} is not {y}.", "{x} does not belong to the genre {y}."),
        ("has the genre {y}",),
        which=("of the genre {y}",),
    ),
    "in_language": Words(
        ("{x} is in {y}.", "The language of {x} is {y}.", "{x} is in the {y} language."),
        ("{x} is not in {y}.", "The language of {x} is not {y}."),
        ("is in the {y} language",),
        which=("in the {y} language",),
        world="all",
    ),
}  # fmt: skip

_PEOPLE = {
    "parents": Words(
        ("{x} is a child of {y}.", "{y} is a parent of {x}.", "One of the parents of {x} is {y}."),
        ("{x} is not a child of {y}.", "{y} is not a parent of {x}."),
        ("is a child of {y}",),
        which=("who is a child of {y}", "whose parent is {y}"),
        of=("a parent of {x}",),
        noun="somebody",
        world="all",
    ),
    "children": Words(
        ("{x} is a parent of {y}.", "{x} has a child called {y}.", "{y} is one of the children of {x}."),
        ("{x} is not a parent of {y}.", "{x} has no child called {y}."),
        ("is a parent of {y}",),
        which=("who is a parent of {y}",),
        of=("a child of {x}",),
        noun="somebody",
    ),
    "spouse": Words(
        ("{x} was married to {y}.", "{y} is the spouse of {x}.", "{x} had {y} as a spouse."),
        ("{x} was not married to {y}.", "{y} is not the spouse of {x}."),
        ("was married to {y}",),
        which=("who was married to {y}", "whose spouse is {y}"),
        of=("the spouse of {x}", "the husband or wife of {x}"),
        noun="somebody",
        world="all",
    ),
    "nationality": Words(
        ("The nationality of {x} is {y}.", "{x} had the nationality of {y}.", "{x} was a citizen of {y}."),
        ("The nationality of {x} is not {y}.", "{x} was not a citizen of {y}."),
        ("was a citizen of {y}", "has the nationality {y}"),
        which=("whose nationality is {y}",),
        noun="somebody",
    ),
    "profession": Words(
        ("{x} worked as {y}.", "The profession of {x} is {y}.", "{x} was by profession {y}."),
        ("{x} did not work as {y}.", "The profession of {x} is not {y}."),
        ("worked as {y}", "has the profession {y}"),
        which=("whose profession is {y}",),
        noun="somebody",
    ),
    "religion": Words(
        ("The religion of {x} is {y}.", "{x} had the religion {y}."),
        ("The religion of {x} is not {y}.",),
        ("had the religion {y}",),
        which=("whose religion is {y}",),
        noun="somebody",
        world="one",
    ),
    "cause_of_death": Words(
        ("{x} died of {y}.", "The cause of death of {x} was {y}."),
        ("{x} did not die of {y}.", "The cause of death of {x} was not {y}."),
        ("died of {y}",),
        which=("who died of {y}",),
        noun="somebody",
        world="one",
    ),
    "place_of_birth": Words(
        ("{x} was born in {y}.", "The birthplace of {x} is {y}.", "{y} is where {x} was born."),
        ("{x} was not born in {y}.", "The birthplace of {x} is not {y}."),
        ("was born in {y}",),
        which=("who was born in {y}",),
        noun="somebody",
        world="one",
    ),
    "place_of_death": Words(
        ("{x} died in {y}.", "The place of death of {x} is {y}."),
        ("{x} did not die in {y}.", "The place of death of {x} is not {y}."),
        ("died in {y}",),
        which=("who died in {y}",),
        noun="somebody",
        world="one",
    ),
    "gender": Words(
        ("The gender of {x} is {y}.", "{x} is {y}."),
        ("The gender of {x} is not {y}.", "{x} is not {y}."),
        ("is {y}",),
        which=("whose gender is {y}",),
        noun="somebody",
        world="one",
    ),
}

WORDS: Mapping[str, Mapping[str, Words]] = {"metaqa": _FILMS, "pathquestion": _PEOPLE}
"""Each set's properties."""


def spelled(name: str) -> str:
    """Return a name as prose has it."""
    if "_" not in name:
        return name
    return " ".join(
        word[:1].upper() + word[1:] if len(word) > 2 else word for word in name.split("_")
    ).strip()
