"""Uplift against a holdout: closed form, an independent program, and what it refuses."""

import numpy as np
import pytest
from statsmodels.stats.proportion import confint_proportions_2indep

from crmlab.loyalty import uplift


def shares(yes, n):
    return np.repeat([1, 0], [yes, n - yes])


BOUGHT = np.concatenate([shares(60, 200), shares(18, 100), shares(10, 50), shares(4, 40)])
LETTER = np.repeat([1, 0, 1, 0], [200, 100, 50, 40])
GROUP = np.repeat(["a", "b"], [300, 90])


def test_uplift_is_the_difference_with_the_wald_interval():
    row = uplift(BOUGHT, LETTER, margin=18, by=GROUP).loc["a"]
    assert row["uplift"] == pytest.approx(0.12)
    low, high = confint_proportions_2indep(60, 200, 18, 100, method="wald", compare="diff")
    assert (row["low"], row["high"]) == pytest.approx((low, high), abs=1e-5)


def test_gain_pays_the_voucher_to_all_who_buy_with_a_letter():
    row = uplift(BOUGHT, LETTER, margin=18, voucher=3, cost=0.7, by=GROUP).loc["a"]
    assert row["gain"] == pytest.approx(18 * 0.12 - 3 * 0.30 - 0.7)
    error = np.sqrt(15**2 * 0.3 * 0.7 / 200 + 18**2 * 0.18 * 0.82 / 100)
    assert row["gain_high"] - row["gain"] == pytest.approx(1.96 * error)


def test_without_voucher_the_gain_interval_is_margin_times_the_uplift_interval():
    table = uplift(BOUGHT, LETTER, margin=10, by=GROUP)
    assert table["gain_low"].to_numpy() == pytest.approx(10 * table["low"].to_numpy())
    assert list(table.index) == ["a", "b"]
    assert table["letters"].tolist() == [200, 50]


@pytest.mark.parametrize(
    ("bought", "letter", "by", "said"),
    [
        ([1, 0], [1], None, "differ in length"),
        ([1, 2], [1, 0], None, "0 or 1 only"),
        ([1, 0], [1, 1], None, "no letters or no holdout"),
    ],
)
def test_what_cannot_be_compared_is_refused(bought, letter, by, said):
    with pytest.raises(ValueError, match=said):
        uplift(bought, letter, margin=1, by=by)
