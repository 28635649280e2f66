"""`workbench certificate`: issue, revoke, list, and write the page that verifies codes with no network."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.identities import full_id
from workbench.cli.places import naming
from workbench.cli.sessions import session
from workbench.cli.tables import table
from workbench.store.durable_files import write_durably
from workbench.usecases.certificate_paper import certificate_pdf
from workbench.usecases.certifying import Issue, issue_certificate, list_certificates, revoke_certificate
from workbench.usecases.files import read_file
from workbench.usecases.verifier_page import VerifierPage, verifier_page, verifier_page_of
from workbench.usecases.words import Words


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("certificate", help=words.say("commands", "help.certificate"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    issue = verbs.add_parser("issue", parents=[common], help=words.say("commands", "help.certificate_issue"))
    issue.add_argument("assessment", help=words.say("commands", "help.assessment_id"))
    issue.add_argument("--issuer-name", required=True)
    issue.add_argument("--out", type=Path, required=True)
    issue.set_defaults(run=_issue)
    revoke = verbs.add_parser("revoke", parents=[common], help=words.say("commands", "help.certificate_revoke"))
    revoke.add_argument("serial")
    revoke.add_argument("--reason", required=True)
    revoke.set_defaults(run=_revoke)
    listing = verbs.add_parser("list", parents=[common], help=words.say("commands", "help.certificate_list"))
    listing.set_defaults(run=_list)
    page = verbs.add_parser("page", parents=[common], help=words.say("commands", "help.certificate_page"))
    page.add_argument("--out", type=Path, required=True)
    page.add_argument("--trust", type=Path, default=None, help=words.say("commands", "help.trust"))
    page.set_defaults(run=_page)


def _issue(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        record = issue_certificate(opened, Issue(full_id(opened, options.assessment), options.issuer_name))
        pdf = certificate_pdf(opened, record.serial)
    write_durably(options.out, pdf)
    if context.as_json:
        told = {"serial": record.serial, "file": str(options.out), "code": record.qr}
        context.print(json.dumps(told, ensure_ascii=False))
    else:
        context.say("certificate_issued", serial=record.serial, unit=record.unit.name, file=options.out)
    return 0


def _revoke(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        revoke_certificate(opened, options.serial, options.reason)
    context.say("certificate_revoked", serial=options.serial)
    return 0


def _page(context: Context, options: argparse.Namespace) -> int:
    page = _made_page(context, options.trust)
    write_durably(options.out, page.html)
    if context.as_json:
        told = {
            "file": str(options.out),
            "trust_list": page.number,
            "issued_on": page.issued_on.isoformat(),
            "keys": page.keys,
            "revoked_certificates": page.revoked,
        }
        context.print(json.dumps(told, ensure_ascii=False))
        return 0
    context.say("page_made", file=options.out, number=page.number, day=page.issued_on, keys=page.keys)
    if page.revoked is None:
        context.say("page_without_register")
    else:
        context.say("page_with_register", count=page.revoked)
    if page.keys == 0:
        context.warn(context.words.say("commands", "page_without_keys"))
    return 0


def _made_page(context: Context, trust_file: Path | None) -> VerifierPage:
    """Make the page for a trust list in a file, else for the store in use, which has a register besides."""
    if trust_file is None:
        with session(context) as opened:
            return verifier_page_of(opened)
    with naming(trust_file):
        return verifier_page(context.workplace, read_file(trust_file))


def _list(context: Context, _: argparse.Namespace) -> int:
    with session(context) as opened:
        found = list_certificates(opened)
    if context.as_json:
        told = [
            {"serial": one.serial, "form": one.form, "issued_on": one.issued_on, "revoked_at": one.revoked_at}
            for one in found
        ]
        context.print(json.dumps(told, ensure_ascii=False))
        return 0
    if not found:
        context.say("no_certificates")
    rows = [
        [
            one.serial,
            one.form,
            one.issued_on,
            one.valid_until or "—",
            context.words.say("commands", "certificate_state.revoked" if one.revoked_at else "certificate_state.valid"),
        ]
        for one in found
    ]
    for line in table(rows):
        context.print(line)
    return 0
