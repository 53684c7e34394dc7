"""The list of dates for the attorney: nothing of the derivation is left out."""

from pathlib import Path

import pytest
from docx import Document

from ir_app.actions import contracts, dates, dates_paper, law_packs, seat
from ir_app.actions.desk import Desk
from ir_app.export.sheet import Heading, Rows
from ir_app.problems import Problem
from tests.actions.office import add, answer_all, begin, furnish, load
from tests.law.packs import TRUSTED, write


@pytest.fixture
def incident(desk: Desk, tmp_path: Path) -> str:
    desk.publishers = TRUSTED
    furnish(desk)
    made = begin(desk)
    answer_all(desk, made)
    load(desk, made, tmp_path)
    return made


def cells(desk: Desk, incident: str) -> list[tuple[str, ...]]:
    parts = dates_paper.paper(desk.situation(incident)).parts
    return [row for part in parts if isinstance(part, Rows) for row in part.rows]


def test_every_duty_and_every_reason_stands_in_it_once(desk: Desk, incident: str) -> None:
    rows = cells(desk, incident)
    text = "\n".join(" ".join(row) for row in rows)
    duties = desk.situation(incident).obligations
    assert len([row for row in rows if len(row) == 3]) == len(duties)
    for duty in duties:
        assert duty.title in text
        for line in (*duty.why, *duty.flips_if, *duty.cite):
            assert line in text
        for doubt in duty.doubts:
            assert text.count(doubt) >= 1
    doubts = [row for row in rows if len(row) == 2]
    assert len(doubts) == len(set(doubts))
    assert "$145 to $73,011 for one violation" in text
    assert "Amounts since January 28, 2026." in text


def test_marks_the_attorneys_own_answer_and_contracts_are_there(desk: Desk, incident: str) -> None:
    contracts.keep(desk, "Delta Payer", unit="hours", count=72, notify="privacy@delta.example")
    dates.tell(desk, incident, "in-regulator-ag", method="web", reference="AG-7")
    seat.sign_in(desk, add(desk, "Jane Roe", "counsel"))
    dates.override(desk, incident, "us-visa", applies="no", due="", reason="No cards.")
    text = "\n".join(" ".join(row) for row in cells(desk, incident))
    assert "Send it to: privacy@delta.example." in text
    assert "by Dana Reyes, reference AG-7." in text
    assert "The attorney Jane Roe decided: need not be told. No cards." in text


def test_it_is_saved_as_word_and_written_down(desk: Desk, incident: str, tmp_path: Path) -> None:
    path = tmp_path / "dates.docx"
    change = dates_paper.save(desk, incident, path)
    assert change.entries[0].kind == "exported"
    words = [line.text for line in Document(str(path)).paragraphs]
    assert "Who must be told, by when, and why" in words
    assert any(line.startswith("Must be told (") for line in words)
    with pytest.raises(Problem, match="name of a Word file"):
        dates_paper.save(desk, incident, tmp_path / "dates.txt")


def test_it_says_under_which_law_it_was_worked_out(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    old = desk.law.version
    assert "as it came with the program." in _law(desk, incident)
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    assert f"files {old}, the law this incident was opened under" in _law(desk, incident)
    assert "law file 2026.2." in _law(desk, begin(desk))


def test_groups_come_in_the_order_of_what_to_do(desk: Desk, incident: str) -> None:
    parts = dates_paper.paper(desk.situation(incident)).parts
    heads = [part.text.split(" (")[0] for part in parts if isinstance(part, Heading)]
    assert heads == [
        "Must be told",
        "Not sure yet: planned for like a must",
        "Not needed, and why",
        "In doubt",
        "Penalties and private actions",
    ]


def _law(desk: Desk, incident: str) -> str:
    return dict(dates_paper.paper(desk.situation(incident)).head)["Law"]
