import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmlab import factors

MODEL = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}
ITEMS = [item for items in MODEL.values() for item in items]


@pytest.fixture(scope="module")
def abilities(reference_frame):
    return reference_frame("holzinger_swineford1939")


@pytest.fixture(scope="module")
def fitted(abilities):
    return factors.confirmatory(abilities, MODEL)


def one_factor(loadings, n, rng, noise=1.0):
    """Answers of `n` respondents to items that share one factor."""
    loadings = np.asarray(loadings)
    values = rng.normal(size=(n, 1)) * loadings + noise * rng.normal(size=(n, len(loadings)))
    return pd.DataFrame(values, columns=[f"q{i}" for i in range(1, len(loadings) + 1)])


def exact(correlations, n):
    """Answers of `n` respondents whose correlations are exactly those given, with variance 1."""
    raw = np.random.default_rng(0).normal(size=(n, len(correlations)))
    raw -= raw.mean(axis=0)
    white = raw @ np.linalg.inv(np.linalg.cholesky(np.cov(raw.T, bias=True))).T
    return pd.DataFrame(white @ np.linalg.cholesky(correlations).T).add_prefix("q")


class TestConfirmatory:
    def test_cfa01_fit(self, gold, fitted):
        expected = gold["CFA01"]["expected"]["fit"]
        names = {
            "chisq": "chi2",
            "pvalue": "p",
            "rmsea.ci.lower": "rmsea_low",
            "rmsea.ci.upper": "rmsea_high",
            "logl": "log_likelihood",
        }
        for name, value in expected.items():
            assert getattr(fitted, names.get(name, name)) == pytest.approx(value, abs=1e-6), name

    def test_cfa01_estimates(self, gold, fitted):
        table = fitted.estimates.set_index(["left", "op", "right"])
        for row in gold["CFA01"]["expected"]["estimates"]:
            ours = table.loc[(row["lhs"], row["op"], row["rhs"])]
            assert ours["estimate"] == pytest.approx(row["est"], abs=2e-6)
            assert ours["se"] == pytest.approx(row["se"], abs=2e-6)
            assert ours["standardized"] == pytest.approx(row["std.all"], abs=2e-6)
            if row["z"] is not None:
                assert ours["z"] == pytest.approx(row["z"], abs=2e-5)

    def test_cfa01_modification_indices(self, gold, fitted):
        expected = gold["CFA01"]["expected"]["top_modindices"]
        ours = fitted.modification_indices.head(len(expected))
        assert ours[["left", "op", "right"]].to_numpy().tolist() == [
            [row["lhs"], row["op"], row["rhs"]] for row in expected
        ]
        np.testing.assert_allclose(ours["mi"], [row["mi"] for row in expected], atol=1e-4)
        np.testing.assert_allclose(ours["epc"], [row["epc"] for row in expected], atol=1e-5)

    def test_optimum_beats_every_neighbour(self, abilities, fitted):
        covariance = np.cov(abilities[ITEMS].to_numpy().T, bias=True)
        loadings = np.zeros((9, 3))
        rows = fitted.loadings
        for factor, item, value in rows[["factor", "item", "estimate"]].itertuples(index=False):
            loadings[ITEMS.index(item), list(MODEL).index(factor)] = value
        table = fitted.estimates.set_index(["left", "op", "right"])["estimate"]
        residual = np.diag([table[item, "~~", item] for item in ITEMS])
        latent = np.diag([table[factor, "~~", factor] for factor in MODEL])
        for i, j in ((0, 1), (0, 2), (1, 2)):
            latent[i, j] = latent[j, i] = table[list(MODEL)[i], "~~", list(MODEL)[j]]

        def discrepancy(change):
            sigma = (loadings + change) @ latent @ (loadings + change).T + residual
            ratio = np.linalg.solve(sigma, covariance)
            return 301 * (np.trace(ratio) - np.linalg.slogdet(ratio)[1] - 9)

        best = discrepancy(0.0)
        assert best == pytest.approx(fitted.chi2, abs=1e-9)
        for row, column in np.argwhere(loadings):
            if loadings[row, column] != 1:
                change = np.zeros((9, 3))
                change[row, column] = 1e-4
                assert min(discrepancy(change), discrepancy(-change)) > best

    def test_three_items_fit_exactly(self):
        # One factor, three items: loading ratios have the closed form s_jk / s_1k.
        items = one_factor([1.0, 0.7, 1.3], 300, np.random.default_rng(1))
        result = factors.confirmatory(items, {"f": list(items)})
        s = np.cov(items.to_numpy().T, bias=True)
        assert result.df == 0
        assert result.chi2 == pytest.approx(0, abs=1e-8)
        assert np.isnan(result.p)
        expected = [1, s[1, 2] / s[0, 2], s[1, 2] / s[0, 1]]
        np.testing.assert_allclose(result.loadings["estimate"], expected, rtol=1e-6)
        assert "nothing is tested" in result.summary()

    def test_scale_of_an_item_does_not_change_the_fit(self, abilities, fitted):
        changed = abilities.assign(x2=1000 * abilities["x2"] - 7, x8=-abilities["x8"] / 50)
        result = factors.confirmatory(changed, MODEL)
        assert result.chi2 == pytest.approx(fitted.chi2, abs=1e-6)
        assert result.standardized.loc["x8", "speed"] == pytest.approx(
            -fitted.standardized.loc["x8", "speed"], abs=1e-5
        )
        pd.testing.assert_frame_equal(
            result.latent_correlations.abs(), fitted.latent_correlations.abs(), atol=1e-5, rtol=0
        )

    def test_modification_index_predicts_the_drop_of_chi_square(self, abilities, fitted):
        wider = factors.confirmatory(abilities, MODEL | {"visual": ["x1", "x2", "x3", "x9"]})
        predicted = fitted.modification_indices.loc[0, "mi"]
        assert fitted.chi2 - wider.chi2 == pytest.approx(predicted, rel=0.15)
        assert wider.df == fitted.df - 1

    def test_missing_answers_drop_the_row(self, abilities):
        holed = abilities.astype({"x1": float})
        holed.loc[[3, 10], "x1"] = np.nan
        result = factors.confirmatory(holed, MODEL)
        assert result.n == 299
        assert result.chi2 == pytest.approx(
            factors.confirmatory(abilities.drop([3, 10]), MODEL).chi2, abs=1e-9
        )

    def test_heywood_case_warns(self):
        correlations = np.array([[1, 0.9, 0.5], [0.9, 1, 0.3], [0.5, 0.3, 1]])
        items = exact(correlations, 100).set_axis(["a", "b", "c"], axis=1)
        with pytest.warns(UserWarning, match="residual variance of item 'a' is negative"):
            result = factors.confirmatory(items, {"f": ["a", "b", "c"]})
        residual = result.estimates.set_index(["left", "op", "right"]).loc[("a", "~~", "a"), "estimate"]
        assert residual == pytest.approx(1 - 0.9 * 0.5 / 0.3, abs=1e-5)
        assert result.summary().startswith("Do not use")

    def test_factors_that_are_one_warn(self):
        items = one_factor([1] * 6, 150, np.random.default_rng(8))
        model = {"f": ["q1", "q2", "q3"], "g": ["q4", "q5", "q6"]}
        with pytest.warns(UserWarning, match="latent covariance matrix is not positive definite"):
            result = factors.confirmatory(items, model)
        assert result.latent_correlations.loc["f", "g"] > 1
        assert len(result.warnings) == 1

    def test_html_and_summary(self, fitted):
        assert "<table>" in fitted._repr_html_()
        assert "does not fit well" in fitted.summary()

    @pytest.mark.parametrize(
        ("change", "model", "message"),
        [
            ({}, {"f": ["x1", "nope", "x3"]}, "'nope'"),
            ({"x1": "often"}, {"f": ["x1", "x2", "x3"]}, "'often'"),
            ({"x1": np.nan}, {"f": ["x1", "x2", "x3"]}, "'x1'"),
            ({"x1": 3}, {"f": ["x1", "x2", "x3"]}, "'x1'.*every row"),
            ({}, {"f": ["x1", "x2"]}, "4 parameters for 3"),
            ({}, {"f": ["x1"]}, "at least two items"),
            ({}, {"f": ["x1", "x1", "x2"]}, "twice"),
            ({"x3": "sum"}, {"f": ["x1", "x2", "x3"]}, "do not vary independently"),
        ],
    )
    def test_bad_input(self, abilities, change, model, message):
        changed = abilities.copy()
        for column, value in change.items():
            changed[column] = changed["x1"] + changed["x2"] if value == "sum" else value
        with pytest.raises(ValueError, match=message):
            factors.confirmatory(changed, model)

    def test_a_first_item_that_measures_nothing_is_named_as_the_cause(self):
        correlations = np.array([[1, 0, 0, 0], [0, 1, 0.5, 0.6], [0, 0.5, 1, 0.4], [0, 0.6, 0.4, 1]])
        items = exact(correlations, 100)
        with pytest.raises(ValueError, match=r"name first in each factor|cannot tell the parameters"):
            factors.confirmatory(items, {"f": list(items)})

    def test_fewer_rows_than_parameters(self, abilities):
        with pytest.raises(ValueError, match="15 complete rows for 21 parameters"):
            factors.confirmatory(abilities.head(15), MODEL)

    def test_model_must_be_a_dict(self, abilities):
        with pytest.raises(TypeError, match="dict"):
            factors.confirmatory(abilities, ["x1", "x2", "x3"])


