"""Driver importance by LMG against one regression on all drivers."""

import numpy as np
import pandas as pd
import statsmodels.api as sm
from timing import Row, paired

from crmlab.quality import driver_importance


def measure(quick):
    n, p = 1200, 10
    rng = np.random.default_rng(0)
    X = pd.DataFrame(rng.normal(size=(n, p)) + rng.normal(size=(n, 1)), columns=[f"d{i}" for i in range(p)])
    y = X.sum(axis=1) + rng.normal(scale=3, size=n)

    def peer():
        return sm.OLS(y, sm.add_constant(X)).fit().params

    took, peer_took, ratio = paired(lambda: driver_importance(X, y), peer, rounds=2 if quick else 15)
    return [
        Row(
            what="driver_importance, LMG",
            size=f"{n:,} rows, {p} drivers, {2**p - 1:,} regressions",
            seconds=took,
            peer="one statsmodels OLS of all drivers",
            peer_seconds=peer_took,
            ratio=ratio,
            unit="times the time of the OLS",
            target=60,
            at_least=False,
        )
    ]
