"""Which store and which person a command works with, and where the password comes from (decision 3)."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workbench.cli.context import Context
from workbench.domain.refusals import Refusal
from workbench.signing.key_envelope import EmptyPassword
from workbench.usecases.files import read_text
from workbench.usecases.opening import open_store, people
from workbench.usecases.session import Session
from workbench.usecases.workplace import default_store


class NoPassword(Refusal):
    """No password was given and nobody can be asked."""

    code = "no_password"


class WhichUser(Refusal):
    """Several people may open the store; facts: `users`."""

    code = "which_user"


def store_path(context: Context) -> Path:
    """Give the store the command line names, or the usual one."""
    return context.store or default_store(context.surroundings.environment)


@contextmanager
def session(context: Context) -> Iterator[Session]:
    """Open the store for one command.

    Raises:
        WhichUser, NoPassword, and what opening refuses.
    """
    path = store_path(context)
    opened = open_store(context.workplace, path, user_of(context, path), password(context))
    with opened:
        yield opened


def password(context: Context) -> str:
    """Give the password from the file, the environment variable WORKBENCH_PASSWORD, or the keyboard.

    Raises:
        FileUnreadable, NotUtf8, EmptyPassword, NoPassword.
    """
    if context.password_file is not None:
        return first_line(context.password_file)
    told = context.surroundings.environment.get("WORKBENCH_PASSWORD")
    if told:
        return told
    if not context.surroundings.stdin.isatty():
        raise NoPassword
    try:
        return getpass.getpass(context.words.say("commands", "ask_password"))
    except EOFError:
        raise NoPassword from None


def first_line(path: Path) -> str:
    """Read a password from the first line of a file.

    Raises:
        FileUnreadable, NotUtf8, EmptyPassword.
    """
    lines = read_text(path).splitlines()
    if not lines or not lines[0]:
        raise EmptyPassword
    return lines[0]


def user_of(context: Context, path: Path) -> str:
    """Name the person: the one told, or the only one who may open the store.

    Raises:
        StoreMissing, NoVault, WhichUser.
    """
    if context.user:
        return context.user
    known = people(path)
    if len(known) != 1:
        raise WhichUser(users=", ".join(person.person_id for person in known))
    return known[0].person_id
