import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmlab.scales import (
    average_variance_extracted,
    composite_reliability,
    cronbach_alpha,
    htmt,
    item_analysis,
    mcdonald_omega,
    reverse,
    score,
    split_half,
)

# Thurstone & Thurstone's nine ability tests (n = 213), lower triangle, as printed by McDonald (1999).
THURSTONE = """
.828
.776 .779
.439 .493 .460
.432 .464 .425 .674
.447 .489 .443 .590 .541
.447 .432 .401 .381 .402 .288
.541 .537 .534 .350 .367 .320 .555
.380 .358 .359 .424 .446 .325 .598 .452
"""


def thurstone():
    matrix = np.eye(9)
    for row, line in enumerate(THURSTONE.split("\n")[1:-1], start=1):
        matrix[row, :row] = [float(value) for value in line.split()]
    return matrix + np.tril(matrix, -1).T


def answers_with(correlation, n=213, seed=1):
    """Answers whose sample correlation matrix is exactly the one given."""
    noise = np.random.default_rng(seed).normal(size=(n, len(correlation)))
    noise -= noise.mean(axis=0)
    noise = noise @ np.linalg.inv(np.linalg.cholesky(np.cov(noise.T))).T
    return pd.DataFrame(noise @ np.linalg.cholesky(correlation).T).add_prefix("q")


def one_factor(n=300, loadings=(0.8, 0.7, 0.6, 0.5), seed=3):
    rng = np.random.default_rng(seed)
    loadings = np.array(loadings)
    common = rng.normal(size=(n, 1)) * loadings
    return pd.DataFrame(common + rng.normal(size=(n, len(loadings))) * np.sqrt(1 - loadings**2)).add_prefix(
        "q"
    )


def test_REL01_alpha_and_item_analysis_of_attitude(gold, reference_frame):
    entry = gold["REL01"]
    expected, tolerance = entry["expected"], entry["tol"]["abs"]
    items = reference_frame("attitude")
    result = cronbach_alpha(items, missing="listwise")
    table = item_analysis(items, missing="listwise")

    assert result.alpha == pytest.approx(expected["raw_alpha"], abs=tolerance)
    assert result.standardized == pytest.approx(expected["std_alpha"], abs=tolerance)
    assert result.guttman_lambda6 == pytest.approx(expected["G6"], abs=tolerance)
    assert result.mean_r == pytest.approx(expected["average_r"], abs=tolerance)
    assert [result.low, result.high] == pytest.approx(expected["feldt95"], abs=tolerance)
    assert (result.n_items, result.n) == (7, 30)
    assert table["item"].tolist() == expected["items"]
    assert table["r_drop"].tolist() == pytest.approx(expected["r_drop"], abs=tolerance)
    assert table["alpha_if_dropped"].tolist() == pytest.approx(expected["alpha_if_dropped"], abs=tolerance)
    assert not table["reversed_suspect"].any()


def test_alpha_equals_the_two_way_anova_form(reference_frame):
    """Hoyt (1941): alpha is 1 - MS(residual) / MS(respondents)."""
    data = reference_frame("attitude").to_numpy(dtype=float)
    n, k = data.shape
    residual = data - data.mean(axis=0) - data.mean(axis=1, keepdims=True) + data.mean()
    ms_rows = k * data.mean(axis=1).var(ddof=1)
    ms_residual = (residual**2).sum() / ((n - 1) * (k - 1))
    assert cronbach_alpha(pd.DataFrame(data)).alpha == pytest.approx(1 - ms_residual / ms_rows, abs=1e-12)


