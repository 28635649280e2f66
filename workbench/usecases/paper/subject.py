"""What is told of the subject before a blank form is printed (`--set KEY=VALUE`): only its own lines are there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workbench.domain.forms import Attribute, AttributeKind, Form
from workbench.domain.refusals import Refusal
from workbench.scoring.answers import SubjectValue
from workbench.scoring.decoding.document import decode
from workbench.usecases.judging import AnswersRejected
from workbench.usecases.words import Words

_YES = frozenset({"true", "yes", "1", "是"})
_NO = frozenset({"false", "no", "0", "否"})


class NotKeyValue(Refusal):
    """A fact is not written KEY=VALUE; facts: `word`."""

    code = "not_key_value"


class UnknownFact(Refusal):
    """The form asks for no such fact about its subject; facts: `key`, `form`, `known`."""

    code = "unknown_fact"


class UnknownFactValue(Refusal):
    """A fact has no such value; facts: `key`, `value`, `known`."""

    code = "unknown_fact_value"


def facts_of(form: Form, told: Sequence[str], words: Words) -> Mapping[str, SubjectValue]:
    """Read facts written KEY=VALUE; keys and values may be codes or the form's own names in either language.

    Raises:
        NotKeyValue, UnknownFact, UnknownFactValue, AnswersRejected: a figure is none.
    """
    entered: dict[str, object] = {}
    for word in told:
        key, sign, value = word.partition("=")
        if not sign or not key.strip() or not value.strip():
            raise NotKeyValue(word=word)
        attribute = _attribute(form, key.strip(), words)
        entered[attribute.key] = _value(attribute, value.strip(), words)
    decoding = decode(form, {"form": form.code, "edition": form.edition, "subject": entered})
    if decoding.answers is None:
        raise AnswersRejected(decoding.faults, words)
    return {key: value for key, value in decoding.answers.subject.items() if key in entered}


def _attribute(form: Form, key: str, words: Words) -> Attribute:
    for attribute in form.attributes:
        if key in (attribute.key, attribute.name.zh, attribute.name.en):
            return attribute
    known = ", ".join(attribute.key for attribute in form.attributes) or words.say("paper", "no_facts")
    raise UnknownFact(key=key, form=form.code, known=known)


def _value(attribute: Attribute, value: str, words: Words) -> object:
    match attribute.kind:
        case AttributeKind.ENUM:
            return _choice(attribute, value, words)
        case AttributeKind.SET:
            listed = value.replace("、", ",").replace("，", ",").split(",")
            return [_choice(attribute, one.strip(), words) for one in listed if one.strip()]
        case AttributeKind.BOOLEAN:
            if value.lower() in _YES | _NO:
                return value.lower() in _YES
            raise UnknownFactValue(key=attribute.key, value=value, known="yes, no")
        case _:
            return value


def _choice(attribute: Attribute, value: str, words: Words) -> str:
    for choice in attribute.choices:
        if value in (choice.code, choice.name.zh, choice.name.en):
            return choice.code
    known = ", ".join(f"{choice.code} ({words.text(choice.name)})" for choice in attribute.choices)
    raise UnknownFactValue(key=attribute.key, value=value, known=known)
