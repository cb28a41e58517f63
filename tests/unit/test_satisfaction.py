import warnings
from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crmlab import satisfaction

SHARE = st.floats(0.05, 0.95)


def judged(names, judgements):
    """Matrix of judgements in pairs; what is not judged is missing."""
    matrix = pd.DataFrame(np.nan, names, names)
    for name in names:
        matrix.loc[name, name] = 1.0
    for (first, second), value in judgements.items():
        matrix.loc[first, second], matrix.loc[second, first] = value, 1 / value
    return matrix


class TestCsat:
    answers = (5,) * 412 + (1,) * 88

    def test_csat01(self, gold):
        expected = gold["CSAT01"]["expected"]
        for method, key in (("wilson", "wilson"), ("clopper-pearson", "clopper")):
            result = satisfaction.csat(self.answers, method=method)
            assert result.value == 0.824
            assert (result.low, result.high) == pytest.approx(tuple(expected[key]), abs=1e-6)

    def test_wald_closed_form(self):
        result = satisfaction.csat(self.answers, method="wald")
        half = 1.959963984540054 * np.sqrt(0.824 * 0.176 / 500)
        assert (result.low, result.high) == pytest.approx((0.824 - half, 0.824 + half))

    def test_top_boxes_and_scale(self):
        answers = [7, 6, 5, 4, np.nan]
        assert satisfaction.csat(answers).value == 0.5
        assert satisfaction.csat(answers, top=3).value == 0.75
        assert satisfaction.csat(answers, high=10).value == 0.0
        assert satisfaction.csat(answers).n == 4
        assert satisfaction.csat([1, 0, 1, 1], top=1).value == 0.75

    def test_everybody_satisfied(self):
        result = satisfaction.csat([5] * 10)
        assert (result.value, result.high) == (1.0, 1.0)
        assert result.low == pytest.approx(10 / (10 + 1.959963984540054**2))
        exact = satisfaction.csat([5] * 10, method="clopper-pearson")
        assert exact.low == pytest.approx(0.025**0.1)
        with pytest.warns(UserWarning, match="no width"):
            satisfaction.csat([5] * 10, method="wald")

    def test_one_customer(self):
        result = satisfaction.csat([5])
        assert (result.n, result.value) == (1, 1.0)
        assert result.low < 0.25

    def test_summary_and_html(self):
        result = satisfaction.csat(self.answers)
        assert result.summary().startswith("82.4% of 500 customers are satisfied")
        assert "<table" in result._repr_html_()

    @pytest.mark.parametrize(
        ("answers", "options", "message"),
        [
            ([3, 2, 1], {}, "highest rating given is 3"),
            ([5, 6], {"high": 5}, "hold 6 on a scale that ends at 5"),
            ([5, 4], {"top": 5}, "top is 5"),
            ([1, 0], {}, "top is 2"),
            ([5, 4.5], {}, "4.5"),
            ([5, -99], {}, "-99"),
            ([5, "good"], {}, "'good'"),
            ([np.nan], {}, "no values"),
            ([], {}, "rows"),
            ([5], {"method": "guess"}, "'guess'"),
            ([5], {"level": 95}, "level is 95"),
        ],
    )
    def test_bad_input(self, answers, options, message):
        with pytest.raises(ValueError, match=message):
            satisfaction.csat(answers, **options)

    def test_a_table_is_not_a_column(self):
        with pytest.raises(TypeError, match="one column"):
            satisfaction.csat(pd.DataFrame({"a": [5]}))


