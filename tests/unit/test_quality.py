from itertools import permutations
from math import factorial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmlab import quality

ANSWERS = st.lists(st.integers(1, 7), min_size=4, max_size=4)


def drivers(n, p, seed=0):
    """Correlated drivers and an outcome."""
    rng = np.random.default_rng(seed)
    X = rng.normal(size=(n, p)) + rng.normal(size=(n, 1))
    y = X @ np.arange(1, p + 1) + 3 * rng.normal(size=n)
    return pd.DataFrame(X, columns=[f"d{i}" for i in range(p)]), pd.Series(y)


def r_squared(X, y, names):
    """Share of variance by ordinary least squares."""
    design = np.column_stack([np.ones(len(X)), X[list(names)]])
    residual = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    return 1 - residual @ residual / ((y - y.mean()) @ (y - y.mean()))


class TestGaps:
    dimensions = {"one": ["a", "b"], "two": ["c", "d"]}  # noqa: RUF012

    def test_sq01(self, gold):
        expected = gold["SQ01"]["expected"]
        desired = pd.DataFrame([[6.5, 6.5, 6.0, 6.0]], columns=list("abcd"))
        perceived = pd.DataFrame([[6, 5, 4, 3]], columns=list("abcd"))
        result = quality.gaps(desired, perceived, self.dimensions, {"one": 0.6, "two": 0.4})
        np.testing.assert_allclose(result.table["gap"], expected["gap"], atol=1e-9)
        assert result.weighted == pytest.approx(expected["weighted"], abs=1e-9)
        assert result.unweighted == pytest.approx(expected["unweighted"], abs=1e-9)
        zone = quality.tolerance_zone([6.5, 6.0], [4.5, 4.0], [5.5, 3.5])
        for ours, theirs in (
            ("adequacy", "MSA"),
            ("superiority", "MSS"),
            ("width", "zone"),
            ("position", "position"),
        ):
            np.testing.assert_allclose(zone[ours], expected[theirs], atol=1e-9)

    @settings(max_examples=40, deadline=None)
    @given(st.lists(ANSWERS, min_size=2, max_size=8), st.lists(ANSWERS, min_size=2, max_size=8))
    def test_sign_turns_when_the_sides_are_swapped(self, first, second):
        n = min(len(first), len(second))
        one, two = (pd.DataFrame(side[:n], columns=list("abcd")) for side in (first, second))
        there = quality.gaps(one, two, self.dimensions, {"one": 70, "two": 30})
        back = quality.gaps(two, one, self.dimensions, {"one": 70, "two": 30})
        assert there.weighted == pytest.approx(-back.weighted, abs=1e-12)
        np.testing.assert_allclose(there.table["gap"], -back.table["gap"], atol=1e-12)
        np.testing.assert_allclose(there.table["low"], -back.table["high"], atol=1e-12)
        assert there.table["weight"].sum() == pytest.approx(1)

    def test_interval_is_the_paired_t_interval(self):
        from scipy import stats

        rng = np.random.default_rng(1)
        wanted = pd.DataFrame(rng.integers(4, 8, size=(30, 4)), columns=list("abcd"))
        got = pd.DataFrame(rng.integers(1, 8, size=(30, 4)), columns=list("abcd"))
        row = quality.gaps(wanted, got, self.dimensions).table.loc["one"]
        test = stats.ttest_rel(got[["a", "b"]].mean(axis=1), wanted[["a", "b"]].mean(axis=1))
        low, high = test.confidence_interval(0.95)
        assert (row["low"], row["high"]) == (pytest.approx(low), pytest.approx(high))

    def test_only_pairs_answered_both_ways_count(self):
        wanted = pd.DataFrame({"a": [7, 7, np.nan], "b": [7, 7, 7]})
        got = pd.DataFrame({"a": [5, np.nan, 1], "b": [6, 5, 7]})
        row = quality.gaps(wanted, got, {"one": ["a", "b"]}).table.loc["one"]
        assert row["gap"] == pytest.approx(np.mean([-1.5, -2, 0]))
        assert row["n"] == 3

    def test_performance_is_perception_alone(self):
        wanted = pd.DataFrame([[7, 7, 7, 7], [6, 6, 6, 6]], columns=list("abcd"))
        got = pd.DataFrame([[5, 5, 3, 3], [7, 7, 4, 4]], columns=list("abcd"))
        result = quality.gaps(wanted, got, self.dimensions, {"one": 3, "two": 1})
        assert result.performance == pytest.approx(0.75 * 6 + 0.25 * 3.5)
        assert "two is the weakest dimension" in result.summary()
        assert "<table" in result._repr_html_()

    def test_bad_input(self):
        good = pd.DataFrame([[5, 5, 3, 3]], columns=list("abcd"))
        with pytest.raises(ValueError, match="different respondents"):
            quality.gaps(good, good.set_axis([9]), self.dimensions)
        with pytest.raises(ValueError, match="perceptions has no column 'd'"):
            quality.gaps(good, good.drop(columns="d"), self.dimensions)
        with pytest.raises(ValueError, match="'a' is in two dimensions"):
            quality.gaps(good, good, {"one": ["a", "b"], "two": ["a", "c"]})
        with pytest.raises(ValueError, match="agree on 'two'"):
            quality.gaps(good, good, self.dimensions, {"one": 1})
        with pytest.raises(ValueError, match="weights must be 0 or more"):
            quality.gaps(good, good, self.dimensions, {"one": -1, "two": 2})
        with pytest.raises(ValueError, match="'good'"):
            quality.gaps(good, good.assign(a="good"), self.dimensions)