def test_pairwise_and_listwise_alpha_differ_and_each_follows_its_definition(reference_frame):
    items = reference_frame("attitude").astype(float)
    items.iloc[::5, 0] = np.nan
    items.iloc[1::7, 3] = np.nan
    complete = items.dropna()
    pairwise, listwise = cronbach_alpha(items), cronbach_alpha(items, missing="listwise")
    assert listwise.alpha == pytest.approx(cronbach_alpha(complete).alpha, abs=1e-12)
    assert (pairwise.n, listwise.n) == (30, len(complete))
    covariance = np.array(
        [
            [items[[a, b]].dropna().cov().iloc[0, -1] if a != b else items[a].var() for b in items]
            for a in items
        ]
    )
    assert pairwise.alpha == pytest.approx(7 / 6 * (1 - np.trace(covariance) / covariance.sum()), abs=1e-12)
    assert abs(pairwise.alpha - listwise.alpha) > 0.003


def test_feldt_interval_covers_at_its_level():
    truth = 4 * 0.4 / (1 + 3 * 0.4)
    root = np.linalg.cholesky(np.full((4, 4), 0.4) + 0.6 * np.eye(4))
    rng = np.random.default_rng(5)
    hits = 0
    for _ in range(300):
        result = cronbach_alpha(pd.DataFrame(rng.normal(size=(50, 4)) @ root.T))
        hits += result.low < truth < result.high
    assert 275 <= hits <= 296


@settings(max_examples=30, deadline=None)
@given(st.floats(0.01, 100), st.floats(-50, 50), st.integers(0, 10_000))
def test_alpha_does_not_change_under_a_common_linear_rescaling(slope, shift, seed):
    items = one_factor(n=40, seed=seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        before, after = cronbach_alpha(items), cronbach_alpha(items * slope + shift)
        rescaled = cronbach_alpha(items * [1, 2, 3, 4] * slope + shift)
    assert after.alpha == pytest.approx(before.alpha, abs=1e-8)
    assert rescaled.standardized == pytest.approx(before.standardized, abs=1e-8)


def test_an_unreversed_item_is_flagged_and_reversing_it_repairs_alpha():
    items = one_factor(loadings=(0.8, 0.8, 0.7, 0.7, 0.6)).mul(1.2).add(4).clip(1, 7)
    wrong = reverse(items, ["q2"], 1, 7)
    with pytest.warns(UserWarning, match="'q2' run against the others"):
        low = cronbach_alpha(wrong).alpha
    table = item_analysis(wrong).set_index("item")
    assert table.index[table["reversed_suspect"]].tolist() == ["q2"]
    assert table.loc["q2", "r_drop"] < 0
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cronbach_alpha(reverse(wrong, ["q2"], 1, 7)).alpha > low + 0.2
    with pytest.warns(UserWarning, match="'q2' load negatively"):
        mcdonald_omega(wrong)


def test_two_of_five_unreversed_items_are_both_flagged_though_their_item_rest_correlations_mix():
    items = one_factor(n=500, loadings=(0.8,) * 5)
    table = item_analysis(items * [1, -1, 1, 1, -1])
    assert table["reversed_suspect"].tolist() == [False, True, False, False, True]


def test_a_weak_but_rightly_keyed_item_is_not_flagged():
    rng = np.random.default_rng(11)
    items = one_factor(n=400, loadings=(0.8, 0.8, 0.8)).assign(noise=rng.normal(size=400))
    assert not item_analysis(items)["reversed_suspect"].any()


def test_negative_alpha_warns():
    items = answers_with(np.array([[1, -0.3, -0.3], [-0.3, 1, -0.3], [-0.3, -0.3, 1]]))
    with pytest.warns(UserWarning, match="below zero"):
        assert cronbach_alpha(items).alpha < 0


def test_omega_of_thurstone_matches_psych():
    """psych::omega(Thurstone): omega_h .74, omega_t .93, alpha .89, lambda 6 .91."""
    items = answers_with(thurstone())
    omega, alpha = mcdonald_omega(items), cronbach_alpha(items)
    assert (round(omega.hierarchical, 2), round(omega.total, 2)) == (0.74, 0.93)
    assert (round(alpha.alpha, 2), round(alpha.guttman_lambda6, 2)) == (0.89, 0.91)
    assert omega.n_factors == 3


def test_omega_recovers_a_known_one_factor_model():
    loadings = np.array([0.8, 0.7, 0.6, 0.5])
    correlation = np.outer(loadings, loadings)
    np.fill_diagonal(correlation, 1)
    omega = mcdonald_omega(answers_with(correlation))
    assert omega.total == pytest.approx(composite_reliability(loadings), abs=1e-6)
    assert omega.hierarchical == pytest.approx(omega.total, abs=1e-6)


@pytest.mark.parametrize("between", [(0.5, 0.6, 0.7), (0.8, 0.8, 0.8)])
def test_omega_recovers_a_known_second_order_model(between):
    general = np.array(between)
    correlations = np.outer(general, general)
    np.fill_diagonal(correlations, 1)
    pattern = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6]]))
    implied = pattern @ correlations @ pattern.T
    uniqueness = 1 - np.diag(implied)
    np.fill_diagonal(implied, 1)
    omega = mcdonald_omega(answers_with(implied))
    assert omega.hierarchical == pytest.approx((pattern @ general).sum() ** 2 / implied.sum(), abs=1e-4)
    assert omega.total == pytest.approx(1 - uniqueness.sum() / implied.sum(), abs=1e-4)