class TestNps:
    def test_nps01(self, gold):
        expected = gold["NPS01"]["expected"]
        result = satisfaction.nps([10] * 50 + [8] * 30 + [3] * 20)
        assert result.value == pytest.approx(expected["nps"])
        assert result.low == pytest.approx(expected["lo"], abs=1e-6)
        assert result.high == pytest.approx(expected["hi"], abs=1e-6)

    def test_groups_by_answer(self):
        scores = [satisfaction.nps([rating, 8, 7, 9, 0]).value for rating in range(11)]
        assert scores == pytest.approx([-20] * 7 + [0] * 2 + [20] * 2)

    def test_interval_covers(self):
        rng = np.random.default_rng(7)
        hits = 0
        for counts in rng.multinomial(200, [0.45, 0.32, 0.23], size=400):
            result = satisfaction.nps(np.repeat([10, 8, 2], counts))
            hits += result.low <= 22 <= result.high
        assert 0.91 < hits / 400 < 0.985

    def test_one_group_only_warns(self):
        with pytest.warns(UserWarning, match="fall in one group"):
            result = satisfaction.nps([9, 10, 10])
        assert (result.value, result.low, result.high) == (100, 100, 100)

    def test_bad_input(self):
        with pytest.raises(ValueError, match="hold 11"):
            satisfaction.nps([9, 11])
        with pytest.raises(ValueError, match=r"7\.5"):
            satisfaction.nps([7.5])

    def test_resampling(self):
        scores = satisfaction.resample_nps(0.45, 0.32, 100, 20_000, np.random.default_rng(2))
        assert scores.mean() == pytest.approx(22, abs=0.3)
        assert scores.std() == pytest.approx(100 * np.sqrt((0.68 - 0.22**2) / 100), rel=0.02)
        with pytest.raises(ValueError, match=r"add up to 1.2"):
            satisfaction.resample_nps(0.7, 0.5, 100, 10, np.random.default_rng(2))


def test_seven_levels():
    levels = satisfaction.seven_levels()
    assert levels.index.tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert levels.loc[7, "level_zh"] == "很满意"
    assert levels.loc[4, "percent"] == 50