class TestInvariance:
    def test_school_example(self, abilities):
        # Published in the lavaan tutorial (Rosseel 2012, section on measurement invariance).
        result = factors.invariance(abilities, MODEL, "school")
        np.testing.assert_allclose(result.table["chi2"], [115.851, 124.044, 164.103], atol=6e-4)
        assert result.table["df"].tolist() == [48, 54, 60]
        np.testing.assert_allclose(result.table["cfi"], [0.923, 0.921, 0.882], atol=6e-4)
        np.testing.assert_allclose(result.table["rmsea"], [0.097, 0.093, 0.107], atol=6e-4)
        np.testing.assert_allclose(result.table["bic"], [7706.822, 7680.771, 7686.588], atol=2e-3)
        assert result.table.loc["metric", "delta_p"] == pytest.approx(0.2244, abs=1e-4)
        assert result.level == "metric"
        assert result.n.to_dict() == {"Grant-White": 145, "Pasteur": 156}

    def test_configural_is_the_sum_of_single_groups(self, abilities):
        result = factors.invariance(abilities, MODEL, abilities["school"])
        single = [factors.confirmatory(rows, MODEL) for _, rows in abilities.groupby("school")]
        assert result.table.loc["configural", "chi2"] == pytest.approx(sum(s.chi2 for s in single), abs=1e-8)

    def test_equal_groups_are_invariant_and_a_shift_moves_the_mean(self):
        loadings = np.array([0.8, 0.6, 0.7, 0.9])
        correlations = np.outer(loadings, loadings)
        np.fill_diagonal(correlations, 1)
        first = exact(correlations, 300)
        shift = 0.5 * loadings
        both = pd.concat([first, first + shift]).assign(city=["A"] * 300 + ["B"] * 300).reset_index(drop=True)
        result = factors.invariance(both, {"f": list(first)}, "city")
        assert result.level == "scalar"
        assert result.latent_means.loc["A", "f"] == 0
        # In units of the first item the factor's shift of 0.5 standard deviations is 0.5 times 0.8.
        assert result.latent_means.loc["B", "f"] == pytest.approx(0.4, abs=1e-5)
        assert result.table.loc["scalar", "chi2"] == pytest.approx(0, abs=1e-6)

    def test_bad_groups(self, abilities):
        with pytest.raises(ValueError, match="no column 'town'"):
            factors.invariance(abilities, MODEL, "town")
        with pytest.raises(ValueError, match="fewer than two"):
            factors.invariance(abilities.assign(town=1), MODEL, "town")
        with pytest.raises(ValueError, match=r"group 'b'.*complete rows"):
            factors.invariance(abilities, MODEL, ["a"] * 296 + ["b"] * 5)


