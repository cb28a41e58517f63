import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from crmlab.moderation import moderate


def survey(n=200, seed=1, product=-0.1, main=0.6):
    rng = np.random.default_rng(seed)
    x, w, v, age = rng.normal([5, 4, 3, 40], [1.2, 1.5, 1, 10], size=(n, 4)).T
    y = 1 + main * x + 0.5 * w + product * x * w + 0.2 * v + 0.1 * x * w * (v - 3) + rng.normal(size=n)
    return pd.DataFrame({"loyalty": y, "satisfaction": x, "barriers": w, "expertise": v, "age": age})


def two_way(data=None, **options):
    return moderate(survey() if data is None else data, "loyalty", "satisfaction", "barriers", **options)


def three_way(data=None, **options):
    return two_way(data, second="expertise", **options)


def formula_fit(data, formula, robust):
    model = smf.ols(formula, data)
    return model.fit() if robust is None else model.fit(cov_type=robust, use_t=True)


@pytest.mark.parametrize("robust", ["HC3", "HC2", "HC1", "HC0", None])
def test_coefficients_and_errors_are_those_of_statsmodels_formulas(robust):
    data = survey()
    ours = two_way(data, center=False, covariates=["age"], robust=robust)
    theirs = formula_fit(data, "loyalty ~ satisfaction * barriers + age", robust)
    order = ["Intercept", "satisfaction", "barriers", "satisfaction:barriers", "age"]
    assert ours.params.index.tolist() == order
    for mine, peer in [
        (ours.params, theirs.params),
        (ours.standard_errors, theirs.bse),
        (ours.t, theirs.tvalues),
        (ours.p, theirs.pvalues),
    ]:
        np.testing.assert_allclose(mine, peer[order], rtol=1e-8, atol=1e-12)
    np.testing.assert_allclose(ours.covariance, theirs.cov_params().loc[order, order], rtol=1e-6, atol=1e-12)
    assert (ours.n, ours.df_resid, ours.robust) == (200, 195, robust)
    assert ours.r_squared == pytest.approx(theirs.rsquared)


def test_hc3_from_its_definition(reference_frame):
    data = reference_frame("attitude")
    fit = moderate(data, "rating", "complaints", "learning")
    x, w = (data[name] - data[name].mean() for name in ("complaints", "learning"))
    design = np.column_stack([np.ones(30), x, w, x * w])
    inverse = np.linalg.inv(design.T @ design)
    residual = data["rating"] - design @ inverse @ design.T @ data["rating"]
    weight = (residual / (1 - np.einsum("ij,jk,ik->i", design, inverse, design))) ** 2
    expected = inverse @ (design.T * weight.to_numpy()) @ design @ inverse
    np.testing.assert_allclose(fit.covariance, expected, rtol=1e-8)


def test_three_way_terms_and_coefficients():
    data = survey()
    ours = three_way(data, robust=None)
    centred = data.assign(**{name: data[name] - data[name].mean() for name in ours.means})
    theirs = smf.ols("loyalty ~ satisfaction * barriers * expertise", centred).fit()
    assert set(ours.params.index) == set(theirs.params.index)
    np.testing.assert_allclose(ours.params, theirs.params[ours.params.index], rtol=1e-8)
    assert ours.means == pytest.approx(data[list(ours.means)].mean().to_dict())
    assert ours.observed["barriers"] == (data["barriers"].min(), data["barriers"].max())


@pytest.mark.parametrize("robust", ["HC3", None])
def test_simple_slopes_equal_the_focal_coefficient_when_the_moderator_is_recentred_there(robust):
    data = survey()
    slopes = two_way(data, robust=robust).simple_slopes()
    mean, sd = data["barriers"].mean(), data["barriers"].std()
    assert slopes["label"].tolist() == ["mean - 1 SD", "mean", "mean + 1 SD"]
    assert slopes["barriers"].tolist() == pytest.approx([mean - sd, mean, mean + sd])
    for _, row in slopes.iterrows():
        shifted = data.assign(barriers=data["barriers"] - row["barriers"])
        peer = formula_fit(shifted, "loyalty ~ satisfaction * barriers", robust)
        low, high = peer.conf_int().loc["satisfaction"]
        assert [row["slope"], row["se"], row["t"], row["p"], row["low"], row["high"]] == pytest.approx(
            [peer.params["satisfaction"], peer.bse["satisfaction"], peer.tvalues["satisfaction"],
             peer.pvalues["satisfaction"], low, high], rel=1e-7, abs=1e-12,
        )  # fmt: skip


