"""Certificates for the tests' own servers: an authority and what it signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID


@dataclass(frozen=True)
class Authority:
    """Who signs certificates, and the file that says so to those who trust it."""

    key: ec.EllipticCurvePrivateKey
    name: x509.Name
    path: Path

    @classmethod
    def make(cls, folder: Path, name: str) -> "Authority":
        key = ec.generate_private_key(ec.SECP256R1())
        own = _name(name)
        builder = _builder(own, own, key, days=30).add_extension(
            x509.BasicConstraints(ca=True, path_length=0), critical=True
        )
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{name}.crt"
        path.write_bytes(builder.sign(key, SHA256()).public_bytes(Encoding.PEM))
        return cls(key, own, path)

    def sign(self, folder: Path, hosts: Sequence[str], *, days: int = 30) -> tuple[Path, Path]:
        """Make a server's certificate and key in ``folder``; negative days have passed."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts])
        builder = _builder(_name(hosts[0]), self.name, key, days=days)
        made = builder.add_extension(names, critical=False).sign(self.key, SHA256())
        folder.mkdir(parents=True, exist_ok=True)
        paths = folder / "server.crt", folder / "server.key"
        paths[0].write_bytes(made.public_bytes(Encoding.PEM))
        private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        paths[1].write_bytes(private)
        return paths


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, *, days: int
) -> x509.CertificateBuilder:
    end = datetime.now(UTC) + timedelta(days=days)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(end - timedelta(days=60))
        .not_valid_after(end)
    )
