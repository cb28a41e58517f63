"""What buying looks like when households only differ in taste: norms for a brand of its size."""

import numpy as np
import pandas as pd

from crmlab._check import numeric_frame


def dirichlet_norms(counts):
    r"""Compare each brand with what its size alone would lead one to expect.

    Parameters
    ----------
    counts : DataFrame, one row a household, one column a brand
        Purchases in a period, whole numbers of zero or more. Households without a purchase do not count.

    Returns
    -------
    DataFrame
        A row for each brand, largest first: `share` of purchases, `penetration` (share of the category's
        buyers), `purchases_per_buyer`, `share_of_requirements` (its part of all purchases of its buyers),
        and the last three as expected (`expected_...`). ``attrs["S"]`` holds the estimated S: near 0 every
        household keeps to one brand, large values mean that all have the same tastes.

    Raises
    ------
    ValueError
        If a count is negative, a brand was never bought, or nobody bought twice.

    Notes
    -----
    Tastes follow a Dirichlet distribution with :math:`\alpha_j = S \cdot share_j`; S maximises the
    Dirichlet-multinomial likelihood. A household with n purchases buys brand j at least once with
    probability :math:`1 - \Gamma(S - \alpha_j + n)\Gamma(S) / (\Gamma(S - \alpha_j)\Gamma(S + n))`. The n are
    taken as observed, not from a negative binomial distribution as in the full model.

    References
    ----------
    Goodhardt, G. J., Ehrenberg, A. S. C. and Chatfield, C. (1984). The Dirichlet: a comprehensive model of
    buying behaviour. Journal of the Royal Statistical Society A, 147(5), 621-655.

    Examples
    --------
    >>> counts = pd.DataFrame({"A": [3, 2, 0, 1], "B": [0, 1, 2, 1]})
    >>> norms = dirichlet_norms(counts)
    >>> norms["share"].tolist(), norms["penetration"].tolist()
    ([0.6, 0.4], [0.75, 0.75])
    """
    from scipy.optimize import minimize_scalar
    from scipy.special import gammaln

    table = numeric_frame(counts, name="counts", allow_missing=False)
    if (table < 0).any(axis=None):
        raise ValueError("counts hold a negative number; give purchases of zero or more.")
    never = table.columns[table.sum() == 0]
    if len(never):
        raise ValueError(f"nobody bought {never[0]!r}; leave out brands without a purchase.")
    table = table[table.sum(axis=1) > 0]
    n, share = table.sum(axis=1).to_numpy(), (table.sum() / table.to_numpy().sum()).to_numpy()
    if n.max() < 2:
        raise ValueError("nobody bought twice, so loyalty cannot be seen; take a longer period.")
    bought = table.to_numpy()

    def misfit(log_s):
        alpha = np.exp(log_s) * share
        inside = (gammaln(alpha + bought) - gammaln(alpha)).sum()
        return (gammaln(np.exp(log_s) + n) - gammaln(np.exp(log_s))).sum() - inside

    s = float(np.exp(minimize_scalar(misfit, bounds=(-7, 7), method="bounded").x))
    rest = s * (1 - share)
    none = np.exp(gammaln(rest + n[:, None]) + gammaln(s) - gammaln(rest) - gammaln(s + n[:, None]))
    buyers, expected = (bought > 0).sum(axis=0), (1 - none).sum(axis=0)
    norms = pd.DataFrame(
        {
            "share": share,
            "penetration": buyers / len(table),
            "purchases_per_buyer": bought.sum(axis=0) / buyers,
            "share_of_requirements": bought.sum(axis=0) / ((bought > 0) * n[:, None]).sum(axis=0),
            "expected_penetration": expected / len(table),
            "expected_purchases_per_buyer": bought.sum(axis=0) / expected,
            "expected_share_of_requirements": bought.sum(axis=0) / ((1 - none) * n[:, None]).sum(axis=0),
        },
        index=table.columns,
    ).sort_values("share", ascending=False)
    norms.attrs["S"] = s
    return norms
