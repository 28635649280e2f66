"""Give a hub its key: a folder with the sealed key and the signing request for the project's CA (decision 2)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.signing.authority import make_request
from workbench.signing.key_envelope import open_private_key, seal_private_key
from workbench.signing.keys import FileKey
from workbench.store.durable_files import write_durably
from workbench.usecases.typed_text import typed_person
from workbench.usecases.workplace import Workplace

HUB_KEY, HUB_REQUEST = "hub.key", "hub-request.pem"


class HubExists(Refusal):
    """The folder holds a hub's key already; facts: `folder`."""

    code = "hub_exists"


class NoHubKey(Refusal):
    """The folder holds no hub's key; facts: `folder`."""

    code = "no_hub_key"


@dataclass(frozen=True)
class HubMade:
    """A hub's folder: the id of its key, and the request that the CA has to sign with the role `hub`."""

    key_id: str
    request: Path


def init_hub(place: Workplace, folder: Path, person: Person, password: str) -> HubMade:
    """Make a hub's folder with a new key.

    Raises:
        HubExists, NameNotAscii, EmptyPassword, DiskFull, ReadOnlyFolder.
    """
    holder = typed_person(person)
    if (folder / HUB_KEY).exists():
        raise HubExists(folder=folder)
    key = FileKey.generate(place.random)
    request = make_request(key, holder.person_id)
    write_durably(folder / HUB_KEY, seal_private_key(key, password, cost=place.cost, random=place.random))
    write_durably(folder / HUB_REQUEST, request.encode("ascii"))
    return HubMade(key.key_id, folder / HUB_REQUEST)


def open_hub_key(folder: Path, password: str) -> FileKey:
    """Open the key of a hub's folder.

    Raises:
        NoHubKey, WrongPassword, DamagedKeyFile.
    """
    try:
        sealed = (folder / HUB_KEY).read_bytes()
    except FileNotFoundError:
        raise NoHubKey(folder=folder) from None
    return open_private_key(sealed, password)
