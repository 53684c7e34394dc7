"""The forty traps a naive program falls into: each has a test, here or where it belongs.

The table names them; a test that is renamed or taken away is missed here.
"""

import ast
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ir_app.actions.duties import _hold
from ir_app.core.person import Address, Person, count_residents
from ir_app.law.engine import Obligation, answers
from ir_app.law.facts import Facts, read_facts
from ir_app.law.read import load_law
from ir_app.pages.letters import MAILING
from ir_app.places import content
from ir_app.playbook.read import load_library

TESTS = Path(__file__).parents[1]
LAW = load_law(content("resources", "law"))
TODAY = date(2026, 11, 23)
HERE = "law/test_traps.py"
VECTORS = "law/test_vectors.py"
LETTERS = "letters/test_letters.py"

# number: (the trap, where its test is, its name)
TRAPS: dict[int, tuple[str, str, str]] = {
    1: ("the clock starts at confirmation", HERE, "test_confirmation_moves_nothing"),
    2: ("day 60 is a safe harbor", "actions/test_letters.py",
        "test_letters_that_wait_past_day_thirty_are_told_so"),
    3: ("day 0, weekends, rolling", VECTORS,
        "test_sixty_days_without_day_zero_and_without_rolling"),
    4: ("hours in UTC", "law/test_calendar.py",
        "test_the_civil_day_of_the_practice_is_day_zero"),
    5: ("press at 500 in all", VECTORS, "test_the_press_counts_by_state_and_hhs_counts_all"),
    6: ("yearly list of HHS", VECTORS, "test_fewer_than_five_hundred_go_to_hhs_after_the_year"),
    7: ("one patient", VECTORS, "test_one_patient_still_gets_a_letter_in_sixty_days"),
    8: ("rows are not people", "roster/test_lists.py",
        "test_a_family_of_five_is_five_people_and_children_have_a_guardian"),
    9: ("one letter for a family", LETTERS, "test_a_child_is_written_to_through_the_guardian"),
    10: ("minors", LETTERS,
         "test_eighteen_today_is_an_adult_and_an_unknown_birth_date_is_no_child"),
    11: ("an oral hold", VECTORS, "test_a_hold_never_restarts_the_clock"),
    12: ("a police report is no hold", HERE, "test_a_police_report_is_no_request_to_wait"),
    13: ("e-mail", HERE, "test_letters_go_by_mail_and_never_by_email"),
    14: ("nine or ten addresses", VECTORS, "test_addresses_that_do_not_work"),
    15: ("no substitute notice for the dead", HERE,
         "test_the_dead_without_a_family_address_need_no_other_notice"),
    16: ("the state of residence", "roster/test_lists.py", "test_residence"),
    17: ("Massachusetts", LETTERS, "test_massachusetts_waits_for_counsel_and_follows_the_choice"),
    18: ("HIPAA is not the state", VECTORS,
         "test_hipaa_excuses_the_letter_but_rarely_the_regulator"),
    19: ("business days", "law/test_calendar.py", "test_business_days_by_hand"),
    20: ("a vendor's day", VECTORS, "test_a_vendor_starts_the_clock_unless_it_is_an_agent"),
    21: ("an encrypted laptop", VECTORS, "test_these_do_not_end_hipaa"),
    22: ("ransomware only encrypts", "law/test_cases.py",
         "test_the_engine_gives_the_answer_that_was_worked_out_by_hand"),
    23: ("a score", "law/test_assessment.py", "test_every_combination"),
    24: ("redacted paper", HERE, "test_paper_is_no_way_out"),
    25: ("snooping is no exception", HERE, "test_snooping_alone_is_no_exception"),
    26: ("editing the timeline", "store/server/test_walls.py",
         "test_rows_are_never_changed_or_removed"),
    27: ("staff records", VECTORS, "test_staff_records_are_state_law_only"),
    28: ("the number grows", HERE, "test_a_number_that_grows_moves_the_report"),
    29: ("one report for all breaches", HERE, "test_each_breach_is_reported_by_itself"),
    30: ("a proposal is no law", "law/test_private.py",
         "test_circia_is_not_in_force_and_nothing_flips_it"),
    31: ("old data", HERE, "test_every_rule_and_address_has_its_day"),
    32: ("two reports", HERE, "test_substance_use_records_are_reported_twice"),
    33: ("do not mail", "roster/test_lists.py",
         "test_a_formula_stays_text_and_a_status_never_drops_anybody"),
    34: ("the confidential address", LETTERS,
         "test_the_confidential_address_goes_before_the_other"),
    35: ("numbers in letters", "roster/test_faults.py",
         "test_a_number_is_kept_nowhere_even_when_columns_slip"),
    36: ("six years", HERE, "test_the_memo_says_how_long_it_is_kept"),
    37: ("privilege on everything", "actions/test_counsel.py",
         "test_the_writer_of_a_note_does_not_see_it_and_counsel_does"),
    39: ("fraud alerts of 90 days", HERE, "test_a_fraud_alert_lasts_a_year"),
    40: ("dates worked out once", "actions/test_acts.py", "test_a_moved_date_says_what_it_was"),
}  # fmt: skip
# Exercises (38) are not built yet; whoever builds them brings the test.
NOT_BUILT = {38: "drill"}


def test_all_forty_are_named() -> None:
    assert {*TRAPS, *NOT_BUILT} == set(range(1, 41))


