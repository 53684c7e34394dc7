"""Whole lists as the practice programs export them: nothing is lost, nothing is silent."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ir_app.core.person import Person, count_residents
from ir_app.problems import Problem
from ir_app.roster import RosterReading, read_roster, summarize, summary_text
from tests.roster.generate import SHAPES, TODAY, generate, people


def places(reading: RosterReading) -> list[int]:
    rows = [row for person in reading.people for row in person.rows]
    return sorted(rows + [bad.row for bad in reading.quarantine])


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2])
def test_every_row_of_a_large_list_ends_in_exactly_one_place(
    tmp_path: Path, shape: str, seed: int
) -> None:
    path = tmp_path / "list.csv"
    generate(shape, 5000, seed, path)
    reading = read_roster(path, today=TODAY)
    made = people(5000, seed)
    assert places(reading) == list(range(2, len(made) + 2))
    assert reading.rows == len(made)
    assert len(reading.quarantine) == sum(bool(row.broken) for row in made)


@pytest.mark.parametrize(
    ("shape", "name"),
    [("open-dental", "Open Dental"), ("eaglesoft", "Eaglesoft"), ("dentrix", "Dentrix")],
)
def test_each_shape_is_recognised(tmp_path: Path, shape: str, name: str) -> None:
    path = tmp_path / "list.csv"
    generate(shape, 50, 3, path)
    assert read_roster(path, today=TODAY).shape == name


@pytest.mark.parametrize("shape", SHAPES)
def test_states_minors_and_the_deceased_are_counted_as_they_were_made(
    tmp_path: Path, shape: str
) -> None:
    path = tmp_path / "list.csv"
    generate(shape, 2000, 5, path)
    made = [row for row in people(2000, 5) if not row.broken]
    reading = read_roster(path, today=TODAY)
    counts = count_residents(reading.people, TODAY)
    assert counts.unknown == 0
    assert counts.deceased == sum(row.status == "deceased" for row in made)
    twins = len(made) - counts.total
    assert 0 < twins <= 20
    assert counts.minors <= sum(_age(row.born) < 18 for row in made if row.born)


def _age(born: date) -> int:
    return TODAY.year - born.year - ((TODAY.month, TODAY.day) < (born.month, born.day))


def test_names_keep_their_accents_in_windows_text(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    generate("eaglesoft", 800, 9, path)
    reading = read_roster(path, today=TODAY)
    assert reading.encoding == "Windows (cp1252)"
    assert {"Søren", "Zoë"} & {person.first for person in reading.people}


def test_a_number_is_never_kept_anywhere(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    generate("open-dental", 600, 4, path)
    numbers = [row.ssn for row in people(600, 4) if row.ssn]
    kept = repr(read_roster(path, today=TODAY))
    assert numbers
    assert not [number for number in numbers if number in kept]


def test_the_summary_names_counts_and_no_person(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    generate("dentrix", 300, 4, path)
    reading = read_roster(path, today=TODAY)
    text = summary_text(reading)
    assert f"{summarize(reading)['people']:,} people" in text
    assert not any(p.full_name in text for p in reading.people if len(p.full_name) > 8)


ROW = "1,Miller,Ann,A,0,0,1980-02-03,,12 Oak St,,Fort Wayne,IN,46802,,,0,1,0001-01-01"
HEADS = (
    "PatNum,LName,FName,MiddleI,PatStatus,Gender,Birthdate,SSN,Address,Address2,City,State,Zip,"
    "HmPhone,Email,TxtMsgOk,Guarantor,DateTimeDeceased"
)


def read(tmp_path: Path, text: str | bytes, encoding: str = "utf-8") -> RosterReading:
    path = tmp_path / "list.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return read_roster(path, today=TODAY)


def one(tmp_path: Path, row: str) -> Person:
    (person,) = read(tmp_path, f"{HEADS}\n{row}\n").people
    return person


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, mark: str) -> None:
    text = f"{HEADS}\r\n{ROW}\r\n".replace(",", mark).replace("Ann", "Renée")
    (person,) = read(tmp_path, text, encoding).people
    assert (person.first, person.last, person.address.zip) == ("Renée", "Miller", "46802")


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("1980-02-03", date(1980, 2, 3)),
        ("2/3/1980", date(1980, 2, 3)),
        ("02/03/80", date(1980, 2, 3)),
        ("2/3/19", date(2019, 2, 3)),
        ("2/3/43", date(1943, 2, 3)),
        ("29254", date(1980, 2, 3)),
        ("0001-01-01", None),
        ("1900-01-01", None),
        ("1/1/1901", None),
        ("2031-01-01", None),
        ("soon", None),
        ("", None),
    ],
)
def test_birth_dates(tmp_path: Path, born: str, expected: date | None) -> None:
    person = one(tmp_path, ROW.replace("1980-02-03", born))
    assert person.born == expected
    assert person.is_minor_on(TODAY) is (None if expected is None else expected.year > 2008)


@pytest.mark.parametrize(
    ("state", "zip_code", "residence", "basis"),
    [
        ("IN", "46802", "IN", "state column"),
        ("Indiana", "46802", "IN", "state column"),
        ("ma", "2139", "MA", "state column"),
        ("", "02139", "MA", "ZIP code"),
        ("", "2139", "MA", "ZIP code"),
        ("", "", "", "unknown"),
        ("AE", "09012", "", "unknown"),
        ("ON", "M5V 2T6", "", "unknown"),
        ("PR", "00901", "PR", "state column"),
    ],
)
def test_residence(tmp_path: Path, state: str, zip_code: str, residence: str, basis: str) -> None:
    person = one(tmp_path, ROW.replace("IN,46802", f"{state},{zip_code}"))
    assert (person.resident_state, person.residence_basis) == (residence, basis)


def test_a_lost_zero_is_put_back_with_a_note(tmp_path: Path) -> None:
    person = one(tmp_path, ROW.replace("IN,46802", "MA,2139"))
    assert person.address.zip == "02139"
    assert any("leading zeros" in note for note in person.notes)


@pytest.mark.parametrize("filler", ["UNKNOWN", "RETURNED MAIL", "n/a", "", "xxx", "Do not mail"])
def test_a_filler_is_no_address(tmp_path: Path, filler: str) -> None:
    assert not one(tmp_path, ROW.replace("12 Oak St", filler)).mailing_address.usable


def test_a_family_of_five_is_five_people_and_children_have_a_guardian(tmp_path: Path) -> None:
    rows = [ROW.replace("1,Miller,Ann", f"{n},Miller,P{n}") for n in range(1, 6)]
    rows[4] = rows[4].replace("1980-02-03", "2019-05-05")
    reading = read(tmp_path, "\n".join([HEADS, *rows]))
    assert len(reading.people) == 5
    child = next(p for p in reading.people if p.first == "P5")
    assert child.guardian_name == "P1 A Miller"


def test_the_same_person_twice_is_merged_with_a_note(tmp_path: Path) -> None:
    again = ROW.replace("1,Miller", "2,Miller").replace(",0,0,1980", ",3,0,1980")
    reading = read(tmp_path, "\n".join([HEADS, ROW, again]))
    (person,) = reading.people
    assert person.rows == (2, 3)
    assert person.source_ids == ("1", "2")
    assert any("one person" in note for note in person.notes)


@pytest.mark.parametrize("change", [("Ann", "Amy"), ("Miller", "Miller Jr"), ("02-03", "02-04")])
def test_people_who_only_look_alike_stay_apart(tmp_path: Path, change: tuple[str, str]) -> None:
    other = ROW.replace("1,Miller", "2,Miller").replace(*change)
    assert len(read(tmp_path, "\n".join([HEADS, ROW, other])).people) == 2


def test_a_formula_stays_text_and_a_status_never_drops_anybody(tmp_path: Path) -> None:
    person = one(tmp_path, ROW.replace("Ann", "=HYPERLINK(1)"))
    assert person.first == "=HYPERLINK(1)"
    assert any("formula" in note for note in person.notes)
    for status in "01234":
        assert one(tmp_path, ROW.replace("A,0,0", f"A,{status},0"))


def test_two_hundred_columns_are_no_trouble(tmp_path: Path) -> None:
    more = ",".join(f"Extra{n}" for n in range(182))
    (person,) = read(tmp_path, f"{HEADS},{more}\n{ROW},{',' * 181}\n").people
    assert person.last == "Miller"


def test_a_half_written_last_row_is_shown_not_lost(tmp_path: Path) -> None:
    reading = read(tmp_path, f'{HEADS}\n{ROW}\n2,"Bro')
    assert len(reading.people) == 1
    assert [bad.row for bad in reading.quarantine] == [3]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf\r\n\r\n",
        b"PK\x03\x04rest of an Excel file",
        b"%PDF-1.7",
        b"<html><table><tr><td>x</td></tr></table></html>",
        bytes(range(256)) * 40,
        b"just one line of words",
        b"a,b,c\n1,2,3\n",
        HEADS.encode(),
        b"LName,FName,City\nMiller,Ann,Auburn\n",
    ],
)
def test_what_is_not_a_list_gets_one_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Problem) as caught:
        read(tmp_path, data)
    assert caught.value.what.endswith(".")
    assert caught.value.do


def test_a_file_of_a_gigabyte_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(1 << 30)
    with pytest.raises(Problem, match="much smaller"):
        read_roster(path)


def test_a_missing_file_and_a_folder_get_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.csv", tmp_path):
        with pytest.raises(Problem):
            read_roster(path)


@given(st.binary(max_size=400))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_at_all_make_the_reader_crash(tmp_path: Path, data: bytes) -> None:
    try:
        reading = read(tmp_path, HEADS.encode() + b"\n" + data)
    except Problem:
        return
    numbers = places(reading)
    assert len(numbers) == len(set(numbers)) == reading.rows
