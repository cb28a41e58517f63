"""Grading: answers leave the notebook as data, verdicts are made outside it.

`items` declares what an exercise asks for, `answers` turns an answer into plain JSON and back, `kinds` says
when two answers of a kind are the same, `keys` computes the right answers of one student from the worked
chapter, `verdict` compares, `check` gives feedback in the notebook, `judging` grades inside nbgrader.
"""
