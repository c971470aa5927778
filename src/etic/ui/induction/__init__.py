"""The parts of the screen of propositions: judging cases, revising, codes, the truth table."""
