"""A killed process loses no act it acknowledged; and the campaign would notice if it did."""

import os
import subprocess
import sys
from typing import Any

import msgspec
import pytest

KINDS = ["encrypted"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the campaign forks its writers")
def test_a_killed_process_loses_no_acknowledged_act() -> None:
    words = [sys.executable, "-m", "tests.store.kills", "--kills", "60", "--control", "60"]
    done = subprocess.run(words, capture_output=True, check=False, timeout=250, text=True)
    assert done.returncode == 0, done.stderr
    result = msgspec.json.decode(done.stdout, type=dict[str, Any])
    real, control = result["campaign"], result["control"]
    seen = f"{result} {done.stderr}"
    assert real["kills"] == 60, seen
    assert real["acknowledged"] > 60, seen
    assert (real["lost"], real["partial"], real["broken"]) == (0, 0, 0), seen
    assert control["lost"] > 0, seen
    assert (control["partial"], control["broken"]) == (0, 0), seen
