"""Split grading: student code runs in one process, verdicts are made in another.

`wire` carries JSON frames between the two. `host` is the students' side: it imports the scientific stack once
and forks a `student` for each submission, which runs cells in a `shell` and answers questions. `seat` is the
trusted end: it starts the host and asks. `task` grades one submission with it, `pool` several side by side.

The students' side is limited in time, memory and file size, but not sealed off: it can read what the person
who grades can read.
"""