def test_omega_with_two_group_factors_shares_their_correlation_equally():
    pattern = np.kron(np.eye(2), np.array([[0.8], [0.7], [0.6]]))
    implied = pattern @ np.array([[1, 0.49], [0.49, 1]]) @ pattern.T
    np.fill_diagonal(implied, 1)
    omega = mcdonald_omega(answers_with(implied), n_factors=2)
    assert omega.hierarchical == pytest.approx((0.7 * pattern.sum()) ** 2 / implied.sum(), abs=1e-4)


def test_omega_refuses_too_many_factors():
    with pytest.raises(ValueError, match="4 items cannot carry 3 factors"):
        mcdonald_omega(one_factor(), n_factors=3)
    with pytest.raises(ValueError, match="2 items cannot carry 1 factors"):
        mcdonald_omega(one_factor()[["q0", "q1"]])


def test_omega_warns_of_a_heywood_case():
    heywood = np.array([[1, 0.9, 0.9], [0.9, 1, 0.7], [0.9, 0.7, 1]])
    with pytest.warns(UserWarning, match="Heywood"):
        mcdonald_omega(answers_with(heywood))


def test_composite_reliability_and_ave_by_hand():
    assert composite_reliability([0.8, 0.7, 0.6]) == pytest.approx(2.1**2 / (2.1**2 + 0.36 + 0.51 + 0.64))
    assert average_variance_extracted([0.8, 0.7, 0.6]) == pytest.approx(1.49 / 3)
    assert composite_reliability([1.6, 1.4, 1.2], [1.44, 2.04, 2.56]) == pytest.approx(
        composite_reliability([0.8, 0.7, 0.6])
    )


def test_composite_reliability_of_equal_loadings_is_alpha():
    correlation = np.full((4, 4), 0.49) + 0.51 * np.eye(4)
    assert composite_reliability([0.7] * 4) == pytest.approx(cronbach_alpha(answers_with(correlation)).alpha)


def test_loadings_that_are_improper_warn_or_raise():
    with pytest.warns(UserWarning, match="Heywood"):
        average_variance_extracted([1.1, 0.6])
    with pytest.warns(UserWarning, match="both signs"):
        composite_reliability([0.8, -0.7])
    for wrong in ([], [0.8, np.nan], [[0.8, 0.7]]):
        with pytest.raises(ValueError, match="loadings must be"):
            composite_reliability(wrong)
    with pytest.raises(ValueError, match="2 loadings and 1 error"):
        composite_reliability([0.8, 0.7], [0.3])
    with pytest.raises(ValueError, match="cannot be negative"):
        composite_reliability([0.8, 0.7], [0.3, -0.1])


FACTORS = {"visual": ["x1", "x2", "x3"], "textual": ["x4", "x5", "x6"], "speed": ["x7", "x8", "x9"]}


