"""`fit_bg_nbd` against lifetimes, and on a million customers.

The 23,570 customers of the whole CDNOW cohort are not in the repository. They are simulated from the
parameters published for its sample, watched for as long as customers of the sample were, to the day.
"""

from pathlib import Path

import numpy as np
import pandas as pd
from lifetimes import BetaGeoFitter
from scipy.special import betaln, gammaln
from timing import Row, paired, peak_megabytes, seconds

from crmlab.value import BgNbd, fit_bg_nbd
from crmlab.value.bgnbd import simulate_bg_nbd
from crmlab.value.orders import fit_ready

SAMPLE = Path(__file__).parents[1] / "tests" / "reference" / "cdnow_btyd_cbs_spend.csv"
PUBLISHED = BgNbd(0.243, 4.414, 0.793, 2.426)
COLUMNS = ["repeat_orders", "age_at_last_order_weeks", "observed_weeks"]


def against_lifetimes(quick):
    sample = published_sample().head(300 if quick else None)
    whole = simulated(300 if quick else 23_570, to_the_day=True)
    tables = {
        f"{len(sample):,} customers of the published CDNOW sample": sample,
        f"{len(whole):,} customers, simulated like it": whole,
    }
    return [row for size, table in tables.items() for row in time_and_likelihood(size, table)]


def time_and_likelihood(size, table):
    columns = [table[name] for name in COLUMNS]

    def peer():
        return BetaGeoFitter().fit(*columns)

    took, peer_took, ratio = paired(lambda: fit_bg_nbd(table), peer, rounds=5)
    model, other = fit_bg_nbd(table), peer().params_
    reached = log_likelihood(table, model.r, model.alpha, model.a, model.b)
    gain = reached - log_likelihood(table, *other[["r", "alpha", "a", "b"]])
    shared = {"size": size, "peer": "lifetimes", "seconds": took, "peer_seconds": peer_took, "at_least": True}
    note = f"log-likelihood {reached:.4f}"
    return [
        Row(what="fit_bg_nbd", ratio=1 / ratio, unit="times as fast", target=5, note=note, **shared),
        Row(what="fit_bg_nbd, fit", ratio=gain, unit="above in log-likelihood", target=-1e-6, **shared),
    ]


def a_million(quick):
    n = 10_000 if quick else 1_000_000
    table = simulated(n, to_the_day=True)
    took = seconds(lambda: fit_bg_nbd(table))
    return [
        Row(
            what="fit_bg_nbd, many customers",
            size=f"{n:,} customers to the day, {distinct(table):,} distinct histories",
            seconds=took,
            ratio=peak_megabytes() / 1000,
            unit="GB at the peak, drawing the customers included",
            target=2,
            at_least=False,
        )
    ]


def growth(quick):
    sizes = [2_000, 4_000] if quick else [125_000, 250_000, 500_000, 1_000_000]
    found = []
    for n in sizes:
        table = simulated(n, to_the_day=False)
        found.append((distinct(table), seconds(lambda table=table: fit_bg_nbd(table))))
    histories, took = np.array(found).T
    slope = np.polyfit(np.log(histories), np.log(took), 1)[0]
    return [
        Row(
            what="fit_bg_nbd, growth",
            size=" to ".join(f"{n:,.0f}" for n in (histories[0], histories[-1])) + " distinct histories",
            seconds=took[-1],
            ratio=slope,
            unit="is the power of their number that the time grows with",
            target=1.2,
            at_least=False,
            note="; ".join(f"{n:,.0f}: {t:.2f} s" for n, t in found) + " (order times not rounded)",
        )
    ]


def published_sample():
    table = pd.read_csv(SAMPLE)[["x", "t.x", "T.cal"]]
    return table.set_axis(COLUMNS, axis=1)


def simulated(n, to_the_day):
    rng = np.random.default_rng(n)
    observed = np.round(rng.choice(published_sample()["observed_weeks"], n) * 7) / 7
    table = simulate_bg_nbd(PUBLISHED, observed, rng=rng)
    if to_the_day:
        days = np.ceil(table["age_at_last_order_weeks"] * 7)
        table["age_at_last_order_weeks"] = np.minimum(days / 7, observed)
    return table


def distinct(table):
    return len(fit_ready(table, "weeks")[0])


def log_likelihood(table, r, alpha, a, b):
    """The published formula, written out once more so that both fits are judged by the same."""
    x, t_x, T = (table[name].to_numpy() for name in COLUMNS)
    alive = betaln(a, b + x) - betaln(a, b) - (r + x) * np.log(alpha + T)
    dropped = np.full(len(x), -np.inf)
    back = x > 0
    dropped[back] = betaln(a + 1, b + x[back] - 1) - betaln(a, b) - (r + x[back]) * np.log(alpha + t_x[back])
    return (gammaln(r + x) - gammaln(r) + r * np.log(alpha) + np.logaddexp(alive, dropped)).sum()
