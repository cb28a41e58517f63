"""The norms of brand loyalty against closed forms and a panel with known tastes."""

import numpy as np
import pandas as pd
import pytest

from crmlab.loyalty import dirichlet_norms


def test_everybody_keeps_to_one_brand():
    counts = pd.DataFrame({"A": [4] * 30 + [0] * 10, "B": [0] * 30 + [4] * 10})
    norms = dirichlet_norms(counts)
    assert norms.attrs["S"] < 0.01
    assert norms["expected_share_of_requirements"].to_numpy() == pytest.approx([1, 1], abs=0.01)
    assert norms["expected_penetration"].to_numpy() == pytest.approx([0.75, 0.25], abs=0.01)


def test_equal_tastes_lead_to_the_binomial():
    rng = np.random.default_rng(1)
    counts = pd.DataFrame(rng.multinomial(5, [0.6, 0.4], size=4000), columns=["A", "B"])
    norms = dirichlet_norms(counts)
    share = norms["share"].to_numpy()
    assert norms.attrs["S"] > 50
    assert norms["expected_penetration"].to_numpy() == pytest.approx(1 - (1 - share) ** 5, abs=0.005)


def test_known_tastes_come_back():
    rng = np.random.default_rng(2)
    tastes = rng.dirichlet(1.5 * np.array([0.5, 0.3, 0.2]), size=5000)
    counts = pd.DataFrame([rng.multinomial(rng.integers(1, 20), t) for t in tastes], columns=list("ABC"))
    norms = dirichlet_norms(counts)
    assert norms.attrs["S"] == pytest.approx(1.5, abs=0.1)
    for name in ("penetration", "purchases_per_buyer", "share_of_requirements"):
        assert norms[f"expected_{name}"].to_numpy() == pytest.approx(norms[name].to_numpy(), rel=0.03)


# With one purchase each the model cannot say more than the share.
def test_one_purchase_each_penetration_is_share():
    counts = pd.DataFrame({"A": [1, 1, 0, 2], "B": [0, 0, 1, 0]})
    norms = dirichlet_norms(counts)
    assert norms.loc["A", "share"] == pytest.approx(0.8)


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ({"A": [1, -1], "B": [1, 1]}, "negative"),
        ({"A": [2, 1], "B": [0, 0]}, "nobody bought 'B'"),
        ({"A": [1, 0], "B": [0, 1]}, "nobody bought twice"),
    ],
)
def test_errors_say_what_to_do(counts, words):
    with pytest.raises(ValueError, match=words):
        dirichlet_norms(pd.DataFrame(counts))
