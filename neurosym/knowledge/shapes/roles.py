"""Kinds of nodes that have no class, by the properties that they have. Knows no names.

A role is to be the subject of a property, or its object. Roles that mostly the same nodes have are one kind:
what is directed has a year and a genre, and is a film, though nothing says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from neurosym.knowledge.nodes import Node, Triple, is_literal

Role = tuple[Node, bool]
"""A property, and whether the node is its object."""

SHARED = 0.5
"""Share of the rarer role's nodes that have the other role too, from which both are one kind."""
MAX_ROLES = 400


def kinds_by_roles(triples: Iterable[Triple], skipped: Mapping[Node, object]) -> dict[Node, Role]:
    """Return for each node that is not skipped the most frequent role of its kind."""
    roles: dict[Node, set[Role]] = {}
    for subject, predicate, value in triples:
        if subject not in skipped:
            roles.setdefault(subject, set()).add((predicate, False))
        if value not in skipped and not is_literal(value):
            roles.setdefault(value, set()).add((predicate, True))
    signatures = Counter(frozenset(each) for each in roles.values())
    heads = _merged(signatures)
    return {node: _head(each, heads) for node, each in roles.items()}


def _merged(signatures: Mapping[frozenset[Role], int]) -> dict[Role, tuple[Role, int]]:
    """Return for each role the most frequent one of its kind, with the count of that."""
    sizes: Counter[Role] = Counter()
    for signature, count in signatures.items():
        for role in signature:
            sizes[role] += count
    frequent = {role for role, _ in sizes.most_common(MAX_ROLES)}
    both: Counter[tuple[Role, Role]] = Counter()
    for signature, count in signatures.items():
        known = sorted(signature & frequent)
        for place, one in enumerate(known):
            for other in known[place + 1 :]:
                both[one, other] += count
    parent = {role: role for role in sizes}

    def root(role: Role) -> Role:
        while parent[role] != role:
            role = parent[role]
        return role

    for (one, other), count in sorted(both.items(), key=lambda each: (-each[1], each[0])):
        if count >= SHARED * min(sizes[one], sizes[other]):
            first, last = sorted((root(one), root(other)), key=lambda role: (-sizes[role], role))
            parent[last] = first
    return {role: (root(role), sizes[root(role)]) for role in sizes}


def _head(roles: Iterable[Role], heads: Mapping[Role, tuple[Role, int]]) -> Role:
    """Return the kind that most roles of a node belong to, the larger of two."""
    votes = Counter(heads[role] for role in roles)
    ((head, _), _) = max(votes.items(), key=lambda each: (each[1], each[0][1], each[0][0]))
    return head
