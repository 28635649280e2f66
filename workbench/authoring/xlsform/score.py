"""The whole score of a form as calculates: ledger, requirements, chapters, total, grade and verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbench.authoring.xlsform.context import Scoring, scoring_of
from workbench.authoring.xlsform.grading import Grading, parts_of
from workbench.authoring.xlsform.ledger import Row, outcome, row_of
from workbench.authoring.xlsform.logic import all_hold, chosen_text, negated, one_holds
from workbench.authoring.xlsform.nodes import NodeJudge
from workbench.authoring.xlsform.plan import PhonePlan
from workbench.authoring.xlsform.requirements import ItemOutcome, RequirementJudge
from workbench.authoring.xlsform.standing import Required, Standing
from workbench.domain.forms import Item, Prerequisite, StarRequirement
from workbench.domain.rules import RequiredLevel


@dataclass(frozen=True)
class PhoneScore:
    """The calculates of a form by name, and the items that a phone cannot compute with the reason."""

    scoring: Scoring
    calculations: tuple[tuple[str, str], ...]
    refused: Mapping[str, str]


def score_of(plan: PhonePlan) -> PhoneScore:
    """Write the score of a form."""
    scoring = scoring_of(plan)
    judge = NodeJudge(scoring)
    form = plan.form
    rows: dict[str, Row] = {}
    outcomes: dict[str, ItemOutcome] = {}
    for group in form.groups:
        for item in group.items:
            asked = plan.items[item.code]
            rows[item.code] = row_of(scoring, judge, asked, group)
            outcomes[item.code] = outcome(asked, rows[item.code])
    requirements = RequirementJudge(scoring, outcomes)
    states = {asked.node.code: requirements.state(asked) for asked in plan.prerequisites if not _is_level(asked.of)}
    grading = Grading(scoring, parts_of(list(rows.values())))
    chapters = [grading.chapter(group, [rows[item.code] for item in group.items]) for group in form.groups]
    grading.finish(
        Standing(
            rows=list(rows.values()),
            chapters=chapters,
            prerequisites=[Required(entry.code, states[entry.code]) for entry in form.prerequisites],
            stars=[
                Required(entry.code, states[entry.code], requirements.levels.get(entry.code, ""))
                for entry in form.star_requirements
            ],
        )
    )
    for asked in plan.prerequisites:
        if _is_level(asked.of):
            _required_level(scoring, asked.node.prefix)
    return PhoneScore(scoring, tuple(scoring.workings.calculations), scoring.refused)


def _is_level(of: Item | Prerequisite | StarRequirement) -> bool:
    return isinstance(of, Prerequisite) and isinstance(of.rule, RequiredLevel)


def _required_level(scoring: Scoring, prefix: str) -> None:
    """Compare the grade with the level a building must reach (scoring contract, section 8, P2)."""
    subject, attributes = scoring.subject, scoring.plan.attributes
    large, unknown = [], [negated(subject.given("building_type"))]
    for kind, area in (("public", "floor_area"), ("mixed", "public_area")):
        if area in attributes:
            whole, scale = scoring.whole(attributes[area]), 10 ** attributes[area].places
            is_kind = subject.equals("building_type", kind)
            large.append(all_hold(is_kind, subject.given(area), f"{whole.text} >= {20_000 * scale}"))
            unknown.append(all_hold(is_kind, negated(subject.given(area))))
    facts = ("government_public_welfare", "social_housing")
    star = one_holds(*(subject.equals(key, "1") for key in facts), *large)
    unknown += [negated(subject.given(key)) for key in facts]
    level = scoring.workings.keep(
        f"{prefix}_level", chosen_text(star, "'star1'", chosen_text(one_holds(*unknown), "''", "'basic'"))
    )
    ranks = [grade.code for grade in scoring.plan.form.grading]
    met = one_holds(
        *(
            all_hold(f"{level} = '{required}'", one_holds(*(f"${{t_grade}} = '{code}'" for code in ranks[: at + 1])))
            for required in ("star1", "basic")
            if required in ranks
            for at in (ranks.index(required),)
        )
    )
    judged = chosen_text("${t_grade} = ''", "'open'", chosen_text(met, "'met'", "'not_met'"))
    scoring.workings.keep(f"{prefix}_state", chosen_text(f"{level} = ''", "'undetermined'", judged))
