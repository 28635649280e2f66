"""Signed HTTP requests: what laptop and hub agree on of RFC 9421 (signatures) and RFC 9530 (digests).

A request is signed with the same P-256 key as the records. The signature covers method, host, path, query and the
digest of the body, so that a request can neither be changed nor be played to another hub; its tag keeps it apart from
every other use of HTTP signatures.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from http_message_signatures import (
    HTTPMessageSigner,
    HTTPMessageVerifier,
    HTTPSignatureAlgorithm,
    HTTPSignatureKeyResolver,
)
from http_message_signatures.exceptions import HTTPMessageSignaturesException

from workbench.domain.ports import RecordSigner, SignatureChecker
from workbench.domain.refusals import Refusal
from workbench.signing.keys import SUITE

COVERED: Final = ("@method", "@authority", "@path", "@query", "content-digest")
"""Components every request signature has to cover (RFC 9421, 2.2); `created` and `keyid` are its parameters."""

TAG: Final = "workbench"
EMPTY_DIGEST: Final = hashlib.sha256(b"").digest()


class RequestNotSigned(Refusal):
    """A request carries no signature that can be believed; facts: `reason`, and `key` where one is named.

    Reasons: `missing`, `malformed`, `not_covered`, `bad_signature` (also when the key is not known).
    """

    code = "request_not_signed"


@dataclass(frozen=True, slots=True)
class Message:
    """The parts of a request that a signature covers; `headers` is changed in place by signing."""

    method: str
    url: str
    headers: Any


@dataclass(frozen=True, slots=True)
class RequestSignature:
    """A signature that holds: whose key made it, when by that key's clock, and the digest the body must have."""

    key_id: str
    created: datetime
    body_sha256: bytes


def content_digest(sha256: bytes) -> str:
    """Write SHA-256 of a body as the `Content-Digest` field (RFC 9530, 2)."""
    return f"sha-256=:{base64.b64encode(sha256).decode('ascii')}:"


def sign_request(message: Message, signer: RecordSigner, *, created: datetime, body_sha256: bytes) -> None:
    """Add `Content-Digest`, `Signature-Input` and `Signature` to a request."""
    message.headers["Content-Digest"] = content_digest(body_sha256)
    HTTPMessageSigner(signature_algorithm=_RecordKey, key_resolver=_Keys(signer=signer)).sign(
        message,
        key_id=signer.key_id,
        created=created,
        label="sig",
        tag=TAG,
        covered_component_ids=COVERED,
        use_existing_digest=True,
    )


def check_request(message: Message, checker: SignatureChecker) -> RequestSignature:
    """Make sure that a known key signed a request; when it did and whether it may is the caller's to judge.

    Raises:
        RequestNotSigned: there is no such signature.
    """
    keys = _Keys(checker=checker)
    try:
        (proved,) = _Verifier(signature_algorithm=_RecordKey, key_resolver=keys).verify(
            message, max_age=None, expect_tag=TAG, require_components=COVERED
        )
        created = datetime.fromtimestamp(int(proved.parameters["created"]), UTC)
    except RequestNotSigned:
        raise
    except (HTTPMessageSignaturesException, ValueError, OverflowError, OSError) as fault:
        raise _refusal_for(message.headers, fault) from fault
    digest = _digest_of(proved.covered_components['"content-digest"'])
    return RequestSignature(str(proved.parameters["keyid"]), created, digest)


def _digest_of(field: str) -> bytes:
    """Read a `Content-Digest` that holds exactly one SHA-256."""
    try:
        digest = base64.b64decode(field.removeprefix("sha-256=:").removesuffix(":"), validate=True)
    except ValueError:
        digest = b""
    if content_digest(digest) != field or len(digest) != 32:
        raise RequestNotSigned(reason="malformed")
    return digest


def _refusal_for(headers: Mapping[str, str], fault: Exception) -> RequestNotSigned:
    if isinstance(fault.__cause__, RequestNotSigned):
        return fault.__cause__
    if "signature" not in headers or "signature-input" not in headers:
        return RequestNotSigned(reason="missing")
    return RequestNotSigned(reason="not_covered" if "not covered" in str(fault) else "malformed")


class _Verifier(HTTPMessageVerifier):
    """Leaves the clock to the caller: only a moment of creation is asked for here."""

    def validate_created_and_expires(self, sig_input: Any, max_age: Any = None) -> None:  # noqa: ARG002 -- library's
        if type(sig_input.params.get("created")) is not int:
            raise RequestNotSigned(reason="malformed")


class _Keys(HTTPSignatureKeyResolver):
    """Hands the library our own signer, or the name of a key together with who can check it."""

    def __init__(self, *, signer: RecordSigner | None = None, checker: SignatureChecker | None = None) -> None:
        self._signer = signer
        self._checker = checker

    def resolve_private_key(self, key_id: str) -> Any:  # noqa: ARG002 -- there is only the one
        return self._signer

    def resolve_public_key(self, key_id: str) -> Any:
        return (self._checker, key_id)


class _RecordKey(HTTPSignatureAlgorithm):
    """`ecdsa-p256-sha256` of RFC 9421, 3.3.4, by the signers and checkers of records."""

    algorithm_id = SUITE

    def __init__(self, public_key: Any = None, private_key: Any = None) -> None:
        self._checked = public_key
        self._signer = private_key

    def sign(self, message: bytes) -> bytes:
        raw: bytes = self._signer.sign(message)
        return raw

    def verify(self, signature: bytes, message: bytes) -> None:
        checker, key_id = self._checked
        if not checker.check(key_id=key_id, suite=SUITE, signature=signature, message=message):
            raise RequestNotSigned(reason="bad_signature", key=key_id)
