"""JSON from outside: what is bounded and refused."""

import pytest

from neurosym.faults import FaultError
from neurosym.ir.strict import MAX_DEPTH, read_json


def code_of(text: str) -> str:
    with pytest.raises(FaultError) as caught:
        read_json(text)
    return caught.value.faults[0].code


def test_plain_json_is_read() -> None:
    assert read_json('{"a": [1, 2.5, "x", null, true]}') == {"a": [1, 2.5, "x", None, True]}


@pytest.mark.parametrize(
    "text",
    [
        '{"a": NaN}',
        '{"a": Infinity}',
        '{"a": -Infinity}',
        '{"a": 1e400}',
        '{"a": ' + "9" * 41 + "}",
        '{"a": 1, "a": 2}',
        '{"b": {"a": 1, "a": 1}}',
        "{'a': 1}",
        "",
        '{"a": 1',
    ],
)
def test_what_is_no_plain_json_is_a_fault(text: str) -> None:
    assert code_of(text) == "bad-json"


def test_depth_is_refused_before_parsing_and_brackets_in_strings_do_not_count() -> None:
    assert code_of("[" * 100_000) == "too-big"
    assert code_of("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == "too-big"
    assert read_json("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
    assert read_json('"' + "[" * 1000 + '\\"{"') == "[" * 1000 + '"{'


def test_size_comes_first() -> None:
    assert code_of(" " * 300_000) == "too-big"
    assert read_json(" " * 300_000 + "1", limit=400_000) == 1


def test_a_fault_shows_the_place() -> None:
    with pytest.raises(FaultError, match=r"line 2: \"b\" 2}\n +\^"):
        read_json('{"a": 1,\n"b" 2}')
