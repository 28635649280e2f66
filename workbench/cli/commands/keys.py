"""`workbench keys`: the file CA, signing requests, certificates, revocation and the trust list (decision 2)."""

from __future__ import annotations

import argparse
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from workbench.cli.context import Context
from workbench.cli.sessions import first_line, password, session, store_path, user_of
from workbench.cli.tables import table
from workbench.domain.people import Person, Role
from workbench.protocol.times import moment_to_text
from workbench.signing.authority import make_request, read_request
from workbench.signing.certificate_claims import china_midnight
from workbench.signing.grants import ALL_ACTIONS, Grant
from workbench.signing.trust import TrustStore
from workbench.store.durable_files import write_durably
from workbench.usecases import keyring
from workbench.usecases.files import read_file
from workbench.usecases.opening import add_person, create_store, make_code_key, open_with_recovery
from workbench.usecases.trusting import trust_store_of
from workbench.usecases.typed_text import typed_day
from workbench.usecases.words import Words

_USUAL_DAYS = 450
"""How long a person's certificate counts where nothing is said; a key of certificate codes then has no end."""


def add_to(subparsers: Any, words: Words, common: argparse.ArgumentParser) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser("keys", help=words.say("commands", "help.keys"))
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, run: Any) -> argparse.ArgumentParser:
        one: argparse.ArgumentParser = verbs.add_parser(
            name, parents=[common], help=words.say("commands", f"help.keys_{name.replace('-', '_')}")
        )
        one.set_defaults(run=run)
        return one

    new = verb("new-store", _new_store)
    new.add_argument("--person", required=True, metavar="ID=NAME")
    add = verb("add-person", _add_person)
    add.add_argument("--person", required=True, metavar="ID=NAME")
    add.add_argument("--new-password-file", type=Path, required=True)
    recover = verb("recover", _recover)
    recover.add_argument("--code-file", type=Path, required=True)
    recover.add_argument("--new-password-file", type=Path, required=True)
    init = verb("init-ca", _init)
    init.add_argument("folder", type=Path)
    init.add_argument("--project", required=True)
    request = verb("request", _request)
    request.add_argument("--out", type=Path, required=True)
    request.add_argument("--qr", action="store_true")
    sign = verb("sign", _sign)
    sign.add_argument("folder", type=Path)
    sign.add_argument("request", type=Path)
    sign.add_argument("--name", default="")
    sign.add_argument("--person", default="")
    sign.add_argument("--role", choices=[role.value for role in Role], default=None)
    sign.add_argument("--region", default="140000")
    sign.add_argument("--action", action="append", default=[])
    sign.add_argument("--days", type=int, default=None)
    sign.add_argument("--qr-issuer", default="")
    revoke = verb("revoke", _revoke)
    revoke.add_argument("folder", type=Path)
    revoke.add_argument("key")
    revoke.add_argument("--reason", required=True)
    revoke.add_argument("--since", default="", metavar="YYYY-MM-DD", help=words.say("commands", "help.keys_since"))
    install = verb("install", _install)
    install.add_argument("trust", type=Path)
    listing = verb("list", _list)
    listing.add_argument("folder", type=Path, nargs="?")


def _person(word: str) -> Person:
    person_id, _, name = word.partition("=")
    return Person(person_id, name or person_id)


def _new_store(context: Context, options: argparse.Namespace) -> int:
    opened = create_store(context.workplace, store_path(context), _person(options.person), password(context))
    key = opened.session.require_key().key_id
    opened.session.close()
    if context.as_json:
        context.print(json.dumps({"recovery_code": opened.recovery_code, "key": key}))
        return 0
    context.say("store_made", store=store_path(context), key=keyring.fingerprint(key))
    context.say("recovery_code", code=opened.recovery_code)
    return 0


def _add_person(context: Context, options: argparse.Namespace) -> int:
    new_password = first_line(options.new_password_file)
    with session(context) as opened:
        add_person(opened, _person(options.person), new_password)
    context.say("person_added", person=options.person)
    return 0


def _recover(context: Context, options: argparse.Namespace) -> int:
    """Set a new password by the recovery code; the signing keys are won back with it."""
    path = store_path(context)
    code, new_password = first_line(options.code_file), first_line(options.new_password_file)
    person_id = user_of(context, path)
    open_with_recovery(context.workplace, path, person_id, code, new_password).close()
    context.say("recovered", person=person_id)
    return 0


