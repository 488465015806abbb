"""Stages are timed and told, also those that fail."""

import time

import pytest

from neurosym.trace import Event, Trace


def test_a_stage_is_told_and_timed() -> None:
    heard: list[Event] = []
    trace = Trace(heard.append)
    with trace.stage("solve", "sat"):
        pass
    with pytest.raises(ValueError, match="no"), trace.stage("check"):
        raise ValueError("no")
    assert [(event.stage, event.state, event.detail) for event in heard] == [
        ("solve", "begins", "sat"),
        ("solve", "ends", "sat"),
        ("check", "begins", ""),
        ("check", "ends", ""),
    ]
    assert [timing.stage for timing in trace.timings] == ["solve", "check"]
    assert all(timing.seconds >= 0 for timing in trace.timings)


def test_nobody_has_to_listen() -> None:
    trace = Trace()
    with trace.stage("translate"):
        pass
    assert len(trace.timings) == 1


def test_a_stage_does_not_count_what_is_inside_it() -> None:
    trace = Trace()
    with trace.stage("check"):
        for _ in range(2):
            with trace.stage("solve"):
                time.sleep(0.05)
    *solves, check = trace.timings
    assert [timing.stage for timing in solves] == ["solve", "solve"]
    assert check.seconds < min(timing.seconds for timing in solves)
