"""``ir-app gokit`` and ``ir-app plan``: papers as Word files."""

import argparse
from pathlib import Path

from ir_app.actions import papers
from ir_app.actions.desk import Desk, open_desk
from ir_app.cli.line import Answer
from ir_app.clock import SystemClock
from ir_app.places import content
from ir_app.problems import Problem


def open_known(folder: Path) -> Desk:
    """Open a binder that is there; raises Problem instead of making an empty one."""
    if not (folder / "binder.sqlite").exists():
        raise Problem(what=f"There is no binder in “{folder}”.", safe="", do="Check the folder.")
    return open_desk(folder, SystemClock())


def gokit(asked: argparse.Namespace) -> Answer:
    """Write the go-kit; without a binder it has lines to write on, and no binder is made."""
    papers.save_loose(asked.out, _gokit(asked))
    return _answer(asked, {})


def plan(asked: argparse.Namespace) -> Answer:
    """Write the plan of an incident as it stands now, or with ``--brief`` the hand-over page."""
    from ir_app.export.plan import brief_document, plan_document
    from ir_app.pages import brief
    from ir_app.pages import plan as page

    desk = open_known(asked.data)
    try:
        situation = desk.situation(asked.incident)
        if asked.brief:
            what, title = "hand-over page", brief.TITLE
            data = brief_document(page.head(situation, title), brief.build(situation))
        else:
            what, title = "plan", page.TITLE
            data = plan_document(page.head(situation, title), page.build(situation))
        papers.save(desk, asked.incident, what, asked.out, data)
    finally:
        desk.close()
    return _answer(asked, {"incident": asked.incident})


def _gokit(asked: argparse.Namespace) -> bytes:
    from ir_app.pages import gokit as page
    from ir_app.playbook.read import load_library

    if not (asked.data / "binder.sqlite").exists():
        return page.blank_document(load_library(content("playbooks")), SystemClock().now())
    desk = open_desk(asked.data, SystemClock())
    try:
        return page.document(desk)
    finally:
        desk.close()


def _answer(asked: argparse.Namespace, more: dict[str, str]) -> Answer:
    return Answer(f"Written: {asked.out}", {"file": str(asked.out), **more})
