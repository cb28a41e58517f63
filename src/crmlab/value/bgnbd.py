"""The BG/NBD model: how many orders to expect from each customer, and who is still alive."""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import betaln, digamma, gammaln, hyp2f1

from crmlab._check import html_table
from crmlab.value._fit import maximise, plain
from crmlab.value.orders import customer_table, fit_ready


@dataclass(frozen=True)
class BgNbd:
    """Beta-geometric / negative binomial model of orders.

    Order rates vary over customers as a gamma distribution (shape `r`, rate `alpha`), the chance of
    dropping out after an order as a beta distribution (`a`, `b`). Time is in `unit`.
    """

    r: float
    alpha: float
    a: float
    b: float
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
        >>> round(BgNbd(0.243, 4.414, 0.793, 2.426).expected_orders(52), 2)
        1.45
        """
        return plain(self._expected(0.0, 0.0, _time(t)))

    def probability_alive(self, customers):
        """Chance that each customer has not dropped out by the end of observation.

        Parameters
        ----------
        customers : DataFrame
            Columns as for `fit_bg_nbd`.

        Returns
        -------
        Series
            A customer without repeat orders has probability 1: in this model one drops out only after a
            repeat order.
        """
        x, t_x, T = customer_table(customers, self.unit)
        return pd.Series(1 / (1 + self._odds_dead(x, t_x, T)), customers.index, name="probability_alive")

    def conditional_expected_orders(self, customers, t):
        """Orders expected from each customer in the next `t` units of time, given the history.

        Parameters
        ----------
        customers : DataFrame
            Columns as for `fit_bg_nbd`.
        t : float
            Length of the time ahead, zero or more.

        Returns
        -------
        Series
        """
        x, t_x, T = customer_table(customers, self.unit)
        orders = self._expected(x, T, _time(t)) / (1 + self._odds_dead(x, t_x, T))
        return pd.Series(orders, customers.index, name="expected_orders")

    def summary(self):
        """Say in a sentence how often customers buy and how many drop out."""
        return (
            f"A customer who is alive orders {self.r / self.alpha:.3g} times a {self.unit[:-1]} on "
            "average, and "
            f"{self.a / (self.a + self.b):.0%} of customers drop out after a given repeat order."
        )

    def _repr_html_(self):
        return html_table(self)

    def _odds_dead(self, x, t_x, T):
        ratio = np.exp((self.r + x) * (np.log(self.alpha + T) - np.log(self.alpha + t_x)))
        return np.where(x > 0, self.a / np.where(x > 0, self.b + x - 1, 1.0) * ratio, 0.0)

    def _expected(self, x, T, t):
        # The textbook form multiplies a vanishing power by a huge hypergeometric function when x is large;
        # Euler's transformation leaves the same value with both factors near 1.
        a = self.a if abs(self.a - 1) > 1e-6 else 1 + 1e-6
        z = t / (self.alpha + T + t)
        series = hyp2f1(a + self.b - 1 - self.r, a - 1, a + self.b + x - 1, z)
        return (a + self.b + x - 1) / (a - 1) * (1 - (1 - z) ** (a - 1) * series)


def fit_bg_nbd(customers, *, unit="weeks"):
    r"""Fit the BG/NBD model by maximum likelihood.

    Parameters
    ----------
    customers : DataFrame, one row per customer
        `repeat_orders` (count), `age_at_last_order_<unit>` (from first to last order, 0 without repeat
        orders) and `observed_<unit>` (from first order to the end of observation); `customer_orders` makes
        it.
    unit : str
        Unit of time in the column names, and of the model.

    Returns
    -------
    BgNbd
        `r`, `alpha`, `a`, `b`, `log_likelihood` at the optimum, and methods that forecast.

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

    .. math:: \frac{B(a, b+x)}{B(a,b)} \frac{\Gamma(r+x)\alpha^r}{\Gamma(r)(\alpha+T)^{r+x}}
        + 1_{x>0} \frac{B(a+1, b+x-1)}{B(a,b)} \frac{\Gamma(r+x)\alpha^r}{\Gamma(r)(\alpha+t_x)^{r+x}}

    Customers with the same history are counted together, so time and memory grow with the number of distinct
    histories.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). "Counting your customers" the easy way: an
    alternative to the Pareto/NBD model. Marketing Science, 24(2), 275-284.

    Examples
    --------
    >>> rng = np.random.default_rng(3)
    >>> from crmlab.value.bgnbd import simulate_bg_nbd
    >>> people = simulate_bg_nbd(BgNbd(0.5, 4.0, 0.8, 2.4), np.full(4000, 52.0), rng=rng)
    >>> model = fit_bg_nbd(people)
    >>> bool(abs(model.expected_orders(52) - people["repeat_orders"].mean()) < 0.05)
    True
    """
    x, t_x, T, n = fit_ready(customers, unit)
    came_back = x > 0
    values, position = np.unique(x, return_inverse=True)
    per_value = np.bincount(position, weights=n)

    def terms(parameters):
        r, alpha, a, b = parameters
        alive = -(r + x) * np.log(alpha + T)
        dead = np.full(len(x), -np.inf)
        dead[came_back] = (
            np.log(a) - np.log(b + x[came_back] - 1) - (r + x[came_back]) * np.log(alpha + t_x[came_back])
        )
        return alive, dead, np.logaddexp(alive, dead)

    def log_likelihood(parameters):
        r, alpha, a, b = parameters
        counts = gammaln(r + values) - gammaln(r) + r * np.log(alpha)
        counts += betaln(a, b + values) - betaln(a, b)
        return per_value @ counts + n @ terms(parameters)[2]

    def gradient(parameters):
        r, alpha, a, b = parameters
        _, dead, both = terms(parameters)
        share_dead = np.exp(dead - both)
        rates = (1 - share_dead) / (alpha + T) + share_dead / (alpha + t_x)
        logs = (1 - share_dead) * np.log(alpha + T) + share_dead * np.log(alpha + t_x)
        common = digamma(a + b) - digamma(a + b + values)
        before_last = np.where(came_back, b + x - 1, 1.0)
        slopes = [
            per_value @ (digamma(r + values) - digamma(r) + np.log(alpha)) - n @ logs,
            n.sum() * r / alpha - n @ ((r + x) * rates),
            per_value @ common + n @ share_dead / a,
            per_value @ (common + digamma(b + values) - digamma(b)) - n @ (share_dead / before_last),
        ]
        return np.array(slopes) * parameters

    start = [1.0, np.average(T, weights=n), 1.0, 1.0]
    fit = maximise(log_likelihood, gradient, start, ("r", "alpha", "a", "b"))
    return BgNbd(*fit.parameters, fit.log_likelihood, int(n.sum()), unit, fit.standard_errors)


def simulate_bg_nbd(model, observed, *, rng):
    """Draw customer histories from a BG/NBD model.

    Parameters
    ----------
    model : BgNbd
        Parameters and unit of time.
    observed : array_like, shape (n,)
        Time each customer is observed, in the model's unit.
    rng : numpy.random.Generator or int
        Source of randomness.

    Returns
    -------
    DataFrame, n rows
        Columns as `fit_bg_nbd` reads them.

    Examples
    --------
    >>> simulate_bg_nbd(BgNbd(0.5, 4.0, 0.8, 2.4), [10.0, 10.0], rng=1).shape
    (2, 3)
    """
    rng = np.random.default_rng(rng)
    T = np.asarray(observed, dtype=float)
    rate = rng.gamma(model.r, 1 / model.alpha, len(T))
    drop = rng.beta(model.a, model.b, len(T))
    x, t_x = np.zeros(len(T)), np.zeros(len(T))
    active = np.arange(len(T))
    while len(active):
        with np.errstate(divide="ignore", over="ignore"):
            following = t_x[active] + rng.standard_exponential(len(active)) / rate[active]
        active, following = active[following <= T[active]], following[following <= T[active]]
        x[active] += 1
        t_x[active] = following
        active = active[rng.random(len(active)) >= drop[active]]
    return pd.DataFrame(
        {"repeat_orders": x, f"age_at_last_order_{model.unit}": t_x, f"observed_{model.unit}": T}
    )


def _time(t):
    try:
        values = np.asarray(t, dtype=float)
    except (TypeError, ValueError):
        raise TypeError(f"t is {t!r}; give a length of time as a number.") from None
    if not (values >= 0).all():
        raise ValueError(f"t is {t!r}; give a length of time of zero or more.")
    return values
