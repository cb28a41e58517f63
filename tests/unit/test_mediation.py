import warnings

import numpy as np
import pandas as pd
import pytest
import statsmodels.formula.api as smf
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from crmlab.mediation import mediate, moderated_mediation


def survey(n=150, seed=1, b=0.4, interaction=0.3):
    rng = np.random.default_rng(seed)
    quality, contact, age = rng.normal(size=(3, n))
    trust = 0.5 * quality + interaction * quality * contact + 0.2 * age + rng.normal(size=n)
    value = 0.3 * quality + rng.normal(size=n)
    loyalty = b * trust + 0.2 * value + 0.2 * quality + 0.3 * age + rng.normal(size=n)
    return pd.DataFrame(
        {
            "quality": quality,
            "contact": contact,
            "age": age,
            "trust": trust,
            "value": value,
            "loyalty": loyalty,
        }
    )


def resamples(data, n_boot, seed):
    """The bootstrap samples `mediate` draws from this seed, row by row."""
    return np.random.default_rng(seed).integers(len(data), size=(n_boot, len(data)))


def slope(data, formula, term):
    return smf.ols(formula, data).fit().params[term]


def product(data):
    return slope(data, "trust ~ quality", "quality") * slope(data, "loyalty ~ quality + trust", "trust")


def test_paths_are_those_of_the_two_regressions():
    data = survey()
    result = mediate(data, "quality", "trust", "loyalty", covariates=["age"], n_boot=100, rng=1)
    first = smf.ols("trust ~ quality + age", data).fit()
    second = smf.ols("loyalty ~ quality + trust + age", data).fit()
    whole = smf.ols("loyalty ~ quality + age", data).fit()
    assert result.a == pytest.approx(first.params["quality"])
    assert result.b == pytest.approx(second.params["trust"])
    assert result.direct == pytest.approx(second.params["quality"])
    assert result.total == pytest.approx(whole.params["quality"])
    assert result.indirect == pytest.approx(result.a * result.b)
    assert result.total == pytest.approx(result.direct + result.indirect)
    row = result.paths.loc["b: trust -> loyalty"]
    expected = [second.params["trust"], second.bse["trust"], second.tvalues["trust"], second.pvalues["trust"]]
    assert row.tolist() == pytest.approx(expected)


def test_sobel_by_hand():
    data = survey()
    result = mediate(data, "quality", "trust", "loyalty", n_boot=100, rng=1)
    sa = smf.ols("trust ~ quality", data).fit().bse["quality"]
    sb = smf.ols("loyalty ~ quality + trust", data).fit().bse["trust"]
    z = result.a * result.b / np.sqrt(result.a**2 * sb**2 + result.b**2 * sa**2)
    assert result.sobel["z"] == pytest.approx(z)
    assert result.sobel["p"] == pytest.approx(2 * (1 - stats.norm.cdf(abs(z))))


def test_every_draw_equals_the_regressions_on_that_resample():
    data = survey(n=60)
    result = mediate(data, "quality", "trust", "loyalty", n_boot=100, rng=5)
    loop = [product(data.iloc[rows]) for rows in resamples(data, 100, 5)[:15]]
    assert result.draws["trust"].iloc[:15].tolist() == pytest.approx(loop, abs=1e-10)


def test_percentile_and_bca_intervals_equal_scipys_on_the_same_draws():
    data = survey(n=60, seed=3)
    result = mediate(data, "quality", "trust", "loyalty", n_boot=2000, rng=5)
    columns = data[["quality", "trust", "loyalty"]].to_numpy()

    def statistic(*sample):
        x, m, y = np.array(sample)
        design = np.column_stack([np.ones_like(x), x])
        a = np.linalg.lstsq(design, m, rcond=None)[0][1]
        return a * np.linalg.lstsq(np.column_stack([design, m]), y, rcond=None)[0][2]

    class Drawn:
        bootstrap_distribution = result.draws["trust"].to_numpy()

    for method, ours in [("percentile", result.percentile), ("BCa", result.bca)]:
        peer = stats.bootstrap(
            tuple(columns.T), statistic, paired=True, vectorized=False, n_resamples=0, method=method,
            bootstrap_result=Drawn(),
        ).confidence_interval  # fmt: skip
        assert ours.tolist() == pytest.approx([peer.low, peer.high], abs=1e-10)
    assert result.bca.tolist() != pytest.approx(result.percentile.tolist(), abs=1e-3)


