"""Law files on open incidents: previewed, installed, confirmed one by one, gone back from."""

import errno
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from ir_app import clock as clocks
from ir_app.actions import facts, incidents, law_packs, laws, seat, splits, undo
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SteppedClock
from ir_app.core.kinds import DatesMoved, LawInstalled, LawTaken, Opened
from ir_app.core.practice import PRACTICE
from ir_app.law.pack import Pack
from ir_app.problems import Problem
from ir_app.store import durable, law_file
from tests.actions.office import add, answer_all, begin, furnish, load
from tests.law.packs import TRUSTED, changed, indiana, small, write

LETTERS = "in-individual"


@pytest.fixture
def desk(tmp_path: Path, clock: SteppedClock) -> Iterator[Desk]:
    opened = open_desk(tmp_path / "binder", clock, publishers=TRUSTED)
    yield opened
    opened.close()


@pytest.fixture
def incident(desk: Desk, tmp_path: Path) -> str:
    """An incident whose letters Indiana's own law asks for within 45 days."""
    furnish(desk)
    made = begin(desk)
    answer_all(desk, made)
    facts.answer(desk, made, "covered_entity", False)
    load(desk, made, tmp_path)
    return made


def due(desk: Desk, incident: str, duty: str = LETTERS) -> str:
    (found,) = [d for d in desk.situation(incident).obligations if d.id == duty]
    return found.due.isoformat() if found.due else ""


def kinds(desk: Desk, journal: str) -> list[str]:
    return [entry.kind for entry in desk.binder.entries(journal)]


def again(desk: Desk) -> Desk:
    """Close the desk and open it as on the next morning."""
    folder, clock = desk.binder.folder, desk.clock
    desk.close()
    return open_desk(folder, clock, publishers=TRUSTED)


