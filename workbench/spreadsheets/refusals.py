"""Why a workbook cannot be read or written."""

from __future__ import annotations

from workbench.domain.refusals import Refusal


class NoWorkbook(Refusal):
    """The file is not an XLSX workbook; facts: `file`."""

    code = "no_workbook"


class WorkbookTooLarge(Refusal):
    """The workbook is larger than any form or list could be; facts: `file`, `limit`."""

    code = "workbook_too_large"


class WorkbookLocked(Refusal):
    """The workbook is encrypted or an old `.xls`; it must be saved as `.xlsx` without a password; facts: `file`."""

    code = "workbook_locked"


class WorkbookPartsLost(Refusal):
    """Writing onto this workbook would lose something; facts: `file`, `parts` (codes of what cannot be kept)."""

    code = "workbook_parts_lost"


class CellsMerged(Refusal):
    """Merged cells stand in the way of writing onto a workbook; facts: `area`; place: the sheet and cell."""

    code = "cells_merged"


class NoTextTable(Refusal):
    """The file is no CSV text in UTF-8, UTF-16 or GB 18030; facts: `file`."""

    code = "no_text_table"