class TestToleranceZone:
    def test_places(self):
        zone = quality.tolerance_zone([6, 6, 6, 5], [4, 4, 4, 5], pd.Series([3.9, 4, 6.1, 5], list("wxyz")))
        assert zone["place"].to_dict() == {"w": "below", "x": "within", "y": "above", "z": "within"}
        assert np.isnan(zone.loc["z", "position"])

    def test_bad_input(self):
        with pytest.raises(ValueError, match="minimum above the desired"):
            quality.tolerance_zone([4], [6], [5])
        with pytest.raises(ValueError, match="same length"):
            quality.tolerance_zone([6, 6], [4], [5])
        with pytest.raises(ValueError, match="different dimensions"):
            quality.tolerance_zone(pd.Series([6], ["a"]), pd.Series([4], ["b"]), [5])


class TestDifferenceReliability:
    def test_equal_variances_have_the_textbook_form(self):
        assert quality.difference_reliability(0.9, 0.8, 0.5) == pytest.approx((0.85 - 0.5) / (1 - 0.5))

    def test_simulated_true_scores(self):
        rng = np.random.default_rng(2)
        n = 400_000
        t1, t2 = rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 2]], n).T
        x1, x2 = t1 + 0.5 * rng.normal(size=n), t2 + 0.7 * rng.normal(size=n)
        result = quality.difference_reliability(
            t1.var() / x1.var(), t2.var() / x2.var(), np.corrcoef(x1, x2)[0, 1], x1.std(), x2.std()
        )
        assert result == pytest.approx((t1 - t2).var() / (x1 - x2).var(), abs=0.005)

    def test_impossible_numbers(self):
        with pytest.warns(UserWarning, match="negative"):
            quality.difference_reliability(0.5, 0.5, 0.8)
        with pytest.raises(ValueError, match="correlate perfectly"):
            quality.difference_reliability(0.9, 0.9, 1.0)
        with pytest.raises(ValueError, match=r"reliability_expected is 1.2"):
            quality.difference_reliability(0.9, 1.2, 0.3)
        with pytest.raises(ValueError, match="correlation is 2"):
            quality.difference_reliability(0.9, 0.9, 2)


