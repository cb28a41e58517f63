"""The shifted-beta-geometric model: projecting the retention of a cohort under contract."""

from dataclasses import dataclass, field

import numpy as np
from scipy.special import betaln, hyp2f1

from crmlab._check import html_table
from crmlab.value._fit import maximise, numerical_gradient, plain
from crmlab.value.lifetime_value import _discount


@dataclass(frozen=True)
class Sbg:
    """Shifted-beta-geometric model of contract lengths: churn varies as Beta(`alpha`, `beta`)."""

    alpha: float
    beta: float
    log_likelihood: float = float("nan")
    n_customers: int = 0
    standard_errors: tuple = field(default=(), repr=False)

    @property
    def mean_churn(self):
        """Mean churn probability over customers at the start."""
        return self.alpha / (self.alpha + self.beta)

    def survival(self, t):
        """Share of the cohort still there after `t` renewals.

        Parameters
        ----------
        t : int or array_like
            Renewals, zero or more.

        Returns
        -------
        float or ndarray

        Examples
        --------
        >>> round(Sbg(0.668, 3.806).survival(12), 2)
        0.38
        """
        t = _renewals(t, least=0)
        return plain(np.exp(betaln(self.alpha, self.beta + t) - betaln(self.alpha, self.beta)))

    def retention(self, t):
        """Share of those there after `t` - 1 renewals who renew for the t-th time.

        It rises with `t` although no customer changes: those likely to leave have left.

        Parameters
        ----------
        t : int or array_like
            Which renewal, 1 or later.

        Returns
        -------
        float or ndarray
        """
        t = _renewals(t, least=1)
        return plain((self.beta + t - 1) / (self.alpha + self.beta + t - 1))

    def discounted_lifetime(self, discount, renewals=None):
        r"""Discounted expected number of payments of a customer.

        Parameters
        ----------
        discount : float
            Discount rate per period, above zero.
        renewals : int, optional
            For a customer who has already renewed this many times: payments still to come, just before the
            next renewal is decided. By default a new customer, whose first payment is made now and counted.

        Returns
        -------
        float
            Number of payments, discounted.

        Notes
        -----
        New: :math:`{}_2F_1(1, \beta; \alpha+\beta; 1/(1+d))`. After n renewals, with :math:`k = n + 1`:
        :math:`\frac{\beta+k-1}{\alpha+\beta+k-1}\,{}_2F_1(1, \beta+k; \alpha+\beta+k; 1/(1+d))`.

        References
        ----------
        Fader, P. S. and Hardie, B. G. S. (2010). Customer-base valuation in a contractual setting: the
        perils of ignoring heterogeneity. Marketing Science, 29(1), 85-93.

        Examples
        --------
        >>> round(Sbg(3.80, 15.19).discounted_lifetime(0.10), 2)
        4.01
        """
        rate = _discount(discount)
        if rate == 0:
            raise ValueError("discount is 0, and the lifetime may then be endless; give a rate above 0.")
        if renewals is None:
            return float(hyp2f1(1, self.beta, self.alpha + self.beta, 1 / (1 + rate)))
        k = _renewals(renewals, least=0) + 1
        series = hyp2f1(1, self.beta + k, self.alpha + self.beta + k, 1 / (1 + rate))
        return float(self.retention(k) * series)

    def summary(self):
        """Say in a sentence how retention grows as the cohort ages."""
        return (
            f"First-renewal retention is {self.retention(1):.1%} and rises to {self.retention(5):.1%} at "
            "the fifth: "
            "the cohort is sorted, nobody has to grow more loyal."
        )

    def _repr_html_(self):
        return html_table(self)


def fit_sbg(survivors):
    r"""Fit the shifted-beta-geometric model to a cohort's survivors by maximum likelihood.

    Parameters
    ----------
    survivors : array_like, shape (n_periods + 1,)
        Customers there at the start and after each renewal, for instance ``[1000, 869, 743]``.
        At least three counts, falling or level.

    Returns
    -------
    Sbg
        `alpha`, `beta`, `log_likelihood` and methods that project.

    Raises
    ------
    ValueError
        If counts rise or are negative, fewer than three are given, or nobody or everybody left at once.

    Warns
    -----
    UserWarning
        If churn does not vary between customers, so that the parameters run off to infinity.

    Notes
    -----
    :math:`P(T=t) = B(\alpha+1, \beta+t-1)/B(\alpha,\beta)` and :math:`S(t) = B(\alpha,
    \beta+t)/B(\alpha,\beta)`; the log-likelihood adds the logarithms over those lost, and of S over those
    still there at the end.

    References
    ----------
    Fader, P. S. and Hardie, B. G. S. (2007). How to project customer retention.
    Journal of Interactive Marketing, 21(1), 76-90.

    Examples
    --------
    >>> model = fit_sbg([1000, 869, 743, 653, 593, 551, 517, 491])
    >>> round(model.alpha, 3), round(model.beta, 3)
    (0.668, 3.806)
    """
    try:
        counts = np.asarray(survivors, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            "survivors holds something that is not a number; give one count per period."
        ) from None
    if counts.ndim != 1 or len(counts) < 3:
        raise ValueError(f"survivors has shape {counts.shape}; give at least three counts in one row.")
    if not (np.isfinite(counts) & (counts >= 0)).all():
        raise ValueError("survivors holds a missing or negative count; give counts of zero or more.")
    lost = -np.diff(counts)
    if (lost < 0).any():
        where = int((lost < 0).argmax())
        raise ValueError(
            f"survivors rises from {counts[where]:g} to {counts[where + 1]:g} at period {where + 1}; "
            "a cohort can only shrink."
        )
    if not lost.any() or counts[1] == 0:
        raise ValueError(
            "survivors shows nobody leaving, or everybody at once; the model needs a gradual loss."
        )
    periods = np.arange(1, len(counts))

    def log_likelihood(parameters):
        alpha, beta = parameters
        chances = betaln(alpha + 1, beta + periods - 1) - betaln(alpha, beta)
        still_there = betaln(alpha, beta + periods[-1]) - betaln(alpha, beta)
        return lost @ chances + counts[-1] * still_there

    fit = maximise(log_likelihood, numerical_gradient(log_likelihood), [1.0, 1.0], ("alpha", "beta"))
    return Sbg(*fit.parameters, fit.log_likelihood, int(counts[0]), fit.standard_errors)


def _renewals(t, least):
    values = np.asarray(t, dtype=float)
    if not ((values >= least) & (values == np.floor(values))).all():
        raise ValueError(f"renewals are {t!r}; give whole numbers of {least} or more.")
    return values
