"""McDonald's omega from a Schmid-Leiman factor solution."""

import warnings
from dataclasses import dataclass

import numpy as np

from crmlab._check import html_table
from crmlab.scales._items import item_correlation, item_covariance


@dataclass(frozen=True)
class Omega:
    """McDonald's omega; made by `mcdonald_omega`."""

    total: float
    hierarchical: float
    n_factors: int
    n: int

    def _repr_html_(self):
        return html_table(self)

    def summary(self):
        """Read the result in one sentence."""
        return (
            f"{self.total:.0%} of the variance of the sum score comes from what the items share, and "
            f"{self.hierarchical:.0%} from the one factor common to all of them."
        )


def mcdonald_omega(items, n_factors=None, missing="pairwise"):
    """McDonald's omega, total and hierarchical, from a Schmid-Leiman factor solution.

    Parameters
    ----------
    items : DataFrame, shape (n, k)
        Answers to the k >= 3 items of one scale, all keyed in the same direction.
    n_factors : int, optional
        Group factors below the general one; by default 3, or 1 with fewer than six items (which cannot carry
        three), where the two omegas are the same.
    missing : {"pairwise", "listwise"}
        As in `cronbach_alpha`.

    Returns
    -------
    Omega
        ``total``, ``hierarchical``, ``n_factors``, ``n``.

    Raises
    ------
    ValueError
        As `cronbach_alpha`, or if there are too few items for `n_factors`.

    Warns
    -----
    UserWarning
        If an item loads negatively on the general factor, or a Heywood case makes the solution improper.

    Notes
    -----
    On the correlation matrix R: minimum-residual factors (uniqueness at least 0.005), rotated by oblimin;
    one factor of their correlations gives the general loadings g. ``total = 1 - sum(uniqueness) / sum(R)``
    and ``hierarchical = sum(g)**2 / sum(R)``. Two group factors share their correlation equally,
    ``sqrt(r12)`` each.

    References
    ----------
    Zinbarg, R. E., Revelle, W., Yovel, I. & Li, W. (2005). Cronbach's alpha, Revelle's beta, and McDonald's
    omega h. *Psychometrika*, 70(1).

    Examples
    --------
    >>> import pandas as pd
    >>> rng = np.random.default_rng(1)
    >>> answers = pd.DataFrame(rng.normal(size=(300, 1)) + rng.normal(size=(300, 4)))
    >>> round(mcdonald_omega(answers).total, 2)
    0.78
    """
    from crmlab.factors.explore import _extract

    answers, covariance = item_covariance(items, missing)
    correlation = item_correlation(covariance)
    n, k = answers.shape
    n_factors = (3 if k >= 6 else 1) if n_factors is None else n_factors
    if n_factors < 1 or (k - n_factors) ** 2 < k + n_factors:
        raise ValueError(f"{k} items cannot carry {n_factors} factors; use fewer factors or more items.")
    if np.linalg.cond(correlation) > 1e12:
        raise ValueError("the items repeat one another; leave out an item that is the sum of others.")
    factors, unique = _extract(correlation, n_factors, "minres")
    if unique.min() <= 0.00501:
        warnings.warn(
            f"item {answers.columns[unique.argmin()]!r} has no variance of its own left (Heywood case), so "
            "the factor solution is improper; use fewer factors or drop the item.",
            stacklevel=2,
        )
    general = factors[:, 0] if n_factors == 1 else _schmid_leiman(factors)
    general = general * (1 if general.sum() >= 0 else -1)
    against = [answers.columns[i] for i in np.flatnonzero(general < 0)]
    if against:
        warnings.warn(
            f"items {', '.join(map(repr, against))} load negatively on the general factor; if they are "
            "worded negatively, turn them with reverse() first.",
            stacklevel=2,
        )
    return Omega(
        total=float(1 - (k - (factors**2).sum()) / correlation.sum()),
        hierarchical=float(general.sum() ** 2 / correlation.sum()),
        n_factors=n_factors,
        n=n,
    )


def _schmid_leiman(factors):
    """Loadings on the general factor behind obliquely rotated group factors, shape (k,).

    The rotation also starts away from the unrotated axes, where symmetric loadings leave its criterion flat.
    """
    from statsmodels.multivariate.factor_rotation import rotate_factors

    from crmlab.factors.explore import _extract

    count = factors.shape[1]
    turned = np.linalg.qr(np.vander(np.arange(1.0, count + 1)))[0]
    starts = (factors, factors @ turned)
    solutions = [rotate_factors(start, "quartimin", tol=1e-8, max_tries=2000) for start in starts]
    pattern, turn = min(solutions, key=lambda solution: _complexity(solution[0]))
    signs = np.sign(pattern.sum(axis=0))
    pattern, turn = pattern * signs, turn * signs
    between = turn.T @ turn
    if count == 2:
        return pattern.sum(axis=1) * np.sqrt(max(between[0, 1], 0))
    return pattern @ _extract(between, 1, "minres")[0][:, 0]


def _complexity(pattern):
    """The quartimin criterion: squared loadings shared between factors."""
    squares = pattern**2
    return (squares.T @ squares).sum() - (squares**2).sum()
