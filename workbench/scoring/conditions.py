"""Three-valued conditions on the subject: true, false, or None while a needed attribute is missing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import assert_never

from workbench.domain.rules import AllOf, AttributeContains, AttributeIn, AttributeSubsetOf, Condition
from workbench.scoring.answers import SubjectValue


def holds(condition: Condition | None, subject: Mapping[str, SubjectValue]) -> bool | None:
    """Tell whether a condition holds for a subject; no condition holds for everybody (contract 10.3, 10.13)."""
    match condition:
        case None:
            return True
        case AllOf():
            return conjunction(holds(member, subject) for member in condition.members)
        case AttributeIn():
            return _known(condition.attribute, subject, lambda value: value in condition.values)
        case AttributeContains():
            return _known(condition.attribute, subject, lambda value: condition.value in _members(value))
        case AttributeSubsetOf():
            return _known(condition.attribute, subject, lambda value: _members(value) <= condition.values)
        case _:  # pragma: no cover -- mypy proves that no kind is forgotten
            assert_never(condition)


def conjunction(members: Iterable[bool | None]) -> bool | None:
    """Three-valued AND: one false member makes it false, otherwise one unknown member makes it unknown."""
    known = list(members)
    if False in known:
        return False
    return None if None in known else True


def _known(attribute: str, subject: Mapping[str, SubjectValue], test: Callable[[SubjectValue], bool]) -> bool | None:
    value = subject.get(attribute)
    return None if value is None else test(value)


def _members(value: SubjectValue) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset({str(value)})
