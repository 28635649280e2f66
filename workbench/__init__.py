"""The assessment workbench (绿色生活创建评估工作台): score, sign, deliver and certify green-living assessments offline.

Imports point down only; packages on one line do not import each other:

    __main__                                   start: parse arguments, call app
    app                                        composition root: clock, environment, paths; builds everything once
    ui | cli | hub                             three faces; none sees another
    usecases                                   one function per wish of the user
    store | documents | sync | authoring       SQLAlchemy | pages and sheets | files and HTTP | forms as workbooks
    catalogue | scoring | signing | protocol | spreadsheets
                                               forms | the scoring law | keys | records and batches | plain cells
    domain                                     values, states, refusals; standard library only
"""

from __future__ import annotations

__version__ = "0.1.0"
