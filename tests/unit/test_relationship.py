import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from crmlab import relationship

LADDER = pd.DataFrame(
    [[0.5, 0.3, 0.0, 0.2], [0.1, 0.6, 0.2, 0.1], [0.0, 0.1, 0.85, 0.05], [0, 0, 0, 1]],
    index=["new", "loyal", "fan", "lost"],
    columns=["new", "loyal", "fan", "lost"],
)


# --- chains


def test_MK01_steady_state_and_recurrence(gold):
    expected = gold["MK01"]["expected"]
    chain = relationship.markov_chain(expected["P"])
    assert chain.steady_state.to_numpy() == pytest.approx([6 / 11, 3 / 11, 2 / 11], abs=1e-12)
    assert chain.steady_state.to_numpy() == pytest.approx(np.array(expected["steady"]), abs=1e-7)
    assert chain.mean_recurrence_time.to_numpy() == pytest.approx(np.array(expected["mrt"]), abs=1e-7)


def test_MK02_absorbing_chain(gold):
    expected = gold["MK02"]["expected"]
    chain = relationship.absorbing_chain(expected["Q"])
    assert chain.fundamental.to_numpy() == pytest.approx(np.array(expected["N"]), abs=1e-8)
    assert chain.expected_steps.to_numpy() == pytest.approx(np.array(expected["t"]), abs=1e-8)
    assert chain.absorption["left"].tolist() == pytest.approx([1, 1])


def test_absorbing_chain_reads_final_states_from_the_matrix():
    chain = relationship.absorbing_chain(LADDER)
    by_rest = relationship.absorbing_chain(LADDER.iloc[:3, :3])
    pd.testing.assert_series_equal(chain.expected_steps, by_rest.expected_steps)
    assert list(chain.absorption) == ["lost"]


def test_gamblers_ruin():
    """Fair walk on 0..4: from k the chance of ending at 4 is k/4 and the walk lasts k(4 - k) steps."""
    P = np.eye(5)
    for k in (1, 2, 3):
        P[k] = 0
        P[k, [k - 1, k + 1]] = 0.5
    chain = relationship.absorbing_chain(P)
    assert chain.absorption[4].tolist() == pytest.approx([0.25, 0.5, 0.75])
    assert chain.expected_steps.tolist() == pytest.approx([3, 4, 3])


@given(arrays(float, (4, 4), elements=st.floats(0.01, 1)))
def test_steady_state_stays_and_is_where_customers_end(weights):
    P = weights / weights.sum(axis=1, keepdims=True)
    steady = relationship.markov_chain(P).steady_state.to_numpy()
    assert steady @ P == pytest.approx(steady, abs=1e-10)
    assert steady.sum() == pytest.approx(1)
    far = relationship.project([1, 0, 0, 0], P, 3000).iloc[-1].to_numpy()
    assert far == pytest.approx(steady, abs=1e-6)


def test_chains_without_one_answer_say_so():
    with pytest.warns(UserWarning, match="more than one group of states"):
        chain = relationship.markov_chain([[1, 0], [0, 1]])
    assert chain.steady_state.isna().all()
    assert "depends on where" in chain.summary()
    left = relationship.markov_chain(LADDER)
    assert left.steady_state.tolist() == pytest.approx([0, 0, 0, 1])
    assert np.isinf(left.mean_recurrence_time["new"])
    with pytest.raises(ValueError, match="no way to a final state"):
        relationship.absorbing_chain([[0.5, 0.5, 0], [0.5, 0.5, 0], [0, 0, 1]])
    with pytest.raises(ValueError, match="every state"):
        relationship.absorbing_chain(np.eye(2))