def test_blocks_do_not_change_the_draws_statistics():
    """30,000 rows go through in more than one block; the indirect effect's error must match theory."""
    data = survey(n=30_000)
    result = mediate(data, "quality", "trust", "loyalty", n_boot=300, rng=1)
    assert result.draws["trust"].std() == pytest.approx(result.sobel["se"], rel=0.25)
    assert len(result.draws) == result.n_boot == 300


def test_parallel_mediators_add_up():
    data = survey()
    result = mediate(data, "quality", ["trust", "value"], "loyalty", covariates=["age"], n_boot=500, rng=2)
    second = smf.ols("loyalty ~ quality + trust + value + age", data).fit()
    assert result.b.tolist() == pytest.approx(second.params[["trust", "value"]].tolist())
    assert result.indirect["total"] == pytest.approx((result.a * result.b).sum())
    assert result.total == pytest.approx(result.direct + result.indirect["total"])
    assert result.bca.index.tolist() == ["trust", "value", "total"]
    assert list(result.bca.columns) == ["low", "high"]
    np.testing.assert_allclose(result.draws["total"], result.draws["trust"] + result.draws["value"])
    assert result.sobel.index.tolist() == ["trust", "value"]
    alone = mediate(data, "quality", ["trust"], "loyalty", n_boot=100, rng=2)
    assert alone.indirect["trust"] == pytest.approx(
        mediate(data, "quality", "trust", "loyalty", n_boot=100).indirect
    )


def test_the_interval_covers_at_its_level():
    hits = 0
    for seed in range(150):
        result = mediate(
            survey(n=80, seed=seed, interaction=0), "quality", "trust", "loyalty", ["age"], 400, seed
        )
        hits += result.bca["low"] < 0.2 < result.bca["high"]
    assert 132 <= hits <= 149


@settings(max_examples=20, deadline=None)
@given(st.floats(0.01, 100), st.floats(0.01, 100), st.floats(-1000, 1000))
def test_effects_and_intervals_follow_units(scale_x, scale_y, shift):
    data = survey(n=60)
    moved = data.assign(quality=data["quality"] * scale_x + shift, loyalty=data["loyalty"] * scale_y - shift)
    moved["trust"] = data["trust"] * 3 + shift
    before = mediate(data, "quality", "trust", "loyalty", n_boot=200, rng=4)
    after = mediate(moved, "quality", "trust", "loyalty", n_boot=200, rng=4)
    unit = scale_y / scale_x
    assert after.indirect == pytest.approx(before.indirect * unit, rel=1e-6)
    assert after.bca.tolist() == pytest.approx((before.bca * unit).tolist(), rel=1e-5)


def test_the_same_rng_gives_the_same_interval_and_another_one_another():
    data = survey()
    one, same, other = (
        mediate(data, "quality", "trust", "loyalty", n_boot=200, rng=rng).bca for rng in (1, 1, 2)
    )
    assert one.equals(same)
    assert not one.equals(other)


@pytest.mark.parametrize("stage", ["first", "second"])
def test_index_and_conditional_effects_from_the_regressions(stage):
    data = survey()
    result = moderated_mediation(
        data, "quality", "trust", "loyalty", "contact", stage, covariates=["age"], n_boot=300, rng=1
    )
    if stage == "first":
        first = smf.ols("trust ~ quality * contact + age", data).fit().params
        b = slope(data, "loyalty ~ quality + trust + age", "trust")
        index, level = first["quality:contact"] * b, first["quality"] * b
    else:
        a = slope(data, "trust ~ quality + age", "quality")
        second = smf.ols("loyalty ~ quality + trust * contact + age", data).fit().params
        index, level = a * second["trust:contact"], a * second["trust"]
    assert result.index == pytest.approx(index)
    contact = data["contact"]
    at = np.array([contact.mean() - contact.std(), contact.mean(), contact.mean() + contact.std()])
    assert result.conditional["contact"].tolist() == pytest.approx(at.tolist())
    assert result.conditional["indirect"].tolist() == pytest.approx((level + index * at).tolist())
    assert list(result.conditional.columns) == ["contact", "indirect", "low", "high"]


def test_index_draws_equal_the_regressions_on_that_resample():
    data = survey(n=80)
    result = moderated_mediation(data, "quality", "trust", "loyalty", "contact", n_boot=100, rng=5)
    loop = []
    for rows in resamples(data, 100, 5)[:10]:
        part = data.iloc[rows]
        loop.append(
            slope(part, "trust ~ quality * contact", "quality:contact")
            * slope(part, "loyalty ~ quality + trust", "trust")
        )
    assert result.draws["index"].iloc[:10].tolist() == pytest.approx(loop, abs=1e-9)


