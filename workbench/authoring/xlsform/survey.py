"""The survey sheet: who is assessed, facts, shared figures, prerequisites, every chapter, the score and its summary."""

from __future__ import annotations

from collections import Counter

from workbench.authoring.xlsform.asking import is_absent
from workbench.authoring.xlsform.context import marked
from workbench.authoring.xlsform.fields import (
    ROLE_NA,
    ROLE_NOTE,
    ROLE_PHOTO,
    ROLE_PRECONDITION,
    ROLE_PROOF,
    Asked,
    Field,
    FieldKind,
    Node,
)
from workbench.authoring.xlsform.labels import Labels
from workbench.authoring.xlsform.ledger import is_asked, membership
from workbench.authoring.xlsform.logic import TRUE, all_hold, negated
from workbench.authoring.xlsform.plan import PhonePlan
from workbench.authoring.xlsform.rows import Survey
from workbench.authoring.xlsform.saying import Sayings
from workbench.authoring.xlsform.score import PhoneScore
from workbench.authoring.xlsform.summary import add_summary
from workbench.domain.figures import plain
from workbench.domain.forms import Group, Prerequisite, StarRequirement
from workbench.domain.rules import SumOfParts
from workbench.domain.texts import Text


class SurveyWriter:
    """Writes the survey of one form."""

    def __init__(self, plan: PhonePlan, score: PhoneScore, say: Sayings) -> None:
        self._plan = plan
        self._score = score
        self._scoring = score.scoring
        self._say = say
        self._labels = Labels(plan.form, say)
        self._asked_before: set[str] = set()
        self.survey = Survey(plan.names, say)

    def write(self) -> Survey:
        """Write everything in order."""
        self._beginning()
        self._requirements("group_prerequisites", Prerequisite, self._plan.form.prerequisites)
        for group in self._plan.form.groups:
            self._chapter(group)
        self._requirements("group_stars", StarRequirement, self._plan.form.star_requirements)
        self._requirements("group_provincial", Prerequisite, self._plan.form.provincial_checks)
        for name, text in self._score.calculations:
            self.survey.calculate(name, text)
        add_summary(self.survey, self._plan)
        return self.survey

    def _beginning(self) -> None:
        plan, survey = self._plan, self.survey
        survey.begin("unit", self._say("group_unit"))
        if plan.form.has_constructed_items:
            survey.note("provenance", self._say("form_constructed"))
        for entry in (plan.unit_name, plan.unit_code, plan.visit_date):
            survey.ask(entry)
        survey.end()
        self._block("facts", "group_facts", tuple(plan.attributes.values()))
        self._block("outside", "group_parameters", tuple(plan.parameters.values()))
        self._block("shared", "group_shared", plan.shared)

    def _block(self, wanted: str, label: str, entries: tuple[Field, ...]) -> None:
        if not entries:
            return
        self.survey.begin(wanted, self._say(label))
        for entry in entries:
            self._ask(entry)
        self.survey.end()

    def _requirements(
        self,
        label: str,
        kind: type[Prerequisite | StarRequirement],
        listed: tuple[Prerequisite, ...] | tuple[StarRequirement, ...],
    ) -> None:
        codes = {entry.code for entry in listed}
        asked = [entry for entry in self._plan.prerequisites if entry.node.code in codes and isinstance(entry.of, kind)]
        if not any(entry.node.fields for entry in asked):
            return
        self.survey.begin(label.replace("group_", "all_"), self._say(label))
        for entry in asked:
            if any(True for _field in entry.node.all_fields()):
                self._line(entry, self._required_if(entry))
        self.survey.end()

    def _required_if(self, asked: Asked) -> str:
        if isinstance(asked.of, StarRequirement):
            return negated(self._scoring.subject.holds(asked.of.when).no)
        return TRUE

    def _chapter(self, group: Group) -> None:
        name = self._say("chapter", code=group.code, name=group.name, points=plain(group.points))
        self.survey.begin(f"chapter_{group.code}", name, is_asked(self._scoring, group))
        for item in group.items:
            belongs = membership(self._scoring, item)
            if belongs.absent != TRUE:
                self._line(self._plan.items[item.code], negated(belongs.absent))
        self.survey.end()

    def _line(self, asked: Asked, relevant: str) -> None:
        node, of = asked.node, asked.of
        survey = self.survey
        survey.begin(f"{node.prefix}_all", self._labels.heading(of), relevant, one_screen=True)
        survey.note(
            f"{node.prefix}_text", self._labels.explanation(of) if self._labels.explanation(of).zh else node.title
        )
        self._shared_figures(node)
        self._figures_of_several_parts(node)
        self._node(node, TRUE)
        for role in (ROLE_PHOTO, ROLE_NOTE):
            entry = node.field(role)
            if entry is not None:
                survey.ask(entry)
        survey.end()

    def _shared_figures(self, node: Node) -> None:
        """Show the figures that were asked once for several items."""
        shared = {entry.name for entry in self._plan.shared}
        used = {entry.name: entry for entry in node.answers() if entry.name in shared}
        for entry in used.values():
            told = Text(
                f"{entry.label.zh}：${{{entry.name}}}", f"{entry.label.en or entry.label.zh}: ${{{entry.name}}}"
            )
            self.survey.note(f"{node.prefix}_{entry.name}", told)

    def _figures_of_several_parts(self, node: Node) -> None:
        """Ask a figure that several parts use before the parts: which of them fits may change."""
        na = node.field(ROLE_NA)
        relevant = TRUE if na is None else negated(marked(na))
        uses = Counter(entry.name for entry in node.answers())
        for entry in node.answers():
            if uses[entry.name] > 1:
                self._ask(entry, relevant)

    def _node(self, node: Node, relevant: str) -> None:
        """Ask the fields of a node and of its parts; what is marked not applicable hides the answer."""
        na = node.field(ROLE_NA)
        answer_if = relevant
        if na is not None:
            self._ask(na, relevant)
            answer_if = all_hold(relevant, negated(marked(na)))
            proof = node.field(ROLE_PROOF)
            if proof is not None:
                self._ask(proof, all_hold(relevant, marked(na)))
        for role, entry in node.fields.items():
            if role in (ROLE_NA, ROLE_PROOF, ROLE_NOTE, ROLE_PHOTO):
                continue
            self._value(node, role, entry, answer_if)
        before = node.field(ROLE_PRECONDITION)
        parts_if = answer_if if before is None else all_hold(answer_if, f"{before.reference} != '0'")
        for part in node.parts:
            self._part(part, all_hold(parts_if, negated(is_absent(part, self._scoring.subject))))

    def _value(self, node: Node, role: object, entry: Field, relevant: str) -> None:
        none = node.field(("none", role[1])) if isinstance(role, tuple) and role[0] in ("input", "measure") else None
        self._ask(entry, relevant if none is None else all_hold(relevant, negated(marked(none))))

    def _part(self, part: Node, relevant: str) -> None:
        simple = len(part.fields) == 1 and not isinstance(part.rule, SumOfParts) and ROLE_NA not in part.fields
        only = next(iter(part.fields.values())) if simple else None
        label = self._say("part_heading", name=part.title, points=plain(part.points)) if part.points else part.title
        if only is not None and only.kind is FieldKind.YES_NO:
            self._ask(only, relevant, label)
            return
        self.survey.begin(f"{part.prefix}_all", label, relevant)
        figures = self._labels.figures(part.rule) if part.rule is not None else Text("")
        if figures.zh or part.note is not None:
            self.survey.note(f"{part.prefix}_text", figures if figures.zh else part.note or figures)
        self._node(part, TRUE)
        self.survey.end()

    def _ask(self, entry: Field, relevant: str = TRUE, label: Text | None = None) -> None:
        """Ask once: a figure that several parts share stands where it is first needed."""
        if entry.name not in self._asked_before:
            self._asked_before.add(entry.name)
            self.survey.ask(entry, relevant, label)