@pytest.mark.parametrize(
    ("P", "message"),
    [
        ([[0.9, 0.2], [0, 1]], "row 0 of P sums to 1.1"),
        ([[1.2, -0.2], [0, 1]], r"cell \(0, 0\) of P is 1.2"),
        ([[0.9, 0.1]], "square"),
        ([[0.9, 0.1], [1.0]], "differ in length"),
        ([["a", 0.1], [0, 1]], "'a'"),
        (LADDER[["loyal", "new", "fan", "lost"]], "labelled differently"),
    ],
)
def test_bad_matrices_are_refused(P, message):
    with pytest.raises(ValueError, match=message):
        relationship.markov_chain(P)


def test_projection_with_arrivals_settles_where_the_sum_says():
    Q = LADDER.iloc[:3, :3]
    path = relationship.project([0, 0, 0], Q, 400, arrivals=[10, 0, 0])
    visits = relationship.absorbing_chain(Q).fundamental
    assert path.iloc[-1].to_numpy() == pytest.approx(10 * visits.loc["new"].to_numpy(), rel=1e-9)
    with pytest.raises(ValueError, match="2 numbers for 3 states"):
        relationship.project([1, 2], Q, 3)
    with pytest.raises(ValueError, match="start holds -1"):
        relationship.project([1, 2, -1], Q, 3)


def test_stage_flows_recover_the_chain_they_come_from():
    rng = np.random.default_rng(4)
    states = np.zeros((4000, 6), dtype=int)
    for period in range(1, 6):
        draws = rng.random(4000)[:, None]
        states[:, period] = (draws > LADDER.to_numpy()[states[:, period - 1]].cumsum(axis=1)).sum(axis=1)
    names = np.array(LADDER.columns)
    flows = relationship.stage_flows(pd.DataFrame(names[states]), LADDER.columns)
    assert flows.n_moves == 20_000
    assert np.abs(flows.probabilities - LADDER).max().max() < 0.03
    assert flows.probabilities.sum(axis=1).to_numpy() == pytest.approx(np.ones(4))


def test_stage_flows_skip_gaps_and_warn_about_silent_stages():
    stages = pd.DataFrame({1: ["new", "new", None], 2: ["loyal", None, "new"], 3: ["loyal", "new", "fan"]})
    with pytest.warns(UserWarning, match="nobody is seen in fan"):
        flows = relationship.stage_flows(stages, ["new", "loyal", "fan"])
    assert flows.counts.to_numpy().tolist() == [[0, 1, 1], [0, 1, 0], [0, 0, 0]]
    assert "67% move up" in flows.summary()
    with pytest.raises(ValueError, match="'fan', which is not in order"):
        relationship.stage_flows(stages, ["new", "loyal"])


# --- levels


def test_levels_of_the_grid():
    """Kotler's nine cells: the fewer the customers and the higher the margin, the closer the relationship."""
    rank = {level: k for k, level in enumerate(relationship.LEVELS)} | {"basic or reactive": 0.5}
    grid = np.array(
        [
            [rank[relationship.relationship_level(n, m)] for m in ("low", "medium", "high")]
            for n in ("many", "medium", "few")
        ]
    )
    assert (np.diff(grid, axis=0) > 0).all()
    assert (np.diff(grid, axis=1) > 0).all()
    assert relationship.relationship_level("many", "low") == "basic or reactive"
    assert relationship.relationship_level("medium", "medium") == "accountable"
    with pytest.raises(ValueError, match="margin is 'huge'"):
        relationship.relationship_level("few", "huge")


def test_best_level_by_hand():
    levels = pd.DataFrame(
        {"retention": [0.5, 0.8], "cost_per_customer": [0.0, 10], "fixed_cost": [0.0, 500]},
        index=["basic", "partnership"],
    )
    choice = relationship.best_level(100, 40, levels, 0.1)
    assert choice.levels["profit"].tolist() == pytest.approx(
        [100 * 40 * 1.1 / 0.6, 100 * 30 * 1.1 / 0.3 - 500]
    )
    assert choice.best == "partnership"
    with pytest.raises(ValueError, match="retention is 1"):
        relationship.best_level(100, 40, levels.assign(retention=1.0), 0.1)


