"""The pronouns of English, by what they may stand for. Word lists only."""

from __future__ import annotations

HE = dict.fromkeys(("he", "him", "his", "himself"), "he") | dict.fromkeys(
    ("she", "her", "hers", "herself"), "she"
)
IT = frozenset({"it", "its", "itself", "this", "that"})
THEY = frozenset({"they", "them", "their", "these", "those", "theirs", "both", "themselves", "each other"})
SELF = frozenset({"himself", "herself", "itself", "themselves", "myself", "each other", "one another"})
ME = frozenset({"i", "me", "my", "myself"})
WE = frozenset({"we", "us", "our", "ourselves"})
UNNAMED = "thing"
"""What `it` means where those who speak were asked about something that no sentence names."""
WHO_IT_WAS = "it"
"""In "it was Tom" it is nobody who was spoken of before."""
COMPANIONS = frozenset(
    ("neighbour", "neighbor", "friend", "companion", "colleague", "partner", "brother", "sister", "twin")
)
LAST_TWO = {"former": 0, "latter": 1}
PRONOUNS: frozenset[str] = frozenset(HE.keys() | IT | THEY | ME | WE | LAST_TWO.keys())
