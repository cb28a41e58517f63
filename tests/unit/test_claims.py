"""The list of doubtful claims agrees with the list of concepts, and says so when asked for what it lacks."""

import re

import pytest

from crmlab import claims
from crmlab.authoring.coverage import concepts


def test_every_claim_of_the_course_is_in_the_list_and_no_other():
    assert claims.table().index.tolist() == [f"DC-{n:02d}" for n in range(1, 65)]
    assert set(claims.table().index) == set(concepts()["claims"])


def test_claims_are_about_the_concepts_and_chapters_of_the_course():
    known = concepts()
    for claim, row in claims.table().iterrows():
        about = re.findall(r"[A-Z]+-\d+", row["about"])
        assert sorted(about) == sorted(known["claims"][claim]), claim
        chapters = {known["concepts"][concept]["chapter"] for concept in about} or {"reading_claims"}
        assert row["chapter"] in chapters, claim


def test_table_takes_one_chapter_or_fault():
    assert set(claims.table("switching_costs").index) == {"DC-38", "DC-41", "DC-42", "DC-43", "DC-59"}
    assert set(claims.table(fault="scope")["fault"]) == {"scope"}
    with pytest.raises(
        ValueError, match=r"no claim has the chapter 'switching'; choose from .*switching_costs"
    ):
        claims.table("switching")


def test_find_reads_one_claim():
    claim = claims.find("DC-07")
    assert claim.summary().startswith("DC-07 (source 004): “The Global 500")
    assert "looked up" in claim.summary()
    assert "<table" in claim._repr_html_()
    with pytest.raises(ValueError, match="from DC-01 to DC-64"):
        claims.find("DC-7")