def test_continuum_runs_from_end_to_end():
    table = relationship.exchange_continuum(pd.DataFrame({"a": [1, 4, 7], "b": [1, 4, 7]}), 1, 7)
    assert table["position"].tolist() == [0, 0.5, 1]
    assert table["zone"].tolist() == ["transactional", "value-adding", "collaborative"]
    with pytest.raises(ValueError, match="'a' of indicators holds 99"):
        relationship.exchange_continuum(pd.DataFrame({"a": [1, 99]}), 1, 7)


# --- quality


def test_scores_are_means_of_their_items():
    answers = pd.DataFrame({"a": [1, 7], "b": [3, 5], "c": [2, 6]})
    scores = relationship.relational_benefits(answers, {"social": ["a", "b"], "strategic": ["c"]}, 1, 7)
    assert list(scores) == ["strategic", "social"]
    assert scores["social"].tolist() == [2, 6]
    quality = relationship.relationship_quality(
        answers, {"trust": ["a", "b"], "satisfaction": ["c"]}, 1, 7, weights={"trust": 1, "satisfaction": 3}
    )
    assert quality["relationship_quality"].tolist() == [2, 6]
    with pytest.raises(ValueError, match="benefit 'fun'"):
        relationship.relational_benefits(answers, {"fun": ["a"]}, 1, 7)
    with pytest.raises(ValueError, match="'d'"):
        relationship.relational_benefits(answers, {"social": ["d"]}, 1, 7)
    with pytest.raises(ValueError, match="differ in 'hope'"):
        relationship.relationship_quality(answers, {"trust": ["a"]}, 1, 7, weights={"hope": 1})
    with pytest.raises(ValueError, match="'social'"):
        relationship.relational_benefits(answers, {"social": "a"}, 1, 7)


@given(st.floats(0, 0.99), st.lists(st.floats(1, 7), min_size=1, max_size=20))
def test_smoothed_quality_is_the_weighted_sum(memory, episodes):
    path = relationship.smoothed_quality(episodes, memory)
    n = len(episodes)
    weights = (1 - memory) * memory ** np.arange(n - 1, -1, -1)
    assert path.iloc[-1] == pytest.approx(memory**n * episodes[0] + weights @ episodes)
    assert path.between(min(episodes) - 1e-9, max(episodes) + 1e-9).all()


def test_true_relationships_need_commitment_and_more_than_calculation():
    for commitment in ("high", "middle", "low"):
        assert relationship.true_or_spurious(commitment, "calculus") == "spurious"
    assert relationship.true_or_spurious("high", "knowledge") == "true"
    assert relationship.true_or_spurious("low", "identification") == "spurious"
    with pytest.raises(ValueError, match="commitment is high, middle or low"):
        relationship.true_or_spurious("some", "calculus")


# --- paths


def test_paths_recover_a_simulated_model():
    rng = np.random.default_rng(9)
    n = 20_000
    values = rng.normal(size=n)
    trust = 0.6 * values + 0.8 * rng.normal(size=n)
    commitment = 0.5 * trust + 0.2 * values + rng.normal(size=n)
    data = pd.DataFrame({"values": values, "trust": trust, "commitment": commitment})
    model = relationship.path_model(data, {"trust": ["values"], "commitment": ["trust", "values"]})
    spread = data["commitment"].std()
    assert model.direct.loc["values", "trust"] == pytest.approx(0.6, abs=0.02)
    assert model.direct.loc["trust", "commitment"] == pytest.approx(0.5 / spread, abs=0.02)
    assert model.indirect.loc["values", "commitment"] == pytest.approx(
        model.direct.loc["values", "trust"] * model.direct.loc["trust", "commitment"]
    )
    # the total effect is the slope of commitment on values alone: the omitted-variable identity
    assert model.total.loc["values", "commitment"] == pytest.approx(
        data.corr().loc["values", "commitment"], abs=1e-10
    )


