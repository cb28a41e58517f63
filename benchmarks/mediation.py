"""`mediate` against statsmodels, both with the bootstrap and the same number of draws."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.stats.mediation import Mediation
from timing import Row, paired, seconds

from crmlab.mediation import mediate


def measure(quick):
    draws = 100 if quick else 5000
    return [against_statsmodels(n, draws, rounds=1 if quick else 2) for n in (300, 1200)]


def against_statsmodels(n, draws, rounds):
    rng = np.random.default_rng(n)
    quality = rng.normal(size=n)
    trust = 0.5 * quality + rng.normal(size=n)
    survey = pd.DataFrame({"quality": quality, "trust": trust})
    survey["loyalty"] = 0.4 * trust + 0.2 * quality + rng.normal(size=n)

    def ours():
        return mediate(survey, "quality", "trust", "loyalty", n_boot=draws, rng=1)

    def peer():
        constant = np.ones(n)
        outcome = sm.OLS(survey["loyalty"].to_numpy(), np.column_stack([constant, quality, trust]))
        mediator = sm.OLS(trust, np.column_stack([constant, quality]))
        return Mediation(outcome, mediator, (1, 1), 2).fit(method="bootstrap", n_rep=draws)

    def peer_with_formulas():
        outcome = sm.OLS.from_formula("loyalty ~ quality + trust", survey)
        mediator = sm.OLS.from_formula("trust ~ quality", survey)
        return Mediation(outcome, mediator, "quality", "trust").fit(method="bootstrap", n_rep=20)

    took, peer_took, ratio = paired(ours, peer, rounds)
    with_formulas = seconds(peer_with_formulas) / 20 * draws
    return Row(
        what="mediate, percentile and BCa intervals",
        size=f"{n:,} rows, {draws:,} draws",
        seconds=took,
        peer="statsmodels Mediation on arrays",
        peer_seconds=peer_took,
        ratio=1 / ratio,
        unit="times as fast",
        target=100,
        at_least=True,
        note=f"statsmodels with formulas, by 20 draws scaled up, takes {with_formulas:.0f} s",
    )
