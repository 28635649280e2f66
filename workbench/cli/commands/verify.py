"""`workbench verify`: valid, changed, unknown signer, revoked; for reports, certificates, batches, receipts, codes."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.places import naming
from workbench.cli.sessions import session
from workbench.documents.qr import read_codes
from workbench.domain.refusals import Refusal
from workbench.protocol.times import moment_to_text
from workbench.signing.certificate_claims import china_day
from workbench.usecases.files import read_file
from workbench.usecases.rescoring import follows
from workbench.usecases.trusting import trust_store_of
from workbench.usecases.verifying import (
    Answer,
    Grounds,
    Signer,
    Verification,
    grounds_of,
    is_code,
    verify_code,
    verify_file,
)
from workbench.usecases.words import Words


class NothingToVerify(Refusal):
    """Neither a file nor a code was named."""

    code = "nothing_to_verify"


class NoCodeFound(Refusal):
    """The picture shows no readable certificate code; facts: `file`."""

    code = "no_code_found"


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("verify", parents=[common], help=words.say("commands", "help.verify"))
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument("--qr", action="append", default=[], metavar="TEXT|IMAGE")
    parser.add_argument("--trust", type=Path, default=None, help=words.say("commands", "help.trust"))
    parser.set_defaults(run=run)


def run(context: Context, options: argparse.Namespace) -> int:
    """Verify everything named; 1 when anything is not valid, 2 when it cannot be read."""
    if not options.files and not options.qr:
        raise NothingToVerify
    grounds = _grounds(context, options.trust)
    found: list[tuple[str, Verification]] = []
    unreadable: list[dict[str, object]] = []
    for name, look in _wanted(options, grounds):
        try:
            found.extend((name, one) for one in look())
        except Refusal as refusal:  # the other files are verified all the same
            told = context.words.refuse(refusal)
            context.warn(told)
            unreadable.append({"file": name, "answer": "unreadable", "valid": False, "detail": told})
    if context.as_json:
        rows = [*(_told(name, one) for name, one in found), *unreadable]
        context.print(json.dumps(rows, ensure_ascii=False))
    else:
        for name, one in found:
            for line in sentences(context.words, name, one):
                context.print(line)
    if unreadable or any(one.answer is Answer.UNREADABLE for _, one in found):
        return 2
    return 0 if all(one.is_valid for _, one in found) else 1


def sentences(words: Words, name: str, found: Verification) -> list[str]:
    """Say what was found, in words a clerk understands, the signers below."""
    kind = words.say("commands", f"verify_kind.{found.kind.value}")
    answer = words.say("commands", f"verify.{found.answer.value}")
    lines = [words.say("commands", "verify_line", file=name, kind=kind, subject=found.subject, answer=answer)]
    for signer in found.signers:
        at = moment_to_text(signer.signed_at) if signer.signed_at else "—"
        lines.append(words.say("commands", "verify_signer", name=signer.name or "?", id=signer.person_id, at=at))
    if found.claims is not None:
        claims = found.claims
        key = "verify_claims_constructed" if claims.constructed else "verify_claims"
        lines.append(
            words.say(
                "commands",
                key,
                unit=claims.unit_name.shown,
                grade=claims.grade_name,
                serial=claims.serial,
                issued=claims.issued_on,
                until=claims.valid_until or words.say("report", "validity.open"),
            )
        )
    revoked_on = found.facts.get("key_revoked_on")
    if revoked_on is not None and found.is_valid:
        lines.append(words.say("commands", "verify_code_key_revoked_since", day=revoked_on))
    if found.facts.get("rescored") is False:
        lines.append(words.say("commands", "verify_not_rescored"))
    if found.detail:
        lines.append(words.say("commands", "verify_detail", detail=_cause(words, found.detail)))
    return lines


def _cause(words: Words, detail: str) -> str:
    """Say a code in words where there are some; what else stands there is for experts."""
    for room in ("verify_cause", "parked"):
        if detail.isidentifier() and words.knows("commands", f"{room}.{detail}"):
            return words.say("commands", f"{room}.{detail}")
    return detail


def _wanted(
    options: argparse.Namespace, grounds: Grounds
) -> Iterator[tuple[str, Callable[[], Sequence[Verification]]]]:
    for path in options.files:
        # A line break in a file's name would let it write answers of its own below.
        yield str(path).replace("\n", "\\n"), partial(_file, path, grounds)
    for word in options.qr:
        yield (word if len(word) < 40 else f"{word[:24]}…"), partial(_codes, word, grounds)


def _file(path: Path, grounds: Grounds) -> list[Verification]:
    return [verify_file(path, grounds)]


def _grounds(context: Context, trust_file: Path | None) -> Grounds:
    today = china_day(context.workplace.now())
    if trust_file is not None:
        with naming(trust_file):
            trust = trust_store_of(read_file(trust_file))
        return Grounds(trust, today, follows=partial(follows, context.workplace, None))
    with session(context) as opened:
        return grounds_of(opened)


def _codes(word: str, grounds: Grounds) -> list[Verification]:
    if is_code(word):
        return [verify_code(word, grounds)]
    texts = [text for text in read_codes(read_file(Path(word))) if is_code(text)]
    if not texts:
        raise NoCodeFound(file=word)
    return [verify_code(text, grounds) for text in texts]


def _told(name: str, found: Verification) -> dict[str, object]:
    return {
        "file": name,
        "kind": found.kind.value,
        "answer": found.answer.value,
        "valid": found.is_valid,
        "subject": found.subject,
        "signers": [_signer(one) for one in found.signers],
        "detail": found.detail,
    }


def _signer(signer: Signer) -> dict[str, str | None]:
    at = moment_to_text(signer.signed_at) if signer.signed_at else None
    return {"name": signer.name, "person": signer.person_id, "key": signer.key_id, "at": at}
