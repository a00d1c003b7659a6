"""Time stamps: what holds, what does not, and what cannot be told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.corpus import NOW, Sample
from tests.checks.time.corpus import OTHER, PAPER, SAMPLES
from tests.checks.time.making import answer, authority, block, broken, header, out_of_order, promise, proof, token
from workflow.checks.evidence import Evidence
from workflow.checks.running import make
from workflow.checks.sheet import Sheet
from workflow.checks.time import checks_for
from workflow.findings import Supplies
from workflow.terms import Outcome, Severity


def time_checks(data: bytes, *proofs: tuple[str, bytes], roots: tuple[bytes, ...] = ()) -> Sheet:
    sheet, evidence = Sheet(), Evidence(data, "x", Supplies(now=NOW, roots=roots, proofs=proofs))
    for check in checks_for(evidence, sheet):
        make(check, evidence, sheet)
    return sheet


def values(sheet: Sheet) -> list[str]:
    return [one.value for one in sheet.findings]


@pytest.mark.parametrize("one", SAMPLES, ids=[one.name for one in SAMPLES])
def test_a_sample_has_exactly_its_findings(one: Sample) -> None:
    sheet, evidence = Sheet(), Evidence(one.make(), one.name, one.supplies)
    for check in checks_for(evidence, sheet):
        make(check, evidence, sheet)
    assert {found.id for found in sheet.findings} == one.has
    assert {check.check for check in sheet.outcomes() if check.outcome is Outcome.NOT_CHECKED} == one.unchecked


def test_certificates_in_any_order_are_read() -> None:
    """OpenSSL and many authorities write the chain as it comes; its order is not signed."""
    sheet = time_checks(PAPER, ("x.tsr", out_of_order(PAPER)), roots=(authority().root,))
    assert {one.id for one in sheet.findings} == {"tsa.valid"}


def test_a_file_without_time_stamps_has_nothing_to_check() -> None:
    assert {one.outcome for one in time_checks(PAPER).outcomes()} == {Outcome.NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("stamp", "word"),
    [
        (answer(OTHER), "Wrong file"),
        (broken(PAPER), "Broken signature"),
        (answer(PAPER, authority("Nobody")), "Wrong chain"),
        (answer(PAPER)[:200], "no time stamp"),
        (b"", "no time stamp"),
    ],
)
def test_wrong_file_broken_signature_and_wrong_chain_are_told_apart(stamp: bytes, word: str) -> None:
    (value,) = values(time_checks(PAPER, ("a.tsr", stamp), roots=(authority().root,)))
    assert word in value


def test_an_unknown_authority_is_a_note_and_no_warning() -> None:
    sheet = time_checks(PAPER, ("a.tsr", answer(PAPER, authority("Nobody"))), roots=(authority().root,))
    assert [one.severity for one in sheet.findings] == [Severity.NOTE]


def test_a_broken_signature_is_told_without_any_root() -> None:
    (value,) = values(time_checks(PAPER, ("a.tsr", broken(PAPER))))
    assert "Broken signature" in value


def test_a_token_without_its_signer_needs_the_certificate_among_those_supplied() -> None:
    bare = token(PAPER, carries_signer=False)
    assert not values(time_checks(PAPER, ("a.tst", bare), roots=(authority().root,)))
    (value,) = values(time_checks(PAPER, ("a.tst", bare), roots=(authority().root, authority().signer)))
    assert value == "These bytes existed not later than 2026-03-04 05:06:07 UTC."


def test_one_time_stamp_that_cannot_be_judged_does_not_hide_another() -> None:
    sheet = time_checks(PAPER, ("a.ots", proof(PAPER, promise())), ("b.ots", b"\x00junk"), ("c.tsr", answer(PAPER)))
    assert {one.id for one in sheet.findings} == {"ots.pending", "ots.invalid"}
    open_ones = {one.check for one in sheet.outcomes() if one.outcome is Outcome.NOT_CHECKED}
    assert open_ones == {"tsa.valid", "tsa.invalid"}


def test_a_finished_proof_is_not_called_a_promise() -> None:
    sheet = time_checks(PAPER, ("a.ots", proof(PAPER, promise(), block())))
    assert {one.id for one in sheet.findings} == {"ots.bitcoin_pending_check"}


def test_time_stamps_are_known_by_their_bytes_whatever_their_name() -> None:
    sheet = time_checks(PAPER, ("stamp.bin", answer(PAPER)), roots=(authority().root,))
    assert {one.id for one in sheet.findings} == {"tsa.valid"}


@given(
    st.binary(max_size=60), st.integers(0, 900), st.sampled_from([answer(PAPER), token(PAPER), proof(PAPER, block())])
)
@settings(max_examples=150, deadline=None)
def test_no_bytes_break_a_check_and_none_are_called_valid(noise: bytes, at: int, stamp: bytes) -> None:
    changed = stamp[:at] + noise + stamp[at + len(noise) :]
    name = "a.ots" if stamp.startswith(b"\x00Open") else "a.tsr"
    sheet = time_checks(PAPER, (name, changed), roots=(authority().root,))
    assert all("failed on" not in one.reason for one in sheet.outcomes())
    if any(one.id == "tsa.valid" for one in sheet.findings):
        assert len(changed) >= len(stamp)


def test_a_token_whose_moment_was_changed_is_broken_though_no_root_was_supplied() -> None:
    stamp = answer(PAPER).replace(b"20260304050607Z", b"20160304050607Z")
    assert [one.value.split(":")[0] for one in time_checks(PAPER, ("x.tsr", stamp)).findings] == ["Broken signature"]


def test_the_root_that_a_block_must_hold_is_written_as_block_explorers_write_it() -> None:
    (value,) = values(time_checks(PAPER, ("x.ots", proof(PAPER, block()))))
    assert header(PAPER)[36:68][::-1].hex() in value
