"""What is found in a locked-in worker is what is found without one: no lock takes anything from the checks."""

from __future__ import annotations

import pytest

from tests.checks.corpus import look
from tests.sandbox.rungs import available, in_memory
from workflow.examine import Examiner

FAMILIES = ("file", "archive", "pdf", "office", "mail", "image", "text", "time")


@pytest.mark.parametrize("family", FAMILIES)
def test_the_corpus_reads_the_same_behind_the_locks(family: str) -> None:
    samples = pytest.importorskip(f"tests.checks.{family}.corpus").SAMPLES
    with Examiner(tried=available()[0]) as examiner:
        for one in samples:
            data = one.make()
            sheet = look(data, one.name, one.supplies)
            report = examiner.check(in_memory(data, one.name), one.supplies)
            assert [found.id for found in report.findings] == [found.id for found in sheet.findings], one.name
            outcomes = {check.check: check.outcome for check in sheet.outcomes()}
            assert {check.check: check.outcome for check in report.checks} == outcomes, one.name