def test_htmt_by_definition_on_holzinger_swineford(reference_frame):
    items = reference_frame("holzinger_swineford1939")
    r = items[[c for columns in FACTORS.values() for c in columns]].corr().abs()
    result, second = htmt(items, FACTORS), htmt(items, FACTORS, kind="htmt2")
    for one, other in [("visual", "textual"), ("visual", "speed"), ("textual", "speed")]:
        a, b = FACTORS[one], FACTORS[other]
        within = [[r.loc[c[0], c[1]], r.loc[c[0], c[2]], r.loc[c[1], c[2]]] for c in (a, b)]
        between = r.loc[a, b].to_numpy().ravel()
        assert result.loc[one, other] == pytest.approx(
            between.mean() / np.sqrt(np.mean(within[0]) * np.mean(within[1]))
        )
        assert second.loc[one, other] == pytest.approx(
            np.prod(between) ** (1 / 9)
            / np.sqrt(np.prod(within[0]) ** (1 / 3) * np.prod(within[1]) ** (1 / 3))
        )
        assert result.loc[one, other] != pytest.approx(second.loc[one, other], abs=1e-3)
    assert (np.diag(result) == 1).all()


def test_htmt2_recovers_the_factor_correlation_with_unequal_loadings_and_htmt_does_not():
    pattern = np.zeros((6, 2))
    pattern[:3, 0], pattern[3:, 1] = [0.9, 0.8, 0.3], [0.9, 0.5, 0.4]
    implied = pattern @ np.array([[1, 0.6], [0.6, 1]]) @ pattern.T
    np.fill_diagonal(implied, 1)
    items = answers_with(implied)
    factors = {"a": ["q0", "q1", "q2"], "b": ["q3", "q4", "q5"]}
    assert htmt(items, factors, kind="htmt2").loc["a", "b"] == pytest.approx(0.6, abs=1e-6)
    assert htmt(items, factors).loc["a", "b"] > 0.62


def test_htmt_refuses_what_has_no_ratio(reference_frame):
    items = reference_frame("holzinger_swineford1939")
    with pytest.raises(ValueError, match="at least two items"):
        htmt(items, {"a": ["x1"], "b": ["x2", "x3"]})
    with pytest.raises(ValueError, match="two factors"):
        htmt(items, {"a": ["x1", "x2"]})
    with pytest.raises(ValueError, match="twice"):
        htmt(items, {"a": ["x1", "x2"], "b": ["x2", "x3"]})
    with pytest.raises(ValueError, match="'htmt' or 'htmt2'"):
        htmt(items, FACTORS, kind="htmt3")
    with pytest.raises(ValueError, match="no column 'school9'"):
        htmt(items, {"a": ["x1", "x2"], "b": ["x4", "school9"]})
    with pytest.warns(UserWarning, match="'visual' correlate negatively"):
        htmt(items.assign(x1=-items["x1"]), FACTORS)


def test_the_mean_of_all_even_splits_is_alpha():
    items = one_factor(loadings=(0.9, 0.8, 0.7, 0.6, 0.5, 0.4))
    result = split_half(items)
    assert result.n_splits == 10
    assert result.mean == pytest.approx(cronbach_alpha(items).alpha, abs=1e-12)
    assert result.minimum <= result.guttman <= result.maximum


def test_split_half_agrees_with_half_scores_computed_directly(reference_frame):
    items = reference_frame("attitude")
    odd, even = items.iloc[:, ::2].sum(axis=1), items.iloc[:, 1::2].sum(axis=1)
    r = np.corrcoef(odd, even)[0, 1]
    result = split_half(items)
    assert result.spearman_brown == pytest.approx(2 * r / (1 + r))
    assert result.guttman == pytest.approx(2 * (1 - (odd.var() + even.var()) / (odd + even).var()))
    assert result.n_splits == 35


def test_split_half_of_standardised_attitude_matches_psych(reference_frame):
    """psych::splitHalf(attitude) works on correlations: lambda 4 is .89, the average split .82."""
    items = reference_frame("attitude")
    result = split_half((items - items.mean()) / items.std())
    assert (round(result.maximum, 2), round(result.mean, 2)) == (0.89, 0.82)