def test_three_way_simple_slopes_equal_recentred_focal_coefficients():
    data = survey()
    slopes = three_way(data).simple_slopes({"barriers": [2, 6], "expertise": [1.5]})
    assert slopes["label"].tolist() == ["barriers: 2, expertise: 1.5", "barriers: 6, expertise: 1.5"]
    for _, row in slopes.iterrows():
        shifted = data.assign(barriers=data["barriers"] - row["barriers"], expertise=data["expertise"] - 1.5)
        peer = formula_fit(shifted, "loyalty ~ satisfaction * barriers * expertise", "HC3")
        assert row["slope"] == pytest.approx(peer.params["satisfaction"], rel=1e-7)
        assert row["se"] == pytest.approx(peer.bse["satisfaction"], rel=1e-7)
    assert len(three_way(data).simple_slopes()) == 9


def test_a_binary_moderator_is_probed_at_its_two_values():
    data = survey().assign(member=lambda d: (d["age"] > 40).astype(int))
    fit = moderate(data, "loyalty", "satisfaction", "member", robust=None)
    slopes = fit.simple_slopes()
    assert slopes["member"].tolist() == [0, 1]
    for member, slope in zip([0, 1], slopes["slope"], strict=True):
        group = data[data["member"] == member]
        assert slope == pytest.approx(np.polyfit(group["satisfaction"], group["loyalty"], 1)[0])


def test_johnson_neyman_bounds_are_where_the_interval_touches_zero(reference_frame):
    data = reference_frame("attitude")
    checked = 0
    for focal in ["complaints", "privileges", "learning", "raises"]:
        for moderator in ["critical", "advance", "privileges"]:
            if focal == moderator:
                continue
            fit = moderate(data, "rating", focal, moderator, robust=None)
            region = fit.johnson_neyman()
            peer = smf.ols(f"rating ~ {focal} * {moderator}", data).fit()
            for bound in (region.low, region.high):
                if np.isfinite(bound):
                    test = peer.t_test(f"{focal} + {bound!r} * {focal}:{moderator} = 0")
                    assert abs(float(test.tvalue.item())) == pytest.approx(stats.t.isf(0.025, 26), rel=1e-6)
                    checked += 1
    assert checked >= 8


@pytest.mark.parametrize("control_fdr", [False, True])
@pytest.mark.parametrize("seed", range(12))
def test_johnson_neyman_agrees_with_a_scan_of_the_moderator(seed, control_fdr):
    fit = two_way(survey(n=60, seed=seed, main=0.5))
    region = fit.johnson_neyman(control_fdr=control_fdr)
    grid = np.linspace(-60, 60, 4001)
    significant = fit.slope_at(grid)["t"].abs() > region.critical_t
    inside = (grid > region.low) & (grid < region.high)
    expected = {
        "everywhere": np.ones_like(inside),
        "nowhere": np.zeros_like(inside),
        "inside": inside,
        "outside": ~inside,
    }[region.significant]
    assert (significant == expected).all()
    own = fit.slope_at(fit.data["barriers"])["t"].abs() > region.critical_t
    assert region.share_significant == pytest.approx(own.mean())


def test_all_four_kinds_of_region_occur():
    strong = np.random.default_rng(0).normal(scale=0.1, size=200)
    data = survey()
    kinds = {
        "outside": data.assign(loyalty=data["satisfaction"] * (data["barriers"] - 4) + strong),
        "everywhere": data.assign(loyalty=data["satisfaction"] + strong),
    }
    assert two_way(kinds["outside"]).johnson_neyman().significant == "outside"
    weak = [two_way(survey(n=40, seed=seed, product=0.02, main=0.3)) for seed in range(30)]
    assert {"inside", "outside", "nowhere"} <= {fit.johnson_neyman().significant for fit in weak}
    assert two_way(kinds["outside"]).johnson_neyman().low == pytest.approx(4, abs=0.2)


