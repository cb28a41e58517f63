"""Sealing off the process that runs a student's code."""
