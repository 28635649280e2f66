"""The plan of a phone's form: every field in its place, made from an edition in one fixed way.

The survey is drawn from it, the score is computed from it, and answers that come back are read by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from workbench.authoring.xlsform.fields import Asked, Field, FieldKind
from workbench.authoring.xlsform.naming import NameBook
from workbench.authoring.xlsform.plan_nodes import NodeMaker, shared_keys
from workbench.authoring.xlsform.precision import ATTRIBUTE_PLACES, precisions
from workbench.authoring.xlsform.saying import Sayings
from workbench.domain.figures import plain
from workbench.domain.forms import Attribute, AttributeKind, Form, Parameter, Prerequisite, StarRequirement
from workbench.domain.texts import Text

_KINDS = {
    AttributeKind.ENUM: FieldKind.ONE,
    AttributeKind.SET: FieldKind.MANY,
    AttributeKind.INTEGER: FieldKind.WHOLE,
    AttributeKind.DECIMAL: FieldKind.DECIMAL,
    AttributeKind.BOOLEAN: FieldKind.YES_NO,
}


@dataclass(frozen=True)
class PhonePlan:
    """Everything a phone asks for one edition.

    `shared` are figures asked once for several items; `chapters` gives what the names of a group's figures begin with.
    """

    form: Form
    names: NameBook
    unit_name: Field
    unit_code: Field
    visit_date: Field
    attributes: Mapping[str, Field]
    parameters: Mapping[str, Field]
    shared: tuple[Field, ...]
    prerequisites: tuple[Asked, ...]
    items: Mapping[str, Asked]
    remark: Field
    chapters: Mapping[str, str]

    @cached_property
    def version(self) -> str:
        """The version on the phone: the edition and the first eight digits of its content's hash."""
        return f"{self.form.edition}-{self.form.sha256[:8]}"

    @cached_property
    def form_id(self) -> str:
        """The form's name towards servers and phones."""
        return f"{self.form.code}-{self.form.edition}"

    def fields(self) -> Iterator[Field]:
        """Give every field once, in the order of the form."""
        seen: set[str] = set()
        for entry in self._all():
            if entry.name not in seen:
                seen.add(entry.name)
                yield entry

    def _all(self) -> Iterator[Field]:
        yield from (self.unit_name, self.unit_code, self.visit_date)
        yield from self.attributes.values()
        yield from self.parameters.values()
        yield from self.shared
        for asked in (*self.prerequisites, *self.items.values()):
            yield from asked.node.all_fields()
        yield self.remark


def plan_of(form: Form, say: Sayings) -> PhonePlan:
    """Make the plan of an edition."""
    names = NameBook()
    precise = precisions(form)
    unit_name = Field(names.take("unit_name"), FieldKind.TEXT, say("unit_name"))
    unit_code = Field(names.take("unit_code"), FieldKind.TEXT, say("unit_code"))
    visit_date = Field(names.take("visit_date"), FieldKind.DATE, say("visit_date"))
    attributes = {entry.key: _attribute(entry, names, form, say) for entry in form.attributes}
    parameters = {
        entry.key: _parameter(entry, names, precise[f"param.{entry.key}"].places, form, say)
        for entry in form.parameters
    }
    maker = NodeMaker(form, names, say, precise, shared_keys(form))
    listed: list[Prerequisite | StarRequirement]
    listed = [*form.prerequisites, *form.star_requirements, *form.provincial_checks]
    asked = tuple(maker.asked(entry, "q") for entry in listed)
    items = {item.code: maker.asked(item, "i") for item in form.items}
    return PhonePlan(
        form=form,
        names=names,
        unit_name=unit_name,
        unit_code=unit_code,
        visit_date=visit_date,
        attributes=attributes,
        parameters=parameters,
        shared=tuple(maker.shared.values()),
        prerequisites=asked,
        items=items,
        remark=Field(names.take("remark"), FieldKind.TEXT, say("remark")),
        chapters={group.code: names.take("g", group.code) for group in form.groups},
    )


def _attribute(entry: Attribute, names: NameBook, form: Form, say: Sayings) -> Field:
    default = entry.default
    written = " ".join(map(str, default)) if isinstance(default, list | tuple | frozenset) else str(default)
    return Field(
        names.take("a", entry.key),
        _KINDS[entry.kind],
        named(entry.name, entry.unit, form),
        hint=Text("") if entry.used_in_scoring else say("not_used_in_scoring"),
        choices=entry.choices,
        places=ATTRIBUTE_PLACES if entry.kind is AttributeKind.DECIMAL else 0,
        default="" if default is None else {"True": "1", "False": "0"}.get(written, written),
    )


def _parameter(entry: Parameter, names: NameBook, places: int, form: Form, say: Sayings) -> Field:
    source = entry.source or entry.note or say("parameter_hint")
    default = "" if entry.default is None else plain(entry.default, 12)
    return Field(
        names.take("p", entry.key),
        FieldKind.DECIMAL,
        named(entry.name, entry.unit, form),
        hint=source,
        places=max(places, len(default.partition(".")[2])),
        default=default,
    )


def named(name: Text, unit: str, form: Form) -> Text:
    """Write a name with its unit behind it."""
    if not unit:
        return name
    told = form.word(unit)
    return Text(f"{name.zh}（{told.zh}）", f"{name.en or name.zh} ({told.en or told.zh})")
