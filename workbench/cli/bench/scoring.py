"""One changed answer rescored on the largest form at hand, answers already decoded (decision 28)."""

from __future__ import annotations

from dataclasses import replace

from workbench.catalogue.samples import load_samples
from workbench.cli.bench.figures import Figure, median, seconds
from workbench.domain.forms import Form
from workbench.scoring.answers import DecodedAnswers, Response
from workbench.scoring.decoding.document import decode
from workbench.scoring.engine import Scorer
from workbench.usecases.workplace import Workplace

_ROUNDS = 400


def score_one_answer(place: Workplace) -> Figure:
    """Change one answer after another and time each rescoring."""
    form = max(place.library.usable(), key=lambda one: len(one.items))
    scorer = Scorer(form)
    answers = _answers(place, form)
    scored = scorer.rescore(answers)
    codes = [code for code, response in answers.responses.items() if response.is_entered]
    times = []
    for number in range(_ROUNDS):
        code = codes[number % len(codes)]
        changed = replace(answers, responses={**answers.responses, code: Response()})
        times.append(seconds(lambda changed=changed: scorer.rescore(changed, scored)))  # type: ignore[misc]
    whole = median([seconds(lambda: scorer.rescore(answers)) for _ in range(20)])
    return Figure(
        name="score_one_answer",
        value=median(times) * 1_000,
        unit="ms",
        ceiling=1.0,
        work=f"{form.code} {form.edition}, {len(form.items)} items, one answer taken away, median of {_ROUNDS}",
        note=f"the whole form {whole * 1_000:.2f} ms",
    )


def _answers(place: Workplace, form: Form) -> DecodedAnswers:
    for sample in load_samples(place.data):
        if (sample.form, sample.edition) == (form.code, form.edition):
            decoded = decode(form, dict(sample.answers)).answers
            if decoded is not None:
                return decoded
    raise LookupError(f"no sample answers for {form.code} {form.edition}")
