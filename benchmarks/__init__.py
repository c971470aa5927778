"""Figures of speed: `make benchmarks`, or `python -m benchmarks NAME …`. Tests do not time."""