class TestIndex:
    def test_acsi01(self, gold):
        value = satisfaction.index_score([8.2, 7.6, 7.1], [0.35, 0.33, 0.32], 1, 10)
        assert value == pytest.approx(gold["ACSI01"]["expected"]["index"], abs=1e-6)

    @given(st.lists(st.tuples(st.floats(1, 7), st.floats(0.1, 5)), min_size=1, max_size=6))
    def test_between_0_and_100_whatever_the_unit_of_weights(self, pairs):
        means, weights = zip(*pairs, strict=True)
        value = satisfaction.index_score(means, weights, 1, 7)
        assert -1e-9 <= value <= 100 + 1e-9
        assert satisfaction.index_score(means, [9 * w for w in weights], 1, 7) == pytest.approx(value)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (([5], [0.5, 0.5], 1, 7), "1 means and 2 weights"),
            (([5, 8], [0.5, 0.5], 1, 7), "hold 8"),
            (([5, 6], [0.5, -0.5], 1, 7), "weights must be"),
            (([5, 6], [0, 0], 1, 7), "weights must be"),
            (([5], [1], 7, 1), "low must be the smaller"),
            ((["a"], [1], 1, 7), "'a'"),
        ],
    )
    def test_bad_input(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            satisfaction.index_score(*arguments)

    def test_tree_of_four_levels(self):
        tree = satisfaction.IndicatorTree(
            {
                "service": (0.7, {"people": (0.4, {"smile": 0.25, "skill": 0.75}), "speed": 0.6}),
                "price": 0.3,
            }
        )
        assert tree.questions == ["smile", "skill", "speed", "price"]
        assert tree.table["level"].to_dict()["smile"] == 4
        leaves = tree.table.loc[tree.questions, "overall_weight"]
        assert leaves.sum() == pytest.approx(1)
        assert leaves["skill"] == pytest.approx(0.7 * 0.4 * 0.75)
        answers = pd.Series({"price": 50, "smile": 80, "skill": 60, "speed": 90})
        scores = tree.score(answers)
        assert scores["people"] == pytest.approx(65)
        assert scores["service"] == pytest.approx(80)
        assert scores["satisfaction"] == pytest.approx(71)
        assert scores["satisfaction"] == pytest.approx((leaves * answers).sum())

    @pytest.mark.parametrize(
        ("branches", "message"),
        [
            ({"a": 0.5, "b": 0.6}, "under 'satisfaction' add up to 1.1"),
            ({"a": (1.0, {"b": 0.5, "c": 0.2})}, "under 'a' add up to 0.7"),
            ({"a": 0.5, "b": (0.5, {"a": 1})}, "'a' occurs twice"),
            ({"a": -1, "b": 2}, "weight of 'a' is -1"),
            ({"a": (1.0, {})}, "'a' has no indicators"),
        ],
    )
    def test_bad_tree(self, branches, message):
        with pytest.raises(ValueError, match=message):
            satisfaction.IndicatorTree(branches)

    def test_bad_answers(self):
        tree = satisfaction.IndicatorTree({"a": 0.5, "b": 0.5})
        with pytest.raises(ValueError, match="no answer for 'b'"):
            tree.score({"a": 1})
        with pytest.raises(ValueError, match="'c', which is no question"):
            tree.score({"a": 1, "b": 2, "c": 3})

    def test_ent01(self, gold):
        expected = gold["ENT01"]["expected"]
        rows = [[250, 16, 12, 5], [200, 16, 8, 3], [300, 32, 16, 4], [275, 32, 8, 4], [225, 16, 16, 2]]
        table = satisfaction.entropy_weights(rows)
        for ours, theirs in (("entropy", "E"), ("divergence", "d"), ("weight", "w")):
            np.testing.assert_allclose(table[ours], expected[theirs], atol=1e-8)

    def test_entropy_of_constant_and_zero_cells(self):
        table = satisfaction.entropy_weights(
            pd.DataFrame({"same": [3, 3, 3], "one": [0, 0, 5], "two": [1, 1, 0]})
        )
        assert table.loc["same", "weight"] == 0
        assert table.loc["one", "entropy"] == 0
        assert table.loc["two", "entropy"] == pytest.approx(np.log(2) / np.log(3))
        assert table["weight"].sum() == pytest.approx(1)

    @settings(max_examples=40)
    @given(st.lists(st.lists(st.floats(0.1, 100), min_size=3, max_size=3), min_size=2, max_size=6))
    def test_entropy_weights_ignore_units(self, rows):
        matrix = np.array(rows)
        if np.ptp(matrix / matrix.sum(axis=0), axis=0).max() < 1e-3:
            return
        weights = satisfaction.entropy_weights(matrix)["weight"]
        assert weights.sum() == pytest.approx(1)
        np.testing.assert_allclose(
            satisfaction.entropy_weights(matrix * [7, 1, 0.1])["weight"], weights, atol=1e-7
        )

    @pytest.mark.parametrize(
        ("matrix", "message"),
        [
            ([[1, -2], [1, 3]], "column 1 holds -2"),
            ([[0, 1], [0, 2]], "column 0 is 0 in every row"),
            ([[1, 2]], "rows"),
            ([[1, 2], [1, 2]], "no column varies"),
            ([[1, 2], [3]], "differ in length"),
        ],
    )
    def test_bad_entropy_input(self, matrix, message):
        with pytest.raises(ValueError, match=message):
            satisfaction.entropy_weights(matrix)


class TestAhp:
    drinks = ("coffee", "wine", "tea", "beer", "soda", "milk", "water")

    def saaty(self):
        upper = [9, 5, 2, 1, 1, 1 / 2, 1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9]
        upper += [1 / 3, 1 / 4, 1 / 3, 1 / 9, 1 / 2, 1, 1 / 3, 2, 1 / 2, 1 / 3]
        pairs = [(a, b) for i, a in enumerate(self.drinks) for b in self.drinks[i + 1 :]]
        return judged(list(self.drinks), dict(zip(pairs, upper, strict=True)))

    def test_ahp01(self, gold):
        expected = gold["AHP01"]["expected"]
        result = satisfaction.ahp_weights(self.saaty())
        np.testing.assert_allclose(result.weights, expected["eigen"], atol=1e-10)
        assert result.lambda_max == pytest.approx(expected["lambda_max"], abs=1e-10)
        assert result.consistency_index == pytest.approx(expected["CI"], abs=1e-10)
        assert result.consistency_ratio == pytest.approx(expected["CR"], abs=1e-10)
        geometric = satisfaction.ahp_weights(self.saaty(), method="geometric")
        np.testing.assert_allclose(geometric.weights, expected["geom"], atol=1e-10)
        assert result.summary().startswith("water weighs most (32.7%)")

    def test_ahp05(self, gold):
        expected = gold["AHP05"]["expected"]
        result = satisfaction.ahp_weights([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
        np.testing.assert_allclose(result.weights, expected["consistent"]["eigen"], atol=1e-10)
        assert result.consistency_ratio == pytest.approx(0, abs=1e-10)
        with pytest.warns(UserWarning, match=r"contradict each other.*0 over 1 over 2 over 0"):
            result = satisfaction.ahp_weights([[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]])
        np.testing.assert_allclose(result.weights, expected["circular"]["eigen"], atol=1e-10)
        assert result.consistency_ratio == pytest.approx(expected["circular"]["CR"], abs=1e-10)
        assert result.circular == ((0, 1, 2),)
        two = satisfaction.ahp_weights([[1, 3], [1 / 3, 1]])
        assert two.consistency_ratio == 0
        assert two.weights.tolist() == pytest.approx([0.75, 0.25])
        with pytest.raises(ValueError, match=r"cell \(0, 1\) is 3 but its mirror is 3"):
            satisfaction.ahp_weights([[1, 3], [3, 1]])

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.floats(0.2, 5), min_size=2, max_size=7))
    def test_consistent_judgements_return_their_weights(self, weights):
        true = np.array(weights) / sum(weights)
        for method in ("eigen", "geometric"):
            result = satisfaction.ahp_weights(true[:, None] / true, method)
            np.testing.assert_allclose(result.weights, true, atol=1e-9)
            assert result.weights.sum() == pytest.approx(1)
            assert result.consistency_ratio == pytest.approx(0, abs=1e-8)

    @pytest.mark.parametrize(
        ("matrix", "message"),
        [
            ([[1, 2, 3], [0.5, 1, 2]], "must be square"),
            ([[1, -2], [-0.5, 1]], "judgements are above 0"),
            ([[2, 3], [1 / 3, 1]], r"cell \(0, 0\) is 2"),
            ([[1, np.nan], [np.nan, 1]], "complete_pairwise"),
            ([[1, 2], [0.5]], "differ in length"),
            (np.ones((16, 16)), "at most 15"),
            (pd.DataFrame(np.ones((2, 2)), ["a", "b"], ["b", "a"]), "same order"),
            (pd.DataFrame([[1, "much"], [2, 1]]), "'much'"),
        ],
    )
    def test_bad_input(self, matrix, message):
        with pytest.raises(ValueError, match=message):
            satisfaction.ahp_weights(matrix)

    def test_completion_agrees_with_ahpy(self):
        # Reference: ahpy 2.1, which also minimizes the principal eigenvalue (Bozóki and others 2010).
        known = {"ab": 2, "ac": 5, "bd": 3, "cd": 1 / 2, "bc": 4, "de": 3, "ae": 7}
        full = satisfaction.complete_pairwise(judged(list("abcde"), {tuple(k): v for k, v in known.items()}))
        result = satisfaction.ahp_weights(full)
        np.testing.assert_allclose(
            result.weights, [0.439092, 0.299961, 0.075152, 0.133398, 0.052398], atol=1e-6
        )
        for pair, value in known.items():
            assert full.loc[pair[0], pair[1]] == value

    def test_completion_is_the_smallest_eigenvalue(self):
        known = {"ab": 2, "ac": 5, "bd": 3, "cd": 1 / 2, "bc": 4, "de": 3, "ae": 7}
        full = satisfaction.complete_pairwise(judged(list("abcde"), {tuple(k): v for k, v in known.items()}))
        best = np.linalg.eigvals(full).real.max()
        for first, second in ("ad", "be", "ce"):
            for change in (0.99, 1.01):
                other = full.copy()
                other.loc[first, second] *= change
                other.loc[second, first] /= change
                assert np.linalg.eigvals(other).real.max() > best

    def test_completion_of_a_consistent_matrix(self):
        true = np.array([0.5, 0.3, 0.15, 0.05])
        matrix = true[:, None] / true
        holed = matrix.copy()
        for i, j in ((0, 3), (1, 2)):
            holed[i, j] = holed[j, i] = np.nan
        np.testing.assert_allclose(satisfaction.complete_pairwise(holed), matrix, rtol=1e-7)

    def test_completion_needs_a_connection(self):
        with pytest.raises(ValueError, match="no judgement connects 'c', 'd' with 'a'"):
            satisfaction.complete_pairwise(judged(list("abcd"), {("a", "b"): 2, ("c", "d"): 3}))
        with pytest.raises(ValueError, match="both directions or neither"):
            satisfaction.complete_pairwise([[1, 2], [np.nan, 1]])

    def test_hierarchy_of_the_leader_example(self):
        # A widely reproduced example (choosing among three candidates); reference: ahpy 2.1.
        people = ["Moll", "Nell", "Sue"]
        criteria = {"xy": 4, "xc": 3, "xa": 7, "yc": 1 / 3, "ya": 3, "ca": 5}
        lower = {"x": (1 / 4, 4, 9), "y": (3, 1 / 5, 1 / 7), "c": (5, 9, 4), "a": (1 / 3, 5, 9)}
        pairs = [("Moll", "Nell"), ("Moll", "Sue"), ("Nell", "Sue")]
        groups = {"goal": judged(list("xyca"), {tuple(k): v for k, v in criteria.items()})}
        groups |= {
            name: judged(people, dict(zip(pairs, values, strict=True))) for name, values in lower.items()
        }
        result = satisfaction.ahp_hierarchy(groups)
        np.testing.assert_allclose(result.priorities[people], [0.358137, 0.492788, 0.149075], atol=1e-6)
        assert result.overall_weights["x"] == pytest.approx(0.547569, abs=1e-6)
        assert result.summary().startswith("Nell comes first with 49.3%")

    def test_hierarchy_with_subcriteria_and_measured_values(self):
        groups = {
            "plan": judged(["cost", "care"], {("cost", "care"): 3}),
            "cost": judged(["fees", "time"], {("fees", "time"): 4}),
            "fees": {"A": 1, "B": 3},
            "time": {"A": 2, "B": 2},
            "care": {"A": 9, "B": 1},
        }
        result = satisfaction.ahp_hierarchy(groups)
        expected = 0.75 * (0.8 * 0.25 + 0.2 * 0.5) + 0.25 * 0.9
        assert result.priorities["A"] == pytest.approx(expected)
        assert result.priorities.sum() == pytest.approx(1)
        assert result.overall_weights["fees"] == pytest.approx(0.6)

    def test_bad_hierarchy(self):
        pair = judged(["A", "B"], {("A", "B"): 3})
        with pytest.raises(ValueError, match="2 goals"):
            satisfaction.ahp_hierarchy({"one": pair, "two": pair})
        with pytest.raises(ValueError, match="part of itself"):
            satisfaction.ahp_hierarchy({"goal": pair, "A": {"B": 1, "C": 1}, "B": {"A": 1, "C": 2}})
        with pytest.raises(ValueError, match="under 'goal' hold 0"):
            satisfaction.ahp_hierarchy({"goal": {"A": 0, "B": 1}})


class TestPriorities:
    def test_ipa01(self, gold):
        importance, performance = [4.5, 4.6, 3.0, 2.8], [2.5, 4.4, 2.2, 4.3]
        result = satisfaction.importance_performance(importance, performance)
        assert result.table["quadrant"].tolist() == gold["IPA01"]["expected"]["q"]
        assert (result.importance_line, result.performance_line) == pytest.approx((3.725, 3.35))
        assert result.summary().startswith("Concentrate on 0")

    def test_lines_and_values_on_the_line(self):
        result = satisfaction.importance_performance([4, 2], [3, 3], lines=(4, 3))
        assert result.table["quadrant"].tolist() == ["keep up the good work", "possible overkill"]
        assert "nothing to concentrate on" in result.summary()

    def test_bad_ipa(self):
        with pytest.raises(ValueError, match=r"'importance'.*every row"):
            satisfaction.importance_performance([4, 4], [1, 2])
        with pytest.raises(ValueError, match="same length"):
            satisfaction.importance_performance([4, 4], [1])
        with pytest.raises(ValueError, match="different attributes"):
            satisfaction.importance_performance(pd.Series([1, 2], ["a", "b"]), pd.Series([1, 2], ["b", "a"]))

    def test_kano01(self, gold):
        names = ["edge grip", "ease of turn", "service"]
        counts = pd.DataFrame(
            [[7, 32.3, 49.3, 9.5], [10.4, 45.1, 30.5, 11.5], [63.8, 21.6, 2.9, 8.5]], names, list("AOMI")
        )
        result = satisfaction.kano_coefficients(counts)
        for name in names:
            assert result.loc[name].tolist() == pytest.approx(gold["KANO01"]["expected"][name], abs=5e-5)

    def test_kano02(self, gold):
        expected = gold["KANO02"]["expected"]["table"]
        assert satisfaction.kano_table().to_numpy().tolist() == expected
        for row, column in product(range(5), range(5)):
            found = satisfaction.kano([row + 1], [column + 1]).answers.iloc[0, 0]
            assert found == expected[row][column]

    def test_kano_counts_and_ties(self):
        functional = pd.DataFrame({"app": ["like", "like", "neutral", None], "desk": [2, 3, 1, 1]})
        dysfunctional = pd.DataFrame({"app": ["neutral", "dislike", "dislike", "like"], "desk": [5, 5, 5, 3]})
        result = satisfaction.kano(functional, dysfunctional)
        assert result.counts.loc["app"].to_dict() == {"M": 1, "O": 1, "A": 1, "I": 0, "R": 0, "Q": 0}
        assert result.category.to_dict() == {"app": "M", "desk": "M"}
        assert result.coefficients.loc["app"].tolist() == pytest.approx([2 / 3, -2 / 3])
        assert "app, desk (must be there)" in result.summary()
        assert "<table" in result._repr_html_()

    def test_kano_with_reverse_answers_only(self):
        result = satisfaction.kano(["dislike", "dislike"], ["like", "neutral"])
        assert result.category["feature"] == "R"
        assert result.coefficients.loc["feature"].isna().all()

    def test_bad_kano(self):
        with pytest.raises(ValueError, match="'meh'"):
            satisfaction.kano(["meh"], ["like"])
        with pytest.raises(ValueError, match="different respondents"):
            satisfaction.kano(["like"], ["like", "like"])
        with pytest.raises(ValueError, match="no complete pair"):
            satisfaction.kano([None], ["like"])
        with pytest.raises(ValueError, match="different features"):
            satisfaction.kano(pd.DataFrame({"a": ["like"]}), pd.DataFrame({"b": ["like"]}))
        counts = pd.DataFrame({"A": [0], "O": [0], "M": [0], "I": [0]}, ["x"])
        with pytest.raises(ValueError, match="'x' has negative counts or none"):
            satisfaction.kano_coefficients(counts)
        with pytest.raises(ValueError, match="'I'"):
            satisfaction.kano_coefficients(counts.drop(columns="I"))


class TestExpectation:
    def test_disconfirmation(self):
        table = satisfaction.disconfirmation(pd.Series([5, 6, 4, np.nan], list("abcd")), [6, 6, 2, 3])
        assert table["disconfirmation"].tolist()[:3] == [1, 0, -2]
        assert table.loc["c", "outcome"] == "worse than expected"
        assert table.loc["d"].isna().all()

    @given(st.lists(st.tuples(st.integers(1, 7), st.integers(1, 7)), min_size=1, max_size=8))
    def test_match_ignores_the_direction(self, pairs):
        expected, perceived = map(list, zip(*pairs, strict=True))
        there = satisfaction.match_index(expected, perceived, 1, 7)
        back = satisfaction.match_index(perceived, expected, 1, 7)
        assert there.tolist() == back.tolist()
        assert there.between(0, 1).all()
        difference = satisfaction.disconfirmation(expected, perceived)["disconfirmation"]
        np.testing.assert_allclose(there, 1 - difference.abs() / 6)

    def test_bad_pairs(self):
        with pytest.raises(ValueError, match="2 expected and 1 perceived"):
            satisfaction.disconfirmation([1, 2], [1])
        with pytest.raises(ValueError, match="'good'"):
            satisfaction.disconfirmation([1], ["good"])
        with pytest.raises(ValueError, match="expected holds 9"):
            satisfaction.match_index([9], [1], 1, 7)

    @given(SHARE, SHARE, SHARE)
    def test_bayes_turns_there_and_back(self, joint, satisfied_rest, defected_rest):
        # Build three shares from one population: joint = P(satisfied and defected).
        total = joint + satisfied_rest + defected_rest + 0.3
        both, satisfied = joint / total, (joint + satisfied_rest) / total
        defected = (joint + defected_rest) / total
        there = satisfaction.satisfied_given_defected(both / satisfied, defected, satisfied)
        assert there == pytest.approx(both / defected)
        back = satisfaction.defected_given_satisfied(there, defected, satisfied)
        assert back == pytest.approx(both / satisfied)

    def test_the_two_shares_differ(self):
        for claimed, correct in ((0.65, 0.1625), (0.85, 0.2125)):
            value = satisfaction.defected_given_satisfied(claimed, defected=0.2, satisfied=0.8)
            assert value == pytest.approx(correct)

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            ((0.9, 0.5, 0.2), "at most 0.4"),
            ((0.1, 0.6, 0.8), "at least 0.6667"),
            ((0.5, 0.2, 0.0), "satisfied is 0"),
            ((65, 0.2, 0.8), "satisfied_given_defected is 65"),
        ],
    )
    def test_bad_shares(self, arguments, message):
        with pytest.raises(ValueError, match=message):
            satisfaction.defected_given_satisfied(*arguments)


