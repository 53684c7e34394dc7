"""Which command was asked for, and with what."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from ir_app import __version__

Handler = Callable[[argparse.Namespace], "Answer"]


class Answer:
    """What a command found: text for people, data for programs, and the exit code."""

    def __init__(self, text: str, data: Any = None, code: int = 0) -> None:  # noqa: ANN401 - JSON
        self.text, self.data, self.code = text, data, code


def run(arguments: Sequence[str]) -> int:
    """Parse a command line, do it, print the answer and return the exit code."""
    asked = _parser().parse_args(arguments)
    if asked.command is None:
        from ir_app.app import run as open_window
        from ir_app.cli.where import server_of

        return open_window(asked.data, server_of(asked))
    handler: Handler = asked.handler
    answer = handler(asked)
    if asked.json:
        print(json.dumps(answer.data, indent=2, ensure_ascii=False, default=str))
    elif answer.text:
        print(answer.text)
    return answer.code


class _Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one sentence."""

    def error(self, message: str) -> Any:  # noqa: ANN401 - never returns
        sys.stderr.write(f"{message[:1].upper()}{message[1:]}. Try: {self.prog} --help\n")
        raise SystemExit(2)


def _parser() -> argparse.ArgumentParser:
    from ir_app.places import default_binder

    parser = _Parser(prog="ir-app", description="Incident Binder. Without a command: the window.")
    parser.add_argument("--version", action="version", version=f"Incident Binder {__version__}")
    parser.add_argument("--data", type=Path, default=default_binder(), help="folder of the binder")
    _server(parser)
    parser.set_defaults(json=False)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for name, help_, build in _commands():
        command = commands.add_parser(name, help=help_, description=help_)
        command.add_argument("--json", action="store_true", help="answer as JSON")
        build(command)
    return parser


def _server(parser: argparse.ArgumentParser) -> None:
    address = "postgresql+psycopg://user@host/database"
    parser.add_argument("--store", default="", metavar="URL", help=f"a group's server: {address}")
    parser.add_argument("--practice", default="", metavar="NAME", help="whose binder on the server")
    weaker = ("verify-full", "verify-ca", "require", "prefer", "disable")
    parser.add_argument("--tls", choices=weaker, default=weaker[0], help="how the line is checked")


def _commands() -> list[tuple[str, str, Callable[[argparse.ArgumentParser], None]]]:
    return [
        ("demo", "play a whole incident on the sample practice", _demo),
        ("obligations", "who must be told by when, from a facts file", _obligations),
        ("facts", "the JSON Schema of a facts file", _facts),
        ("law", "list, show, check, compare or replace the law files", _law),
        ("playbook", "list, check, show, print, draw, export or load playbooks", _playbook),
        ("roster", "check a patient list", _roster),
        ("letters", "check the letter templates", _letters),
        ("timeline", "write an incident's timeline as Word or CSV", _timeline),
        ("gokit", "write the emergency pages to print, as Word", _gokit),
        ("plan", "write the plan of an incident as it stands, as Word", _plan),
        ("verify", "check a bundle or a binder", _verify),
        ("keys", "list, add, replace or remove what opens the binder", _keys),
        ("backup", "make a checked backup of the binder", _backup),
        ("restore", "put a backup in the place of the binder", _restore),
        ("join", "take the incidents of another binder into this one", _join),
        ("group", "a group of offices on one server", _group),
        ("doctor", "check this program and its binder", _doctor),
    ]


def _later(module: str, name: str) -> Handler:
    """Return a handler that imports its module only when it is used: start-up stays short."""

    def handle(asked: argparse.Namespace) -> Answer:
        from importlib import import_module

        answer: Answer = getattr(import_module(f"ir_app.cli.{module}"), name)(asked)
        return answer

    return handle


def _demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, help="folder for what is made")
    command.add_argument("--roster", type=Path, help="anyone's patient list (CSV)")
    command.set_defaults(handler=_later("demo", "demo"))


