"""Lists with faults: one bad row never harms its neighbours, and no number slips through."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ir_app.problems import Problem
from ir_app.roster import RosterReading, preview, read_roster
from ir_app.roster.cells import hide_numbers, read_day

TODAY = date(2026, 11, 23)
HEADS = (
    "PatNum,LName,FName,PatStatus,Birthdate,SSN,Address,City,State,Zip,Guarantor,"
    "ResponsParty,AddrNote,DateTimeDeceased"
)
GOOD = '7,Ray,Al,0,1980-01-01,,"9 Elm St, Apt 2",Auburn,IN,46706,7,0,,'


def read(tmp_path: Path, *rows: str, heads: str = HEADS) -> RosterReading:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([heads, *rows]), encoding="utf-8")
    return read_roster(path, today=TODAY)


def row(**cells: str) -> str:
    base = dict(zip(HEADS.split(","), GOOD.replace("Elm St, Apt", "Elm").split(","), strict=False))
    base |= {"Address": "9 Elm St"} | cells
    return ",".join(base.get(head, "") for head in HEADS.split(","))


@pytest.mark.parametrize(
    "bad",
    [
        '1,"Bad "q" name",X,0,1980-01-01,,1 A St,Auburn,IN,46706,1,0,,',
        '1,"Dow,Al,0,1980-01-01,,1 A St,Auburn,IN,46706,1,0,,',
        '1,Dow,Al,0,1980-01-01,,"1 A St"x,Auburn,IN,46706,1,0,,',
    ],
)
def test_a_stray_quotation_mark_costs_only_its_own_row(tmp_path: Path, bad: str) -> None:
    reading = read(tmp_path, GOOD, bad, GOOD.replace("7,Ray", "8,Roy"))
    assert [p.last for p in reading.people] == ["Ray", "Roy"]
    assert {p.address.lines for p in reading.people} == {("9 Elm St, Apt 2",)}
    assert [bad.row for bad in reading.quarantine] == [3]


def test_rows_that_run_together_are_shown_and_not_taken_for_one_person(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD, '1,"Dow,Al,0\n2,Fox",Jo,0,1990-01-01,,1 A St,Auburn,IN,46706')
    assert [p.last for p in reading.people] == ["Ray"]
    assert "run together" in reading.quarantine[0].reason


def test_a_row_with_more_cells_than_headings_is_not_guessed_at(tmp_path: Path) -> None:
    reading = read(tmp_path, GOOD, row(PatNum="8", LName="Dow, Jr") + ",more")
    assert [bad.row for bad in reading.quarantine] == [3]


@given(st.lists(st.booleans(), min_size=1, max_size=30))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_mix_of_good_and_bad_rows_keeps_every_good_one(
    tmp_path: Path, good: list[bool]
) -> None:
    bad = '"x" y,Dow,Al,0,1980-01-01,,1 A St,Auburn,IN,46706,1,0,,'
    rows = [GOOD.replace("7,Ray", f"{n},Ray{'abcdef'[n % 6]}{n // 6 * 'x'}") for n in range(30)]
    lines = [rows[n] if fine else bad for n, fine in enumerate(good)]
    if not any(good):
        with pytest.raises(Problem):
            read(tmp_path, *lines)
        return
    reading = read(tmp_path, *lines)
    assert [p.rows[0] for p in reading.people] == [n + 2 for n, fine in enumerate(good) if fine]
    assert [b.row for b in reading.quarantine] == [n + 2 for n, fine in enumerate(good) if not fine]


NUMBERS = ["666-12-3456", "666123456", "66123456", "6123456", "666 12 3456", "666123456.0"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("column", ["SSN", "Birthdate", "DateTimeDeceased", "LName", "AddrNote"])
def test_a_number_is_kept_nowhere_even_when_columns_slip(
    tmp_path: Path, number: str, column: str
) -> None:
    reading = read(tmp_path, GOOD, row(**{"PatNum": "8", "FName": "Bo", column: number}))
    kept = repr((reading.people, reading.quarantine, reading.notes))
    assert number not in kept
    assert number.replace("-", "").replace(" ", "").removesuffix(".0") not in kept


def test_a_number_used_as_patient_number_is_not_kept(tmp_path: Path) -> None:
    (person,) = read(tmp_path, row(PatNum="666-12-3456")).people
    assert person.source_ids == ("row 2",)
    assert any("not kept" in note for note in person.notes)


@given(st.integers(0, 999_999_999))
def test_hidden_text_holds_no_run_of_seven_digits(number: int) -> None:
    hidden = hide_numbers(f"a {number:09d} b {number:07d} c")
    assert str(f"{number:09d}") not in hidden
    assert f" {number:07d} " not in hidden


def test_report_titles_and_repeated_headings_are_said(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(f"Patient report,,\n{HEADS}\n{GOOD}\n{HEADS}\nTotal,1,\n")
    reading = read_roster(path, today=TODAY)
    assert any("above the headings" in note for note in reading.notes)
    assert any("headings come again" in note for note in reading.notes)
    assert "totals" in reading.quarantine[0].reason


def test_a_list_cut_off_inside_a_letter_is_still_read_as_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(f"{HEADS}\n{GOOD.replace('Ray', 'Núñez')}\n8,Peñ".encode()[:-1])
    reading = read_roster(path, today=TODAY)
    assert reading.encoding == "UTF-8"
    assert reading.people[0].last == "Núñez"
    assert any("breaks off" in note for note in reading.notes)
    assert [bad.row for bad in reading.quarantine] == [3]


def test_the_one_who_decides_goes_before_the_guarantor(tmp_path: Path) -> None:
    child = row(PatNum="9", FName="Kit", Birthdate="2019-01-01", Guarantor="7", ResponsParty="8")
    reading = read(tmp_path, GOOD, row(PatNum="8", FName="Bea", Birthdate="1985-05-05"), child)
    kit = next(p for p in reading.people if p.first == "Kit")
    assert (kit.guardian_name, kit.guarantor_name) == ("Bea Ray", "Al Ray")


def test_a_guarantor_by_name_is_the_guardian_of_a_minor(tmp_path: Path) -> None:
    child = row(FName="Kit", Birthdate="2019-01-01", Guarantor='"Ray, Al M"')
    (kit,) = read(tmp_path, child).people
    assert (kit.guardian_name, kit.guarantor_name) == ("Al M Ray", "Al M Ray")


@pytest.mark.parametrize(
    ("born", "apart"), [("1980-01-01", True), ("", True), ("1990-09-09", False)]
)
def test_namesakes_stay_apart_and_are_noted_when_unsure(
    tmp_path: Path, born: str, apart: bool
) -> None:
    other = row(PatNum="8", Birthdate=born, Address="77 Far Rd", Zip="46802")
    people = read(tmp_path, GOOD, other).people
    assert len(people) == 2
    assert all(any("kept apart" in n for n in p.notes) is apart for p in people)


def test_two_digit_years_and_leap_days() -> None:
    assert read_day("2/29/28", TODAY)[0] == date(1928, 2, 29)
    assert read_day("1980-02-03 10:11:12", TODAY)[0] == date(1980, 2, 3)
    assert read_day("2030-01-05", TODAY)[0] is None


def test_what_a_person_chose_goes_before_the_guess(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Last,First,Address,Real home,City,State,Zip\nRay,Al,1 Old,2 New,Auburn,IN,46706\n"
    )
    chosen = read_roster(path, mapping={"Real home": "street"}, today=TODAY)
    assert chosen.people[0].address.lines == ("2 New",)
    assert read_roster(path, today=TODAY).people[0].address.lines == ("1 Old",)


def test_a_preview_shows_rows_and_says_whether_a_choice_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([HEADS, *[row(PatNum=str(n), SSN="666123456") for n in range(40)]]))
    seen = preview(path)
    assert (seen.shape, seen.ready, len(seen.rows)) == ("Open Dental", True, 20)
    assert seen.mapping["LName"] == "last"
    assert "666123456" not in repr(seen)
    path.write_text("Nachname,Vorname,Strasse\nRay,Al,1 Elm\n")
    assert preview(path).ready is False


def test_many_faults_do_not_make_reading_slow(tmp_path: Path) -> None:
    bad = GOOD.replace('"9 Elm St, Apt 2"', '"9 "Elm" St"')
    begun = time.perf_counter()
    reading = read(tmp_path, *[GOOD if n % 10 else bad for n in range(5000)])
    assert len(reading.quarantine) == 500
    assert time.perf_counter() - begun < 10