@pytest.mark.parametrize("number", sorted(TRAPS))
def test_the_test_of_a_trap_is_there(number: int) -> None:
    _, path, name = TRAPS[number]
    tree = ast.parse((TESTS / path).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("number", sorted(NOT_BUILT))
def test_what_is_not_built_is_still_not_built(number: int) -> None:
    assert not (TESTS.parent / "ir_app" / NOT_BUILT[number]).exists()


def ask(**facts: Any) -> dict[str, Obligation]:
    base = {"covered_entity": True, "discovered": "2026-11-23"}
    return {o.id: o for o in answers(read_facts(base | facts), LAW, TODAY)}


def test_confirmation_moves_nothing() -> None:
    made = ask(determined="2026-12-10", scope_identified="2027-01-05")["us-individual"]
    assert made.due == date(2027, 1, 22)
    assert not made.provisional


def test_a_police_report_is_no_request_to_wait() -> None:
    declared = load_library(content("playbooks")).facts["law_enforcement_hold"]
    assert "report alone" in declared.help
    for choice in declared.choices:
        held = bool(_hold({"law_enforcement_hold": choice.id}))
        assert held is (choice.id in ("written", "oral"))
    assert not [name for name in Facts.__struct_fields__ if "police" in name]


def test_letters_go_by_mail_and_never_by_email() -> None:
    assert [choice.id for choice in MAILING] == ["first_class", "certified", "mail_house"]


def person(*, deceased: bool, lines: tuple[str, ...] = ()) -> Person:
    return Person(
        id=f"p-{deceased}{len(lines)}",
        source_ids=("1",),
        rows=(2,),
        first="Ada",
        last="Byron",
        deceased=deceased,
        resident_state="IN",
        address=Address(lines=lines, state="IN"),
    )


def test_the_dead_without_a_family_address_need_no_other_notice() -> None:
    dead, alive = person(deceased=True), person(deceased=False)
    assert count_residents([dead], TODAY).no_usable_address == {}
    assert count_residents([dead, alive], TODAY).no_usable_address == {"IN": 1}
    stale = count_residents([dead] * 10, TODAY).no_usable_address
    assert ask(out_of_date_addresses=stale)["us-substitute"].applies == "no"


def test_paper_is_no_way_out() -> None:
    made = ask(form="paper", residents={"VA": 3, "IN": 3, "MA": 1}, data_elements=["ssn"])
    assert made["us-individual"].applies == "yes"
    assert made["va-regulator-ag"].applies == "no"  # computer data only
    assert made["in-regulator-ag"].applies == "yes"  # printed from a computer counts too
    assert made["ma-regulator-ag"].applies == "yes"  # any form


def test_snooping_alone_is_no_exception() -> None:
    assert ask(incident_type="snooping", access=True)["us-individual"].applies == "yes"
    exceptions = load_library(content("playbooks")).facts["exception"]
    page = (TESTS.parent / "ir_app" / "pages" / "assessment.py").read_text("utf-8")
    assert "Curiosity never fits" in page
    assert "snoop" not in " ".join(choice.label.lower() for choice in exceptions.choices)


def test_a_number_that_grows_moves_the_report() -> None:
    few, many = (ask(residents={"GA": n}, total=n)["us-hhs"] for n in (480, 512))
    assert (few.due, many.due) == (date(2027, 3, 1), date(2027, 1, 22))
    assert any("If 500 people" in line for line in _flips(480))


def _flips(number: int) -> tuple[str, ...]:
    from ir_app.law.engine import obligations

    facts = read_facts({"covered_entity": True, "discovered": "2026-11-23", "total": number})
    return next(o.flips_if for o in obligations(facts, LAW, TODAY) if o.id == "us-hhs")


def test_each_breach_is_reported_by_itself() -> None:
    made = [one for one in ask(residents={"GA": 3}, total=3).values() if one.kind == "hhs"]
    assert len(made) == 1  # one incident, one report; nothing here adds incidents up


def test_every_rule_and_address_has_its_day() -> None:
    days = [rules.verified for rules in LAW.states.values()]
    for verified in (*days, LAW.federal.verified, LAW.private.verified):
        assert date(2026, 1, 1) <= verified <= date(2100, 1, 1)
    visa = next(duty for duty in LAW.private.duty if duty.id == "visa")
    assert (visa.count, visa.unit) == (3, "calendar_days")
    assert "2026" in visa.cite


def test_substance_use_records_are_reported_twice() -> None:
    made = ask(part2_records=True, residents={"GA": 700}, total=700)
    assert made["us-hhs"].applies == made["us-part2"].applies == "yes"
    assert made["us-hhs"].due == made["us-part2"].due
    assert ask(part2_records=False)["us-part2"].applies == "no"


def test_the_memo_says_how_long_it_is_kept() -> None:
    source = (TESTS.parent / "ir_app" / "actions" / "memo.py").read_text("utf-8")
    assert "six years" in source


def test_a_fraud_alert_lasts_a_year() -> None:
    with zipfile.ZipFile(content("letters") / "hipaa-individual.docx") as letter:
        text = letter.read("word/document.xml").decode()
    assert "lasts one year" in text
    words = [text, *(p.read_text("utf-8") for p in content("letters").rglob("*.toml"))]
    assert not any("90 days" in word or "ninety days" in word for word in words)
