"""The official CACAO 2.0 schemas; they say draft-07, and only as draft-07 do they hold."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry, Resource

FOLDER = Path(__file__).parents[2] / "schemas" / "cacao"


@cache
def _validator() -> Any:
    found = [json.loads(path.read_text("utf-8")) for path in FOLDER.rglob("*.json")]
    registry: Any = Registry().with_resources(
        (schema["$id"], Resource.from_contents(schema)) for schema in found
    )
    whole = next(s for s in found if s["title"] == "playbook")
    return Draft7Validator(whole, registry=registry)


def faults(document: object) -> list[str]:
    """Return what the official schemas find wrong."""
    return [
        f"{list(e.absolute_path)}: {e.message}"[:300] for e in _validator().iter_errors(document)
    ]
