"""Key files that cannot be read, that have no second way in, or were set aside."""

import pytest

from tests.doctor.conftest import Built
from workflow.doctor.keys import key_files
from workflow.seal import FLOOR, Key, KeyFile

BARE = KeyFile.make("some words of mine", key := Key.new(), owner="desk", cost=FLOOR)
WHOLE = BARE.with_recovery(key)[0].to_bytes()


@pytest.mark.parametrize(
    ("data", "outcome", "said"),
    [
        (WHOLE, "well", "can be read"),
        (BARE.to_bytes(), "mend", "onrecord recovery-key"),
        (WHOLE[:-20], "mend", "Put it back"),
        (WHOLE.replace(b'"passes": 1', b'"passes": 2'), "mend", "Put it back"),
        (b"", "mend", "Put it back"),
        (bytes(100_000), "mend", "Put it back"),
    ],
)
def test_each_key_file_is_read_without_a_passphrase(built: Built, data: bytes, outcome: str, said: str) -> None:
    path = built.put(built.data / "cases.db.keys", data)
    (found,) = built.asked(key_files)
    assert found.outcome == outcome
    assert said in found.seen + found.remedy
    assert found.places == (() if outcome == "well" else (str(path),))


def test_one_set_aside_is_known_and_never_to_be_removed(built: Built) -> None:
    built.put(built.data / "cases.db.keys", WHOLE)
    path = built.put(built.data / "cases.db.keys.0123abcd.old", WHOLE)
    aside = next(found for found in built.asked(key_files) if found.outcome == "know")
    assert aside.places == (str(path),)
    assert "rm" not in aside.remedy.split()


def test_a_machine_without_sealed_desks_is_well(built: Built) -> None:
    (built.data / "cases.db.keys").unlink()
    assert built.outcomes(key_files) == {"well"}
