"""An open store seen by one person: what is passed to every use case that reads or changes the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from cryptography import x509

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.signing.keys import FileKey
from workbench.signing.trust import TrustStore
from workbench.store import trust as trust_table
from workbench.store.store import Store
from workbench.usecases.trusting import trust_store_of
from workbench.usecases.workplace import Workplace


class NoSigningKey(Refusal):
    """The person has no signing key in this store; facts: `person`."""

    code = "no_signing_key"


class NoCertificate(Refusal):
    """The person's key has not been certified yet; facts: `person`, `key`."""

    code = "no_certificate"


class NoTrustList(Refusal):
    """The store holds no trust list yet."""

    code = "no_trust_list"


@dataclass
class Session:
    """One person at one open store; `key` is None where the person only reads, `code_key` signs certificate codes."""

    place: Workplace
    store: Store
    person: Person
    store_key: bytes
    key: FileKey | None = None
    certificate: x509.Certificate | None = None
    code_key: FileKey | None = None

    def require_key(self) -> FileKey:
        """Give the signing key.

        Raises:
            NoSigningKey: there is none.
        """
        if self.key is None:
            raise NoSigningKey(person=self.person.person_id)
        return self.key

    def require_certificate(self) -> x509.Certificate:
        """Give the certificate of the signing key.

        Raises:
            NoCertificate: the key still waits for it.
        """
        key = self.require_key()
        if self.certificate is None:
            raise NoCertificate(person=self.person.person_id, key=key.key_id)
        return self.certificate

    def trust(self) -> TrustStore:
        """Build the trust store from the list in force here.

        Raises:
            NoTrustList: none was ever installed.
        """
        with self.store.read() as connection:
            row = trust_table.current(connection)
        if row is None:
            raise NoTrustList
        return trust_store_of(row.envelope)

    def close(self) -> None:
        """Close the store; the key is forgotten with the session."""
        self.key = self.code_key = None
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