def _obligations(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FACTS.json")
    command.add_argument("--as-of", metavar="DATE", help="under the law of that day")
    command.add_argument("--why", action="store_true", help="with the reasons of every answer")
    command.set_defaults(handler=_later("law", "obligations"))


def _facts(command: argparse.ArgumentParser) -> None:
    command.add_argument("--schema", action="store_true", help="print the JSON Schema")
    command.set_defaults(handler=_later("law", "schema"))


def _law(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    _verb(verbs, "list", "law", "jurisdictions")
    shown = _verb(verbs, "show", "law", "show")
    shown.add_argument("code", metavar="CODE")
    shown.add_argument("--as-of", metavar="DATE")
    _verb(verbs, "check", "law", "check")
    compared = _verb(verbs, "diff", "law", "difference")
    compared.add_argument("dates", nargs=2, metavar="DATE")
    _pack(verbs.add_parser("pack", help="make, look into, install or take away a law file"))


def _pack(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="act", required=True, parser_class=_Parser)
    made = _verb(verbs, "make", "law_pack", "make")
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    made.add_argument("--key", type=Path, required=True, metavar="FILE", help="the private key")
    made.add_argument("--about", type=Path, required=True, metavar="FILE.toml", help="what changed")
    made.add_argument("--files", type=Path, metavar="DIR", help="law files; the shipped without it")
    _verb(verbs, "key", "law_pack", "new_key").add_argument("file", type=Path, metavar="FILE")
    _verb(verbs, "inspect", "law_pack", "inspect").add_argument("file", type=Path, metavar="FILE")
    _verb(verbs, "preview", "law_pack", "preview").add_argument("file", type=Path, metavar="FILE")
    put = _verb(verbs, "install", "law_pack", "install")
    put.add_argument("file", type=Path, metavar="FILE")
    put.add_argument("--roll-back", action="store_true", help="an older one than is installed")
    _verb(verbs, "remove", "law_pack", "remove")
    taken = _verb(verbs, "use", "law_pack", "use")
    taken.add_argument("incident", metavar="INCIDENT", help="an open incident, by its id")


def _playbook(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    _verb(verbs, "list", "playbook", "listed")
    _verb(verbs, "check", "playbook", "checked").add_argument("name", nargs="?")
    _verb(verbs, "show", "playbook", "show").add_argument("name")
    printed = _verb(verbs, "print", "playbook", "printed")
    printed.add_argument("name")
    printed.add_argument("--docx", type=Path, metavar="FILE", help="write it as a Word file")
    drawn = _verb(verbs, "graph", "playbook", "graph")
    drawn.add_argument("name")
    drawn.add_argument("--svg", type=Path, metavar="FILE", help="write it as a picture")
    drawn.add_argument("--incident", help="its id: with where it stands")
    exported = _verb(verbs, "export", "cacao", "exported")
    exported.add_argument("--cacao", action="store_true", required=True, help="as CACAO 2.0")
    exported.add_argument("name", nargs="?", help="all playbooks without it")
    exported.add_argument("--out", type=Path, metavar="DIR", help="folder; the screen without it")
    loaded = _verb(verbs, "import", "cacao", "imported")
    loaded.add_argument("file", type=Path, metavar="FILE.json", help="a CACAO 2.0 playbook")
    loaded.add_argument("--out", type=Path, metavar="DIR", required=True, help="folder to write to")


def _roster(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    _verb(verbs, "check", "papers", "roster").add_argument("file", type=Path)


def _letters(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    _verb(verbs, "check", "papers", "templates")


def _timeline(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    exported = _verb(verbs, "export", "papers", "timeline")
    exported.add_argument("--incident", help="its id; the newest one without it")
    exported.add_argument("--out", type=Path, required=True, help="a .docx or .csv file")


def _gokit(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="a .docx file")
    command.set_defaults(handler=_later("sheets", "gokit"))


def _plan(command: argparse.ArgumentParser) -> None:
    command.add_argument("incident", metavar="INCIDENT")
    command.add_argument("--out", type=Path, required=True, metavar="FILE", help="a .docx file")
    command.add_argument("--brief", action="store_true", help="the half page to hand over")
    command.set_defaults(handler=_later("sheets", "plan"))


def _verify(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "path", type=Path, nargs="?", metavar="FILE", help="a bundle, a backup or a folder"
    )
    command.set_defaults(handler=_later("papers", "verify"))


def _keys(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    for name, function in (
        ("list", "listed"),
        ("add-passphrase", "add_passphrase"),
        ("recovery-code", "recovery_code"),
        ("remember", "remember"),
        ("rekey", "rekey"),
    ):
        _verb(verbs, name, "keys", function)
    _verb(verbs, "revoke", "keys", "revoke").add_argument("slot", help="its id from the list")


def _backup(command: argparse.ArgumentParser) -> None:
    command.add_argument("--to", type=Path, metavar="DIR", help="copy it there as well")
    command.set_defaults(handler=_later("keys", "backup"))


def _restore(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, metavar="FILE")
    command.set_defaults(handler=_later("keys", "restore"))


def _join(command: argparse.ArgumentParser) -> None:
    command.add_argument("folder", type=Path, metavar="OTHER_FOLDER")
    command.set_defaults(handler=_later("keys", "join"))


def _group(command: argparse.ArgumentParser) -> None:
    verbs = command.add_subparsers(dest="verb", required=True, parser_class=_Parser)
    _verb(verbs, "init", "group", "init").add_argument("url", metavar="URL")
    risen = _verb(verbs, "upgrade", "group", "upgrade")
    risen.add_argument("--backed-up", action="store_true", help="there is a copy by pg_dump")
    _verb(verbs, "add-practice", "group", "add_practice").add_argument("name", metavar="NAME")
    granted = _verb(verbs, "grant", "group", "grant")
    granted.add_argument("role", choices=("writer", "reader"))
    granted.add_argument("user", metavar="USER")
    _verb(verbs, "password", "group", "password")
    _verb(verbs, "new-seal-key", "group", "new_seal_key")
    _verb(verbs, "new-pin", "group", "new_pin").add_argument("name", metavar="NAME")
    _verb(verbs, "move-in", "group", "move_in")
    _verb(verbs, "share", "group", "share").add_argument("incident", metavar="INCIDENT")


def _doctor(command: argparse.ArgumentParser) -> None:
    command.set_defaults(handler=_later("doctor", "doctor"))


def _verb(verbs: Any, name: str, module: str, function: str) -> argparse.ArgumentParser:  # noqa: ANN401 - argparse keeps the type private
    verb: argparse.ArgumentParser = verbs.add_parser(name)
    verb.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    verb.set_defaults(handler=_later(module, function))
    return verb
