"""Sealing off the process that runs a student's code.

Two layers. `bubblewrap` starts the students' side in namespaces of its own, where only Python and the
course's library are there to be seen. `inner` is what each submission's process puts on itself before it runs
a cell: limits, Landlock (`landlock`) and a system-call filter (`seccomp`). `backends` chooses what a machine
can do by trying the attacks of `canaries`.
"""
