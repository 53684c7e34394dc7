"""What the commands of these tests share."""

from collections.abc import Iterator

import pytest

from ir_app.playbook.proof import check
from ir_app.playbook.proof.report import Report
from ir_app.playbook.read import Library


@pytest.fixture(scope="session", autouse=True)
def _pairs_proven_once() -> Iterator[None]:
    """Prove every two playbooks once; `playbook check` and each `doctor` would do it again."""
    prove, kept = check.pairs, list[tuple[Library, Report]]()

    def once(library: Library) -> Report:
        for known, report in kept:
            if known is library:
                return report
        kept.append((library, prove(library)))
        return kept[-1][1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check, "pairs", once)
        yield
