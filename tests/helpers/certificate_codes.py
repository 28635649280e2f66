"""Certificate codes taken apart, changed and signed again, as somebody with our source code could."""

from __future__ import annotations

from datetime import date

import cbor2

from tests.unit.signing.project import seeded
from workbench.signing import base45
from workbench.signing.certificate_claims import CertificateClaims, UnitName
from workbench.signing.certificate_code import PREFIX, CodeKey
from workbench.signing.keys import ORDER, FileKey

KEY = FileKey.generate(seeded(1))
ISSUER = "sx-swt"
KEYS = {key.kid: key for key in [CodeKey(KEY.public_key, ISSUER)]}
CLAIMS = CertificateClaims(
    issuer=ISSUER,
    serial="晋绿商〔2026〕0001号",
    unit_name=UnitName.of("太原市样例购物中心"),
    credit_code="91140100MA0ABCDE1X",
    action="green-mall",
    form="green-mall",
    edition="2020",
    grade_code="qualified",
    grade_name="达标",
    score="85.3333",
    issued_on=date(2026, 11, 23),
    valid_until=date(2029, 11, 22),
    revision="0f" * 16,
    constructed=True,
)
LONG_NAME = "太原市杏花岭区样例商业管理有限责任公司𬭎瑞购物中心"


def kid_of(key: FileKey) -> bytes:
    """The first 8 bytes of the key's id, as a code carries them."""
    return bytes.fromhex(key.key_id[:16])


def header_of(key: FileKey) -> bytes:
    """The protected header of a code of this key."""
    return cbor2.dumps({1: -7, 4: kid_of(key)})


def low(signature: bytes) -> bytes:
    """Of the two signatures that verify alike, the one with the lower s."""
    s = int.from_bytes(signature[32:])
    return signature[:32] + min(s, ORDER - s).to_bytes(32)


def high(signature: bytes) -> bytes:
    """The other one."""
    s = int.from_bytes(signature[32:])
    return signature[:32] + max(s, ORDER - s).to_bytes(32)


def signed(payload: bytes, key: FileKey = KEY, header: bytes | None = None) -> str:
    """Frame and sign any claims, as somebody who holds the key could."""
    protected = header_of(key) if header is None else header
    return text_of([protected, {}, payload, low(key.sign(message(protected, payload)))])


def message(header: bytes, payload: bytes, context: str = "Signature1") -> bytes:
    """What a signature covers (RFC 9052, 4.4)."""
    return cbor2.dumps([context, header, b"", payload])


def text_of(parts: object, tag: int = 18) -> str:
    """Write a COSE message as the text of a code."""
    return coded(cbor2.dumps(cbor2.CBORTag(tag, parts)))


def coded(frame: bytes) -> str:
    """Write any bytes as the text of a code."""
    return PREFIX + base45.encode(frame)


def frame_of(code: str) -> bytes:
    """The bytes of a code."""
    return base45.decode(code[len(PREFIX) :])


def parts_of(code: str) -> list[object]:
    """Protected header, unprotected header, claims and signature of a code."""
    return list(cbor2.loads(frame_of(code)).value)
