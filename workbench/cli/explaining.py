"""What `workbench score` says beside the RESULT: why every point is what it is, and what lifts the unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.cli.context import Context
from workbench.cli.summaries import score_line
from workbench.domain.figures import plain
from workbench.scoring.advice import Lift, lifts
from workbench.scoring.explain.item import explain_all
from workbench.scoring.explain.prerequisite import explain_prerequisites
from workbench.scoring.explain.texts import Line, explain_lines
from workbench.scoring.explain.whole_texts import advice_lines, group_text, prerequisite_text, total_text
from workbench.usecases.judging import Judged

Explained = dict[str, str]
Advised = dict[str, object]


def explanations(context: Context, judged: Judged) -> list[Explained]:
    """Explain every row of the ledger, in file order: an item in a line, its parts below, deeper ones further in."""
    words = context.words.room("explain")
    return [
        {"code": explanation.code, "text": "\n".join(_lines(explain_lines(explanation, context.language, words)))}
        for explanation in explain_all(judged.form, judged.answers)
    ]


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    return (f"{'  ' * line.depth}{line.text}" for line in lines)


def prerequisites(context: Context, judged: Judged) -> list[Explained]:
    """Say how every prerequisite, star requirement and provincial check stands."""
    words = context.words.room("explain")
    return [
        {"code": explanation.code, "text": prerequisite_text(explanation, context.language, words)}
        for explanation in explain_prerequisites(judged.form, judged.answers, judged.result)
    ]


def wholes(context: Context, judged: Judged) -> Iterator[str]:
    """Say each group against its floor, then how the groups make the total."""
    words = context.words.room("explain")
    for group in judged.result.groups:
        yield group_text(judged.form, group, context.language, words)
    total = total_text(judged.form, judged.result, context.language, words)
    if total:
        yield total


def advice(context: Context, judged: Judged) -> list[Advised]:
    """Say what reaches the next grade and what clears each floor that is not reached, as values and sentences.

    Each entry: `aim` (a grade's code, `group:<code>`, null at the best grade), `sets` of `items` and the `points` they
    gain together, `obstacles` (as in `blocking`; only where there is no set), `text`.
    """
    words = context.words.room("explain")
    return [
        {**_values(lift), "text": list(advice_lines(judged.form, lift, context.language, words))}
        for lift in lifts(judged.form, judged.scored)
    ]


def _values(lift: Lift) -> Advised:
    sets = [{"items": list(one.items), "points": plain(one.points)} for one in lift.sets]
    return {"aim": lift.aim, "sets": sets, "obstacles": list(lift.obstacles)}


def tell(context: Context, judged: Judged, *, explain: bool, advise: bool) -> None:
    """Print the score and what was asked for beside it, for people."""
    context.print(score_line(context.words, judged.form, judged.result))
    if explain:
        for line in (*prerequisites(context, judged), *explanations(context, judged)):
            first, *below = line["text"].split("\n")
            context.print(f"{line['code']}  {first}")
            for part in below:
                context.print(f"    {part}")
        for whole in wholes(context, judged):
            context.print(whole)
    if advise:
        for entry in advice(context, judged):
            texts = entry["text"]
            for number, text in enumerate(texts if isinstance(texts, list) else []):
                context.print(f"  {text}" if number else str(text))
