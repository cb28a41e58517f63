"""The CDNOW orders are those of the studies: summed up, they give the table that R's BTYD ships."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from crmlab import datasets, value

REFERENCE = Path(__file__).parents[1] / "reference" / "cdnow_btyd_cbs_spend.csv"


@pytest.fixture(scope="module")
def orders():
    return datasets.load("cdnow_sample")


def test_half_a_year_and_a_quarter_sums_to_the_published_table(orders):
    past = orders[orders["ordered_on"] <= "1997-09-30"]
    mine = value.customer_orders(past, "1997-09-30", amount="amount_usd").reset_index(drop=True)
    theirs = pd.read_csv(REFERENCE)
    np.testing.assert_array_equal(mine["repeat_orders"], theirs["x"])
    np.testing.assert_allclose(mine["age_at_last_order_weeks"], theirs["t.x"], atol=1e-9)
    np.testing.assert_allclose(mine["observed_weeks"], theirs["T.cal"], atol=1e-9)
    np.testing.assert_allclose(mine["mean_repeat_order_value"].fillna(0), theirs["m_x"], atol=1e-9)


def test_orders_after_september_are_the_published_holdout(orders):
    later = orders[orders["ordered_on"] > "1997-09-30"].drop_duplicates(["customer_id", "ordered_on"])
    counts = later.groupby("customer_id").size().reindex(sorted(orders["customer_id"].unique()), fill_value=0)
    np.testing.assert_array_equal(counts, pd.read_csv(REFERENCE)["x.star"])


def test_what_the_card_says(orders):
    assert orders["customer_id"].nunique() == 2357
    assert orders.duplicated(["customer_id", "ordered_on"]).sum() == 223
    assert (orders["amount_usd"] == 0).sum() == 8
    with pytest.raises(ValueError, match="was observed"):
        datasets.truth("cdnow_sample")