def test_split_half_refuses_more_items_than_it_can_split():
    with pytest.raises(ValueError, match="at most 22"):
        split_half(pd.DataFrame(np.random.default_rng(0).normal(size=(30, 23))))


def test_reverse_is_its_own_inverse_and_leaves_the_input_alone():
    items = pd.DataFrame({"a": [1, 3, 5], "b": [2.0, np.nan, 5.0], "city": ["x", "y", "z"]})
    before = items.copy()
    turned = reverse(items, ["a", "b"], 1, 5)
    pd.testing.assert_frame_equal(items, before)
    assert turned["a"].tolist() == [5, 3, 1]
    assert turned["city"].tolist() == ["x", "y", "z"]
    pd.testing.assert_frame_equal(reverse(turned, ["a", "b"], 1, 5), before, check_dtype=False)


def test_reverse_refuses_answers_off_the_scale_and_ends_the_wrong_way_round():
    with pytest.raises(ValueError, match="'a' holds 6, outside the scale 1 to 5"):
        reverse(pd.DataFrame({"a": [1, 6]}), ["a"], 1, 5)
    with pytest.raises(ValueError, match="smaller end"):
        reverse(pd.DataFrame({"a": [1, 5]}), ["a"], 5, 1)
    with pytest.raises(TypeError, match="list of column names"):
        reverse(pd.DataFrame({"a": [1, 5]}), "a", 1, 5)


def test_score_needs_half_of_the_items():
    items = pd.DataFrame({"a": [1, 2, np.nan], "b": [3, np.nan, np.nan], "c": [5, np.nan, 4]})
    result = score(items, {"three": ["a", "b", "c"], "two": ["a", "b"]})
    assert result["three"].iloc[0] == 3
    assert np.isnan(result["three"].iloc[1:]).all()
    assert result["two"].iloc[:2].tolist() == [2, 2]
    assert np.isnan(result["two"].iloc[2])
    for wrong in ({}, ["a", "b"]):
        with pytest.raises(ValueError, match="key must be a dict"):
            score(items, wrong)


@pytest.mark.parametrize("statistic", [cronbach_alpha, item_analysis, mcdonald_omega, split_half])
@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.assign(q1="agree"), "column 'q1' of items holds 'agree'"),
        (lambda d: d.assign(q1=np.nan), "column 'q1' of items has no values"),
        (lambda d: d.assign(q1=3), "column 'q1' of items is 3 in every row"),
        (lambda d: d[["q1"]], "a scale needs at least two"),
        (lambda d: d.head(1), "at least 2 are needed"),
        (lambda d: d.head(0), "at least 2 are needed"),
        (
            lambda d: d.assign(q1=[np.nan] * 150 + [1, 2] * 75, q2=[1, 2] * 75 + [np.nan] * 150),
            "both 'q1' and 'q2'",
        ),
        (lambda d: d[["q0"]].assign(q1=-d["q0"]), "does not vary"),
    ],
)
def test_bad_items_are_refused_in_one_sentence(statistic, change, message):
    with pytest.raises(ValueError, match=message):
        statistic(change(one_factor()))


def test_listwise_without_complete_respondents_and_unknown_options_are_refused():
    items = pd.DataFrame({"a": [1, 2, np.nan, np.nan], "b": [np.nan, np.nan, 1, 2], "c": [1, 2, 2, 1]})
    with pytest.raises(ValueError, match="fewer than two respondents answered every item"):
        cronbach_alpha(items, missing="listwise")
    with pytest.raises(ValueError, match="'pairwise' or 'listwise'"):
        cronbach_alpha(items, missing="mean")


def test_results_read_themselves():
    items = one_factor()
    for result in (cronbach_alpha(items), mcdonald_omega(items), split_half(items)):
        assert result.summary().endswith(".")
        assert "<table>" in result._repr_html_()
    assert f"{cronbach_alpha(items).alpha:.2f}" in cronbach_alpha(items).summary()
