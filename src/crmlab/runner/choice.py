"""The best way in which this machine can seal student code off, found by trying."""

import sys
from functools import cache

from crmlab.course import CrmlabError
from crmlab.language import tr
from crmlab.runner.canaries import try_out
from crmlab.runner.seat import CannotStart
from crmlab.sandbox.backends import SEALED, lacking


def weakness(backend, guarded=None):
    """Try a backend out and say what is wrong with it.

    Parameters
    ----------
    backend : str
    guarded : path-like, optional
        A folder that student code must not read, such as a course.

    Returns
    -------
    str
        Empty when every canary attack failed in it.

    Examples
    --------
    >>> weakness(choose())
    ''
    """
    why = lacking(backend)
    if why:
        return why
    try:
        got_through = [name for name, held in try_out(backend, guarded).items() if not held]
    except CannotStart:
        return tr(
            "{backend} does not start here: this machine does not allow it, or Python lies where only root "
            "reads",
            backend=backend,
        )
    names = ", ".join(got_through)
    return tr("{backend} does not hold here ({names})", backend=backend, names=names) if names else ""


@cache
def choose(guarded=None):
    """Find the best way in which this machine can seal student code off, by trying.

    Parameters
    ----------
    guarded : path-like, optional
        A folder that student code must not read, such as a course.

    Returns
    -------
    str
        The first of bubblewrap and landlock in which every canary attack fails.

    Raises
    ------
    CrmlabError
        If there is none; the message names the cure.

    Examples
    --------
    >>> choose() in SEALED
    True
    """
    reasons = []
    for backend in SEALED:
        why = weakness(backend, guarded)
        if not why:
            return backend
        if why not in reasons:
            reasons.append(why)
    if sys.platform != "linux":
        raise CrmlabError(reasons[0])
    raise CrmlabError(
        tr(
            "this machine cannot seal student code off ({reasons}); install bubblewrap, or grade in a Linux "
            "virtual machine; --no-sandbox grades all the same, and every grade says so",
            reasons="; ".join(reasons),
        )
    )
