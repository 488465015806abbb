"""Near keys are those that comparing with every key finds."""

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from neurosym.knowledge.link.near import ENOUGH, MOST, SHORTEST, Near

KEYS = st.text(st.sampled_from("abcdeé東\U00020000\udc80"), max_size=9)


@given(st.sets(KEYS, max_size=30), KEYS)
def test_near_keys_are_those_that_share_enough_letters(keys: set[str], key: str) -> None:
    found = dict(Near(keys).find(key))
    near = {one: fuzz.ratio(key, one) / 100 for one in keys if one != key}
    near = {one: ratio for one, ratio in near.items() if ratio >= ENOUGH and len(key) >= SHORTEST}
    assert found.items() <= near.items()
    assert len(found) >= min(len(near), MOST - (key in keys))
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert min(found.values(), default=0.0) >= max(
        (near[one] for one in near.keys() - found.keys()), default=0.0
    )


def test_of_very_long_keys_every_letter_counts() -> None:
    assert dict(Near(["a" * 300, "b" * 300]).find("a" * 299)) == {
        "a" * 300: fuzz.ratio("a" * 300, "a" * 299) / 100
    }
