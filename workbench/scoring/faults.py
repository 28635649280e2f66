"""What is wrong with an ANSWERS document, as facts with a place; the sentence is made from words at the edge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault or warning: where (`responses.B301.value`), which (`unknown_level`), and its facts."""

    path: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def sentence(fault: Fault, words: Mapping[str, str]) -> str:
    """Say a fault in the language of `words` (`resources/words/faults.<language>.toml`), place first.

    A fault whose wording is missing, for another room may have found it, is told by its code and its facts.
    """
    place = fault.path or "$"
    if fault.code not in words:
        return f"{place}: {fault.code} {', '.join(f'{key}={value}' for key, value in fault.facts.items())}".rstrip()
    return words[fault.code].format(path=place, **fault.facts)


def rejection(faults: Iterable[Fault], words: Mapping[str, str]) -> dict[str, object]:
    """Make the document that stands in place of a RESULT when an ANSWERS document is rejected (contract 10.15)."""
    listed = tuple(faults)
    return {"error": "; ".join(sentence(fault, words) for fault in listed), "paths": [fault.path for fault in listed]}


@dataclass(slots=True)
class Findings:
    """Faults and warnings as they are met, in document order."""

    faults: list[Fault] = field(default_factory=list)
    warnings: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the document, able to report what is found there."""

    path: str
    findings: Findings

    def at(self, key: str) -> Place:
        """Go down to a member."""
        return Place(f"{self.path}.{key}" if self.path else key, self.findings)

    def item(self, index: int) -> Place:
        """Go down to an entry of a list."""
        return Place(f"{self.path}[{index}]", self.findings)

    def fault(self, code: str, **facts: object) -> None:
        """Report something that rejects the document."""
        self.findings.faults.append(Fault(self.path, code, facts))

    def warn(self, code: str, **facts: object) -> None:
        """Report something that is ignored but should be known."""
        self.findings.warnings.append(Fault(self.path, code, facts))