def test_a_preview_says_what_would_move_and_why_and_writes_nothing(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    before = len(desk.incident(incident).entries)
    pack = law_packs.read_file(write(tmp_path / "new.lawpack"), TRUSTED)
    (found,) = law_packs.preview(desk, pack.law)
    moved = {move.id: move for move in found.moves}
    assert moved[LETTERS].was == "must be done, by January 7, 2027"
    assert moved[LETTERS].now == "must be done, by December 23, 2026"
    assert any("30 calendar days" in line for line in moved[LETTERS].why)
    assert len(desk.incident(incident).entries) == before
    assert due(desk, incident) == "2027-01-07"


def test_lines_that_appear_and_go_are_in_the_preview(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    shown = {duty.id: duty.applies for duty in desk.situation(incident).obligations}
    assert shown["in-regulator-ag"] == "yes"
    other = changed("us-in.toml", ('id = "ag"', 'id = "other"'))
    pack = law_packs.read_file(write(tmp_path / "new.lawpack", other), TRUSTED)
    (found,) = law_packs.preview(desk, pack.law)
    moved = {move.id: move for move in found.moves}
    assert moved["in-regulator-ag"].now == ""
    assert moved["in-regulator-other"].was == ""


def test_installing_moves_nothing_in_an_open_incident_and_is_written_down(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    old = desk.law.version
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    assert desk.law.version != old
    assert due(desk, incident) == "2027-01-07"
    data = desk.incident(incident).head.data
    while not isinstance(data, LawInstalled):  # the seal may stand behind it
        data = desk.incident(incident).entries[-2].data
    assert (data.pack, data.old_version, data.law) == ("2026.2", old, desk.law.digest)
    assert len(data.pack_sha256) == 64
    assert any(line.endswith("(was must be done, by January 7, 2027).") for line in data.would_move)
    assert "law_installed" in kinds(desk, PRACTICE)
    later = begin(desk)
    assert desk.incident(later).law == desk.law.digest


def test_more_knowledge_still_uses_the_pinned_law(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    old = desk.law.version
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    change = facts.answer(desk, incident, "discovered", "2026-11-20")
    (moved,) = [e.data for e in change.entries if isinstance(e.data, DatesMoved)]
    assert moved.law_version == old
    assert due(desk, incident) == "2027-01-04"


def test_the_manager_decides_and_the_dates_move_in_the_same_act(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    change = laws.take(desk, incident)
    taken, moved = change.entries[:2]
    assert isinstance(taken.data, LawTaken)
    assert isinstance(moved.data, DatesMoved)
    assert moved.act == taken.act
    assert moved.data.law_version == desk.law.version
    assert set(taken.data.moved) == set(moved.data.moved)
    assert due(desk, incident) == "2026-12-23"
    with pytest.raises(Problem, match="no other law"):
        laws.take(desk, incident)
    undo.last(desk, incident)
    assert due(desk, incident) == "2027-01-07"


def test_the_old_law_answers_on_any_computer_and_after_years(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    later = again(desk)
    later.clock.move_to(later.clock.now().replace(year=2031))  # type: ignore[attr-defined]
    assert due(later, incident) == "2027-01-07"
    assert [*later.laws] == [later.incident(incident).law]
    later.close()


def test_a_closed_incident_stays_under_its_law(
    desk: Desk, incident: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incidents, "why_not_close", lambda _: None)
    monkeypatch.setattr(incidents, "finish_doing", lambda *_: [])
    incidents.close(desk, incident, "All done.")
    before = kinds(desk, incident)
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    assert kinds(desk, incident) == before
    assert due(desk, incident) == "2027-01-07"
    with pytest.raises(Problem, match="no other law"):
        laws.take(desk, incident)


def test_one_that_became_two_stays_under_one_law(desk: Desk, incident: str, tmp_path: Path) -> None:
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    first = splits.split(desk, incident, "email", "Two things.").entries[0]
    assert isinstance(first.data, Opened)
    assert first.data.law == desk.incident(incident).law != desk.law.digest
    assert desk.situation(first.incident).law is desk.situation(incident).law


def test_an_older_or_the_same_law_is_refused_and_going_back_is_a_wish(
    desk: Desk, tmp_path: Path
) -> None:
    first = write(tmp_path / "first.lawpack")
    second = write(tmp_path / "second.lawpack", version="2026.3", files=_days(20))
    law_packs.install(desk, second)
    with pytest.raises(Problem, match="used already"):
        law_packs.install(desk, second)
    with pytest.raises(Problem, match=r"It is version 2026\.2, and 2026\.3 is installed"):
        law_packs.install(desk, first)
    assert law_packs.before(desk) is None
    law_packs.install(desk, first, older=True)
    assert desk.law_in_use.pack_version == "2026.2"
    assert _version(law_packs.before(desk)) == "2026.3"
    law_packs.go_back(desk)
    assert desk.law_in_use.pack_version == "2026.3"
    law_packs.remove(desk)
    assert desk.law_in_use.pack is None
    with pytest.raises(Problem, match="No law file is installed"):
        law_packs.remove(desk)
    law_packs.go_back(desk)
    assert desk.law_in_use.pack_version == "2026.3"


def test_going_back_is_offered_like_any_other_law(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    laws.take(desk, incident)
    law_packs.remove(desk)
    assert due(desk, incident) == "2026-12-23"
    laws.take(desk, incident)
    assert due(desk, incident) == "2027-01-07"


def test_a_law_that_lacks_a_state_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="It lacks the law of AK, AL"):
        law_packs.install(desk, write(tmp_path / "small.lawpack", small()))


def test_a_law_older_than_the_program_is_refused_and_not_used(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "new.lawpack")
    law_packs.install(desk, path)
    own = laws.shipped_law()
    texas = msgspec.structs.replace(
        own.states["TX"], verified=law_packs.read_file(path, TRUSTED).manifest.review_due
    )
    newer = replace(own, states={**own.states, "TX": texas})
    monkeypatch.setattr(laws, "load_law", lambda _: newer)
    found = laws.in_use(desk.binder.folder, TRUSTED)
    assert found.pack is None
    assert "older than the law that came with the program" in found.note
    monkeypatch.setattr(law_packs, "shipped_law", lambda: newer)
    law_packs.remove(desk)
    with pytest.raises(Problem, match="older than the law that came with this program"):
        law_packs.install(desk, path, older=True)


@pytest.mark.parametrize("harm", ["flip", "cut", "empty"])
def test_a_damaged_installed_law_gives_way_to_the_shipped_one_with_a_sentence(
    desk: Desk, incident: str, tmp_path: Path, harm: str
) -> None:
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    laws.take(desk, incident)
    path = desk.binder.folder / law_file.FOLDER / law_file.CURRENT
    body = path.read_bytes()
    middle = len(body) // 2
    flipped = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
    path.write_bytes({"flip": flipped, "cut": body[:middle], "empty": b""}[harm])
    later = again(desk)
    assert later.law_in_use.pack is None
    assert later.law_in_use.note.startswith("The law file that was loaded can't be used. It ")
    assert later.law_in_use.note.endswith("The law that came with the program is used.")
    assert due(later, incident) == "2026-12-23"  # what was decided lies beside the journal
    offered = later.incident(incident).law_offered
    assert offered is not None
    assert offered.pack == ""
    assert "law_installed" in kinds(later, incident)[-3:]
    later.close()
    assert kinds(again(later), incident).count("law_installed") == 2  # said once, not each morning


def test_a_damaged_law_file_is_not_worth_going_back_to(desk: Desk, tmp_path: Path) -> None:
    law_packs.install(desk, write(tmp_path / "one.lawpack"))
    law_packs.install(desk, write(tmp_path / "two.lawpack", _days(20), version="2026.3"))
    (desk.binder.folder / law_file.FOLDER / law_file.CURRENT).write_bytes(b"{}")
    later = again(desk)
    law_packs.install(later, write(tmp_path / "three.lawpack", _days(10), version="2026.4"))
    assert _version(law_packs.before(later)) == "2026.2"
    later.close()


def test_power_that_fails_between_the_file_and_the_record_loses_neither(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    pack = law_packs.read_file(write(tmp_path / "new.lawpack"), TRUSTED)
    law_file.put(desk.binder.folder, pack.body, keep_old=False)
    later = again(desk)
    offered = later.incident(incident).law_offered
    assert offered is not None
    assert (offered.pack, offered.law) == ("2026.2", pack.law.digest)
    assert due(later, incident) == "2027-01-07"
    later.close()


def test_a_record_that_refuses_leaves_the_law_as_it_was(
    desk: Desk, incident: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = desk.law.digest

    def full(*_: object) -> None:
        raise Problem(what="The disk is full.")

    monkeypatch.setattr(desk, "record_together", full)
    with pytest.raises(Problem, match="disk is full"):
        law_packs.install(desk, write(tmp_path / "new.lawpack"))
    assert desk.law.digest == old
    assert laws.in_use(desk.binder.folder, TRUSTED).pack is None


def test_only_those_who_lead_may_change_the_law(desk: Desk, incident: str, tmp_path: Path) -> None:
    path = write(tmp_path / "new.lawpack")
    seat.sign_in(desk, add(desk, "Tina", "scribe"))
    with pytest.raises(Problem, match="can't do this"):
        law_packs.install(desk, path)
    assert not (desk.binder.folder / law_file.FOLDER).exists()
    assert due(desk, incident) == "2027-01-07"


def test_an_incident_from_before_laws_were_pinned_stays_where_it_was(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    known = desk.incident(incident)
    known.law = ""  # as folded from a record of an earlier program
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    assert "law_taken" in kinds(desk, incident)
    assert due(desk, incident) == "2027-01-07"
    laws.take(desk, incident)
    assert due(desk, incident) == "2026-12-23"


def test_a_clock_that_was_set_back_takes_no_law_away(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    law_packs.install(desk, write(tmp_path / "new.lawpack"))
    early = datetime(2019, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(clocks.SystemClock, "now", lambda _: early)
    assert laws.in_use(desk.binder.folder, TRUSTED).pack_version == "2026.2"


@pytest.mark.parametrize("after", [0, 1])
def test_a_full_disk_leaves_the_law_that_was_installed(
    desk: Desk, incident: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    law_packs.install(desk, write(tmp_path / "one.lawpack"))
    real, left = durable.write, [after]

    def full(path: Path, body: bytes) -> None:
        if not left[0]:
            raise OSError(errno.ENOSPC, "no space")
        left[0] -= 1
        real(path, body)

    monkeypatch.setattr(durable, "write", full)
    with pytest.raises(Problem, match="full"):
        law_packs.install(desk, write(tmp_path / "two.lawpack", _days(20), version="2026.3"))
    assert laws.in_use(desk.binder.folder, TRUSTED).pack_version == "2026.2"
    assert desk.law_in_use.pack_version == "2026.2"
    assert kinds(desk, incident).count("law_installed") == 1


def test_offices_with_different_laws_do_not_repeat_themselves(
    desk: Desk, incident: str, tmp_path: Path
) -> None:
    folder = desk.binder.folder
    for name, files in (("one", indiana()), ("two", _days(20)), ("one", indiana())):
        path = write(tmp_path / f"{name}.lawpack", files)
        law_file.put(folder, path.read_bytes(), keep_old=False)
        desk = again(desk)
    assert kinds(desk, incident).count("law_installed") == 2
    desk.close()


def test_a_file_that_can_not_be_read_says_so(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(Problem, match="can't be read"):
        law_packs.install(desk, tmp_path / "nothing.lawpack")


def _days(days: int) -> dict[str, bytes]:
    files = indiana()
    return files | {"us-in.toml": files["us-in.toml"].replace(b"days = 30", b"days = %d" % days)}


def _version(pack: Pack | None) -> str:
    return pack.manifest.version if pack else ""
