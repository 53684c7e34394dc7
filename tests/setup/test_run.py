"""The two commands: what is missing is named, what fails is a sentence, a second start is quick."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """run.py as a module whose .venv lies in a folder of the test."""
    spec = importlib.util.spec_from_file_location("run_script", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "stamp")
    monkeypatch.setattr(module, "LOG", tmp_path / ".venv" / "log")
    return module


@pytest.mark.parametrize(
    ("rest", "headless"),
    [
        ([], False),
        (["--data", "folder"], False),
        (["demo", "--out", "out"], True),
        (["--data", "folder", "verify"], True),
        (["--help"], True),
        (["--version"], True),
    ],
)
def test_only_a_bare_start_opens_the_window(
    run: ModuleType, rest: list[str], headless: bool
) -> None:
    assert run._headless(rest) is headless


def test_missing_packages_are_named_and_either_spelling_counts(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [names.split("|")[-1] for names in run.PURPOSES["window"]]
    monkeypatch.setattr(run.platform, "system", lambda: "Linux")
    monkeypatch.setattr(run.shutil, "which", lambda _: "/usr/bin/dpkg-query")
    monkeypatch.setattr(run, "_installed", lambda: {*wanted} - {"libegl1"})
    assert run.missing_libraries("window") == ["libegl1"]
    monkeypatch.setattr(
        run, "_installed", lambda: {*wanted} - {"libglib2.0-0"} | {"libglib2.0-0t64"}
    )
    assert run.missing_libraries("window") == []
    assert run.missing_libraries("headless") == []


def test_a_python_without_its_venv_part_gets_it(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run.platform, "system", lambda: "Linux")
    monkeypatch.setattr(run.shutil, "which", lambda _: "/usr/bin/dpkg-query")
    monkeypatch.setattr(run, "_installed", lambda: {"python3"})
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(run, "VENV", tmp_path / "none")
    part = f"python3.{sys.version_info[1]}-venv"
    assert run.missing_libraries("headless") == [part]
    assert run.missing_libraries("test")[0] == part
    (tmp_path / "none").mkdir()  # made already
    assert run.missing_libraries("headless") == []


def test_other_systems_need_no_packages(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.platform, "system", lambda: "Windows")
    assert run.missing_libraries("test") == []


def answers(monkeypatch: pytest.MonkeyPatch, run: ModuleType, **values: Any) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda name: values.get(name.replace("-", "_")))
    monkeypatch.setattr(run.os, "geteuid", lambda: values.get("user", 1000))


def test_without_root_sudo_or_consent_the_command_is_named(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, run, apt_get="/usr/bin/apt-get")
    with pytest.raises(run.Trouble, match="sudo apt-get install libegl1"):
        run.install_libraries(["libegl1"], yes=True)
    answers(monkeypatch, run, apt_get="/usr/bin/apt-get", sudo="/usr/bin/sudo")
    monkeypatch.setattr("builtins.input", lambda _: "n")
    with pytest.raises(run.Trouble, match="Nothing was installed"):
        run.install_libraries(["libegl1"], yes=False)
    answers(monkeypatch, run)
    with pytest.raises(run.Trouble, match="package tool"):
        run.install_libraries(["libegl1"], yes=True)


def test_apt_that_fails_gives_its_last_line_and_the_command(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, run, apt_get="/usr/bin/apt-get", user=0)
    monkeypatch.setattr(run, "_known", lambda names: names[-1])
    monkeypatch.setattr(run, "_call", lambda *_: (True, "E: Unable to locate package"))
    with pytest.raises(run.Trouble, match=r"Unable to locate package.*by hand"):
        run.install_libraries(["libegl1"], yes=True)


def test_the_stamp_changes_with_the_lists_and_the_purpose(run: ModuleType, tmp_path: Path) -> None:
    before = run.stamp(testing=False)
    assert run.stamp(testing=True) != before
    (tmp_path / "pyproject.toml").write_text("[project]", "utf-8")
    assert run.stamp(testing=False) != before


def test_a_ready_environment_is_used_as_it_is(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = run.VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.write_text("", "utf-8")
    run.STAMP.write_text(run.stamp(testing=False), "utf-8")
    monkeypatch.setattr(run, "_call", lambda *_: pytest.fail("nothing needs to be started"))
    assert run.ready_environment(testing=False) == python


def test_a_half_made_environment_is_made_again(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    python = run.VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    python.parent.mkdir(parents=True)
    python.write_text("", "utf-8")
    made: list[str] = []
    monkeypatch.setattr(run, "_works", lambda _: False)
    monkeypatch.setattr(run, "_make", lambda _: made.append("made"))
    monkeypatch.setattr(run, "_fill", lambda *_: made.append("filled"))
    run.ready_environment(testing=False)
    assert made == ["made", "filled"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: Could not find a version that satisfies", "internet connection"),
        ("something else", "IT company"),
    ],
)
def test_pip_that_fails_is_a_sentence(run: ModuleType, told: str, words: str) -> None:
    assert words in run._why_pip_failed(told)


def test_without_a_screen_the_demo_is_offered(tmp_path: Path) -> None:
    env = {
        k: v
        for k, v in os.environ.items()
        if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    if sys.platform != "linux":
        pytest.skip("only Linux can lack a screen")
    done = subprocess.run(
        [sys.executable, str(ROOT / "run.py")],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "run.py demo" in done.stdout


def test_the_repository_names_no_registry_and_no_place_of_this_machine() -> None:
    made = (".venv", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "out")
    files = (path for path in ROOT.rglob("*") if path.relative_to(ROOT).parts[0] not in made)
    marks = [
        "pypi." + "org/simple",
        "files.python" + "hosted",
        "deb." + "debian.org",
        "registry." + "npmjs",
    ]
    marks += ["/work/" + "main", "/work/" + "brief", "/work/" + "shared"]
    kinds = (".py", ".toml", ".md", ".txt", ".csv", "")
    for path in files:
        if path.suffix in kinds and path.is_file() and "__pycache__" not in path.parts:
            text = path.read_text("utf-8", errors="replace")
            assert not [mark for mark in marks if mark in text], path
