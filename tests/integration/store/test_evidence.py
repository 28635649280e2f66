"""Evidence: contents in their folder, and which item they support."""

from __future__ import annotations

import hashlib
import os

import pytest
from sqlalchemy.exc import IntegrityError

from tests.helpers import records as build
from tests.helpers.stores import AT, DRAFT, KEY, foreign_revision, new_store, store_with_draft, take_in
from workbench.store import blobs, evidence
from workbench.store.blobs import BlobFolder
from workbench.store.refusals import BlobDamaged, BlobMissing, BlobTooLarge, DiskFull
from workbench.store.rows import Blob, EvidenceRef
from workbench.store.store import Store

PHOTO = b"\xff\xd8 a photo that the project has drawn itself" * 50
SHA256 = hashlib.sha256(PHOTO).hexdigest()


@pytest.fixture
def folder(tmp_path):
    return BlobFolder(tmp_path / "evidence", bytes(32))


@pytest.fixture
def store(tmp_path):
    with store_with_draft(tmp_path) as opened:
        yield opened


def a_ref(**changes):
    fields = {"item": "A101", "sha256": SHA256, "name": "灯具.jpg", "mime": "image/jpeg", "size": len(PHOTO)}
    return EvidenceRef(**{**fields, **changes})


# --- the folder -------------------------------------------------------------------------------------


def test_content_lies_encrypted_under_its_hash_and_comes_back(folder, tmp_path):
    assert folder.put(PHOTO, "image/jpeg") == Blob(SHA256, len(PHOTO), "image/jpeg")
    path = tmp_path / "evidence" / SHA256[:2] / SHA256
    assert folder.path_of(SHA256) == path
    assert PHOTO[:20] not in path.read_bytes()
    assert folder.has(SHA256)
    assert folder.get(SHA256) == PHOTO


def test_content_held_already_is_a_success_and_not_written_again(folder):
    folder.put(PHOTO)
    before = folder.path_of(SHA256).read_bytes()
    folder.put(PHOTO)
    assert folder.path_of(SHA256).read_bytes() == before


def test_the_same_content_is_sealed_differently_under_another_nonce(folder, tmp_path):
    other = BlobFolder(tmp_path / "other", bytes(32))
    folder.put(PHOTO)
    other.put(PHOTO)
    assert folder.path_of(SHA256).read_bytes() != other.path_of(SHA256).read_bytes()


def test_missing_content_is_said(folder):
    assert not folder.has(SHA256)
    with pytest.raises(BlobMissing):
        folder.get(SHA256)


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_a_changed_byte_is_noticed_and_putting_again_mends_it(folder, place):
    folder.put(PHOTO)
    path = folder.path_of(SHA256)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    with pytest.raises(BlobDamaged):
        folder.get(SHA256)
    folder.put(PHOTO)
    assert folder.get(SHA256) == PHOTO


@pytest.mark.parametrize("left", [0, 4, 10, 40])
def test_a_file_cut_short_is_noticed(folder, left):
    folder.put(PHOTO)
    os.truncate(folder.path_of(SHA256), left)
    with pytest.raises(BlobDamaged):
        folder.get(SHA256)


def test_a_file_put_under_another_name_is_noticed(folder):
    folder.put(PHOTO)
    other = hashlib.sha256(b"another photo").hexdigest()
    folder.path_of(other).parent.mkdir(parents=True, exist_ok=True)
    folder.path_of(other).write_bytes(folder.path_of(SHA256).read_bytes())
    with pytest.raises(BlobDamaged):
        folder.get(other)


def test_content_sealed_under_a_wrong_name_is_noticed(folder):
    name = hashlib.sha256(b"another photo").hexdigest()
    folder.path_of(name).parent.mkdir(parents=True)
    sealed = folder._cipher.encrypt(bytes(12), PHOTO, b"AWE1" + bytes.fromhex(name))
    folder.path_of(name).write_bytes(b"AWE1" + bytes(12) + sealed)
    with pytest.raises(BlobDamaged):
        folder.get(name)


def test_another_key_opens_nothing(folder, tmp_path):
    folder.put(PHOTO)
    with pytest.raises(BlobDamaged):
        BlobFolder(tmp_path / "evidence", b"x" * 32).get(SHA256)


