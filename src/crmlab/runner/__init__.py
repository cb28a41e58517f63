"""Split grading: student code runs in one process, sealed off; verdicts are made in another.

`wire` carries JSON frames between the two. `host` is the process in the sandbox: it imports the scientific
stack once and forks a `student` for each submission, which runs cells in a `shell` and answers questions.
`seat` is the trusted end: it starts the host and asks. `task` grades one submission with it.
"""