def test_input_is_left_alone():
    answers = pd.Series([5.0, np.nan, 4.0])
    matrix = judged(list("abc"), {("a", "b"): 2, ("b", "c"): 3})
    before = answers.copy(), matrix.copy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        satisfaction.csat(answers)
        satisfaction.complete_pairwise(matrix)
    pd.testing.assert_series_equal(answers, before[0])
    pd.testing.assert_frame_equal(matrix, before[1])


class TestWorstJudgement:
    @pytest.mark.parametrize("spoilt", [(0, 1), (0, 3), (1, 2), (2, 3)])
    def test_one_spoilt_judgement_of_consistent_ones_is_found_and_mended(self, spoilt):
        true = np.array([8, 4, 2, 1])
        matrix = pd.DataFrame(true[:, None] / true, index=list("abcd"), columns=list("abcd"))
        i, j = spoilt
        matrix.iloc[i, j], matrix.iloc[j, i] = 1 / 5, 5
        worst = satisfaction.worst_judgement(matrix)
        assert (worst.first, worst.second) == (matrix.index[i], matrix.index[j])
        assert worst.better == true[i] / true[j]
        assert worst.said == 1 / 5
        assert worst.ratio_then == pytest.approx(0, abs=1e-9)

    def test_no_other_change_of_one_judgement_does_better(self):
        given = {(0, 1): 3, (0, 2): 1 / 2, (0, 3): 7, (1, 2): 4, (1, 3): 1 / 3, (2, 3): 2}

        def ratio(judged):
            matrix = np.ones((4, 4))
            for (i, j), value in judged.items():
                matrix[i, j], matrix[j, i] = value, 1 / value
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return matrix, satisfaction.ahp_weights(matrix).consistency_ratio

        matrix, now = ratio(given)
        scale = [*range(1, 10), *(1 / k for k in range(2, 10))]
        others = [ratio({**given, pair: value})[1] for pair in given for value in scale]
        worst = satisfaction.worst_judgement(matrix)
        assert worst.ratio_now == pytest.approx(now)
        assert worst.ratio_then == pytest.approx(min(others))
        assert ratio({**given, (worst.first, worst.second): worst.better})[1] == pytest.approx(min(others))

    def test_consistent_judgements_are_left_alone_and_two_items_cannot_contradict(self):
        worst = satisfaction.worst_judgement([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
        assert worst.better == worst.said
        assert "No change of one judgement" in worst.summary()
        with pytest.raises(ValueError, match="compares 2 items; give judgements of 3 to 15"):
            satisfaction.worst_judgement([[1, 3], [1 / 3, 1]])