class TestDriverImportance:
    def test_lmg_is_the_mean_over_all_orders(self):
        X, y = drivers(60, 4)
        expected = dict.fromkeys(X, 0.0)
        for order in permutations(X):
            for place, name in enumerate(order):
                gain = r_squared(X, y, order[: place + 1]) - (r_squared(X, y, order[:place]) if place else 0)
                expected[name] += gain / factorial(4)
        found = quality.driver_importance(X, y)
        np.testing.assert_allclose(found["importance"], list(expected.values()), atol=1e-12)
        assert found["importance"].sum() == pytest.approx(r_squared(X, y, X), abs=1e-12)

    def test_two_drivers_closed_form(self, reference_frame):
        data = reference_frame("attitude")
        found = quality.driver_importance(data[["complaints", "learning"]], data["rating"])
        r1, r2, r12 = (
            data[a].corr(data[b])
            for a, b in (("rating", "complaints"), ("rating", "learning"), ("complaints", "learning"))
        )
        whole = (r1**2 + r2**2 - 2 * r1 * r2 * r12) / (1 - r12**2)
        np.testing.assert_allclose(
            found["importance"], [(r1**2 + whole - r2**2) / 2, (r2**2 + whole - r1**2) / 2], atol=1e-12
        )

    def test_relative_weights_of_two_drivers_equal_lmg(self):
        X, y = drivers(50, 2)
        lmg, weights = (quality.driver_importance(X, y, method) for method in ("lmg", "relative_weights"))
        np.testing.assert_allclose(lmg, weights, atol=1e-12)

    def test_relative_weights_by_their_definition(self):
        X, y = drivers(80, 5)
        standard = ((X - X.mean()) / X.std()).to_numpy() / np.sqrt(79)
        left, _, right = np.linalg.svd(standard, full_matrices=False)
        closest = left @ right
        outcome = ((y - y.mean()) / y.std()).to_numpy() / np.sqrt(79)
        expected = ((closest.T @ standard) ** 2).T @ (closest.T @ outcome) ** 2
        found = quality.driver_importance(X, y, "relative_weights")
        np.testing.assert_allclose(found["importance"], expected, atol=1e-12)

    def test_uncorrelated_drivers_get_their_squared_correlation(self):
        X = pd.DataFrame(
            np.linalg.qr(np.column_stack([np.ones(40), np.random.default_rng(5).normal(size=(40, 3))]))[0][
                :, 1:
            ]
        )
        y = X @ [3, 2, 1] + np.random.default_rng(6).normal(size=40) / 3
        for method in ("lmg", "relative_weights"):
            found = quality.driver_importance(X, y, method)
            np.testing.assert_allclose(found["importance"], found["correlation"] ** 2, atol=1e-12)

    @settings(max_examples=20, deadline=None)
    @given(
        st.integers(0, 10_000),
        st.sampled_from(["lmg", "relative_weights"]),
        st.floats(-50, 50).filter(lambda v: abs(v) > 0.01),
    )
    def test_shares_sum_to_one_and_ignore_units(self, seed, method, factor):
        X, y = drivers(30, 3, seed)
        found = quality.driver_importance(X, y, method)
        assert found["share"].sum() == pytest.approx(1)
        assert found["importance"].sum() == pytest.approx(r_squared(X, y, X), abs=1e-9)
        scaled = quality.driver_importance(X.assign(d1=factor * X["d1"] + 3), y, method)
        np.testing.assert_allclose(scaled["share"], found["share"], atol=1e-9)

    def test_bad_input(self):
        X, y = drivers(30, 3)
        with pytest.raises(ValueError, match="'d2' of X follows exactly"):
            quality.driver_importance(X.assign(d2=X["d0"] - X["d1"]), y)
        with pytest.raises(ValueError, match=r"'d0'.*every row"):
            quality.driver_importance(X.assign(d0=1), y)
        with pytest.raises(ValueError, match="y is the same"):
            quality.driver_importance(X, y * 0)
        with pytest.raises(ValueError, match="4 complete rows for 3 drivers"):
            quality.driver_importance(X.head(4), y.head(4))
        with pytest.raises(ValueError, match="each of the 30 rows"):
            quality.driver_importance(X, y.head(4))
        with pytest.raises(ValueError, match="different respondents"):
            quality.driver_importance(X, y.set_axis(range(5, 35)))
        with pytest.raises(ValueError, match="131,071 regressions"):
            quality.driver_importance(pd.DataFrame(np.random.default_rng(0).normal(size=(30, 17))), y)
        with pytest.raises(ValueError, match="'pratt'"):
            quality.driver_importance(X, y, "pratt")


class TestGapContributions:
    def test_they_add_up_to_the_weighted_gap_of_the_survey(self):
        rng = np.random.default_rng(3)
        wanted = pd.DataFrame(rng.integers(1, 8, (40, 3)), columns=list("abc"))
        got = pd.DataFrame(rng.integers(1, 8, (40, 3)), columns=list("abc"))
        weights = {"x": 5, "y": 2, "z": 3}
        survey = quality.gaps(wanted, got, {"x": ["a"], "y": ["b"], "z": ["c"]}, weights)
        table = survey.table
        parts = quality.gap_contributions(table["expectation"], table["perception"], table["weight"])
        assert parts["contribution"].sum() == pytest.approx(survey.weighted)
        assert parts["weight"].tolist() == pytest.approx([0.5, 0.2, 0.3])
        assert list(parts.index) == ["x", "y", "z"]

    def test_weights_are_equal_unless_given_and_cannot_be_negative(self):
        assert quality.gap_contributions([5, 6], [4, 4])["contribution"].tolist() == [-0.5, -1]
        for weights in ([1, -1], [0, 0]):
            with pytest.raises(ValueError, match="negative or all zero"):
                quality.gap_contributions([5, 6], [4, 4], weights)
        with pytest.raises(ValueError, match="differ in length"):
            quality.gap_contributions([5, 6], [4], [1, 1])
