"""How to be an ordinary user in a test that root runs."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

USER = 20001


@pytest.fixture(scope="session")
def as_user():
    """Run a Python program as an ordinary user: as oneself, or where root runs the tests as another one.

    Root's own folder, in which Python may lie, is shut for others: the user gets a view with the way to
    Python open, made with bubblewrap, and no more rights by it.
    """
    # Not in the folder of the tests, which each run of tests shuts for others.
    home = tempfile.mkdtemp(prefix="user-")
    before = []
    if os.geteuid() == 0:
        if not shutil.which("bwrap"):
            pytest.skip("root can be another user here only with bubblewrap, which is not installed")
        os.chown(home, USER, USER)
        python = os.path.realpath(sys.base_prefix)
        hidden = os.path.expanduser("~root")
        before = ["bwrap", "--dev-bind", "/", "/", "--perms", "0755", "--tmpfs", hidden]
        for place in (python, os.getcwd(), sys.prefix):
            if place.startswith(f"{hidden}/"):
                for parent in [*reversed(Path(place).parents)][2:]:
                    before += ["--perms", "0755", "--dir", str(parent)]
                before += ["--ro-bind", place, place]
        before += ["--bind", home, home, "--setenv", "HOME", home, "--chdir", home, "--"]
        before += ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups"]

    def run(program, *more):
        environment = {**os.environ, "TMPDIR": home}
        return subprocess.run(
            [*before, *more, sys.executable, "-c", program], capture_output=True, text=True, env=environment
        )

    yield run
    shutil.rmtree(home, ignore_errors=True)