def test_with_a_binary_moderator_the_index_is_the_difference_of_the_two_indirect_effects():
    data = survey(n=300).assign(member=lambda d: (d["contact"] > 0).astype(int))
    result = moderated_mediation(data, "quality", "trust", "loyalty", "member", n_boot=500, rng=1)
    assert result.conditional["member"].tolist() == [0, 1]
    assert np.diff(result.conditional["indirect"]).item() == pytest.approx(result.index)
    b = slope(data, "loyalty ~ quality + trust", "trust")
    for member, effect in zip([0, 1], result.conditional["indirect"], strict=True):
        assert effect == pytest.approx(
            slope(data[data["member"] == member], "trust ~ quality", "quality") * b
        )
    assert result.percentile["low"] > 0
    assert "depends on member" in result.summary()


@pytest.mark.parametrize(
    ("change", "options", "message"),
    [
        (lambda d: d.drop(columns="trust"), {}, "no column 'trust'"),
        (lambda d: d.assign(trust="high"), {}, "'trust' of data holds 'high'"),
        (lambda d: d.assign(trust=2), {}, "'trust' of data is 2 in every row"),
        (lambda d: d.assign(trust=np.nan), {}, "'trust' of data has no values"),
        (lambda d: d.assign(trust=3 * d["quality"] - 1), {}, "linear combination"),
        (lambda d: d.head(3), {}, "3 complete rows cannot carry 3 coefficients"),
        (lambda d: d, {"covariates": ["trust"]}, "names 'trust' twice"),
        (lambda d: d, {"n_boot": 50}, "at least 100"),
        (lambda d: d, {"n_boot": 200.5}, "at least 100"),
        (lambda d: d.assign(quality=[0] * 9 + [1] + [0] * 140), {}, "without the row labelled 9"),
    ],
)
def test_bad_input_is_refused_in_one_sentence(change, options, message):
    with pytest.raises(ValueError, match=message):
        mediate(change(survey()), "quality", "trust", "loyalty", **options)


def test_other_bad_arguments():
    with pytest.raises(ValueError, match="mediators is empty"):
        mediate(survey(), "quality", [], "loyalty")
    with pytest.raises(TypeError, match=r"such as \['age'\]"):
        mediate(survey(), "quality", "trust", "loyalty", covariates="age")
    with pytest.raises(ValueError, match="stage is 'both'"):
        moderated_mediation(survey(), "quality", "trust", "loyalty", "contact", stage="both")


def test_resamples_without_variation_are_left_out_with_a_warning():
    data = survey(n=60).assign(quality=[1] * 3 + [0] * 57)
    with pytest.warns(UserWarning, match=r"of 1000 bootstrap samples have a column that does not vary"):
        result = mediate(data, "quality", "trust", "loyalty", n_boot=1000, rng=1)
    empty = (resamples(data, 1000, 1) >= 3).all(axis=1).sum()
    assert result.n_boot == len(result.draws) == 1000 - empty
    assert np.isfinite(result.bca).all()


def test_missing_rows_warn_and_the_input_stays_as_it_was():
    data = survey()
    data.loc[:2, "trust"] = np.nan
    before = data.copy()
    with pytest.warns(UserWarning, match="3 of 150 rows"):
        assert mediate(data, "quality", "trust", "loyalty", n_boot=100).n == 147
    with pytest.warns(UserWarning, match="3 of 150 rows"):
        moderated_mediation(data, "quality", "trust", "loyalty", "contact", n_boot=100)
    pd.testing.assert_frame_equal(data, before)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        mediate(survey(), "quality", "trust", "loyalty", n_boot=100)


def test_results_read_themselves():
    one = mediate(survey(), "quality", "trust", "loyalty", n_boot=200, rng=1)
    many = mediate(survey(), "quality", ["trust", "value"], "loyalty", n_boot=200, rng=1)
    index = moderated_mediation(
        survey(interaction=0), "quality", "trust", "loyalty", "contact", n_boot=200, rng=1
    )
    assert f"{one.indirect:+.3g} in loyalty through trust" in one.summary()
    assert "all mediators together" in many.summary()
    assert "not shown to depend" in index.summary()
    for result in (one, many, index):
        assert "<table" in result._repr_html_()
