"""Seals: RFC 8032 by two implementations, and what a seal does and does not cover."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from ir_app.core import seals
from ir_app.core.journal import Draft, Entry, link
from ir_app.core.kinds import Kind, Noted
from ir_app.core.moment import Moment
from ir_app.export import verify_bundle as alone

MONDAY = datetime(2026, 11, 23, 13, tzinfo=UTC)
KEY, OTHER = b"k" * 32, b"o" * 32

# The script that stands alone has no types.
signed_alone: Callable[[bytes, bytes, bytes], bool] = alone.signed
fingerprint_alone: Callable[[str], str] = alone.fingerprint

# RFC 8032, section 7.1: secret key, public key, message, signature.
VECTORS = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e"
        "39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f"
        "3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67"
        "f760984dc6594a7c15e9716ed28dc027beceea1ec40a",
    ),
    (
        "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42",
        "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        hashlib.sha512(b"abc").hexdigest(),
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfb"
        "c7c66431e0303dca179c138ac17ad9bef1177331a704",
    ),
]


@pytest.mark.parametrize(("private", "public", "message", "signature"), VECTORS)
def test_the_published_vectors_hold(
    private: str, public: str, message: str, signature: str
) -> None:
    key, told, signed = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    assert seals.public_key(bytes.fromhex(private)) == public
    assert signed_alone(key, told, signed)
    assert not signed_alone(key, told + b"x", signed)


@pytest.mark.parametrize(("private", "public", "message", "signature"), VECTORS[:2])
def test_no_changed_bit_of_a_signature_or_key_holds(
    private: str, public: str, message: str, signature: str
) -> None:
    del private
    key, told, signed = bytes.fromhex(public), bytes.fromhex(message), bytes.fromhex(signature)
    for place in range(0, 512, 7):
        assert not signed_alone(key, told, _flipped(signed, place))
    for place in range(0, 256, 7):
        assert not signed_alone(_flipped(key, place), told, signed)


def _flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@given(st.binary(min_size=32, max_size=32), st.binary(max_size=200))
@settings(max_examples=25, deadline=None)
def test_the_plain_python_check_agrees_with_the_library(private: bytes, message: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(private)
    public, signature = key.public_key().public_bytes_raw(), key.sign(message)
    assert signed_alone(public, message, signature)
    assert not signed_alone(public, message + b"!", signature)


def test_a_signature_that_counts_past_the_group_order_is_refused() -> None:
    public, message, signature = (bytes.fromhex(part) for part in VECTORS[0][1:])
    s = int.from_bytes(signature[32:], "little") + alone.L
    assert not signed_alone(public, message, signature[:32] + s.to_bytes(32, "little"))
    assert not signed_alone(public, message, signature + b"\0")
    assert not signed_alone(b"\xff" * 32, message, signature)


def draft(data: Kind) -> Draft:
    return Draft(data, Moment.of(MONDAY, "America/New_York"), "Dana", "lead", "pc", "0.1.0")


def sealed(notes: int, *, key: bytes = KEY, every: int = 5) -> list[Entry]:
    """A journal with a seal behind every few notes."""
    entries: list[Entry] = []
    for number in range(notes):
        now = MONDAY + timedelta(seconds=number)
        entries += link(
            [draft(Noted(text=f"{number}"))], "i", entries[-1] if entries else None, now
        )
        if number % every == every - 1:
            entries += link([draft(seals.seal(key, entries[-1]))], "i", entries[-1], now)
    return entries


def texts(entries: list[Entry]) -> list[str]:
    return [entry.text for entry in entries]


def test_what_is_behind_the_last_seal_is_said_to_be_unsealed() -> None:
    report = seals.check(texts(sealed(13)))
    assert (report.sealed_to, report.fault) == (11, None)
    assert "the 3 behind it are not sealed yet" in report.sentence
    assert seals.check(texts(sealed(3))).sentence == "Nothing in it is sealed yet."
    assert "behind" not in seals.check(texts(sealed(10))).sentence


def test_a_note_that_looks_like_a_seal_is_none() -> None:
    entries = link([draft(Noted(text='"kind":"sealed"'))], "i", None, MONDAY)
    assert seals.check(texts(entries)).sealed_to == 0


def test_a_seal_by_another_key_counts_only_where_any_key_does() -> None:
    written = texts(sealed(5, key=OTHER))
    assert seals.check(written).fault is None
    fault = seals.check(written, [seals.public_key(KEY)]).fault
    assert fault is not None
    assert "not known here" in fault.sentence
    assert seals.check(written, [seals.public_key(KEY), seals.public_key(OTHER)]).fault is None


def test_a_seal_taken_from_another_place_or_journal_does_not_hold() -> None:
    entries = sealed(5)
    moved = link([draft(entries[-1].data)], "i", entries[-1], MONDAY)
    assert seals.check(texts(entries + moved)).fault is not None
    elsewhere = link([draft(Noted(text="0"))], "j", None, MONDAY)
    elsewhere += link([draft(seals.seal(KEY, entries[0]))], "j", elsewhere[-1], MONDAY)
    assert seals.check(texts(elsewhere)).fault is not None


def test_a_key_reads_the_same_in_the_program_and_in_the_stand_alone_check() -> None:
    key = seals.public_key(KEY)
    assert seals.fingerprint(key) == fingerprint_alone(key)
    assert [len(group) for group in seals.fingerprint(key).split(" ")] == [4] * 8
