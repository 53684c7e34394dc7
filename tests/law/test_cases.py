"""Real, public dental incidents replayed: the answers in the files were written first, by hand."""

from datetime import date

import pytest

from ir_app.law.engine import Obligation, answers
from ir_app.law.facts import read_facts
from ir_app.law.read import load_law
from ir_app.places import content
from tests.law.cases import Case, cases

LAW = load_law(content("resources", "law"))
CASES = cases()
# Whom a case must name if the engine says they had to be told; 2023 is how far history reaches.
TOLD = {"individual", "regulator", "consumer_reporting", "media", "hhs"}
HISTORY = date(2023, 1, 1)
EVERY = pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))


def answer(case: Case, **other: object) -> dict[str, Obligation]:
    facts = read_facts(case.facts | other)
    return {o.id: o for o in answers(facts, LAW, case.as_of)}


def test_there_are_at_least_fourteen() -> None:
    assert len(CASES) >= 14


@EVERY
def test_the_engine_gives_the_answer_that_was_worked_out_by_hand(case: Case) -> None:
    made = answer(case)
    for line in case.expect:
        if line.absent:
            assert line.id not in made
            continue
        assert made[line.id].applies == line.applies, (line.id, made[line.id].why)
        assert made[line.id].due == line.due, (line.id, made[line.id].why)


@EVERY
def test_nobody_who_had_to_be_told_is_left_out_of_the_answer(case: Case) -> None:
    said = {line.id for line in case.expect}
    must = {
        one.id
        for one in answer(case).values()
        if one.kind in TOLD and one.applies == "yes"
        if one.jurisdiction == "US" or case.as_of >= HISTORY
    }
    assert must <= said
    assert {"us-individual", "us-hhs"} <= said


@EVERY
def test_whether_it_was_in_time_follows_from_the_days(case: Case) -> None:
    for line in case.expect:
        assert (line.did is None) == (line.on_time is None), line.id
        if line.did and line.due:
            assert (line.did <= line.due) is line.on_time, line.id


@EVERY
def test_another_reading_gives_the_other_day(case: Case) -> None:
    for other in case.otherwise:
        made = answer(case, **other.facts)[other.id]
        assert made.due == other.due
        assert made != answer(case)[other.id]


@EVERY
def test_every_case_has_sources_and_says_what_it_assumes(case: Case) -> None:
    assert case.source
    assert all(source.url.startswith("http") for source in case.source)
    assert case.known
    assert case.did
    assert case.assumed
    assert all(line.why and line.cite for line in case.expect)