def test_commitment_trust_names_the_key_mediators():
    names = {cause for causes in relationship.COMMITMENT_TRUST.values() for cause in causes}
    rng = np.random.default_rng(1)
    columns = sorted(names | set(relationship.COMMITMENT_TRUST))
    data = pd.DataFrame(rng.normal(size=(100, len(columns))), columns=columns)
    model = relationship.path_model(data)
    assert len(model.paths) == 13
    assert model.r_squared.between(0, 1).all()
    assert model.total.loc["communication", "cooperation"] == pytest.approx(
        model.indirect.loc["communication", "cooperation"]
    )


def test_paths_refuse_circles_copies_and_short_data():
    rng = np.random.default_rng(1)
    data = pd.DataFrame(rng.normal(size=(30, 3)), columns=list("abc"))
    with pytest.raises(ValueError, match="circle"):
        relationship.path_model(data, {"a": ["b"], "b": ["a"]})
    with pytest.raises(ValueError, match="causes of 'a' follow from one another"):
        relationship.path_model(data.assign(c=2 * data["b"]), {"a": ["b", "c"]})
    with pytest.raises(ValueError, match="3 complete rows"):
        relationship.path_model(data.head(3), {"a": ["b", "c"]})
    with pytest.raises(ValueError, match="'trust'"):
        relationship.path_model(data, {"a": ["trust"]})
    with pytest.raises(ValueError, match="'b' of data is 4 in every row"):
        relationship.path_model(data.assign(b=4.0), {"a": ["b"]})


def test_results_read_themselves():
    rng = np.random.default_rng(1)
    data = pd.DataFrame(rng.normal(size=(30, 2)), columns=["trust", "loyalty"])
    levels = pd.DataFrame(
        {"retention": [0.5], "cost_per_customer": [0.0], "fixed_cost": [0.0]}, index=["basic"]
    )
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        results = [
            relationship.markov_chain([[0.9, 0.1], [0.3, 0.7]]),
            relationship.absorbing_chain(LADDER),
            relationship.stage_flows(pd.DataFrame({1: ["a", "b"], 2: ["b", "a"]})),
            relationship.best_level(10, 5, levels, 0.1),
            relationship.path_model(data, {"loyalty": ["trust"]}),
        ]
    for result in results:
        assert "<table" in result._repr_html_()
        assert result.summary().endswith(".")


class TestScarceAttention:
    levels = pd.DataFrame(
        {"retention": [0.6, 0.75, 0.9], "cost_per_customer": [0.0, 5, 30], "fixed_cost": [0.0, 100, 200]},
        index=["basic", "reactive", "proactive"],
    )

    @pytest.mark.parametrize("crowding", [0, 0.4])
    def test_the_map_is_the_best_level_place_by_place(self, crowding):
        numbers, margins = [10, 200, 5000], [3, 20, 60, 200]
        attention = {"usual": 200, "crowding": crowding}
        found = relationship.level_map(numbers, margins, self.levels, 0.08, **attention)
        for n in numbers:
            dearer = relationship.crowded_levels(self.levels, n, **attention)
            for margin in margins:
                assert found.loc[n, margin] == relationship.best_level(n, margin, dearer, 0.08).best

    def test_without_crowding_and_fixed_costs_the_number_of_customers_is_nothing(self):
        free = self.levels.assign(fixed_cost=0)
        found = relationship.level_map([1, 100, 10_000], [5, 50, 500], free, 0.1, usual=100, crowding=0)
        assert (found == found.iloc[0]).all(axis=None)

    def test_with_crowding_only_the_margin_per_unit_of_attention_counts(self):
        free = self.levels.assign(fixed_cost=0)
        margins = np.geomspace(2, 200, 30)
        few = relationship.level_map([100], margins, free, 0.1, usual=100, crowding=0.5)
        many = relationship.level_map([900], 3 * margins, free, 0.1, usual=100, crowding=0.5)
        assert few.to_numpy().tolist() == many.to_numpy().tolist()

    def test_impossible_assumptions_are_refused(self):
        with pytest.raises(ValueError, match="crowding is -1"):
            relationship.crowded_levels(self.levels, 10, usual=10, crowding=-1)
        with pytest.raises(ValueError, match="not above zero"):
            relationship.level_map([0], [1], self.levels, 0.1, usual=10, crowding=0)
        with pytest.raises(ValueError, match="retention lies outside"):
            relationship.level_map([1], [1], self.levels.assign(retention=1), 0.1, usual=10, crowding=0)


