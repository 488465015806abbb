"""Processes that can be killed, with limits that hold: jobs go in, outcomes come out. Knows no logic."""
