"""`python -m neurosym` is the command line; it knows nothing more."""

from neurosym.cli import main

main()
