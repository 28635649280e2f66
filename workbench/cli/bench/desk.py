"""A filled sample visit in a store of its own, for the measurements that need one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.catalogue.samples import Sample, load_samples
from workbench.documents.sample_photos import draw_photo
from workbench.domain.people import Person, Role
from workbench.signing.grants import ALL_ACTIONS, Grant
from workbench.signing.key_envelope import KdfCost
from workbench.usecases import keyring
from workbench.usecases.assessing import Start, load_answers, start_assessment
from workbench.usecases.attaching import NewEvidence, attach_evidence
from workbench.usecases.opening import create_store
from workbench.usecases.registering import NewUnit, add_unit
from workbench.usecases.session import Session
from workbench.usecases.workplace import Workplace

PHOTOS = 8
_CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)  # a password guess is not what is measured here
_INSPECTOR = Person("bench-0001", "评审员甲")


@dataclass(frozen=True)
class Desk:
    """An open session with one filled assessment of the mall form."""

    session: Session
    assessment_id: str
    sample: Sample


@contextmanager
def filled_desk(place: Workplace, folder: Path) -> Iterator[Desk]:
    """Set up keys and a store, and fill one visit with eight photos."""
    cheap = Workplace(place.data, place.clock, place.random, cost=_CHEAP)
    made = create_store(cheap, folder / "bench.db", _INSPECTOR, "bench")
    with made.session as session:
        ca = keyring.init_authority(cheap, folder / "ca", "Bench", "bench")
        grant = Grant(_INSPECTOR.person_id, Role.INSPECTOR, "140000", (ALL_ACTIONS,), 30)
        keyring.sign_request(cheap, ca, keyring.request_certificate(session), grant, _INSPECTOR.name)
        keyring.install_trust_list(session, (folder / "ca" / keyring.TRUST_LIST).read_bytes())
        sample = load_samples(place.data)[0]
        yield Desk(session, _fill(session, sample), sample)


def _fill(session: Session, sample: Sample) -> str:
    fields = ("name", "action", "credit_code", "region", "address", "attributes")
    unit = add_unit(session, NewUnit(**{key: sample.unit[key] for key in fields}))
    start = Start(
        unit_id=unit.unit_id,
        form=sample.form,
        edition=sample.edition,
        visit_date=sample.visit.isoformat(),
        team=(_INSPECTOR,),
    )
    assessment_id = start_assessment(session, start)
    extras = {"parameter_sources": sample.parameter_sources, "readings": sample.readings}
    load_answers(session, assessment_id, {**sample.answers, **extras})
    for photo in sample.evidence[:PHOTOS]:
        fonts = session.place.data.resources / "fonts"
        picture = draw_photo(photo.picture, photo.caption, sample.visit.isoformat(), fonts)
        attach_evidence(session, assessment_id, NewEvidence(photo.item, photo.name, picture, photo.caption))
    return assessment_id
