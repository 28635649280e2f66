"""Conditions on the subject as one readable line: `building_type = residential, mixed 且 structure 含 steel`."""

from __future__ import annotations

import re
from typing import Any, Final

from workbench.authoring.workbook.codecs import Codec, MisreadError, UnsayableError, codes_in
from workbench.authoring.workbook.notation import typed
from workbench.authoring.workbook.trees import Tree
from workbench.authoring.workbook.vocabulary import Vocabulary
from workbench.spreadsheets.reading import Cell
from workbench.spreadsheets.writing import CellValue

_DEEPEST: Final = 10
_AND: Final = re.compile(r"\s+(?:且|and)\s+")
_TERM: Final = re.compile(r"([A-Za-z0-9_]+)\s*(=|含|只含|\bhas\b|\bonly\b)\s*(.+)\Z", re.DOTALL)
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z", re.ASCII)
_MEANS: Final = {"=": "in", "含": "contains", "has": "contains", "只含": "subset_of", "only": "subset_of"}


class Condition(Codec):
    """A condition on attributes; brackets hold conditions within conditions."""

    def say(self, value: Any, words: Vocabulary) -> CellValue:
        """See Codec."""
        return _said(value, words)

    def mean(self, cell: Cell, words: Vocabulary) -> Any:
        """See Codec."""
        del words
        return _meant(typed(cell.text), 0)


def _said(value: Any, words: Vocabulary) -> str:
    if not isinstance(value, dict):
        raise UnsayableError
    if value.keys() != {"all"}:
        return _said_term(value, words)
    several = value["all"]
    if not isinstance(several, list) or not several:
        raise UnsayableError
    if len(several) == 1:
        return f"({_said(several[0], words)})"
    joint = words.say("marks", "and")
    return f" {joint} ".join(f"({_said(one, words)})" if _is_wide(one) else _said(one, words) for one in several)


def _is_wide(value: Any) -> bool:
    """Tell whether a condition needs brackets among others; one that puts brackets round itself does not."""
    return isinstance(value, dict) and isinstance(value.get("all"), list) and len(value["all"]) > 1


def _said_term(value: Tree, words: Vocabulary) -> str:
    match value:
        case {"attribute": str(name), "in": list(codes)} if codes and len(value) == 2:
            return f"{name} = {', '.join(map(str, codes))}"
        case {"attribute": str(name), "contains": str(code)} if len(value) == 2:
            return f"{name} {words.say('marks', 'contains')} {code}"
        case {"attribute": str(name), "subset_of": list(codes)} if codes and len(value) == 2:
            return f"{name} {words.say('marks', 'subset_of')} {', '.join(map(str, codes))}"
        case _:
            raise UnsayableError


def _meant(text: str, depth: int) -> Tree:
    terms = _terms(text)
    if depth > _DEEPEST:
        raise MisreadError("no_condition", value=text[:60])
    if len(terms) == 1:
        return _meant_term(terms[0], depth, is_alone=True)
    return {"all": [_meant_term(term, depth, is_alone=False) for term in terms]}


def _meant_term(text: str, depth: int, *, is_alone: bool) -> Tree:
    if text.startswith("(") and text.endswith(")"):
        inner = _meant(text[1:-1].strip(), depth + 1)
        return inner if not is_alone and len(_terms(text[1:-1].strip())) > 1 else {"all": [inner]}
    found = _TERM.match(text)
    if found is None:
        raise MisreadError("no_condition", value=text[:60])
    key = _MEANS[found[2]]
    codes = codes_in(found[3])
    if not all(map(_CODE.match, codes)) or (key == "contains" and len(codes) != 1):
        raise MisreadError("no_condition", value=text[:60])
    return {"attribute": found[1], key: codes[0] if key == "contains" else codes}


def _terms(text: str) -> list[str]:
    """Split at every `且` that stands in no bracket."""
    terms, depth, start = [], 0, 0
    joints = {found.start(): found.end() for found in _AND.finditer(text)}
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and place in joints:
            terms.append(text[start:place].strip())
            start = joints[place]
    terms.append(text[start:].strip())
    return terms