def test_a_file_that_is_too_large_is_refused_with_the_limit(folder, monkeypatch):
    monkeypatch.setattr(blobs, "MAX_BYTES", 100)
    with pytest.raises(BlobTooLarge) as refused:
        folder.put(bytes(101))
    assert refused.value.facts == {"size": 101, "limit": 100}
    assert folder.put(bytes(100)).size == 100


def test_a_full_disk_leaves_no_part_of_a_file(folder, tmp_path, monkeypatch):
    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    (tmp_path / "evidence" / SHA256[:2]).mkdir(parents=True)
    with pytest.raises(DiskFull):
        folder.put(PHOTO)
    assert [file for file in (tmp_path / "evidence").rglob("*") if file.is_file()] == []


# --- in the store -----------------------------------------------------------------------------------


def test_content_is_kept_before_its_row(store, monkeypatch):
    def fail(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(DiskFull):
        store.keep_blob(PHOTO, "image/jpeg", AT)
    monkeypatch.undo()
    with store.read() as connection:
        assert evidence.held_blob(connection, SHA256) is None


def test_a_row_without_kept_content_is_refused_by_the_database(store):
    with pytest.raises(IntegrityError), store.transaction() as connection:
        evidence.attach(connection, DRAFT, a_ref())


def test_evidence_is_bound_listed_and_unbound(store):
    second = store.keep_blob(b"second", "application/pdf", AT)
    store.keep_blob(PHOTO, "image/jpeg", AT)
    first = a_ref(note="一层", taken_at=AT, lat_e7=378_570_000, lon_e7=1_125_490_000, sort=2, added_at=AT)
    other = a_ref(sha256=second.sha256, name="合同.pdf", mime="application/pdf", size=6, sort=1)
    with store.transaction() as connection:
        evidence.attach(connection, DRAFT, first)
        evidence.attach(connection, DRAFT, other)
        assert evidence.listing(connection, DRAFT) == (other, first)
        taken = evidence.detach(connection, DRAFT, "A101", SHA256)
        assert taken == first
        assert evidence.detach(connection, DRAFT, "A101", SHA256) is None
        assert evidence.listing(connection, DRAFT) == (other,)
        evidence.attach(connection, DRAFT, taken)
        assert evidence.listing(connection, DRAFT) == (other, first)


def test_binding_the_same_content_again_renews_its_note(store):
    store.keep_blob(PHOTO, "image/jpeg", AT)
    with store.transaction() as connection:
        evidence.attach(connection, DRAFT, a_ref(note="旧"))
        evidence.attach(connection, DRAFT, a_ref(note="新"))
        evidence.attach(connection, DRAFT, a_ref(item="A102", note="另一条"))
        assert [(one.item, one.note) for one in evidence.listing(connection, DRAFT)] == [
            ("A101", "新"),
            ("A102", "另一条"),
        ]


def test_one_photo_in_two_assessments_is_kept_once(store):
    store.keep_blob(PHOTO, "image/jpeg", AT)
    assert store.keep_blob(PHOTO, "image/jpeg", AT).sha256 == SHA256
    files = [file for file in store.blobs.path_of(SHA256).parents[1].rglob("*") if file.is_file()]
    assert len(files) == 1


def test_the_evidence_key_stays_with_the_store(store):
    store.keep_blob(PHOTO, "image/jpeg", AT)
    with Store.open(store.path, KEY) as again:
        assert again.blobs.get(SHA256) == PHOTO


def test_contents_that_records_name_and_nobody_has_brought_are_listed(tmp_path):
    with new_store(tmp_path) as store:
        take_in(store, foreign_revision(evidence=(build.an_evidence_ref(), build.an_evidence_ref(item="A102"))))
        wanted = Blob(build.BLOB_SHA256, len(build.BLOB), "image/jpeg")
        with store.read() as connection:
            assert evidence.missing_blobs(connection) == (wanted,)
        store.keep_blob(build.BLOB, "image/jpeg", AT)
        with store.read() as connection:
            assert evidence.missing_blobs(connection) == ()
