"""Interviews beside the survey. Values in, values out."""
