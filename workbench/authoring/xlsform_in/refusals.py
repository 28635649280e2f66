"""When an XLSForm gives nothing that a form could be made of."""

from __future__ import annotations

from workbench.domain.refusals import Refusal


class XlsformWithoutSurvey(Refusal):
    """The workbook has no sheet `survey` with the column `type`; facts: `file`, `sheets`."""

    code = "xlsform_without_survey"


class XlsformEmpty(Refusal):
    """The survey asks nothing; facts: `file`; place: the sheet."""

    code = "xlsform_empty"


class XlsformWithoutItems(Refusal):
    """No question of the survey can become an item; facts: `file`, `questions`; place: the sheet."""

    code = "xlsform_without_items"


class XlsformTooLong(Refusal):
    """A sheet has more rows than any form; facts: `file`, `rows`, `limit`; place: the sheet."""

    code = "xlsform_too_long"


class XlsformTooManyChoices(Refusal):
    """Long lists are used over and over; facts: `choices`, `limit`; place: the sheet."""

    code = "xlsform_too_many_choices"


class XlsformTooManyGroups(Refusal):
    """The survey has more groups at its top than a form can have; facts: `groups`, `limit`; place: the sheet."""

    code = "xlsform_too_many_groups"


class XlsformTooManyItems(Refusal):
    """A group holds more questions than a form can have; facts: `group`, `items`, `limit`; place: the sheet."""

    code = "xlsform_too_many_items"
