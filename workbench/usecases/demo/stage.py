"""The people, keys and stores of the demo: made by the very use cases that an office uses (decision 2)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from workbench.domain.people import Person, Role
from workbench.domain.refusals import Refusal
from workbench.signing.authority import make_request
from workbench.signing.grants import ALL_ACTIONS, Grant
from workbench.store.durable_files import write_durably
from workbench.usecases import keyring
from workbench.usecases.opening import add_person, create_store, make_code_key, open_store
from workbench.usecases.session import Session
from workbench.usecases.workplace import Workplace

INSPECTOR = Person("sx-0001", "评审员甲")
SECOND_INSPECTOR = Person("sx-0002", "评审员乙")
SUPERVISOR = Person("sx-0901", "复核负责人甲")
ISSUER = Person("sx-0951", "发证人甲")
HUB = Person("sx-hub-1", "样例中心")
ISSUER_CODE, ISSUER_NAME = "SX01", "山西省样例发证机关"
PROVINCE = "140000"
VERIFIER_PAGE = "verifier.html"
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_OWN = (
    "inspector.db*",
    "supervisor.db*",
    f"batch-{INSPECTOR.person_id}-[0-9]*.aw[br]",
    f"batch-{SECOND_INSPECTOR.person_id}-[0-9]*.aw[br]",
    "passwords.txt",
    "trust.json",
    VERIFIER_PAGE,
)
_OWN_OF_A_SAMPLE = ("answers-{}.json", "report-{}.pdf", "report-{}-draft.pdf", "certificate-{}.pdf")
_OWN_FOLDERS = ("ca", "hub", "requests")
_MARK = ".workbench-demo"


class NotADemoFolder(Refusal):
    """The folder holds files that are not a demo's; facts: `folder`."""

    code = "not_a_demo_folder"


@dataclass
class Stage:
    """Everything the demo works with; `passwords` go to a file that says so."""

    place: Workplace
    folder: Path
    tell: Callable[[str, dict[str, object]], None]
    passwords: dict[str, str] = field(default_factory=dict)
    recovery: dict[str, str] = field(default_factory=dict)

    def password(self, name: str) -> str:
        """Give the generated password of somebody."""
        if name not in self.passwords:
            signs = (_ALPHABET[byte % len(_ALPHABET)] for byte in self.place.random(16))
            self.passwords[name] = "".join(signs)
        return self.passwords[name]

    def store(self, name: str) -> Path:
        """Where a store of the demo lies."""
        return self.folder / f"{name}.db"

    def open(self, name: str, person: Person) -> Session:
        """Open a store of the demo as one of its people."""
        return open_store(self.place, self.store(name), person.person_id, self.password(person.person_id))


def clear(folder: Path, samples: Iterable[str]) -> None:
    """Make the folder ready; only files that a demo of these samples made before are replaced (decision 24).

    Raises:
        NotADemoFolder: it holds other things and no demo's mark.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _MARK).exists():
        raise NotADemoFolder(folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _MARK).touch()
    for pattern in (*_OWN, *(name.format(code) for name in _OWN_OF_A_SAMPLE for code in samples)):
        for path in folder.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for name in _OWN_FOLDERS:
        shutil.rmtree(folder / name, ignore_errors=True)


def set_up(stage: Stage) -> None:
    """Make CA, stores, keys, requests and certificates, and put the trust list into every store."""
    ca = keyring.init_authority(stage.place, stage.folder / "ca", "Shanxi-Demo", stage.password("ca"))
    stage.tell("demo.ca", {"fingerprint": keyring.fingerprint(ca.authority.key.key_id)})
    wanted: list[tuple[Person, Role, str]] = []
    for name, people in (
        ("inspector", ((INSPECTOR, Role.INSPECTOR), (SECOND_INSPECTOR, Role.INSPECTOR))),
        ("supervisor", ((SUPERVISOR, Role.SUPERVISOR), (ISSUER, Role.ISSUER))),
    ):
        _make_store(stage, name, tuple(person for person, _ in people))
        for person, role in people:
            wanted.append((person, role, _request(stage, name, person)))
    for person, role, request in wanted:
        grant = Grant(person.person_id, role, PROVINCE, (ALL_ACTIONS,), 450)
        ca = keyring.sign_request(stage.place, ca, request, grant, person.name)
    with stage.open("supervisor", ISSUER) as session:
        key = make_code_key(session, stage.password(ISSUER.person_id))
    ca = keyring.add_code_key(stage.place, ca, make_request(key, ISSUER.person_id), ISSUER_CODE)
    spread_trust(stage)
    stage.tell("demo.keys", {"people": len(wanted), "number": ca.trust.number})


def spread_trust(stage: Stage) -> None:
    """Carry the newest trust list into every store, as a stick would."""
    trust = (stage.folder / "ca" / keyring.TRUST_LIST).read_bytes()
    write_durably(stage.folder / keyring.TRUST_LIST, trust)
    for name, person in (("inspector", INSPECTOR), ("supervisor", SUPERVISOR)):
        with stage.open(name, person) as session:
            keyring.install_trust_list(session, trust)


def write_passwords(stage: Stage) -> Path:
    """Write the generated passwords and recovery codes beside the stores; these are sample data only."""
    lines = ["# Sample passwords of the demo, written in the open on purpose. 演示用密码，仅供样例数据。", ""]
    lines += [f"{name} = {password}" for name, password in stage.passwords.items()]
    lines += [f"recovery code of {name}.db = {code}" for name, code in stage.recovery.items()]
    path = stage.folder / "passwords.txt"
    write_durably(path, ("\n".join(lines) + "\n").encode())
    return path


def _make_store(stage: Stage, name: str, people: tuple[Person, ...]) -> None:
    first, *others = people
    made = create_store(stage.place, stage.store(name), first, stage.password(first.person_id))
    stage.recovery[name] = made.recovery_code
    with made.session as session:
        for person in others:
            add_person(session, person, stage.password(person.person_id))


def _request(stage: Stage, name: str, person: Person) -> str:
    with stage.open(name, person) as session:
        request = keyring.request_certificate(session)
    write_durably(stage.folder / "requests" / f"{person.person_id}.csr", request.encode("ascii"))
    return request
