"""Pronouns by which a speaker means himself, in reported speech and in his own words."""

import pytest

from neurosym.translate.sentences.entries import Entry
from neurosym.translate.sentences.notation.printing import show_reading
from neurosym.translate.sentences.notation.reading import read_reading
from neurosym.translate.sentences.sayings.speaking import is_direct, with_speakers
from neurosym.translate.sentences.words.names import Names

_LISTED = ("Three are asked: Tom, Ann and Ida.", " @members three: Tom, Ann, Ida")


@pytest.mark.parametrize(
    ("text", "reading", "meant"),
    [
        ("Tom says that he did it.", " @says Tom: did( he, it)", " @says Tom: did( Tom, it)"),
        (
            "Ann says that Tom or she herself did it.",
            " @says Ann: did( Tom, it) | did( herself, it)",
            " @says Ann: did( Tom, it) | did( Ann, it)",
        ),
        ("Ann says it was she.", " @says Ann: it = she", " @says Ann: it = Ann"),
        ("Tom says the thief is himself.", " @says Tom: thief = himself", " @says Tom: thief = Tom"),
        (
            'Ida: "We came in ahead of Tom."',
            " @says Ida: ahead of( We, Tom)",
            " @says Ida: ahead of( Ida, Tom)",
        ),
        ('Ida: "We were not last."', " @says Ida: not last( We)", " @says Ida: not last( Ida)"),
        # another one may be meant
        ('"He did it," says Tom.', " @says Tom: did( He, it)", " @says Tom: did( He, it)"),
        ("Tom says that she did it.", " @says Tom: did( she, it)", " @says Tom: did( she, it)"),
        (
            "Ann says that Ida lies when she speaks.",
            " @says Ann: speaks( she) -> lies( Ida)",
            " @says Ann: speaks( she) -> lies( Ida)",
        ),
        ("Ann says that we are knaves.", " @says Ann: knaves( we)", " @says Ann: knaves( we)"),
        (
            "Ann says that Tom blames himself.",
            " @says Ann: blames( Tom, himself)",
            " @says Ann: blames( Tom, himself)",
        ),
    ],
)
def test_a_speaker_means_himself(text: str, reading: str, meant: str) -> None:
    entries = [Entry(said, read_reading(read), "statement") for said, read in (_LISTED, (text, reading))]
    done = with_speakers(entries, Names.of(" ".join(entry.text for entry in entries)))
    assert show_reading(done[1].parts) == meant


@pytest.mark.parametrize(
    ("pronoun", "text", "direct"),
    [
        ("he", "“He did it,” says Tom.", True),
        ("he", "Tom: he did it.", True),
        ("he", "Tom says that he did it.", False),
        ("he", '"Ann did it," says Tom, as he always does.', False),
        ("he", "Tom says nothing.", False),
    ],
)
def test_direct_speech(pronoun: str, text: str, direct: bool) -> None:
    assert is_direct(pronoun, text) == direct
