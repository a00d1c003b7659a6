"""A key in memory: it shows itself nowhere, however it is asked."""

import copy
import json
import pickle
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from workflow.seal import (
    Key,
)

KEY = Key(bytes(range(32)))


WAYS: dict[str, Callable[[Key], object]] = {
    "str": str,
    "format": lambda key: f"{key}",
    "percent": lambda key: "%s" % key,  # noqa: UP031
    "spec": lambda key: format(key, ">20"),
    "bytes": bytes,
    "json": json.dumps,
    "pickle": pickle.dumps,
    "copy": copy.copy,
    "deepcopy": copy.deepcopy,
    "hash": hash,
    "equal": lambda key: key == key,  # noqa: PLR0124
    "member": lambda key: Key.new() in [key],
    "dict": lambda key: {key: 1},
    "msgspec": msgspec.json.encode,
    "vars": vars,
    "iterate": lambda key: [*key],  # type: ignore[misc]
    "index": lambda key: key[0],  # type: ignore[index]
    "concatenate": lambda key: "" + key,  # type: ignore[operator]
    "join": lambda key: "".join([key]),  # type: ignore[list-item]
    "write": lambda key: Path("/dev/null").write_text(key),  # type: ignore[arg-type]
    "slots": lambda key: key.__dict__,
    "secret": lambda key: key._Key_secret,  # type: ignore[attr-defined]
}


@pytest.mark.parametrize("way", WAYS)
def test_a_key_shows_itself_nowhere(way: str) -> None:
    with pytest.raises((TypeError, AttributeError)) as raised:
        WAYS[way](KEY)
    told = str(raised.value) + repr(raised.value)
    assert not any(form in told for form in (KEY.bytes_to_wrap().hex(), repr(KEY.bytes_to_wrap())))


def test_a_key_is_repr_alone() -> None:
    assert repr(KEY) == repr([KEY])[1:-1] == "<sealed key>"
    assert KEY.derive(b"one") != KEY.derive(b"two")
    assert KEY.bytes_to_wrap() not in KEY.derive(b"one")
    assert set(KEY.for_sqlcipher()) <= set("0123456789abcdef")
    assert len(KEY.for_sqlcipher()) == 64
    with pytest.raises(ValueError, match="32 bytes"):
        Key(b"short")
