"""What Get ready says of keys and backups."""

from pathlib import Path

import pytest

from ir_app.actions.desk import Desk
from ir_app.pages import keys
from ir_app.places import emergency_binder, kind_of_mount

MOUNTS = """sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
//server/office /mnt/office\\040drive cifs rw 0 0
server:/home /home nfs4 rw 0 0
/dev/sdb1 /home/dana/usb vfat rw 0 0
short
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/var/binder", "ext4"),
        ("/mnt/office drive/binder", "cifs"),
        ("/home/dana/binder", "nfs4"),
        ("/home/dana/usb/binder", "vfat"),
        ("/homework/binder", "ext4"),
    ],
)
def test_the_nearest_mount_says_what_a_folder_lies_on(folder: str, kind: str) -> None:
    assert kind_of_mount(MOUNTS, Path(folder)) == kind
    assert kind_of_mount("", Path(folder)) == ""


def test_a_network_drive_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desk.binder.keys is not None
    desk.binder.keys.new_recovery_code()
    assert keys.build(desk).warning == ""
    monkeypatch.setattr(keys, "is_on_network", lambda _: True)
    assert "network drive" in keys.build(desk).warning


def test_an_emergency_binder_has_none_of_its_own(tmp_path: Path) -> None:
    beside = emergency_binder(tmp_path / "IncidentBinder")
    assert beside == tmp_path / "IncidentBinder-emergency"
    assert emergency_binder(beside) is None
