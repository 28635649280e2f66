"""A small building form with what buildings have besides: modes, stars, provincial checks, the index of quality."""

from __future__ import annotations

from tests.helpers.forms import (
    ORIGIN,
    a_form,
    a_grade,
    a_group,
    a_prerequisite,
    an_attribute,
    an_item,
    only_for,
    points,
)
from workbench.domain.forms import Mode, Normalisation, StarRequirement, TotalFormula
from workbench.domain.rules import MeasureKind, Relation, RequiredLevel, StarBound, StarMeasure
from workbench.domain.texts import Text

WINDOW = StarMeasure("window", Text("外窗"), "%", MeasureKind.DECIMAL, nullable=True)
LOAD = StarMeasure("load", Text("负荷"), "%", MeasureKind.DECIMAL, nullable=True)
DONE = StarMeasure("done", Text("已完成"), "", MeasureKind.BOOLEAN)
GRADE = StarMeasure("grade", Text("等级"), "级", MeasureKind.INTEGER)


def at_least(measure: str, limit: int) -> StarBound:
    """Build a bound of a star."""
    return StarBound(measure, Relation.GTE, points(limit))


EITHER = StarRequirement(
    "T1",
    Text("围护或负荷"),
    (WINDOW, LOAD),
    (None, (at_least("window", 5), at_least("load", 3)), (at_least("window", 10), at_least("load", 5))),
    ORIGIN,
)
TAPS = StarRequirement(
    "T3",
    Text("节水器具"),
    (GRADE,),
    tuple((StarBound("grade", Relation.LTE, points(limit)),) for limit in (3, 2, 2)),
    ORIGIN,
    when=only_for("building_type", "residential"),
)
FITTED = StarRequirement(
    "T8",
    Text("全装修"),
    (DONE,),
    ((StarBound("done", Relation.EQ, limit=True),),) * 3,
    ORIGIN,
    editions=frozenset({"1"}),
)
GONE = StarRequirement("T9", Text("旧条"), (DONE,), (None, None, None), ORIGIN, editions=frozenset({"2019"}))

STARS = ("prerequisites", "group_floors", "total", "star_requirements")
GRADING = (
    a_grade("star2", *STARS, min_normalised=points(70), star=2, mode="full"),
    a_grade("star1", *STARS, min_normalised=points(60), star=1, mode="full"),
    a_grade("basic", "prerequisites"),
    a_grade("none", passes=False),
)
BUILDING = a_form(
    a_group("A", an_item("A101", 300), floor="0.3"),
    a_group("Q", an_item("Q101", 80), an_item("Q102", 80), bonus=True, cap=points(100)),
    attributes=(
        an_attribute("mode", "full", "basic", default="full"),
        an_attribute("building_type", "residential", "public", "mixed"),
        an_attribute("floor_area", kind="decimal"),
        an_attribute("public_area", kind="decimal"),
        an_attribute("government_public_welfare", kind="boolean", default=False),
        an_attribute("social_housing", kind="boolean", default=False),
    ),
    prerequisites=(a_prerequisite("C1", kind="control"),),
    star_requirements=(EITHER, TAPS, FITTED, GONE),
    provincial_checks=(
        a_prerequisite("P1", kind="provincial"),
        a_prerequisite("P2", RequiredLevel(), "provincial", derived=True),
    ),
    grading=GRADING,
    modes=(Mode("full", Text("星级"), ("A", "Q")), Mode("basic", Text("基本级"), (), Normalisation.NONE)),
    normalisation=Normalisation.TOTAL,
    total_formula=TotalFormula(points(400), points(10)),
)
PUBLIC = {"building_type": "public", "floor_area": "20000"}
BEST = {"T1": {"window": "10", "load": None}, "T8": {"done": True}}
