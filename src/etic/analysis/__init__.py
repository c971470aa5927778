"""Counting. Sequences in, results out: nothing here knows a database or a screen."""
