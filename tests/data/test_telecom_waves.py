"""The survey in four waves and the panel of managers: what is built in, and faults that the guards see."""

import numpy as np
import pytest

from crmlab import datasets, satisfaction
from crmlab.courseinfo import PUBLIC, CourseInfo
from crmlab.datasets import _driver_judgements as panel
from crmlab.datasets import _telecom_waves as waves
from crmlab.identity import Student


# A change here means that students of running courses would get other data: add a version instead.
@pytest.mark.parametrize(
    ("name", "expected"),
    [("telecom_waves", "f7b7e4a797ce80b1"), ("driver_judgements", "55b876b48b3ea665")],
)
def test_draw_of_version_1_never_changes(name, expected):
    pinned = CourseInfo("CRM 2026", "blue door", {name: 1}, {})
    assert datasets.load(name, student=Student("mia", pinned)).attrs["data_hash"][:16] == expected


@pytest.fixture(scope="module")
def surveys():
    """Twenty students' surveys."""
    return [datasets.load("telecom_waves", student=Student(f"student{i}", PUBLIC)) for i in range(20)]


def changed(frame, **columns):
    return frame.assign(**columns)


def mixed(frame, columns):
    """The frame with some columns dealt out anew, so that they are related to nothing else."""
    order = np.random.default_rng(0).permutation(len(frame))
    return frame.assign(**{column: frame[column].to_numpy()[order] for column in columns})


def test_guards_of_telecom_waves_see_each_fault():
    frame = datasets.load("telecom_waves")
    assert waves.guards(frame) == []
    faults = {
        "does not vanish": changed(frame, recommend=frame["recommend"].where(frame["wave"] != 3, 2)),
        "shows the real change": changed(frame, recommend=frame["recommend"].where(frame["wave"] != 4, 10)),
        "did not clearly get better": mixed(frame, ["cov1", "cov2"]),
        "do not differ most in their shops": mixed(frame, ["sho1", "sho2"]),
        "question to drop does not show": changed(frame, hol1=frame["level"]),
        "most who left were not satisfied": changed(frame, level=8 - frame["level"]),
        "region of the lakes": changed(frame, region="north"),
    }
    for words, broken in faults.items():
        assert any(words in fault for fault in waves.guards(broken)), words
    assert any("is not clear" in fault for fault in waves.guards(mixed(frame, ["wave"])))


def test_two_level_projects_are_refused(monkeypatch):
    monkeypatch.setattr(
        waves, "project_gains", lambda frame: {"hotline": 0.1, "tariff": 0.1, "billing": 0.05}
    )
    assert any("level" in fault for fault in waves.guards(datasets.load("telecom_waves")))


def test_a_decision_on_the_third_digit_is_refused(monkeypatch):
    monkeypatch.setattr(waves, "product_t", lambda frame: 1.95)
    assert any("third digit" in fault for fault in waves.guards(datasets.load("telecom_waves")))


def test_the_rise_in_wave_3_is_one_of_invitations(surveys):
    for frame in surveys:
        score = {w: satisfaction.nps(frame.loc[frame["wave"] == w, "recommend"]) for w in (2, 3)}
        assert satisfaction.score_change(score[2], score[3]).low > 0
        fixed = {
            w: satisfaction.standardised_nps(
                part["recommend"], part["invited_by"], {"shop staff": 0.2, "text message": 0.8}
            )
            for w, part in frame.groupby("wave")
        }
        change = satisfaction.score_change(fixed[2], fixed[3])
        assert change.low < 0 < change.high


def test_coverage_and_speed_get_better_in_wave_4_and_nothing_else_does(surveys):
    rise = []
    for frame in surveys:
        asked = frame[frame["invited_by"] == "text message"]
        scores = {w: waves.aspect_scores(asked[asked["wave"] == w]).mean(axis=0) for w in (2, 4)}
        rise.append(scores[4] - scores[2])
    mean = np.mean(rise, axis=0)
    assert (mean[:2] > 0.3).all()
    assert (np.abs(mean[2:]) < 0.08).all()


def test_the_fast_score_is_that_of_the_library():
    answered = datasets.load("telecom_waves")["recommend"]
    score, error = waves.nps(answered.to_numpy())
    estimate = satisfaction.nps(answered)
    assert score == pytest.approx(estimate.value)
    assert 1.959964 * error == pytest.approx(estimate.high - estimate.value, rel=1e-6)


def test_decisions_come_out_differently():
    frames = [datasets.load("telecom_waves", student=Student(f"class{i}", PUBLIC)) for i in range(60)]
    first = [max(gains, key=gains.get) for gains in map(waves.project_gains, frames)]
    assert all(first.count(project) >= 9 for project in ("hotline", "tariff", "billing"))
    assert 0.25 < np.mean([waves.product_t(frame) > 1.96 for frame in frames]) < 0.75


def test_features_have_the_kano_category_they_were_given(surveys):
    wanted = {"drop": "M", "fast": "O", "gift": "A", "paper": "I"}
    for frame in surveys:
        sides = [
            frame[[f"kano_{name}_{side}" for name in waves.KANO]].set_axis(list(waves.KANO), axis=1)
            for side in ("with", "without")
        ]
        found = satisfaction.kano(*sides).category
        assert found[list(wanted)].to_dict() == wanted


def test_one_entry_of_the_panel_contradicts_the_minutes():
    for i in range(20):
        frame = datasets.load("driver_judgements", student=Student(f"student{i}", PUBLIC))
        spoken, wrong = panel.repaired(frame)
        assert len(wrong) == 1
        assert spoken[wrong[0]] * frame["times"][wrong[0]] == pytest.approx(1, abs=1e-5)


def test_guards_of_the_panel_see_each_fault():
    frame = datasets.load("driver_judgements")
    assert panel.guards(frame) == []
    spoken, wrong = panel.repaired(frame)
    assert "0 entries differ" in panel.guards(frame.assign(times=spoken))[0]
    level = frame.assign(times=1.0, minutes="both count the same")
    level.loc[0, "minutes"] = "network counts 2 times as much as help"
    assert any("do not point at one manager" in fault for fault in panel.guards(level))
    assert any("nearly the right ones" in fault for fault in panel.guards(level))
    assert len(wrong) == 1


def test_the_panel_s_fast_weights_are_those_of_the_library():
    frame = datasets.load("driver_judgements")
    times = panel.repaired(frame)[0][:6]
    matrix = np.ones((4, 4))
    for (i, j), value in zip(panel.PAIRS, times, strict=True):
        matrix[i, j], matrix[j, i] = value, 1 / value
    judged = satisfaction.ahp_weights(matrix)
    mine, ratio = panel.weights(times)
    np.testing.assert_allclose(mine, judged.weights, atol=1e-9)
    assert ratio == pytest.approx(judged.consistency_ratio, abs=1e-9)