def test_false_discovery_control_is_benjamini_hochberg_on_the_observed_range():
    for seed in range(8):
        fit = two_way(survey(n=80, seed=seed, main=0.5))
        region = fit.johnson_neyman(control_fdr=True)
        table = fit.slope_at(np.linspace(*fit.observed["barriers"], 1001))
        kept = stats.false_discovery_control(table["p"]) <= 0.05
        if kept.any():
            assert (kept == (table["t"].abs() >= region.critical_t)).all()
        else:
            assert region.critical_t == pytest.approx(stats.t.isf(0.025 / 1001, fit.df_resid))
        assert region.critical_t >= fit.johnson_neyman().critical_t


@settings(max_examples=25, deadline=None)
@given(
    st.integers(0, 500),
    st.floats(0.05, 20) | st.floats(-20, -0.05),
    st.floats(-30, 30),
    st.booleans(),
)
def test_the_region_and_slopes_follow_a_recoding_of_the_moderator(seed, scale, shift, center):
    data = survey(n=80, seed=seed)
    recoded = data.assign(barriers=scale * data["barriers"] + shift)
    plain, moved = two_way(data), two_way(recoded, center=center)
    before, after = plain.johnson_neyman(), moved.johnson_neyman()
    assert after.significant == before.significant
    bounds = np.array([before.low, before.high]) * scale + shift
    np.testing.assert_allclose([after.low, after.high], np.sort(bounds), rtol=1e-5, atol=1e-5 * abs(scale))
    assert after.share_significant == before.share_significant
    np.testing.assert_allclose(
        plain.slope_at([1, 5])["slope"], moved.slope_at([scale + shift, 5 * scale + shift])["slope"],
        rtol=1e-6, atol=1e-8
    )  # fmt: skip


def test_centring_changes_the_focal_coefficient_but_no_slope_and_not_the_product():
    centred, raw = three_way(), three_way(center=False)
    assert abs(centred.params["satisfaction"] - raw.params["satisfaction"]) > 0.1
    product = "satisfaction:barriers:expertise"
    assert centred.params[product] == pytest.approx(raw.params[product])
    assert centred.p[product] == pytest.approx(raw.p[product])
    pd.testing.assert_frame_equal(centred.simple_slopes(), raw.simple_slopes(), rtol=1e-6)
    assert raw.means == {"satisfaction": 0, "barriers": 0, "expertise": 0}


def test_three_way_region_is_the_two_way_region_at_that_value_of_the_second_moderator():
    fit = three_way()
    for value in (1.0, 3.0, 5.0):
        region = fit.johnson_neyman(second_at=value)
        assert region.second_at == value
        for bound in (region.low, region.high):
            if np.isfinite(bound):
                assert abs(fit.slope_at(bound, value)["t"].iloc[0]) == pytest.approx(region.critical_t)
    assert fit.johnson_neyman().second_at == pytest.approx(fit.data["expertise"].mean())


def test_two_way_slope_difference_is_the_test_of_the_product():
    fit = two_way()
    difference = fit.slope_difference(6, 2)
    assert difference.difference == pytest.approx(4 * fit.params["satisfaction:barriers"])
    assert difference.p == pytest.approx(fit.p["satisfaction:barriers"])
    assert fit.slope_difference({"barriers": 2}, {"barriers": 6}).t == pytest.approx(-difference.t)


def test_three_way_slope_difference_is_the_linear_contrast():
    data = survey()
    fit = three_way(data, robust=None)
    result = fit.slope_difference({"barriers": 6, "expertise": 5}, {"barriers": 2, "expertise": 1})
    peer = smf.ols("loyalty ~ satisfaction * barriers * expertise", data).fit()
    test = peer.t_test(
        "4 * satisfaction:barriers + 4 * satisfaction:expertise + 28 * satisfaction:barriers:expertise = 0"
    )
    assert result.difference == pytest.approx(test.effect.item())
    assert result.se == pytest.approx(test.sd.item())
    assert result.p == pytest.approx(float(test.pvalue))
    assert [result.low, result.high] == pytest.approx(test.conf_int()[0].tolist())
    slopes = fit.slope_at([6, 2], [5, 1])["slope"]
    assert result.difference == pytest.approx(slopes[0] - slopes[1])


def test_overlapping_intervals_do_not_mean_equal_slopes():
    """The trap the difference test is there for: two 95 % intervals overlap, yet the slopes differ."""
    data = survey(n=150)
    noise = np.random.default_rng(4).normal(scale=1.5, size=150)
    fit = two_way(data.assign(loyalty=data["satisfaction"] * (1 - 0.09 * data["barriers"]) + noise))
    slopes = fit.simple_slopes()
    assert slopes["low"].iloc[0] < slopes["high"].iloc[2]
    low, high = slopes["barriers"].iloc[[0, 2]]
    assert fit.slope_difference(low, high).p < 0.05


