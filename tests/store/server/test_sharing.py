"""Several computers write one batch of letters: each letter once, whoever dies meanwhile."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from ir_app.actions import facts, letters, seat
from ir_app.actions.desk import Desk, open_desk
from ir_app.clock import SystemClock
from ir_app.core.kinds import LettersWritten
from ir_app.pages import letters as page
from ir_app.problems import Problem
from ir_app.store.binder import Binder
from ir_app.store.records import Job, Task, WorkEnded
from ir_app.store.server.address import Address
from ir_app.store.server.binder import ServerBinder
from ir_app.store.work import SHARE, Share
from tests.actions.office import LEAD_PIN, answer_all, begin, furnish, load
from tests.keys import KEY
from tests.store.drafts import OPENED, draft, letter, write
from tests.store.server.postgres import Server

RUNS_ON = ("postgresql",)
WHY = "files and servers are told apart by each test"
INCIDENT = "5f0c7f1e-5a0b-4c35-8a52-6d9b8e5d7c11"


def desk_at(address: Address | None, folder: Path) -> Desk:
    return open_desk(folder, SystemClock(), key=KEY, server=address)


def ready(desk: Desk, folder: Path, patients: int) -> str:
    """Bring an incident to where its letters can be written."""
    furnish(desk)
    incident = begin(desk)
    answer_all(desk, incident)
    load(desk, incident, folder, patients)
    return incident


def once_each(desk: Desk, incident: str) -> int:
    """Check that everybody has one letter, in one batch, and return how many there are."""
    (written,) = [e.data for e in desk.incident(incident).entries if e.kind == "letters_written"]
    assert isinstance(written, LettersWritten)
    rows = desk.binder.letters(written.batch)
    assert len(rows) == written.count == len({row.person for row in rows})
    assert written.count + written.not_written == len(desk.situation(incident).people)
    assert [row.letter for row in rows] == [f"L-{n:05d}" for n in range(1, len(rows) + 1)]
    assert desk.binder.letter_work(incident).standing() is None
    assert desk.binder.fault(incident) is None
    return written.count


def test_four_computers_write_two_thousand_letters_and_one_is_killed(
    server: Server, tmp_path: Path
) -> None:
    address = server.writer()
    desk = desk_at(address, tmp_path / "here")
    incident = ready(desk, tmp_path, 2200)
    words = [sys.executable, "-m", "tests.store.server.press", str(address.url), address.practice]
    crew = [
        subprocess.Popen(
            [*words, incident, str(tmp_path / f"m{n}")], stdout=subprocess.PIPE, text=True
        )
        for n in range(4)
    ]
    with ExitStack() as open_ends:
        victim, *others = [open_ends.enter_context(one) for one in crew]
        assert victim.stdout
        for line in victim.stdout:
            done, total = (int(word) for word in line.split())
            if done > total // 2:  # in the middle of a share
                victim.kill()
                break
        said = [one.communicate(timeout=300)[0].splitlines()[-1] for one in others]
        assert victim.wait() == -9
        assert [one.returncode for one in others] == [0, 0, 0]
    count = once_each(desk, incident)
    assert count >= 2000
    assert said == [f"{count:,} letters written. The dentist reads them next."] * 3
    desk.close()


def test_an_office_killed_while_it_writes_goes_on_where_it_was(tmp_path: Path) -> None:
    desk = desk_at(None, tmp_path / "office")
    incident = ready(desk, tmp_path, 120)
    desk.close()
    words = [sys.executable, "-m", "tests.store.server.press", "", "", incident]
    with subprocess.Popen(
        [*words, str(tmp_path / "office")], stdout=subprocess.PIPE, text=True
    ) as office:
        assert office.stdout
        for line in office.stdout:
            if int(line.split()[0]) > 2 * SHARE + 5:
                office.kill()
                break
    desk = desk_at(None, tmp_path / "office")
    lead = next(m for m in desk.practice.members.values() if m.role == "lead")
    seat.sign_in(desk, lead.id, LEAD_PIN)
    seen: list[int] = []
    letters.write(desk, incident, progress=lambda done, _: seen.append(done))
    assert seen[0] == 2 * SHARE
    once_each(desk, incident)
    desk.close()


@pytest.fixture(params=["file", "server"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """An office with a file of its own, and one on a server: the same to the action."""
    address = request.getfixturevalue("server").writer() if request.param == "server" else None
    desk = desk_at(address, tmp_path / "office")
    yield desk
    desk.close()


def test_stopped_letters_are_kept_and_gone_on_with(office: Desk, tmp_path: Path) -> None:
    incident = ready(office, tmp_path, 90)
    seen: list[int] = []

    def tell(done: int, total: int) -> None:
        del total
        seen.append(done)

    with pytest.raises(Problem, match="Stopped"):
        letters.write(office, incident, progress=tell, cancelled=lambda: seen[-1] > SHARE + 5)
    assert office.incident(incident).batch is None
    job = office.binder.letter_work(incident).standing()
    assert job
    kept = office.binder.letters(job.batch)
    assert len(kept) == SHARE  # the share that was stopped half-way is nobody's
    assert page.build(office.situation(incident)).lead.startswith(f"{SHARE} of {job.count} letters")
    seen.clear()
    letters.write(office, incident, progress=tell)
    assert seen[0] == SHARE
    assert seen == sorted(seen)
    assert once_each(office, incident) == job.count
    batch = office.incident(incident).batch
    assert batch
    assert batch.written.batch == job.batch
    assert office.binder.letters(job.batch)[:SHARE] == kept


def test_a_fact_that_changed_meanwhile_begins_the_letters_anew(
    office: Desk, tmp_path: Path
) -> None:
    incident = ready(office, tmp_path, 60)
    at = iter([False] * 40 + [True])
    with pytest.raises(Problem, match="Stopped"):
        letters.write(office, incident, cancelled=lambda: next(at))
    first = office.binder.letter_work(incident).standing()
    facts.answer(office, incident, "what_happened", "It was worse than we thought.")
    letters.write(office, incident)
    assert first
    batch = office.incident(incident).batch
    assert batch
    assert batch.written.batch != first.batch
    once_each(office, incident)


def test_whoever_works_on_letters_begun_anew_elsewhere_stops(
    server: Server, tmp_path: Path
) -> None:
    address = server.writer()
    here, there = desk_at(address, tmp_path / "here"), desk_at(address, tmp_path / "there")
    incident = ready(here, tmp_path, 60)
    there.member = here.member
    told = iter([True])

    def tell(done: int, total: int) -> None:
        del total
        if done > SHARE and next(told, False):
            facts.answer(there, incident, "what_happened", "It was worse.")
            letters.write(there, incident)

    with pytest.raises(Problem, match="begun anew"):
        letters.write(here, incident, progress=tell)
    once_each(here, incident)
    for desk in (here, there):
        desk.close()


def test_two_computers_that_finish_at_once_write_it_down_once(
    server: Server, tmp_path: Path
) -> None:
    address = server.writer()
    here, there = desk_at(address, tmp_path / "here"), desk_at(address, tmp_path / "there")
    incident = ready(here, tmp_path, 30)
    there.member = here.member
    whole = iter([False, True])  # with its last letter, and once that is kept

    def tell(done: int, total: int) -> None:
        if done == total and next(whole, False):
            letters.write(there, incident)  # it finds nothing left and is first to say so

    letters.write(here, incident, progress=tell)
    once_each(here, incident)
    for desk in (here, there):
        desk.close()


def test_another_computer_sees_how_far_the_letters_are(server: Server, tmp_path: Path) -> None:
    address = server.writer()
    here, there = desk_at(address, tmp_path / "here"), desk_at(address, tmp_path / "there")
    incident = ready(here, tmp_path, 60)
    heard: list[tuple[str, int]] = []
    end = there.binder.watch(lambda what, seq: heard.append((what, seq)))
    at = iter([False] * 40 + [True])
    with pytest.raises(Problem, match="Stopped"):
        letters.write(here, incident, cancelled=lambda: next(at))
    job = there.binder.letter_work(incident).standing()
    assert job
    lead = page.build(there.situation(incident)).lead
    assert lead.startswith(f"{SHARE} of {job.count} letters are written so far.")
    there.member = here.member
    letters.write(there, incident)  # the other computer ends what this one began
    once_each(here, incident)
    end()
    assert (incident, 0) in heard
    for desk in (here, there):
        desk.close()


# --- the store's side -----------------------------------------------------------------------------


def begun(binder: Binder, letters_: int) -> Job:
    write(binder, INCIDENT, OPENED)
    job = Job(batch="b1", plan="p", count=letters_, held=0)
    tasks = [Task(place=n, letter=f"L-{n:04d}", person=f"{n}") for n in range(1, letters_ + 1)]
    return binder.letter_work(INCIDENT).begin(job, tasks)


def fill(share: Share) -> None:
    share.letters += [letter(task.place) for task in share.tasks]


def test_nobody_waits_for_what_another_one_is_writing(server: Server) -> None:
    address = server.writer()
    with (
        ServerBinder.connect(address, SystemClock(), Path()) as first,
        ServerBinder.connect(address, SystemClock(), Path()) as second,
    ):
        job = begun(first, SHARE + 5)
        with first.letter_work(INCIDENT).share(job) as mine:
            # Were it to wait, it would wait for the block that it stands in.
            with second.letter_work(INCIDENT).share(job) as yours:
                fill(yours)
            with second.letter_work(INCIDENT).share(job) as nothing:
                pass
            write(second, INCIDENT, "and the journal goes on meanwhile")
            fill(mine)
        assert [task.place for task in mine.tasks] == list(range(1, SHARE + 1))
        assert [task.place for task in yours.tasks] == list(range(SHARE + 1, SHARE + 6))
        assert nothing.tasks == ()
        assert first.letter_work(INCIDENT).left(job) == 0
        assert len(second.letters("b1")) == SHARE + 5


def test_what_a_computer_held_when_it_went_silent_is_taken_by_another(server: Server) -> None:
    address = server.writer()
    with ServerBinder.connect(address, SystemClock(), Path()) as binder:
        job = begun(binder, SHARE)
        work = binder.letter_work(INCIDENT)

        def vanish() -> None:
            with work.share(job) as lost:
                fill(lost)
                with server.raw() as raw:
                    raw.execute(
                        """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE usename = %s AND state = 'idle in transaction'""",
                        (str(address.url.username),),
                    )

        with pytest.raises(Problem):
            vanish()
        assert work.left(job) == SHARE
        with work.share(job) as share:
            fill(share)
        assert work.left(job) == 0
        assert Counter(row.letter for row in binder.letters("b1")).most_common(1)[0][1] == 1


def test_work_is_ended_once(server: Server) -> None:
    with ServerBinder.connect(server.writer(), SystemClock(), Path()) as binder:
        job = begun(binder, 0)
        with binder.act(INCIDENT, after=1) as act:
            act.end_letter_work(job.batch)
            act.append([draft("done")])

        def again() -> None:
            with binder.act(INCIDENT, after=2) as act:
                act.append([draft("done twice")])
                act.end_letter_work(job.batch)

        with pytest.raises(WorkEnded):
            again()
        assert len(binder.entries(INCIDENT)) == 2


def test_another_practice_neither_sees_nor_takes_the_work(server: Server) -> None:
    ours, theirs = server.writer(), server.writer()
    with (
        ServerBinder.connect(ours, SystemClock(), Path()) as mine,
        ServerBinder.connect(theirs, SystemClock(), Path()) as other,
    ):
        job = begun(mine, 3)
        assert other.letter_work(INCIDENT).standing() is None
        with other.letter_work(INCIDENT).share(job) as share:
            assert share.tasks == ()
        reader = server.login("reader", ours.practice)
        with ServerBinder.connect(reader, SystemClock(), Path()) as looks:
            assert looks.letter_work(INCIDENT).standing() == job
            with (
                pytest.raises(Problem, match="not allowed"),
                looks.letter_work(INCIDENT).share(job),
            ):
                raise AssertionError("never taken")