class TestExploratory:
    def test_kmo_and_bartlett(self, abilities):
        # Reference values: factor_analyzer 0.5.1 and direct evaluation of the partial correlations.
        result = factors.kmo_bartlett(abilities[ITEMS])
        assert result.kmo == pytest.approx(0.752244592603, abs=1e-10)
        assert result.chi2 == pytest.approx(904.0970510368, abs=1e-8)
        assert result.df == 36
        assert result.per_item["x7"] == pytest.approx(0.593047, abs=1e-6)
        values = abilities[ITEMS].to_numpy()
        others = np.column_stack([np.ones(301), values[:, 2:]])
        rest = values[:, :2] - others @ np.linalg.lstsq(others, values[:, :2], rcond=None)[0]
        partial = np.corrcoef(rest.T)[0, 1]
        inverse = np.linalg.inv(np.corrcoef(values.T))
        assert -inverse[0, 1] / np.sqrt(inverse[0, 0] * inverse[1, 1]) == pytest.approx(partial, abs=1e-10)

    def test_ml_agrees_with_scikit_learn(self, abilities):
        from sklearn.decomposition import FactorAnalysis

        items = abilities[ITEMS]
        standard = (items - items.mean()) / items.std(ddof=0)
        peer = FactorAnalysis(3, tol=1e-10, max_iter=20000, svd_method="lapack").fit(standard)
        ours = factors.exploratory(items, 3, "ml", rotation=None)
        np.testing.assert_allclose(1 - ours.communalities, peer.noise_variance_, atol=2e-5)

    def test_ml_statistic_is_the_fit_of_the_model(self, abilities):
        # factanal prints 22.38 on 12 degrees of freedom, p = 0.0335, for three factors.
        ours = factors.exploratory(abilities[ITEMS], 3, "ml")
        assert (round(ours.chi2, 2), ours.df, round(ours.p, 4)) == (22.38, 12, 0.0335)

    def test_minres_leaves_the_smallest_residuals(self, abilities):
        # Reference: factor_analyzer 0.5.1, communalities of three minres factors.
        expected = [0.476753, 0.255227, 0.45345, 0.727941, 0.753731, 0.69136, 0.518556, 0.520167, 0.460458]
        ours = factors.exploratory(abilities[ITEMS], 3)
        np.testing.assert_allclose(ours.communalities, expected, atol=5e-6)
        correlations = np.corrcoef(abilities[ITEMS].to_numpy().T)

        def residual(loadings):
            off = (correlations - loadings @ loadings.T) * (1 - np.eye(9))
            return (off**2).sum()

        loadings = ours.loadings.to_numpy()
        rng = np.random.default_rng(0)
        for _ in range(20):
            assert residual(loadings + 1e-3 * rng.normal(size=loadings.shape)) > residual(loadings)

    def test_varimax_is_at_its_maximum(self, abilities):
        loadings = factors.exploratory(abilities[ITEMS], 3).loadings.to_numpy()
        simple = loadings / np.sqrt((loadings**2).sum(axis=1, keepdims=True))

        def criterion(turned):
            return (turned**2).var(axis=0).sum()

        for a, b in ((0, 1), (0, 2), (1, 2)):
            for angle in (-0.01, 0.01):
                turn = np.eye(3)
                turn[[a, a, b, b], [a, b, a, b]] = np.cos(angle), -np.sin(angle), np.sin(angle), np.cos(angle)
                assert criterion(simple @ turn) < criterion(simple)

    def test_oblimin_loadings(self, abilities):
        # Reference: factor_analyzer 0.5.1 (direct quartimin as in GPArotation), to its convergence.
        found = factors.exploratory(abilities[ITEMS], 3, rotation="oblimin")
        expected = [
            [0.196438, 0.591615, 0.03095],
            [0.042971, 0.508926, -0.122301],
            [-0.062294, 0.685927, 0.019042],
        ]
        np.testing.assert_allclose(found.loadings.iloc[:3], expected, atol=3e-5)
        assert found.correlations.iloc[0, 1] == pytest.approx(0.322906, abs=2e-5)

    @pytest.mark.parametrize("rotation", ["varimax", "oblimin", "promax"])
    @pytest.mark.parametrize("method", ["minres", "ml"])
    def test_rotation_keeps_the_model(self, abilities, method, rotation):
        plain = factors.exploratory(abilities[ITEMS], 3, method, None)
        turned = factors.exploratory(abilities[ITEMS], 3, method, rotation)
        loadings = turned.loadings.to_numpy()
        np.testing.assert_allclose(
            loadings @ turned.correlations.to_numpy() @ loadings.T,
            plain.loadings.to_numpy() @ plain.loadings.to_numpy().T,
            atol=1e-7,
        )
        np.testing.assert_allclose(np.diag(turned.correlations), 1, atol=1e-9)
        assert turned.explained.sum() == pytest.approx(turned.communalities.mean(), abs=1e-7)
        best = turned.loadings.abs().idxmax(axis=1)
        assert len(set(best[["x4", "x5", "x6"]])) == 1
        assert turned.loadings.sum().min() > 0

    @settings(max_examples=15, deadline=None)
    @given(st.lists(st.floats(0.4, 0.9), min_size=4, max_size=7), st.sampled_from(["minres", "ml"]))
    def test_one_factor_model_is_recovered_exactly(self, loadings, method):
        loadings = np.array(loadings)
        correlations = np.outer(loadings, loadings)
        np.fill_diagonal(correlations, 1)
        found = factors.exploratory(exact(correlations, 60), 1, method)
        np.testing.assert_allclose(found.loadings["factor1"], loadings, atol=1e-4)
        assert found.chi2 == pytest.approx(0, abs=1e-5)

    def test_parallel_analysis(self, abilities):
        result = factors.parallel_analysis(abilities[ITEMS], np.random.default_rng(1))
        assert result.n_factors == 3
        assert result.eigenvalues["observed"].sum() == pytest.approx(9)
        assert result.eigenvalues["random_mean"].sum() == pytest.approx(9)
        noise = pd.DataFrame(np.random.default_rng(3).normal(size=(300, 8)))
        assert factors.parallel_analysis(noise, np.random.default_rng(4)).n_factors == 0

    def test_heywood_case_warns(self):
        correlations = np.array(
            [[1, 0.9, 0.5, 0.4], [0.9, 1, 0.3, 0.2], [0.5, 0.3, 1, 0.2], [0.4, 0.2, 0.2, 1]]
        )
        items = exact(correlations, 100).set_axis(list("abcd"), axis=1)
        with pytest.warns(UserWarning, match="'a' has no variance of its own"):
            found = factors.exploratory(items, 1)
        assert found.warnings

    def test_summaries_and_html(self, abilities):
        found = factors.exploratory(abilities[ITEMS], 3)
        assert found.summary().startswith("3 factors explain 54%")
        for result in (found, factors.kmo_bartlett(abilities[ITEMS])):
            assert "<table" in result._repr_html_()

    def test_bad_input(self, abilities):
        items = abilities[ITEMS]
        with pytest.raises(ValueError, match="at most 5"):
            factors.exploratory(items, 6)
        with pytest.raises(ValueError, match="'quartimax'"):
            factors.exploratory(items, 2, rotation="quartimax")
        with pytest.raises(ValueError, match="'pca'"):
            factors.exploratory(items, 2, method="pca")
        with pytest.raises(ValueError, match=r"'x1'.*every row"):
            factors.kmo_bartlett(items.assign(x1=1))
        with pytest.raises(ValueError, match="do not vary independently"):
            factors.kmo_bartlett(items.assign(x9=items["x1"] + items["x2"]))
        with pytest.raises(ValueError, match="8 complete rows"):
            factors.exploratory(items.head(8), 2)
        with pytest.raises(ValueError, match="one column"):
            factors.kmo_bartlett(items[["x1"]])

    def test_input_is_left_alone(self, abilities):
        before = abilities.copy()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            factors.exploratory(abilities[ITEMS], 3)
            factors.confirmatory(abilities, MODEL)
        pd.testing.assert_frame_equal(abilities, before)
