"""What the catalogue declines to do, with the facts for the sentence."""

from __future__ import annotations

from workbench.catalogue.problems import Problem
from workbench.domain.refusals import Refusal


class UnknownForm(Refusal):
    """No form has this code; facts: `form`, `known`."""

    code = "unknown_form"


class UnknownEdition(Refusal):
    """The form has no such edition; facts: `form`, `edition`, `known`."""

    code = "unknown_edition"


class UnusableForm(Refusal):
    """A form file or record cannot be used; facts: `form`, `edition`, `count`; every reason is in `problems`."""

    code = "unusable_form"

    def __init__(self, *, form: str, edition: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(place=problems[0].place, form=form, edition=edition, count=len(problems))


class UnusablePlan(Refusal):
    """A plan file cannot be used; facts: `plan`, `count`; every reason is in `problems`."""

    code = "unusable_plan"

    def __init__(self, *, plan: str, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(place=problems[0].place, plan=plan, count=len(problems))


class UnknownPlan(Refusal):
    """No plan has this code; facts: `plan`, `known`."""

    code = "unknown_plan"


class UnknownRegion(Refusal):
    """No current division has this code; facts: `region`, `example`."""

    code = "unknown_region"


class CreditCodeRefused(Refusal):
    """A unified social credit code (统一社会信用代码, GB 32100-2015) cannot stand; the subclasses say why."""

    code = "credit_code_refused"


class CreditCodeLength(CreditCodeRefused):
    """It does not have 18 characters; facts: `code`, `length`."""

    code = "credit_code_length"


class CreditCodeCharacter(CreditCodeRefused):
    """A character cannot stand where it stands; facts: `code`, `position` (from 1), `character`, `allowed`."""

    code = "credit_code_character"


class CreditCodeCheckDigit(CreditCodeRefused):
    """The last character does not fit the others; facts: `code`, `found`, `right`."""

    code = "credit_code_check_digit"
