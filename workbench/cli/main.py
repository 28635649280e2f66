"""Run one command: parse the words, give it what it needs, and turn every refusal into one sentence and exit code 2."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from workbench.cli.commands import (
    assessment,
    batch,
    bench,
    certificate,
    demo,
    forms,
    hub,
    keys,
    report,
    review,
    score,
    self_test,
    sync,
    targets,
    unit,
    verify,
)
from workbench.cli.context import Context, Surroundings, plainly
from workbench.domain.refusals import Refusal
from workbench.domain.texts import Language
from workbench.usecases.words import Words, load_words
from workbench.usecases.workplace import Workplace

DONE, ANSWER_IS_NO, WRONG_USE = 0, 1, 2

_COMMANDS = (
    demo,
    forms,
    score,
    unit,
    assessment,
    report,
    batch,
    hub,
    sync,
    review,
    certificate,
    targets,
    verify,
    keys,
    bench,
    self_test,
)


class WrongUse(Refusal):
    """The words of the command line do not fit; facts: `message`."""

    code = "wrong_use"


class NotText(Refusal):
    """A word of the command line is no text in the encoding of the terminal; facts: `word`."""

    code = "not_text"


class _Parser(argparse.ArgumentParser):
    """A parser that refuses in one sentence instead of printing its usage."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(message=message, program=self.prog)


def build_parser(words: Words) -> argparse.ArgumentParser:
    """Put together the parser of all commands, with help in the language of `words`."""
    common = argparse.ArgumentParser(add_help=False)
    _add_common(common, words, argparse.SUPPRESS)
    parser = _Parser(prog="workbench", description=words.say("commands", "help.workbench"))
    _add_common(parser, words, None)
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    for module in _COMMANDS:
        module.add_to(subparsers, words, common)
    return parser


def _add_common(parser: argparse.ArgumentParser, words: Words, default: object) -> None:
    parser.add_argument("--store", type=Path, default=default, help=words.say("commands", "help.store"))
    parser.add_argument("--user", default=default, help=words.say("commands", "help.user"))
    parser.add_argument("--password-file", type=Path, default=default, help=words.say("commands", "help.password_file"))
    parser.add_argument("--lang", choices=["zh", "en"], default=default, help=words.say("commands", "help.lang"))
    parser.add_argument("--json", action="store_true", default=default, help=words.say("commands", "help.json"))


def run(arguments: Sequence[str], surroundings: Surroundings) -> int:
    """Run one command line.

    Returns:
        0 done; 1 the answer is "no"; 2 wrong use or unreadable input, told in one sentence on standard error.
    """
    for stream in (surroundings.stdout, surroundings.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal of another encoding, a file name that is no text
            stream.reconfigure(errors="backslashreplace")
    language = _language_of(arguments, surroundings)
    words = load_words(surroundings.data.resources / "words", language)
    try:
        options = build_parser(words).parse_args(arguments)
        _require_text(options)
        return _run_command(options, surroundings, language)
    except Refusal as refusal:
        print(plainly(words.refuse(refusal)), file=surroundings.stderr)
    except KeyboardInterrupt:
        print(words.say("commands", "interrupted"), file=surroundings.stderr)
    except BrokenPipeError:  # the reader of a pipe went away, for example `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return DONE
    except OSError as fault:
        print(
            plainly(words.say("commands", "os_error", file=fault.filename or "", reason=fault.strerror or fault)),
            file=surroundings.stderr,
        )
    return WRONG_USE


def _require_text(options: argparse.Namespace) -> None:
    """Refuse words that are no text in the encoding of the terminal; names of files may be any bytes."""
    for value in vars(options).values():
        for word in value if isinstance(value, list) else [value]:
            if isinstance(word, str) and not word.isascii() and any("\ud800" <= sign <= "\udfff" for sign in word):
                raise NotText(word=ascii(word))


def _run_command(options: argparse.Namespace, surroundings: Surroundings, language: Language) -> int:
    if options.command is None:
        return surroundings.open_window(["--store", str(options.store)] if options.store else [])
    context = Context(
        surroundings=surroundings,
        workplace=Workplace(surroundings.data, surroundings.clock, surroundings.random, cache=surroundings.cache),
        language=language,
        as_json=bool(options.json),
        store=options.store,
        user=options.user,
        password_file=options.password_file,
    )
    code: int = options.run(context, options)
    return code


def _language_of(arguments: Sequence[str], surroundings: Surroundings) -> Language:
    """The language must be known before the parser is built, for its help texts and refusals."""
    for position, word in enumerate(arguments):
        wanted = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and position + 1 < len(arguments):
            wanted = arguments[position + 1]
        if wanted in {"zh", "en"}:
            return Language(wanted)
    told = surroundings.environment.get("WORKBENCH_LANG", "")
    return Language(told) if told in {"zh", "en"} else Language.ZH
