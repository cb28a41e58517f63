"""Order lists drawn from the purchase models, for exercises in which the truth is known."""

import numpy as np
import pandas as pd


def simulate_orders(orders_model, spend_model, joined, until, *, rng):
    """Draw an order list in which customers order as the BG/NBD and spend as the Gamma-Gamma model says.

    Parameters
    ----------
    orders_model : BgNbd
        Order rates and drop-out; its unit of time must be weeks.
    spend_model : GammaGamma
        Order values.
    joined : array_like of dates, shape (n,)
        Day of the first order of each customer.
    until : date-like
        Last day.
    rng : numpy.random.Generator or int
        Source of randomness.

    Returns
    -------
    DataFrame, one row per order
        `customer_id` (1 to n), `ordered_on` (whole days) and `amount`, sorted by day.

    Raises
    ------
    ValueError
        If the model is not in weeks.

    References
    ----------
    Fader, P. S., Hardie, B. G. S. and Lee, K. L. (2005). RFM and CLV: using iso-value curves for customer
    base analysis. Journal of Marketing Research, 42(4), 415-430.

    Examples
    --------
    >>> from crmlab.value import BgNbd, GammaGamma
    >>> joined = pd.to_datetime(["2024-01-01", "2024-01-08"])
    >>> models = BgNbd(1.2, 8, 0.8, 4), GammaGamma(6.25, 3.74, 15.44)
    >>> orders = simulate_orders(*models, joined, "2024-06-30", rng=1)
    >>> list(orders.columns), orders["ordered_on"].max() <= pd.Timestamp("2024-06-30")
    (['customer_id', 'ordered_on', 'amount'], True)
    """
    if orders_model.unit != "weeks":
        raise ValueError(f"the model counts in {orders_model.unit}; give one in weeks.")
    rng = np.random.default_rng(rng)
    first = pd.DatetimeIndex(joined)
    weeks = ((pd.Timestamp(until) - first).days / 7).to_numpy()
    n = len(first)
    rate = rng.gamma(orders_model.r, 1 / orders_model.alpha, n)
    drop = rng.beta(orders_model.a, orders_model.b, n)
    spend = rng.gamma(spend_model.q, 1 / spend_model.gamma, n)
    who, when = [np.arange(n)], [np.zeros(n)]
    age, active = np.zeros(n), np.arange(n)
    while len(active):
        age[active] += rng.standard_exponential(len(active)) / rate[active]
        active = active[age[active] <= weeks[active]]
        who.append(active)
        when.append(age[active])
        active = active[rng.random(len(active)) >= drop[active]]
    who, when = np.concatenate(who), np.concatenate(when)
    days = first[who] + pd.to_timedelta(np.floor(7 * when), unit="D")
    amount = rng.gamma(spend_model.p, 1 / spend[who]).round(2)
    orders = pd.DataFrame({"customer_id": who + 1, "ordered_on": days, "amount": amount})
    return orders.sort_values(["ordered_on", "customer_id"], ignore_index=True)
