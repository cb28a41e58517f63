"""The Gamma-Gamma model: what an order of each customer is worth."""

import warnings
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.special import digamma, gammaln

from crmlab._check import html_table, numeric_frame
from crmlab.value._fit import maximise


@dataclass(frozen=True)
class GammaGamma:
    """Gamma-Gamma model of order values.

    Orders of one customer are gamma with shape `p`; their rates vary over customers as a gamma distribution
    with shape `q` and rate `gamma`.
    """

    p: float
    q: float
    gamma: float
    log_likelihood: float = float("nan")
    n_customers: int = 0
    standard_errors: tuple = field(default=(), repr=False)

    @property
    def mean_order_value(self):
        """Mean value of an order over all customers, in money; infinite if `q` is 1 or less."""
        return self.p * self.gamma / (self.q - 1) if self.q > 1 else float("inf")

    def expected_order_value(self, customers):
        """Value expected of each customer's next order: own average, drawn towards everybody's.

        Parameters
        ----------
        customers : DataFrame
            Columns as for `fit_gamma_gamma`; without repeat orders the average may be missing.

        Returns
        -------
        Series
            Money per order. A customer without repeat orders gets the mean of all.

        Examples
        --------
        >>> model = GammaGamma(6.25, 3.74, 15.44)
        >>> one = pd.DataFrame({"repeat_orders": [3], "mean_repeat_order_value": [35.0]})
        >>> model.expected_order_value(one).round(2).tolist()
        [35.03]
        """
        x, value = _spend_table(customers)
        total = x * np.where(x > 0, value, 0.0)
        expected = self.p * (self.gamma + total) / (self.p * x + self.q - 1)
        expected = np.where(self.p * x + self.q > 1, expected, np.inf)
        return pd.Series(expected, customers.index, name="expected_order_value")

    def summary(self):
        """Say in a sentence what an order is worth."""
        return f"An order is worth {self.mean_order_value:,.2f} on average over {self.n_customers} customers."

    def _repr_html_(self):
        return html_table(self)


def fit_gamma_gamma(customers):
    r"""Fit the Gamma-Gamma model of order values by maximum likelihood.

    Parameters
    ----------
    customers : DataFrame, one row per customer
        `repeat_orders` (count) and `mean_repeat_order_value` (mean value of these orders, in money).
        Customers without repeat orders are left out.

    Returns
    -------
    GammaGamma
        `p`, `q`, `gamma`, `log_likelihood` and methods that forecast.

    Raises
    ------
    ValueError
        If a column is absent, an average is not above zero or fewer than four customers came back.

    Warns
    -----
    UserWarning
        If the data do not determine the parameters, or the mean order value is infinite (`q` of 1 or less).

    Notes
    -----
    The density of the average z of x order values is

    .. math:: \frac{\Gamma(px+q)}{\Gamma(px)\Gamma(q)} \frac{\gamma^q z^{px-1} x^{px}}{(\gamma + xz)^{px+q}}

    The model takes order values as independent of the number of orders: look at their correlation first.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). RFM and CLV: using iso-value curves for customer
    base analysis. Journal of Marketing Research, 42(4), 415-430.
    Fader, P. S. and Hardie, B. G. S. (2013). The Gamma-Gamma model of monetary value.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> rate = rng.gamma(4, 1 / 15, 3000)
    >>> people = pd.DataFrame({"repeat_orders": 5, "mean_repeat_order_value": rng.gamma(30, 1 / rate) / 5})
    >>> bool(abs(fit_gamma_gamma(people).mean_order_value - 30) < 1.5)
    True
    """
    x, value = _spend_table(customers)
    x, value = x[x > 0], value[x > 0]
    if len(x) < 4:
        raise ValueError(f"{len(x)} customers have repeat orders; the Gamma-Gamma model needs at least 4.")
    total = x * value

    def log_likelihood(parameters):
        p, q, gamma = parameters
        shape = p * x
        return np.sum(
            gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(gamma)
            + shape * np.log(total) - np.log(value) - (shape + q) * np.log(gamma + total)
        )  # fmt: skip

    def gradient(parameters):
        p, q, gamma = parameters
        shape = p * x
        both = digamma(shape + q) - np.log(gamma + total)
        slopes = [
            np.sum(x * (both - digamma(shape) + np.log(total))),
            np.sum(both - digamma(q) + np.log(gamma)),
            np.sum(q / gamma - (shape + q) / (gamma + total)),
        ]
        return np.array(slopes) * parameters

    fit = maximise(log_likelihood, gradient, [2.0, 3.0, float(np.median(value))], ("p", "q", "gamma"))
    model = GammaGamma(*fit.parameters, fit.log_likelihood, len(x), fit.standard_errors)
    if model.q <= 1:
        warnings.warn(
            f"q is {model.q:.3g}, so the mean order value is infinite: a few huge orders rule the fit; look "
            "at them.",
            stacklevel=2,
        )
    return model


def _spend_table(customers):
    frame = numeric_frame(customers, ["repeat_orders"], name="customers", allow_missing=False)
    x = frame["repeat_orders"].to_numpy()
    if x.any():
        column = numeric_frame(customers, ["mean_repeat_order_value"], name="customers")
        value = column["mean_repeat_order_value"].to_numpy()
    else:
        value = np.full(len(x), np.nan)
    problems = {
        "repeat_orders is not a whole number of zero or more": ~((x >= 0) & (x == np.floor(x))),
        "mean_repeat_order_value is not above 0 though repeat_orders is": (x > 0) & ~(value > 0),
    }
    for problem, rows in problems.items():
        if rows.any():
            raise ValueError(
                f"in row {frame.index[rows.argmax()]} of customers, {problem}; correct that row."
            )
    return x, value
