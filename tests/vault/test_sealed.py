"""No way out of an identity in memory shows who it is, but for asking the person for the field itself."""

from __future__ import annotations

import asyncio
import contextlib
import copy
import dataclasses
import io
import json
import logging
import pickle
import pprint
import sqlite3
import traceback
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
import rich
import rich.console
import rich.pretty
from textual.app import App
from textual.content import Content
from textual.widgets import DataTable, Input, Label, OptionList, Static

from tests.vault.conftest import zara
from workflow.vault import Handle
from workflow.vault.records import Reason, sheet_of
from workflow.vault.sealed import Sealed

CANARIES = ("Zara", "Quillfeather", "quillfeather.example", "555 0147", "Zed", "at the pier")
FORMS: dict[str, Callable[[], Sealed]] = {"handle": lambda: Handle("f" * 32, "S-1"), "person": zara}


@dataclasses.dataclass
class Holder:
    held: object


def logged(value: object) -> str:
    stream = io.StringIO()
    logger = logging.getLogger("sealed")
    logger.propagate = False
    logger.handlers = [logging.StreamHandler(stream)]
    with contextlib.redirect_stderr(stream):
        logger.warning("%s", value)
        logger.warning("%r", value)
        logger.warning(value)
    return stream.getvalue()


def bound(value: object) -> object:
    connection = sqlite3.connect(":memory:")
    try:
        return connection.execute("SELECT ?", (value,)).fetchone()
    finally:
        connection.close()


def rich_of(show: Callable[..., object], value: object, **options: object) -> str:
    console = rich.console.Console(file=io.StringIO(), width=200)
    show(value, console=console, **options)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def printed(value: object) -> str:
    stream = io.StringIO()
    rich.print(value, file=stream)
    return stream.getvalue()


def table(value: Any) -> str:
    shown: DataTable[Any] = DataTable()
    shown.add_column("who")
    shown.add_row(value)
    return "".join(str(cell) for cell in shown.get_row_at(0))


def crashed(value: object) -> str:
    try:
        raise ValueError(value)
    except ValueError as error:
        told = traceback.TracebackException.from_exception(error, capture_locals=True)
        return "".join(told.format()) + repr(error)


ROUTES: dict[str, Callable[[Any], object]] = {
    "repr": repr,
    "str": str,
    "f-string": lambda it: f"{it}",
    "f-string with !r": lambda it: f"{it!r:>40}",
    "format": lambda it: format(it, ">20"),
    "%s": lambda it: "%s" % it,  # noqa: UP031
    "%r": lambda it: "%r" % it,  # noqa: UP031
    "bytes": bytes,
    "ascii": ascii,
    "json": json.dumps,
    "json default": lambda it: json.dumps(it, default=str),
    "json vars": lambda it: json.dumps(it, default=vars),
    "msgspec": msgspec.json.encode,
    "msgspec builtins": msgspec.to_builtins,
    "pickle": pickle.dumps,
    "pickle 0": lambda it: pickle.dumps(it, 0),
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "asdict": lambda it: dataclasses.asdict(Holder(it)),
    "astuple": lambda it: dataclasses.astuple(Holder(it)),
    "replace": lambda it: repr(dataclasses.replace(Holder(it))),
    "vars": vars,
    "dir": dir,
    "state": lambda it: it.__getstate__(),
    "hash": hash,
    "equal": lambda it: it == it,  # noqa: PLR0124
    "less": lambda it: sorted([it, it]),
    "set": lambda it: {it},
    "iterate": list,
    "logging": logged,
    "sqlite": bound,
    "pprint": pprint.pformat,
    "list": lambda it: repr([it]),
    "exception": crashed,
    "join": lambda it: ", ".join([it]),
    "print": lambda it: print(it, file=io.StringIO()),
    "rich print": printed,
    "rich pretty": lambda it: rich_of(lambda value, console: rich.pretty.pprint(value, console=console), it),
    "rich inspect": lambda it: rich_of(rich.inspect, it, private=True),
    "rich inspect all": lambda it: rich_of(rich.inspect, it, all=True),
    "textual Content": lambda it: Content(it).plain,
    "textual Content.from_text": lambda it: Content.from_text(it).plain,
    "textual Static": lambda it: Static(it).render().__class__,
    "textual Static shown": lambda it: rich_of(lambda v, console: console.print(Static(v).visual), it),
    "textual Label": lambda it: repr(Label(it).visual),
    "textual Input": lambda it: repr(Input(value=it).value),
    "textual OptionList": lambda it: repr([option.prompt for option in OptionList(it).options]),
    "textual DataTable": table,
}


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("form", FORMS)
def test_no_route_shows_who_it_is(form: str, route: str, capsys: pytest.CaptureFixture[str]) -> None:
    value = FORMS[form]()
    shown = ""
    try:
        shown = repr(ROUTES[route](value))
    except Exception as error:
        shown = "".join(traceback.format_exception(error)) + repr(error)
        assert isinstance(error, TypeError | AttributeError | sqlite3.Error) or "textual" in route, shown
    shown += "".join(capsys.readouterr())
    assert not [word for word in CANARIES if word in shown]


def test_a_handle_holds_its_id_and_its_code_name_alone() -> None:
    handle = Handle("f" * 32, "S-1")
    assert repr(handle) == "<sealed S-1>"
    assert Handle.__slots__ == ("code_name", "identity")
    assert not hasattr(handle, "__dict__")
    assert repr(Handle("f" * 32, "\x1b[31mS")) == repr(Handle("f" * 32, "\x1b[31mS")).replace("\x1b", "")


@pytest.mark.parametrize("form", FORMS)
def test_it_stays_as_it_was_made(form: str) -> None:
    value = FORMS[form]()
    with pytest.raises(TypeError):
        value.name = "x"  # type: ignore[attr-defined]
    with pytest.raises(TypeError):
        delattr(value, "name")


def test_what_is_being_written_shows_nothing_of_itself() -> None:
    held = (sheet_of("heron", "S-1", zara()), Reason("", "contact", "Zara called.", ""))  # type: ignore[arg-type]
    shown = repr(held) + crashed(held) + rich_of(lambda v, console: rich.pretty.pprint(v, console=console), held)
    assert not [word for word in CANARIES if word in shown]


class Screen(App[None]):
    """Shows an identity on every kind of widget that takes text."""

    def __init__(self, value: Any) -> None:
        super().__init__()
        self.value = value
        self.told: list[str] = []

    def on_mount(self) -> None:
        table: DataTable[Any] = DataTable()
        for show in (
            lambda: self.mount(Static(self.value)),
            lambda: self.mount(Input(value=self.value)),
            lambda: self.mount(table),
            lambda: (table.add_column("who"), table.add_row(self.value)),
            lambda: self.notify(self.value),
        ):
            try:
                show()
            except Exception as error:
                self.told.append(repr(error))


def test_no_widget_and_no_crash_of_one_shows_who_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    async def run() -> str:
        app = Screen(zara())
        told = ""
        try:
            async with app.run_test(size=(100, 40)) as pilot:
                await pilot.pause()
                told = app.export_screenshot()
        except Exception as error:
            told += "".join(traceback.format_exception(error))
        return told + "".join(app.told)

    shown = asyncio.run(run()) + "".join(capsys.readouterr())
    assert "sealed person" in shown
    assert not [word for word in CANARIES if word in shown]
