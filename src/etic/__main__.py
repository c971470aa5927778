"""`python -m etic` is the command `etic`."""

from etic.cli import main

main()
