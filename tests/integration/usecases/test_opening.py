"""Making and opening stores: passwords, the recovery code, several people with keys of their own."""

from __future__ import annotations

import pytest

from tests.helpers.offices import (
    COLLEAGUE,
    INSPECTOR,
    INSPECTORS,
    PASSWORD,
    a_place,
    filled,
    finished,
)
from workbench.domain.people import Person
from workbench.signing.key_envelope import EmptyPassword, WrongPassword, open_private_key
from workbench.signing.recovery_code import RecoveryCodeMistyped
from workbench.store import keys as key_table
from workbench.store.refusals import DiskFailed, StoreExists, StoreMissing, UnknownUser, UserExists, WrongRecoveryCode
from workbench.store.vault import vault_path
from workbench.usecases.dossiers import open_dossier
from workbench.usecases.finishing import finish_assessment
from workbench.usecases.opening import (
    add_person,
    create_store,
    make_code_key,
    open_store,
    open_with_recovery,
    people,
)
from workbench.usecases.typed_text import NotAPersonId, NotAPersonName


def test_a_store_opens_with_its_password_and_gives_the_same_key(tmp_path):
    place = a_place()
    with create_store(place, tmp_path / "a.db", INSPECTOR, PASSWORD).session as session:
        key_id = session.require_key().key_id
    with open_store(place, tmp_path / "a.db", INSPECTOR.person_id, PASSWORD) as session:
        assert (session.person, session.require_key().key_id) == (INSPECTOR, key_id)
        assert session.certificate is None


def test_a_wrong_password_and_an_unknown_person_are_refused(office):
    with pytest.raises(WrongPassword):
        open_store(office.place, office.store(INSPECTORS), INSPECTOR.person_id, PASSWORD + "x")
    with pytest.raises(UnknownUser):
        open_store(office.place, office.store(INSPECTORS), "nobody", PASSWORD)


def test_where_no_store_lies_it_is_said_so_and_nothing_is_made(tmp_path):
    for ask in (
        lambda: open_store(a_place(), tmp_path / "none.db", "x", "y"),
        lambda: people(tmp_path / "none.db"),
        lambda: open_with_recovery(a_place(), tmp_path / "none.db", "x", "y", "z"),
    ):
        with pytest.raises(StoreMissing):
            ask()
    assert list(tmp_path.iterdir()) == []


def test_a_store_is_never_made_over_a_file_and_no_vault_is_left_behind(tmp_path):
    path = tmp_path / "a.db"
    path.write_bytes(b"somebody's file")
    with pytest.raises(StoreExists):
        create_store(a_place(), path, INSPECTOR, PASSWORD)
    assert path.read_bytes() == b"somebody's file"
    assert not vault_path(path).exists()


def test_a_store_that_could_not_be_made_can_be_made_at_the_second_attempt(tmp_path, monkeypatch):
    path = tmp_path / "a.db"
    with monkeypatch.context() as patch:
        patch.setattr("workbench.store.store._fill", _no_room)
        with pytest.raises(DiskFailed):
            create_store(a_place(), path, INSPECTOR, PASSWORD)
    create_store(a_place(), path, INSPECTOR, PASSWORD).session.close()
    assert people(path) == (INSPECTOR,)


def _no_room(*_):
    raise OSError("no room")


def test_an_empty_password_makes_nothing(tmp_path):
    with pytest.raises(EmptyPassword):
        create_store(a_place(), tmp_path / "a.db", INSPECTOR, "")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("person_id", ["", "李四", "a b", "a@b", "-x", "x" * 65])
def test_a_staff_number_that_certificates_and_records_cannot_carry_is_refused_at_once(tmp_path, office, person_id):
    with pytest.raises(NotAPersonId):
        create_store(a_place(), tmp_path / "a.db", Person(person_id, "某人"), PASSWORD)
    assert not (tmp_path / "a.db").exists()
    with office.inspector() as session, pytest.raises(NotAPersonId):
        add_person(session, Person(person_id, "某人"), PASSWORD)


def test_a_name_that_cannot_be_printed_is_refused_and_a_decomposed_one_composed(tmp_path):
    with pytest.raises(NotAPersonName):
        create_store(a_place(), tmp_path / "a.db", Person("x1", "a\nb"), PASSWORD)
    with create_store(a_place(), tmp_path / "b.db", Person("x1", " Jose\u0301 "), PASSWORD).session as session:
        assert session.person.name == "José"


def test_the_recovery_code_gives_back_store_and_signing_key(office):
    path = office.store(INSPECTORS)
    with office.inspector() as session:
        key_id, assessment_id = session.require_key().key_id, filled(session, photos=0)
    code = office.recovery[INSPECTORS]
    with open_with_recovery(office.place, path, INSPECTOR.person_id, code, "new one") as session:
        assert session.require_key().key_id == key_id
        assert finish_assessment(session, assessment_id).revision
    with pytest.raises(WrongPassword):
        open_store(office.place, path, INSPECTOR.person_id, PASSWORD)
    with open_store(office.place, path, INSPECTOR.person_id, "new one") as session:
        assert session.require_key().key_id == key_id
    with office.open(INSPECTORS, COLLEAGUE) as session:
        assert session.require_key().key_id != key_id, "the colleague's password is untouched"


def test_the_recovery_code_gives_back_the_key_of_certificate_codes_too(tmp_path):
    place = a_place()
    made = create_store(place, tmp_path / "a.db", INSPECTOR, PASSWORD)
    with made.session as session:
        key_id = make_code_key(session, PASSWORD).key_id
    with open_with_recovery(place, tmp_path / "a.db", INSPECTOR.person_id, made.recovery_code, "new") as session:
        assert session.code_key is not None
        assert session.code_key.key_id == key_id


def test_a_wrong_or_mistyped_recovery_code_changes_nothing(office, tmp_path):
    path = office.store(INSPECTORS)
    other = create_store(a_place(seed=8), tmp_path / "other.db", INSPECTOR, PASSWORD)
    other.session.close()
    with pytest.raises(WrongRecoveryCode):
        open_with_recovery(office.place, path, INSPECTOR.person_id, other.recovery_code, "new")
    with pytest.raises(RecoveryCodeMistyped):
        open_with_recovery(office.place, path, INSPECTOR.person_id, "ABCD", "new")
    with pytest.raises(EmptyPassword):
        open_with_recovery(office.place, path, INSPECTOR.person_id, office.recovery[INSPECTORS], "")
    office.inspector().close()


def test_one_persons_key_is_not_opened_by_anothers_password(office):
    path = office.store(INSPECTORS)
    with office.inspector() as session:
        add_person(session, Person("sx-0003", "评审员丙"), "another password")
        with session.store.read() as connection:
            theirs = key_table.of_person(connection, "sx-0003")
    with pytest.raises(WrongPassword):
        open_private_key(theirs.sealed, PASSWORD)
    with pytest.raises(WrongPassword):
        open_store(office.place, path, "sx-0003", PASSWORD)
    with open_store(office.place, path, "sx-0003", "another password") as session:
        assert session.require_key().key_id == theirs.key_id


def test_nobody_is_let_in_twice(office):
    with office.inspector() as session, pytest.raises(UserExists):
        add_person(session, COLLEAGUE, "x")
    assert [one.person_id for one in people(office.store(INSPECTORS))] == ["sx-0001", "sx-0002"]


def test_what_one_finishes_the_other_sees(office):
    with office.inspector() as session:
        assessment_id = finished(session, photos=0)
    with office.open(INSPECTORS, COLLEAGUE) as session:
        assert open_dossier(session, assessment_id).assessment.state.value == "finished"
