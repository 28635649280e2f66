"""Why answers from a phone cannot be read."""

from __future__ import annotations

from workbench.domain.refusals import Refusal


class PhoneFileUnknown(Refusal):
    """The file is neither CSV nor submission XML; facts: `file`."""

    code = "phone_file_unknown"


class PhoneAnswerTwice(Refusal):
    """A submission answers one question twice, and nobody knows which counts; facts: `name`."""

    code = "phone_answer_twice"


class PhoneFileBroken(Refusal):
    """The file says it is CSV or XML and is not; facts: `file`."""

    code = "phone_file_broken"


class PhoneFormOther(Refusal):
    """The submission belongs to another form; facts: `found`, `wanted`; place: the file."""

    code = "phone_form_other"


class PhoneVersionOther(Refusal):
    """The submission was filled in with another version of the form; facts: `found`, `wanted`; place: where it is."""

    code = "phone_version_other"


class PhoneFormTooLarge(Refusal):
    """An expression of the form is longer than a cell of a workbook can be; facts: `field`, `length`, `limit`."""

    code = "phone_form_too_large"


class PhoneNothingThere(Refusal):
    """The file holds no answers of the form; facts: `file`."""

    code = "phone_nothing_there"
