"""Every number that decides: one less, the number, one more; each version; unknown numbers.

The tables are made from the files and held against the engine; the numbers themselves are held
against the words beside them.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest

from ir_app.law.engine import Obligation, answers
from ir_app.law.facts import read_facts
from ir_app.law.read import current, load_law
from ir_app.law.rules import Regulator, Reporting
from ir_app.places import content

LAW = load_law(content("resources", "law"))
WITH_LAW = sorted(code for code, rules in LAW.states.items() if not rules.no_statute)
HISTORY = date(2023, 1, 1)  # earlier versions are not complete
FAR = date(2030, 1, 1)


class Line(NamedTuple):
    """One number of residents on one day of the law."""

    code: str
    id: str
    least: int
    on: date
    hipaa: bool  # owed by those under HIPAA only


def lines() -> Iterator[Line]:
    """Every number of every version, on the first and on the last day of the version."""
    for code in WITH_LAW:
        low, rules = code.lower(), LAW.states[code]
        for office in rules.regulator:
            id_ = f"{low}-regulator-{office.id}"
            for on in days(office):
                yield Line(code, id_, office.min_residents, on, office.hipaa_only)
        for bureau in rules.consumer_reporting:
            for on in days(bureau):
                yield Line(code, f"{low}-consumer-reporting", bureau.min_residents, on, hipaa=False)
        yield Line(code, f"us-media-{low}", 501, HISTORY, hipaa=True)


def days(rule: Regulator | Reporting) -> set[date]:
    last = rule.until - timedelta(days=1) if rule.until else FAR
    return {day for day in (max(rule.effective, HISTORY), last) if rule.in_force(day)}


def ask(line: Line, **other: Any) -> Obligation | None:
    """Return the engine's answer, everything else being as bad as it gets."""
    data: dict[str, Any] = {
        "covered_entity": line.hipaa,
        "discovered": "2026-11-23",
        "data_elements": ["ssn", "medical"],
        "encrypted": False,
    }
    made = answers(read_facts(data | other), LAW, line.on)
    return next((one for one in made if one.id == line.id), None)


def hit(line: Line) -> str:
    """Return what being over the line gives: yes, unless whom the law binds is open."""
    trigger = current(LAW.states[line.code].trigger, line.on)
    assert trigger is not None
    return "unknown" if trigger.binds and not line.hipaa else "yes"


def name(line: Line) -> str:
    return f"{line.id}-{line.on}"


EVERY = pytest.mark.parametrize("line", list(lines()), ids=name)


@EVERY
def test_one_less_no_the_number_yes_one_more_yes(line: Line) -> None:
    for number, expected in ((-1, "no"), (0, hit(line)), (1, hit(line))):
        people = line.least + number
        made = ask(line, residents={line.code: people}, total=people)
        assert (made.applies if made else "no") == expected, people


@EVERY
def test_a_number_nobody_knows_is_open_unless_it_cannot_be_reached(line: Line) -> None:
    if line.id.startswith("us-media"):
        return  # the press has one line of its own while no state is known: see the vectors
    none = ask(line, practice_state=line.code)
    assert none is not None
    assert none.applies == "unknown"
    few = ask(line, practice_state=line.code, total=line.least - 1)
    many = ask(line, practice_state=line.code, total=line.least)
    assert few is not None
    assert many is not None
    assert (few.applies, many.applies) == ("no", "unknown")


@EVERY
def test_people_of_unknown_state_may_lift_a_state_over_its_line(line: Line) -> None:
    if line.least == 1:
        return
    here = {line.code: line.least - 1}
    open_ = ask(line, residents=here, total=line.least)
    assert open_ is not None
    assert open_.applies == "unknown"
    other = "GU" if line.code != "GU" else "VI"
    placed = ask(line, residents={**here, other: 5}, total=line.least + 4)
    assert placed is not None
    assert placed.applies == "no"