class TestLadder:
    flows = pd.DataFrame(
        [[0.4, 0.3, 0.05], [0.1, 0.6, 0.2], [0, 0.1, 0.85]], index=list("abc"), columns=list("abc")
    )

    def test_the_long_run_is_where_the_projection_settles_and_as_many_leave_as_arrive(self):
        leaks = relationship.ladder_leaks(self.flows, [50, 10, 0])
        far = relationship.project([0, 0, 0], self.flows, 2000, arrivals=[50, 10, 0]).iloc[-1]
        assert leaks["customers"].tolist() == pytest.approx(far.tolist())
        assert leaks["leaving"].sum() == pytest.approx(60)

    def test_the_gain_is_that_of_a_matrix_with_the_leak_closed_by_a_point(self):
        leaks = relationship.ladder_leaks(self.flows, [50, 10, 0])
        for stage in "abc":
            closed = self.flows.copy()
            closed.loc[stage, stage] += 0.01
            after = relationship.ladder_leaks(closed, [50, 10, 0])["customers"] - leaks["customers"]
            assert leaks.loc[stage, "top_gain"] == pytest.approx(after["c"])
            assert leaks.loc[stage, "total_gain"] == pytest.approx(after.sum())

    def test_closing_the_only_leak_is_without_bound_and_ladders_without_a_leak_are_refused(self):
        leaks = relationship.ladder_leaks([[0.5, 0.5], [0.0, 0.995]], [1, 0])
        assert leaks["top_gain"].tolist() == [0, np.inf]
        with pytest.raises(ValueError, match="keeps everybody for ever"):
            relationship.ladder_leaks([[0.5, 0.3], [0.0, 1]], [1, 0])
        with pytest.raises(ValueError, match="zero or more for each stage"):
            relationship.ladder_leaks(self.flows, [1, 2])

    @given(st.floats(0.01, 0.9), st.floats(0.01, 0.9))
    def test_first_passage_of_one_step_is_geometric(self, climb, leave):
        climb, leave = climb / (climb + leave + 0.1), leave / (climb + leave + 0.1)
        passage = relationship.first_passage([[1 - climb - leave, climb], [0.2, 0.8]], 1).loc[0]
        assert passage["chance"] == pytest.approx(climb / (climb + leave))
        assert passage["periods"] == pytest.approx(1 / (climb + leave))

    def test_first_passage_agrees_with_customers_followed_step_by_step(self):
        arrived, now, mean = 0.0, np.array([1.0, 0, 0]), 0.0
        values = self.flows.to_numpy()
        for period in range(1, 2000):
            now = now @ values
            arrived, mean = arrived + now[2], mean + period * now[2]
            now[2] = 0
        passage = relationship.first_passage(self.flows, "c").loc["a"]
        assert passage["chance"] == pytest.approx(arrived)
        assert passage["periods"] == pytest.approx(mean / arrived)

    def test_a_stage_out_of_reach_has_no_time_and_an_unknown_one_is_named(self):
        passage = relationship.first_passage([[0.5, 0.0], [0.0, 0.5]], 1)
        assert passage["chance"].tolist() == [0]
        assert passage["periods"].isna().all()
        with pytest.raises(ValueError, match="no stage 'd'; it has 'a', 'b', 'c'"):
            relationship.first_passage(self.flows, "d")