def test_level_and_vector_arguments_of_slope_at():
    fit = two_way()
    wide, narrow = fit.slope_at([2, 4, 6], level=0.99), fit.slope_at([2, 4, 6], level=0.5)
    assert (wide["low"] < narrow["low"]).all()
    assert fit.slope_at(4.0)["slope"].item() == pytest.approx(narrow["slope"][1])
    for level in (0, 1):
        with pytest.raises(ValueError, match=f"level is {level}"):
            fit.johnson_neyman(level=level)
    with pytest.raises(ValueError, match=r"between 0 and 1 \(write 80 % as 0.8\)"):
        fit.slope_at(4, level=95)


def test_rows_with_missing_values_are_left_out_with_a_warning():
    data = survey()
    data.loc[:4, "age"] = np.nan
    before = data.copy()
    with pytest.warns(UserWarning, match="5 of 200 rows have missing values"):
        fit = two_way(data, covariates=["age"])
    assert fit.n == 195
    pd.testing.assert_frame_equal(data, before)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert two_way(data).n == 200


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        (lambda d: d.drop(columns="barriers"), {}, "no column 'barriers'"),
        (lambda d: d.assign(barriers="high"), {}, "'barriers' of data holds 'high'"),
        (lambda d: d.assign(barriers=3), {}, "'barriers' of data is 3 in every row"),
        (lambda d: d.assign(barriers=np.nan), {}, "'barriers' of data has no values"),
        (lambda d: d.head(4), {}, "4 complete rows cannot carry 4 coefficients"),
        (lambda d: d.assign(again=2 * d["barriers"] + 1), {"covariates": ["again"]}, "'again' is a linear"),
        (lambda d: d, {"covariates": ["satisfaction"]}, "names 'satisfaction' twice"),
        (lambda d: d, {"second": "barriers"}, "names 'barriers' twice"),
        (lambda d: d, {"robust": "HC4"}, "robust is 'HC4'"),
        (lambda d: d.assign(barriers=[1] + [0] * 199), {}, "linear combination"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(change, options, message):
    with pytest.raises(ValueError, match=message):
        two_way(change(survey()), **options)


def test_covariates_must_be_a_list_and_robust_errors_need_more_than_one_row_per_coefficient():
    with pytest.raises(TypeError, match=r"such as \['age'\]"):
        two_way(covariates="age")
    alone = survey().assign(first=[0] * 7 + [1] + [0] * 192)
    with pytest.raises(ValueError, match="row labelled 7 fixes a coefficient alone"):
        two_way(alone, covariates=["first"])
    assert np.isfinite(two_way(alone, covariates=["first"], robust="HC1").standard_errors).all()


def test_bad_settings_are_refused_in_one_sentence():
    two, three = two_way(), three_way()
    with pytest.raises(ValueError, match="at must be a dict"):
        three.simple_slopes([1, 2])
    with pytest.raises(ValueError, match="at names 'age'"):
        two.simple_slopes({"age": [1]})
    with pytest.raises(ValueError, match="no second moderator"):
        two.johnson_neyman(second_at=3)
    with pytest.raises(ValueError, match="value for 'barriers', 'expertise'"):
        three.slope_difference(1, 2)
    with pytest.raises(ValueError, match="same setting"):
        two.slope_difference(2, 2)
    for wrong in (["low"], [np.nan], [[1, 2]]):
        with pytest.raises(ValueError, match="numbers"):
            two.slope_at(wrong)


def test_results_read_themselves():
    fit = two_way(survey(n=500, product=-0.4))
    assert "falls by" in fit.summary()
    assert "do not show" in two_way(survey(n=30, product=0)).summary()
    assert "change of slope with expertise" in three_way(survey(n=500)).summary()
    assert "satisfaction:barriers" in fit._repr_html_()
    region = fit.johnson_neyman()
    assert "not the slopes with one another" in region.summary()
    assert f"{region.observed_low:.3g}" in region.summary()
    assert "<table>" in region._repr_html_()
    difference = fit.slope_difference(2, 6)
    assert "differ" in difference.summary()
    assert "<table>" in difference._repr_html_()
