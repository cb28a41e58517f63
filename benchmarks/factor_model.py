"""`confirmatory` against semopy on the Holzinger-Swineford data: estimates, errors and fit indices."""

from pathlib import Path

import pandas as pd
import semopy
from timing import Row, paired

from crmlab.factors import confirmatory

DATA = Path(__file__).parents[1] / "tests" / "reference" / "holzinger_swineford1939.csv"
MODEL = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}


def measure(quick):
    data = pd.read_csv(DATA)
    description = "\n".join(f"{factor} =~ {' + '.join(items)}" for factor, items in MODEL.items())

    def ours():
        result = confirmatory(data, MODEL)
        return result.estimates, result.chi2

    def peer():
        model = semopy.Model(description)
        model.fit(data)
        return model.inspect(), semopy.calc_stats(model)["chi2"].iloc[0]

    took, peer_took, ratio = paired(ours, peer, rounds=2 if quick else 15, times=1 if quick else 5)
    return [
        Row(
            what="confirmatory, with estimates, errors and fit indices",
            size="Holzinger-Swineford: 301 rows, 9 items, 3 factors",
            seconds=took,
            peer="semopy",
            peer_seconds=peer_took,
            ratio=1 / ratio,
            unit="times as fast",
            target=5,
            at_least=True,
            note=f"chi-square {ours()[1]:.6f}, semopy {peer()[1]:.6f}",
        )
    ]
