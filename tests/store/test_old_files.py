"""A file of every version that was given out opens, keeps all it held, and ends as a new one."""

import shutil
from pathlib import Path

import pytest

from ir_app.core.practice import PRACTICE
from ir_app.problems import Problem
from ir_app.store.migrations import to_3
from ir_app.store.opening import FILE
from ir_app.store.tables import SCHEMA
from tests.store.drafts import at_the_file, letter, opened, person, write

OLD = Path(__file__).parents[1] / "old_files"


@pytest.fixture
def second(folder: Path) -> Path:
    """A folder with a file of schema 2, in the clear."""
    folder.mkdir(mode=0o700)
    shutil.copyfile(OLD / "schema-2.sqlite", folder / FILE)
    return folder


def test_a_file_of_the_second_version_keeps_all_it_held(second: Path) -> None:
    with opened(second) as binder:
        assert binder.journals() == ["i1"]
        assert [binder.fault(journal) for journal in (PRACTICE, "i1")] == [None, None]
        assert [len(binder.entries(journal)) for journal in (PRACTICE, "i1")] == [3, 4]
        assert binder.people("r-i1") == [person(1), person(2)]
        assert binder.letter_bytes("b-i1", letter(2)[0].letter) == letter(2)[1]
        assert binder.pin_verifier("dana") == "verifier"
        write(binder, "i1", "and it goes on")
        assert binder.fault("i1") is None


def test_it_ends_as_a_new_file_is(second: Path, tmp_path: Path) -> None:
    opened(second).__enter__().close()
    opened(tmp_path / "new").__enter__().close()
    spelled = []
    for place in (second, tmp_path / "new"):
        raw = at_the_file(place)
        rows = raw.execute("select type, name, sql from sqlite_master order by type, name")
        spelled.append([(kind, name, "".join((sql or "").split())) for kind, name, sql in rows])
        assert raw.execute("pragma user_version").fetchone() == (SCHEMA,)
        raw.close()
    assert spelled[0] == spelled[1]


def test_what_stops_half_way_leaves_the_second_version(
    second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = to_3.upgrade

    def stop(op: object) -> None:
        whole(op)  # type: ignore[arg-type]
        raise Problem(what="Stopped half-way.", do="")

    with monkeypatch.context() as patch:
        patch.setattr(to_3, "upgrade", stop)
        with pytest.raises(Problem, match="half-way"):
            opened(second).__enter__()
    raw = at_the_file(second)
    assert raw.execute("pragma user_version").fetchone() == (2,)
    assert not raw.execute("select 1 from sqlite_master where name = 'batch'").fetchone()
    raw.close()
    with opened(second) as binder:
        assert len(binder.entries("i1")) == 4