def _init(context: Context, options: argparse.Namespace) -> int:
    ca = keyring.init_authority(context.workplace, options.folder, options.project, password(context))
    context.say("ca_made", folder=options.folder, fingerprint=keyring.fingerprint(ca.authority.key.key_id))
    return 0


def _request(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        if options.qr:
            key = make_code_key(opened, password(context))
            pem = make_request(key, opened.person.person_id)
        else:
            key = opened.require_key()
            pem = keyring.request_certificate(opened)
    write_durably(options.out, pem.encode("ascii"))
    context.say("request_made", file=options.out, fingerprint=keyring.fingerprint(key.key_id))
    return 0


def _sign(context: Context, options: argparse.Namespace) -> int:
    ca = keyring.open_authority(options.folder, password(context))
    request = read_file(options.request).decode("ascii", "replace")
    if options.qr_issuer:
        signed = keyring.add_code_key(context.workplace, ca, request, options.qr_issuer, options.days)
    else:
        actions = tuple(sorted(set(options.action))) or (ALL_ACTIONS,)
        role = Role(options.role or Role.INSPECTOR.value)
        person_id = options.person or read_request(request).person_id
        days = _USUAL_DAYS if options.days is None else options.days
        grant = Grant(person_id, role, options.region, actions, days)
        signed = keyring.sign_request(context.workplace, ca, request, grant, options.name or person_id)
    context.say("trust_list_made", file=options.folder / keyring.TRUST_LIST, number=signed.trust.number)
    return 0


def _revoke(context: Context, options: argparse.Namespace) -> int:
    ca = keyring.open_authority(options.folder, password(context))
    key_id = options.key.replace(" ", "").lower()
    listed = keyring.revoke_key(context.workplace, ca, key_id, options.reason, _begin_of(options.since))
    context.say("trust_list_made", file=options.folder / keyring.TRUST_LIST, number=listed.trust.number)
    return 0


def _begin_of(text: str) -> datetime | None:
    """Read a day; None where none was named.

    Raises:
        NotADay.
    """
    return china_midnight(date.fromisoformat(typed_day(text))) if text else None


def _install(context: Context, options: argparse.Namespace) -> int:
    with session(context) as opened:
        trust = keyring.install_trust_list(opened, read_file(options.trust))
    fingerprint = keyring.fingerprint(trust.root_key_id)
    context.say("trust_list_installed", number=trust.number, fingerprint=fingerprint)
    return 0


def _list(context: Context, options: argparse.Namespace) -> int:
    if options.folder is not None:
        _tell(context, trust_store_of(read_file(options.folder / keyring.TRUST_LIST)))
        return 0
    with session(context) as opened:
        _tell(context, opened.trust())
    return 0


def _tell(context: Context, trust: TrustStore) -> None:
    revoked = {one.key_id for one in trust.revoked}
    rows = [
        [
            member.person_id,
            member.name,
            member.role.value,
            member.region,
            keyring.fingerprint(member.key_id)[:19],
            member.certificate.not_valid_after_utc.date().isoformat(),
            context.words.say("commands", "key_revoked" if member.key_id in revoked else "key_valid"),
        ]
        for member in trust.members
    ]
    if context.as_json:
        names = ("person", "name", "role", "region", "key", "until", "state")
        keys = [
            {**dict(zip(names, row, strict=True)), "key": member.key_id}
            for row, member in zip(rows, trust.members, strict=True)
        ]
        told = {"number": trust.number, "members": keys, "code_keys": _code_keys(trust)}
        context.print(json.dumps(told, ensure_ascii=False))
        return
    context.say("trust_list_head", number=trust.number, fingerprint=keyring.fingerprint(trust.root_key_id))
    for line in table(rows):
        context.print(line)
    for one in _code_keys(trust):
        state = context.words.say("commands", "key_revoked" if one["revoked"] else "key_valid")
        days = f"{one['from'] or '…'} – {one['until'] or '…'}"
        context.say("code_key_line", kid=one["kid"], issuer=one["issuer"], days=days, state=state)


def _code_keys(trust: TrustStore) -> list[dict[str, str | None]]:
    """Tell the keys of certificate codes, which no person's certificate names."""
    rows = []
    for kid, key in sorted(trust.code_keys.items()):
        revocation = trust.code_revocation(key)
        rows.append(
            {
                "kid": kid,
                "issuer": key.issuer,
                "from": key.valid_from.isoformat() if key.valid_from else None,
                "until": key.valid_until.isoformat() if key.valid_until else None,
                "revoked": moment_to_text(revocation.at) if revocation else None,
            }
        )
    return rows
