"""The Pareto/NBD model: orders until an unseen end, with the end at any moment."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import boxcox, gammaln, hyp2f1

from crmlab._check import html_table
from crmlab.value._fit import maximise, numerical_gradient, plain
from crmlab.value.bgnbd import _time
from crmlab.value.orders import customer_table, fit_ready


@dataclass(frozen=True)
class ParetoNbd:
    """Pareto / negative binomial model of orders.

    Order rates vary over customers as a gamma distribution (shape `r`, rate `alpha`), death rates as
    another (shape `s`, rate `beta`). Time is in `unit`.
    """

    r: float
    alpha: float
    s: float
    beta: float
    log_likelihood: float = float("nan")
    n_customers: int = 0
    unit: str = "weeks"
    standard_errors: tuple = field(default=(), repr=False)

    def expected_orders(self, t):
        """Repeat orders expected from a new customer in the first `t` units of time.

        Parameters
        ----------
        t : float or array_like
            Time since the first order, zero or more.

        Returns
        -------
        float or ndarray

        Examples
        --------
        >>> round(ParetoNbd(0.553, 10.578, 0.606, 11.669).expected_orders(52), 2)
        1.47
        """
        return plain(self._if_alive(self.r / self.alpha, 0.0, _time(t)))

    def probability_alive(self, customers):
        """Chance that each customer is alive at the end of observation.

        Parameters
        ----------
        customers : DataFrame
            Columns as for `fit_pareto_nbd`.

        Returns
        -------
        Series
        """
        x, t_x, T = customer_table(customers, self.unit)
        alive, both = _log_terms((self.r, self.alpha, self.s, self.beta), x, t_x, T)
        return pd.Series(np.exp(alive - both), customers.index, name="probability_alive")

    def conditional_expected_orders(self, customers, t):
        """Orders expected from each customer in the next `t` units of time, given the history.

        Parameters
        ----------
        customers : DataFrame
            Columns as for `fit_pareto_nbd`.
        t : float
            Length of the time ahead, zero or more.

        Returns
        -------
        Series
        """
        x, _, T = customer_table(customers, self.unit)
        orders = self._if_alive((self.r + x) / (self.alpha + T), T, _time(t))
        return (self.probability_alive(customers) * orders).rename("expected_orders")

    def summary(self):
        """Say in a sentence how often customers buy and how long half of them live."""
        half = self.beta * (2 ** (1 / self.s) - 1)
        return (
            f"A customer who is alive orders {self.r / self.alpha:.3g} times a {self.unit[:-1]} on "
            "average, and half "
            f"of all customers are gone after {half:.3g} {self.unit}."
        )

    def _repr_html_(self):
        return html_table(self)

    def _if_alive(self, rate, T, t):
        # boxcox(u, k) is (u**k - 1) / k, with its limit log(u) where s is 1
        return -rate * (self.beta + T) * boxcox((self.beta + T) / (self.beta + T + t), self.s - 1)


def fit_pareto_nbd(customers, *, unit="weeks"):
    r"""Fit the Pareto/NBD model by maximum likelihood.

    Parameters
    ----------
    customers : DataFrame, one row per customer
        `repeat_orders`, `age_at_last_order_<unit>` and `observed_<unit>`, as for `fit_bg_nbd`.
    unit : str
        Unit of time in the column names, and of the model.

    Returns
    -------
    ParetoNbd
        `r`, `alpha`, `s`, `beta`, `log_likelihood` at the optimum, and methods that forecast.

    Raises
    ------
    ValueError
        If a column is absent, a history is impossible, fewer than five customers are given or none came back.

    Warns
    -----
    UserWarning
        If the data do not determine the parameters.

    Notes
    -----
    The likelihood of x repeat orders, the last at :math:`t_x`, in a time T is

    .. math:: \frac{\Gamma(r+x)\alpha^r\beta^s}{\Gamma(r)} \left[ \frac{1}{(\alpha+T)^{r+x}(\beta+T)^s}
        + s \int_{t_x}^{T} \frac{dy}{(\alpha+y)^{r+x}(\beta+y)^{s+1}} \right]

    The integral is a difference of Gauss hypergeometric functions. Here they are taken in the form
    :math:`{}_2F_1(1, s+1; r+s+x+1; (\beta-\alpha)/(\beta+y))`, which holds whichever of :math:`\alpha` and
    :math:`\beta` is larger and does not overflow when x is large.

    References
    ----------
    Schmittlein, D. C., Morrison, D. G. and Colombo, R. (1987). Counting your customers: who are they and
    what will they do next? Management Science, 33(1), 1-24.
    Fader, P. S. and Hardie, B. G. S. (2005). A note on deriving the Pareto/NBD model and related expressions.

    Examples
    --------
    >>> people = pd.DataFrame({"repeat_orders": [0, 0, 1, 2, 5, 9, 0, 3], "observed_weeks": 40.0,
    ...     "age_at_last_order_weeks": [0, 0, 8.0, 12, 30, 39, 0, 35]})
    >>> model = fit_pareto_nbd(people)
    >>> model.probability_alive(people).between(0, 1).all().item()
    True
    """
    x, t_x, T, n = fit_ready(customers, unit)

    def log_likelihood(parameters):
        r, alpha, s, beta = parameters
        constant = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
        return n @ (constant + _log_terms(parameters, x, t_x, T)[1])

    middle = np.average(T, weights=n)
    fit = maximise(
        log_likelihood,
        numerical_gradient(log_likelihood),
        [1.0, middle, 1.0, middle],
        ("r", "alpha", "s", "beta"),
    )
    return ParetoNbd(*fit.parameters, fit.log_likelihood, int(n.sum()), unit, fit.standard_errors)


def _log_terms(parameters, x, t_x, T):
    """Logarithms of the alive term and of the whole bracket of the likelihood."""
    r, alpha, s, beta = parameters
    m = r + s + x

    def tail(y):
        """Logarithm of s times the integral from y to infinity."""
        w = (beta - alpha) / (beta + y)
        if beta >= alpha:
            series = np.log(hyp2f1(1, s + 1, m + 1, w))
        else:
            series = np.log(hyp2f1(1, m - s, m + 1, w / (w - 1))) - np.log1p(-w)
        powers = (s + 1 - m) * np.log(alpha + y) - (s + 1) * np.log(beta + y)
        return np.log(s / m) + powers + series

    alive = -(r + x) * np.log(alpha + T) - s * np.log(beta + T)
    late, early = tail(T), tail(t_x)
    with np.errstate(divide="ignore", invalid="ignore"):
        dead = early + np.log(-np.expm1(np.minimum(late - early, 0.0)))
        return alive, np.logaddexp(alive, dead)
