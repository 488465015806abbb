"""Which draft stands, and what may be said of it."""

import pytest

from neurosym.course import Candidate, Course, concluded, usable
from neurosym.faults import Fault
from neurosym.ir.notation import read_problem
from neurosym.ir.verdict import Result, Verdict
from neurosym.lm.base import Reply
from neurosym.translate.draft import Draft

PROBLEM = read_problem('text "One. Two."\np, q : Bool\n"One."\n    p\n"Two."\n    q\nentails\n    p')
READ = Draft(PROBLEM, reply=Reply("x", "m", "free"))
ERROR = Fault("sort", "wrong", claim="c1")
DOUBT = Fault("not-quoted", "no claim quotes this sentence", severity="warning")
OTHER = Fault("several", "the question promises one solution, and there are several", severity="warning")


def candidate(*faults: Fault, verdict: Verdict = Verdict.PROVED, draft: Draft = READ) -> Candidate:
    return Candidate(draft, faults, draft.problem, Result(verdict))


def test_a_draft_replaces_another_only_if_its_faults_are_fewer() -> None:
    course = Course(Candidate(Draft()))
    first, same, fewer = candidate(ERROR, DOUBT), candidate(ERROR, OTHER), candidate(DOUBT, OTHER)
    for one, best in ((first, first), (same, first), (fewer, fewer), (candidate(ERROR), fewer)):
        course.take(one, "lm")
        assert course.best is best
    assert [attempt.kept for attempt in course.attempts] == [True, False, True, False]


def test_a_draft_that_says_something_replaces_one_that_says_nothing() -> None:
    course = Course(Candidate(Draft()))
    course.take(Candidate(Draft(faults=(ERROR,)), (ERROR,)), "lm")
    course.take(candidate(ERROR, ERROR, DOUBT), "lm")
    assert course.attempts[-1].kept


@pytest.mark.parametrize("verdict", Verdict)
def test_what_an_error_leaves_standing(verdict: Verdict) -> None:
    one_more_claim_changes_it = verdict not in (
        Verdict.PROVED,
        Verdict.REFUTED,
        Verdict.UNIQUE,
        Verdict.INCONSISTENT,
        Verdict.NONE,
        Verdict.INFEASIBLE,
    )
    given = candidate(ERROR, verdict=verdict).verdict
    assert given == (Verdict.UNTRANSLATED if one_more_claim_changes_it else verdict)


@pytest.mark.parametrize("verdict", [Verdict.UNDETERMINED, Verdict.SEVERAL])
def test_what_the_text_leaves_open_needs_a_reading_without_doubt(verdict: Verdict) -> None:
    assert candidate(DOUBT, verdict=verdict).verdict is Verdict.UNTRANSLATED
    assert candidate(OTHER, verdict=verdict).verdict is verdict
    assert candidate(verdict=verdict).verdict is verdict
    assert candidate(DOUBT, verdict=Verdict.PROVED).verdict is Verdict.PROVED


def test_a_verdict_on_nothing_or_on_an_invented_sentence_is_withheld() -> None:
    vacuous = Fault("vacuous", "proved whatever the claims say", claim="goal", severity="warning")
    invented = Fault("quote", "not in the text", claim="c1", severity="warning")
    resting = Candidate(READ, (invented,), PROBLEM, Result(Verdict.PROVED, core=("c1",)))
    beside = Candidate(READ, (invented,), PROBLEM, Result(Verdict.PROVED, core=("c2",)))
    assert candidate(vacuous).verdict is Verdict.UNTRANSLATED
    assert not candidate(vacuous).settled
    assert (resting.verdict, beside.verdict) == (Verdict.UNTRANSLATED, Verdict.PROVED)


def test_guesses_count_only_if_they_leave_fewer_faults_and_stay_doubts() -> None:
    course = Course(Candidate(Draft()))
    first = candidate(ERROR, OTHER, verdict=Verdict.UNDETERMINED)
    course.take(first, "lm")
    course.take_guess(candidate(ERROR, DOUBT))
    assert course.best is first
    guessing = READ.standing(PROBLEM, ["`q` is declared"])
    course.take_guess(candidate(verdict=Verdict.UNDETERMINED, draft=guessing))
    assert [(fault.code, fault.what) for fault in course.best.faults] == [("guessed", "`q` is declared")]
    assert course.best.verdict is Verdict.UNTRANSLATED


def test_who_wrote_the_problem_need_not_quote_all_of_the_text() -> None:
    assert (
        candidate(DOUBT, verdict=Verdict.UNDETERMINED, draft=Draft(PROBLEM)).verdict is Verdict.UNDETERMINED
    )


def test_when_asking_again_is_a_waste() -> None:
    assert candidate().settled
    assert candidate(DOUBT).settled
    assert not candidate(ERROR).settled
    assert not candidate(DOUBT, verdict=Verdict.UNDETERMINED).settled
    assert candidate(verdict=Verdict.UNDETERMINED).settled
    assert not Candidate(READ).settled


def test_claims_with_errors_are_left_out_but_a_goal_is_not() -> None:
    rest, left_out = usable(PROBLEM, [ERROR, DOUBT])
    assert rest is not None
    assert ([claim.id for claim in rest.claims], left_out) == (["c2"], ("c1",))
    for claim in ("goal", "", "A"):
        assert usable(PROBLEM, [Fault("sort", "wrong", claim=claim)]) == (None, ())


def test_the_reading_counts_sentences_and_numbers() -> None:
    number = Fault("number", "the sentence says 2, and no formula for it does", severity="warning")
    reading = concluded(candidate(DOUBT, number), PROBLEM.text).reading
    assert (reading.quoted, reading.sentences, len(reading.numbers)) == (1, 2, 1)
    assert str(reading) == "1 of 2 sentences quoted, 1 number not used"
    assert str(concluded(candidate(), "").reading) == "there is no text to compare with"
