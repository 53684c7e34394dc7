"""Ways that letters go: written, approved, saved for printing, mailed."""

import hashlib

from ir_app.actions import letters
from ir_app.core.kinds import Exported, LettersApproved, LettersMailed, LettersWritten
from tests.actions.office import approve, settle_before, written
from tests.store.kills.bench import Bench
from tests.store.kills.record import counted, kinds
from tests.store.kills.way import Said, Way


def _with_letters(bench: Bench) -> None:
    incident, members = written(bench.desk, bench.base)
    settle_before(bench.desk, incident, "approve-letters")
    bench.notes |= {"incident": incident, **members}


def _approved(bench: Bench) -> None:
    _with_letters(bench)
    approve(bench.desk, bench.notes["incident"], bench.notes["approver"])


def _write(bench: Bench, number: int) -> None:
    del number
    letters.write(bench.desk, bench.notes["incident"])


def _written(bench: Bench, said: Said) -> int:
    return counted(LettersWritten)(bench, said) - 1


def _approve(bench: Bench, number: int) -> None:
    del number
    approve(bench.desk, bench.notes["incident"], bench.notes["approver"])


def _mail(bench: Bench, number: int) -> None:
    del number
    letters.mail(bench.desk, bench.notes["incident"])


def _save(bench: Bench, number: int) -> None:
    letters.save(bench.desk, bench.notes["incident"], bench.base / "out" / str(number))


def _whole_files(bench: Bench) -> list[str]:
    wanted = {
        row.file_name: row.sha256 for row in bench.desk.situation(bench.notes["incident"]).letters
    }
    told = [data.name for data in kinds(bench, Exported) if isinstance(data, Exported)]
    short = [
        name
        for name in told
        if len(list((bench.base / "out" / name.rsplit("/")[-1]).glob("*.docx"))) != len(wanted)
    ]
    files = (bench.base / "out").rglob("*.docx")
    half = [f.name for f in files if hashlib.sha256(f.read_bytes()).hexdigest() != wanted[f.name]]
    return [f"letter file {name} is not whole" for name in [*half, *short]]


WAYS = (
    Way(name="letters written", act=_write, made=_written, prepare=_with_letters),
    Way(
        name="letters approved", act=_approve, made=counted(LettersApproved), prepare=_with_letters
    ),
    Way(
        name="letters saved to print",
        act=_save,
        made=counted(Exported),
        prepare=_approved,
        whole=_whole_files,
    ),
    Way(
        name="letters mailed",
        act=_mail,
        made=counted(LettersMailed),
        prepare=_approved,
        most=1,
        absorbs=True,
    ),
)