@pytest.mark.parametrize(
    ("residents", "total", "year_end", "at_once", "latest"),
    [
        ({"GA": 499}, 499, True, False, "2027-03-01"),
        ({"GA": 500}, 500, False, True, "2027-01-22"),
        ({"GA": 501}, 501, False, True, "2027-01-22"),
        ({"GA": 250, "AL": 249}, None, True, False, "2027-03-01"),
        ({"GA": 250, "AL": 250}, None, False, True, "2027-01-22"),
        ({"GA": 499}, 500, False, True, "2027-01-22"),
        (None, 499, True, False, "2027-03-01"),
        (None, 500, False, True, "2027-01-22"),
        (None, None, False, True, "2027-03-01"),  # open: the early date, and the late one beside
        ({}, None, False, True, "2027-03-01"),
    ],
)
def test_hhs_hears_at_once_from_500_in_all(
    residents: dict[str, int] | None,
    total: int | None,
    year_end: bool,
    at_once: bool,
    latest: str,
) -> None:
    line = Line("US", "us-hhs", 500, HISTORY, hipaa=True)
    made = ask(line, residents=residents, total=total)
    assert made is not None
    assert made.applies == "yes"
    assert (str(made.due) == "2027-03-01") is year_end
    assert (str(made.due) == "2027-01-22") is at_once
    assert str(made.due_latest) == latest


def test_every_place_with_a_law_has_a_table() -> None:
    assert {line.code for line in lines()} == set(WITH_LAW)
    assert len(WITH_LAW) == 54
    assert {"DC", "PR", "GU", "VI"} <= set(WITH_LAW)


# --- the numbers against the words beside them --------------------------------------------------

_WHOM = r"(?:Colorado |Illinois )?(?:residents?|persons?|people|individuals?|consumers?)"
_WORDS = (
    (re.compile(rf"(?:more than|over|exceeds?|above) ([\d,]+) {_WHOM}", re.IGNORECASE), 1),
    (re.compile(rf"([\d,]+) (?:or more )?{_WHOM}(?: or more)?", re.IGNORECASE), 0),
    (re.compile(rf"at least ([\d,]+) {_WHOM}", re.IGNORECASE), 0),
    (re.compile(r"\b()(?:any (?:number of )?residents?|one resident)\b", re.IGNORECASE), 1),
)


def smallest(words: str) -> int | None:
    """Return the smallest number the first phrase about people in ``words`` lets through."""
    found = [(m.start(), rank, m, more) for rank, (p, more) in enumerate(_WORDS)
             if (m := p.search(words))]  # fmt: skip
    if not found:
        return None
    _, _, match, more = min(found, key=lambda item: item[:2])
    return int(match.group(1).replace(",", "") or 0) + more


@pytest.mark.parametrize(
    ("words", "least"),
    [
        ("More than 500 residents.", 501),
        ("500 or more Colorado residents.", 500),
        ("500 residents or more, in the most expedient time possible.", 500),
        ("At least 250 residents.", 250),
        ("Any number of residents. When more than 1,000 persons are told, also this.", 1),
        ("Whenever one resident gets a letter.", 1),
        ("More than 10,000 people.", 10_001),
        ("Within 15 days of telling them.", None),
        ("If the number exceeds 1,000 consumers", 1001),
    ],
)
def test_the_reader_of_words_reads(words: str, least: int | None) -> None:
    assert smallest(words) == least


def worded() -> Iterator[tuple[str, int, int | None]]:
    for code in WITH_LAW:
        rules = LAW.states[code]
        for office in rules.regulator:
            yield f"{code} {office.id}", office.min_residents, smallest(office.note)
        for bureau in rules.consumer_reporting:
            yield f"{code} bureaus", bureau.min_residents, smallest(bureau.note)


@pytest.mark.parametrize(("place", "least", "words"), list(worded()))
def test_the_number_agrees_with_its_words(place: str, least: int, words: int | None) -> None:
    if words is not None:
        assert least == words, place


def test_a_number_above_one_has_words_beside_it() -> None:
    silent = {place for place, least, words in worded() if least > 1 and words is None}
    # Texas: "at least 250 residents"; Washington's second entry repeats the first's number.
    assert silent <= {"TX ag", "WA ag-hipaa"}


@pytest.mark.parametrize("id_", ["media", "hhs-large", "hhs-small", "substitute"])
def test_the_federal_numbers_agree_with_their_words(id_: str) -> None:
    rule = LAW.federal.path(id_)
    words = {
        "media": "More than 500 residents of one state",
        "hhs-large": "500 or more people",
        "hhs-small": "Fewer than 500 people",
        "substitute": "Ten or more",
    }[id_]
    number = {"media": 501, "hhs-large": 500, "hhs-small": 500, "substitute": 10}[id_]
    assert rule.note.startswith(words)
    assert (rule.below if id_ == "hhs-small" else rule.min_people) == number
