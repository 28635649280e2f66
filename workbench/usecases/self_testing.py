"""Whether this copy of the program is whole: libraries, data files, a key, a signature, a store, a page."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from workbench.domain.people import Person
from workbench.domain.refusals import Refusal
from workbench.signing.key_envelope import KdfCost
from workbench.signing.keys import FileKey, verify
from workbench.usecases.opening import create_store
from workbench.usecases.workplace import Workplace

_CHEAP = KdfCost(memory_kib=64, iterations=1, lanes=1)


class CheckFailed(Refusal):
    """A part of the program does not work; facts: `reason`."""

    code = "check_failed"


def checks(place: Workplace) -> Iterator[tuple[str, str]]:
    """Run the checks one after another; each gives its name and what failed ("" when all is well)."""
    for name, check in (
        ("accelerator", _accelerator),
        ("forms", lambda: _forms(place)),
        ("words", lambda: _words(place)),
        ("fonts", lambda: _fonts(place)),
        ("keys", lambda: _keys(place)),
        ("store", lambda: _store(place)),
        ("signatures", _signatures),
    ):
        yield name, _fault_of(check)


def _fault_of(check: Callable[[], None]) -> str:
    try:
        check()
    except (Refusal, OSError, ImportError, ValueError, LookupError) as fault:
        return f"{type(fault).__name__}: {fault}"
    return ""


def _accelerator() -> None:
    # A frozen build loses it silently, and reports then take three times as long.
    importlib.import_module("_rl_accel")


def _forms(place: Workplace) -> None:
    unusable = place.library.unusable()
    if unusable or not place.library.usable():
        raise CheckFailed(reason=", ".join(str(one) for one in unusable) or "no forms")


def _words(place: Workplace) -> None:
    place.words().room("refusals")


def _fonts(place: Workplace) -> None:
    from workbench.documents.fonts import Role, open_bundle

    open_bundle(place.data.resources / "fonts").face(Role.BODY).width("绿色生活创建", 12)


def _keys(place: Workplace) -> None:
    key = FileKey.generate(place.random)
    if not verify(key.public_key, key.sign(b"self-test"), b"self-test"):
        raise CheckFailed(reason="signature")


def _store(place: Workplace) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cheap = Workplace(place.data, place.clock, place.random, cost=_CHEAP)
        with create_store(
            cheap, Path(folder) / "self-test.db", Person("self-test", "自检"), "self-test"
        ).session as session:
            faults = session.store.check()
    if faults:
        raise CheckFailed(reason=", ".join(faults))


def _signatures() -> None:
    from workbench.signing.pades import warm_up

    warm_up()
