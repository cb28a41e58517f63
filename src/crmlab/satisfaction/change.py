"""Did a score move? Differences of scores, and scores with the make-up of the sample held fixed."""

import numpy as np
import pandas as pd

from crmlab.satisfaction.ratings import Estimate, nps


def score_change(before, after):
    """Change of a score between two independent samples, with its interval.

    Parameters
    ----------
    before, after : Estimate
        Made by `csat`, `nps` or `standardised_nps`, with the same measure and level.

    Returns
    -------
    Estimate
        `value` is after minus before: a share for CSAT, points for NPS. `n` counts the answers of both.

    Raises
    ------
    ValueError
        If the two are different measures or levels.

    Notes
    -----
    With scores :math:`a, b` and their intervals :math:`(l_a, u_a), (l_b, u_b)` the change is
    :math:`b - a` and its interval runs from :math:`b - a - \\sqrt{(b - l_b)^2 + (u_a - a)^2}` to
    :math:`b - a + \\sqrt{(u_b - b)^2 + (a - l_a)^2}`. For the symmetric intervals of `nps` this is the
    change plus and minus :math:`z` times the root of the sum of the squared standard errors. The samples
    must not share respondents.

    References
    ----------
    Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of
    eleven methods, Statistics in Medicine, method 10.

    Examples
    --------
    >>> from crmlab.satisfaction import nps
    >>> change = score_change(nps([10] * 50 + [3] * 50), nps([10] * 60 + [3] * 40))
    >>> round(change.value), round(change.low, 1), round(change.high, 1)
    (20, -7.4, 47.4)
    """
    if (before.measure, before.level) != (after.measure, after.level):
        raise ValueError(
            f"before is {before.measure} at level {before.level:g} and after {after.measure} at "
            f"{after.level:g}; compare the same score at the same level."
        )
    value = after.value - before.value
    down = np.hypot(after.value - after.low, before.high - before.value)
    up = np.hypot(after.high - after.value, before.value - before.low)
    return Estimate(
        float(value),
        float(value - down),
        float(value + up),
        before.n + after.n,
        f"change in {after.measure}",
        after.level,
    )


def standardised_nps(ratings, groups, shares, *, level=0.95):
    """Net Promoter Score as it would be if the groups had given shares among those who answer.

    Parameters
    ----------
    ratings : 1-D array_like of whole numbers from 0 to 10, shape (n,)
        Answers to "how likely are you to recommend us?"; missing answers are left out.
    groups : 1-D array_like, shape (n,)
        Group of each respondent, such as who asked for the answer.
    shares : mapping
        Share of each group; they add up to one.

    Returns
    -------
    Estimate
        In points, with the interval of a stratified mean.

    Raises
    ------
    ValueError
        If the shares do not add up to one, or a group has no share or no answer.

    Notes
    -----
    Direct standardisation: :math:`\\sum_g s_g \\, NPS_g` with standard error
    :math:`\\sqrt{\\sum_g s_g^2 \\, se_g^2}`.

    References
    ----------
    Cochran (1977), Sampling Techniques, 3rd edition, Wiley, chapter 5.

    Examples
    --------
    >>> asked = ["shop", "shop", "text", "text"]
    >>> standardised_nps([10, 9, 10, 5], asked, {"shop": 0.25, "text": 0.75}).value
    25.0
    """
    table = pd.DataFrame({"rating": list(ratings), "group": list(groups)}).dropna()
    if abs(sum(shares.values()) - 1) > 1e-9:
        raise ValueError(f"the shares add up to {sum(shares.values()):g}; together they must be 1.")
    absent = set(table["group"].unique()) ^ set(shares)
    if absent:
        raise ValueError(f"group {sorted(map(str, absent))[0]!r} has no share or no answer; give both.")
    parts = {
        name: nps(table.loc[table["group"] == name, "rating"].to_numpy(), level=level) for name in shares
    }
    value = sum(share * parts[name].value for name, share in shares.items())
    down = np.sqrt(sum((share * (parts[g].value - parts[g].low)) ** 2 for g, share in shares.items()))
    up = np.sqrt(sum((share * (parts[g].high - parts[g].value)) ** 2 for g, share in shares.items()))
    return Estimate(float(value), float(value - down), float(value + up), len(table), "NPS", level)
