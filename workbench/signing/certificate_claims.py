"""What a certificate code says, and its one encoding (the table stands in `certificate_code`)."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Final

import cbor2

from workbench.domain.refusals import Refusal

_CLAIMS: Final = -70001
_LONGEST_NAME: Final = 60
_CUT_MARK: Final = "…"
_MASK: Final = "＊"
_LONGEST_MASK: Final = 6
_NAME_DIGEST_BYTES: Final = 8
_REVISION_BYTES: Final = 16

_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_CREDIT_CODE: Final = re.compile(r"[0-9A-Z]{18}")
_REVISION: Final = re.compile(r"[0-9a-f]{32}")
_SCORE: Final = re.compile(r"([0-9]{1,5})(?:\.([0-9]{1,4}))?")
_LONGEST_TEXT: Final = 60
_BARRED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cs"})

_EPOCH: Final = date(1970, 1, 1)
_CHINA: Final = timezone(timedelta(hours=8))
_CHINA_SECONDS: Final = 8 * 3600


class ClaimsRefused(Refusal):
    """A certificate says something that a code cannot carry; facts: `claim`."""

    code = "claims_refused"


@dataclass(frozen=True, slots=True)
class UnitName:
    """The name of the certified unit as a code carries it: whole, or cut with a digest of the whole (decision 28)."""

    shown: str
    digest: bytes | None = None

    @classmethod
    def of(cls, name: str) -> UnitName:
        """Shorten a name to 60 bytes of UTF-8, mark included; a shorter one is kept as it is."""
        encoded = name.encode()
        if len(encoded) <= _LONGEST_NAME:
            return cls(name)
        kept = encoded[: _LONGEST_NAME - len(_CUT_MARK.encode())].decode(errors="ignore")
        return cls(kept + _CUT_MARK, hashlib.sha256(encoded).digest()[:_NAME_DIGEST_BYTES])

    @classmethod
    def masked(cls, name: str) -> UnitName:
        """Show a private name's first character only, and no digest that a guess could be tried on."""
        return cls(name[:1] + _MASK * min(max(len(name) - 1, 1), _LONGEST_MASK))

    def matches(self, name: str) -> bool:
        """Tell whether this is how a full name is carried, whole, cut or masked."""
        return self in (UnitName.of(name), UnitName.masked(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateClaims:
    """What the code of a certificate says.

    `score` is a decimal string without needless zeros, `revision` the first 32 hex digits of the revision's record id,
    `constructed` tells that the form holds items of the project's own making (decision 17).
    """

    issuer: str
    serial: str
    unit_name: UnitName
    credit_code: str | None
    action: str
    form: str
    edition: str
    grade_code: str
    grade_name: str
    score: str | None
    issued_on: date
    valid_until: date | None
    revision: str
    constructed: bool

    def is_dated_after(self, today: date) -> bool:
        """Tell whether it says to be issued on a day that has not come yet."""
        return self.issued_on > today

    def is_expired(self, on: date) -> bool:
        """Tell whether the last valid day has passed; an open validity never does."""
        return self.valid_until is not None and on > self.valid_until


def china_day(moment: datetime) -> date:
    """Give the day of an aware moment in China, where every day of a certificate is told."""
    return moment.astimezone(_CHINA).date()


def china_midnight(day: date) -> datetime:
    """Give the moment at which a day begins in China."""
    return datetime.combine(day, time(), _CHINA)


def encode(claims: CertificateClaims) -> bytes:
    """Write claims as their CWT claims set.

    Raises:
        ClaimsRefused: a claim is not in the form the table asks for.
    """
    _require_proper(claims)
    inner: dict[int, object] = {
        1: claims.unit_name.shown,
        2: claims.credit_code,
        3: f"{claims.form}/{claims.edition}",
        4: None if claims.score is None else _ten_thousandths(claims.score),
        5: claims.grade_code,
        6: claims.serial,
        8: _yyyymmdd(claims.issued_on),
        9: None if claims.valid_until is None else _yyyymmdd(claims.valid_until),
        10: claims.action,
        11: bytes.fromhex(claims.revision),
        12: claims.grade_name,
        13: claims.unit_name.digest,
        14: True if claims.constructed else None,
    }
    outer: dict[int, object] = {
        1: claims.issuer,
        4: None if claims.valid_until is None else _midnight(claims.valid_until + timedelta(days=1)),
        6: _midnight(claims.issued_on),
        _CLAIMS: _without_absent(inner),
    }
    return cbor2.dumps(_without_absent(outer), canonical=True)


def decode(encoded: bytes) -> CertificateClaims:
    """Read a CWT claims set that is exactly what `encode` writes.

    Raises:
        ClaimsRefused: it is not CBOR, lacks or adds a claim, or is encoded in any other way.
    """
    try:
        claims = _from_maps(cbor2.loads(encoded))
        again = encode(claims)
    except (
        cbor2.CBORError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        OverflowError,
        RecursionError,
    ) as error:
        raise ClaimsRefused(claim="form") from error
    if again != encoded:
        raise ClaimsRefused(claim="form")
    return claims


def _from_maps(outer: Any) -> CertificateClaims:
    inner = outer[_CLAIMS]
    form, _, edition = inner[3].partition("/")
    return CertificateClaims(
        issuer=outer[1],
        serial=inner[6],
        unit_name=UnitName(inner[1], inner.get(13)),
        credit_code=inner.get(2),
        action=inner[10],
        form=form,
        edition=edition,
        grade_code=inner[5],
        grade_name=inner[12],
        score=None if 4 not in inner else _decimal(inner[4]),
        issued_on=_day(inner[8]),
        valid_until=None if 9 not in inner else _day(inner[9]),
        revision=inner[11].hex(),
        constructed=14 in inner,
    )


def _require_proper(claims: CertificateClaims) -> None:
    for claim in ("issuer", "action", "form", "edition", "grade_code"):
        _require(_CODE.fullmatch(getattr(claims, claim)) is not None, claim)
    for claim, text in (("serial", claims.serial), ("grade_name", claims.grade_name)):
        _require(_is_plain_text(text), claim)
    _require(_is_proper_name(claims.unit_name), "unit_name")
    _require(claims.credit_code is None or _CREDIT_CODE.fullmatch(claims.credit_code) is not None, "credit_code")
    _require(claims.score is None or _SCORE.fullmatch(claims.score) is not None, "score")
    _require(_REVISION.fullmatch(claims.revision) is not None, "revision")
    _require(claims.valid_until is None or claims.valid_until >= claims.issued_on, "valid_until")


def _require(is_so: bool, claim: str) -> None:  # noqa: FBT001 -- reads as one sentence at each call
    if not is_so:
        raise ClaimsRefused(claim=claim)


def _is_plain_text(text: str) -> bool:
    return (
        len(text) > 0
        and len(text.encode(errors="surrogatepass")) <= _LONGEST_TEXT
        and unicodedata.is_normalized("NFC", text)
        and not any(unicodedata.category(sign) in _BARRED_CATEGORIES for sign in text)
    )


def _is_proper_name(name: UnitName) -> bool:
    if not _is_plain_text(name.shown):
        return False
    if name.digest is None:
        return True
    is_cut = name.shown.endswith(_CUT_MARK) and len(name.shown.encode()) > _LONGEST_NAME - 4
    return is_cut and isinstance(name.digest, bytes) and len(name.digest) == _NAME_DIGEST_BYTES


def _ten_thousandths(score: str) -> int:
    whole, _, places = score.partition(".")
    return int(whole) * 10_000 + int(places.ljust(4, "0"))


def _decimal(ten_thousandths: int) -> str:
    whole, places = divmod(ten_thousandths, 10_000)
    return f"{whole}.{places:04}".rstrip("0").rstrip(".")


def _yyyymmdd(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day


def _day(yyyymmdd: int) -> date:
    return date(yyyymmdd // 10_000, yyyymmdd // 100 % 100, yyyymmdd % 100)


def _midnight(day: date) -> int:
    return (day - _EPOCH).days * 86_400 - _CHINA_SECONDS


def _without_absent(claims: dict[int, object]) -> dict[int, object]:
    return {key: value for key, value in claims.items() if value is not None}
