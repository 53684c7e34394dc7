"""Law packs: whole and signed, or refused in a calm sentence."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ir_app.law import publishers
from ir_app.law.pack import LARGEST, Container, Manifest, make, message, read_pack
from ir_app.law.publishers import Publishers, read_publishers
from ir_app.law.read import read_content
from ir_app.places import content
from ir_app.problems import Problem
from tests.law.packs import KEY, TRUSTED, about, changed, publisher, shipped, small

SMALL = make(small(), about(changes={}), KEY)


def refused(body: bytes, trusted: Publishers = TRUSTED) -> str:
    with pytest.raises(Problem) as caught:
        read_pack(body, trusted)
    assert caught.value.safe == "Nothing was changed: the dates are worked out as before."
    assert caught.value.do
    return caught.value.what


def resigned(**changes: Any) -> bytes:
    """A small pack whose parts were changed by somebody who holds the right key."""
    whole = msgspec.json.decode(SMALL, type=Container)
    manifest = msgspec.structs.replace(whole.manifest, **changes.pop("manifest", {}))
    whole = msgspec.structs.replace(whole, manifest=manifest, **changes)
    signature = Ed25519PrivateKey.from_private_bytes(KEY).sign(message(manifest)).hex()
    whole = msgspec.structs.replace(whole, signature=signature)
    return rfc8785.dumps(msgspec.to_builtins(whole))


def test_a_whole_pack_is_read_and_holds_the_law(tmp_path: Path) -> None:
    pack = read_pack(make(shipped(), about(), KEY), TRUSTED)
    assert pack.law.states["IN"].name == "Indiana"
    assert pack.publisher.name == "Test desk"
    assert pack.manifest.changes["IN"] == ("Letters within 30 days now, 45 before.",)
    assert read_content(pack.law.content).digest == pack.law.digest


def test_the_same_files_and_words_make_the_same_pack() -> None:
    assert make(small(), about(changes={}), KEY) == SMALL


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_no_byte_can_be_changed(mask: int) -> None:
    taken = []
    for place in range(len(SMALL)):
        body = bytearray(SMALL)
        body[place] ^= mask
        try:
            read_pack(bytes(body), TRUSTED)
        except Problem:
            continue
        taken.append(place)
    assert taken == []


def test_no_byte_can_be_cut_off_or_added() -> None:
    for end in range(0, len(SMALL), 97):
        assert refused(SMALL[:end])
    assert refused(SMALL[:-1])
    assert refused(SMALL + b"\n")
    assert refused(b" " + SMALL)


def test_a_key_nobody_knows_is_refused() -> None:
    other = Ed25519PrivateKey.generate().private_bytes_raw()
    assert "key that this program does not know" in refused(make(small(), about(), other))
    assert "key that this program does not know" in refused(SMALL, publishers.shipped())


def test_the_key_of_somebody_else_can_not_be_claimed() -> None:
    other = make(small(), about(changes={}), Ed25519PrivateKey.generate().private_bytes_raw())
    claimed = json.loads(other) | {"key": publisher().key}
    assert "changed after it was signed" in refused(rfc8785.dumps(claimed))


def test_an_unsigned_pack_is_refused() -> None:
    assert "Nobody signed it" in refused(rfc8785.dumps(json.loads(SMALL) | {"signature": ""}))


@pytest.mark.parametrize(
    "key",
    [
        publisher(withdrawn=True),
        publisher(until=date(2026, 11, 30)),
        msgspec.structs.replace(publisher(), since=date(2026, 12, 2)),
    ],
)
def test_a_key_signs_only_in_its_time(key: publishers.Publisher) -> None:
    assert "no longer good, or not yet" in refused(SMALL, Publishers((key,)))


def test_a_newer_format_and_a_newer_program_ask_for_an_update() -> None:
    assert "newer version of this program" in refused(b'{"manifest":{"format":2},"x":[]}')
    assert "newer version of this program" in refused(resigned(manifest={"needs": "99.0"}))


def test_what_is_no_pack_at_all_is_refused() -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("us-in.toml", bytes(40 << 20))
    assert "not a law file" in refused(bomb.getvalue())  # nothing is ever unpacked
    for body in (b"", b"{}", b"[" * 100_000, b'{"manifest":' * 50_000, bytes(1000)):
        assert "not a law file" in refused(body)


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    assert "too large" in refused(bytes(LARGEST + 1))
    huge = small() | {"us-as.toml": small()["us-as.toml"] + b"#" * (600 << 10)}
    with pytest.raises(Problem, match="too large"):
        make(huge, about(), KEY)


@pytest.mark.parametrize(
    "name",
    ["../us-in.toml", "/us-in.toml", "us-in.toml/../x", "US-IN.toml", "us-in.toml\n", "c:us.toml"],
)
def test_a_name_that_could_be_a_path_is_refused(name: str) -> None:
    with pytest.raises(Problem, match="a name that no law file has"):
        make(small() | {name: small()["us-as.toml"]}, about(), KEY)


def test_a_name_twice_is_refused() -> None:
    twice = SMALL.replace(b'"us-as.toml":"#', b'"us-as.toml":"x","us-as.toml":"#', 1)
    assert twice != SMALL
    assert refused(twice)


def test_files_that_are_not_on_the_list_and_lists_without_files_are_refused() -> None:
    files = json.loads(SMALL)["files"]
    assert "do not fit together" in refused(resigned(files=files | {"us-xx.toml": "x"}))
    assert "do not fit together" in refused(resigned(files={"us-hipaa.toml": ""}))
    swapped = files | {"us-as.toml": files["us-as.toml"] + " "}
    assert "changed after it was signed" in refused(resigned(files=swapped))


@pytest.mark.parametrize(
    ("manifest", "words"),
    [
        ({"version": "next"}, "not written as"),
        ({"needs": "soon"}, "not written as"),
        ({"review_due": date(2026, 12, 1)}, "looked at again"),
        ({"made": date(2026, 11, 1)}, "verified lies in the future"),
    ],
)
def test_a_manifest_that_can_not_be_right_is_refused(manifest: dict[str, Any], words: str) -> None:
    assert words in refused(resigned(manifest=manifest))


def test_law_files_with_a_mistake_are_not_signed_and_not_taken() -> None:
    wrong = changed("us-in.toml", ("days = 45\n", ""))
    with pytest.raises(Problem, match=r"us-in\.toml: individual: kind calendar_days and days None"):
        make(wrong, about(), KEY)


def test_the_shipped_keys_are_public_keys_and_the_private_one_is_not_here() -> None:
    found = read_publishers(content("resources", "publishers", "law.toml")).keys
    assert found
    for one in found:
        assert len(bytes.fromhex(one.key)) == 32
        assert one.key == one.key.lower()


def test_a_damaged_list_of_keys_says_so(tmp_path: Path) -> None:
    (tmp_path / "law.toml").write_text("publisher = 1")
    with pytest.raises(Problem, match=r"law\.toml"):
        read_publishers(tmp_path / "law.toml")


def test_every_field_of_the_manifest_is_signed() -> None:
    signed = json.loads(
        message(msgspec.json.decode(SMALL, type=Container).manifest).split(b"\n")[1]
    )
    assert set(signed) == set(Manifest.__struct_fields__)
