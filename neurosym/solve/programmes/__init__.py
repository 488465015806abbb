"""The best of what is told in limits and choices: found in floating point, shown in exact numbers."""
