"""What every use case is handed: data folders, the form library, clock, randomness and what a password guess costs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from workbench import __version__
from workbench.catalogue.library import Library
from workbench.catalogue.regions import Regions
from workbench.domain.forms import Form
from workbench.domain.ports import Clock
from workbench.domain.resources import DataFolders
from workbench.domain.texts import Language
from workbench.protocol.times import moment_to_text
from workbench.scoring.engine import Scorer
from workbench.signing.key_envelope import STANDARD, KdfCost
from workbench.usecases.words import Words, load_words

RandomBytes = Callable[[int], bytes]


@dataclass(frozen=True)
class Workplace:
    """The fixed surroundings of one run of the program."""

    data: DataFolders
    clock: Clock
    random: RandomBytes
    cache: Path | None = None
    cost: KdfCost = STANDARD
    engine: str = __version__

    @cached_property
    def library(self) -> Library:
        """The editions in `forms/`, read when they are first asked for."""
        return Library.open(self.data, self.cache)

    @cached_property
    def remembered_forms(self) -> dict[str, Form]:
        """Editions already read in this run, by content hash."""
        return {}

    @cached_property
    def _scorers(self) -> dict[str, Scorer]:
        return {}

    def scorer(self, form: Form) -> Scorer:
        """Give the scorer of an edition, which is worth keeping where many documents are scored by one form."""
        scorer = self._scorers.get(form.sha256)
        if scorer is None:
            scorer = self._scorers[form.sha256] = Scorer(form)
        return scorer

    @cached_property
    def regions(self) -> Regions:
        """Cities and counties of the province."""
        return Regions.open(self.data)

    def words(self, language: Language = Language.ZH) -> Words:
        """The sentences of one language."""
        return load_words(self.data.resources / "words", language)

    def now(self) -> datetime:
        """The present moment, with the local offset."""
        return self.clock.now()

    def now_text(self) -> str:
        """The present moment as records write it."""
        return moment_to_text(self.clock.now())

    def uuid(self) -> str:
        """Make a random UUID (RFC 9562, version 4)."""
        import uuid

        return str(uuid.UUID(bytes=self.random(16), version=4))


def default_store(environment: Mapping[str, str]) -> Path:
    """Where the store lies when nothing names one: WORKBENCH_STORE, else the user's data folder."""
    named = environment.get("WORKBENCH_STORE")
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_path("workbench", appauthor=False, roaming=False)) / "workbench.db"
