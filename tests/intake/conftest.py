"""Desks, plain and sealed, that files are taken into."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.security.durable import KINDS, Vessel
from tests.store.conftest import small_case
from workflow.holdings import Exhibit
from workflow.intake.taking import Asked, Intake, take_in
from workflow.ledger import Ledger


class Bench(Vessel):
    """A desk with a small case, and a folder of files to take in."""

    def __init__(self, folder: Path, kind: str) -> None:
        super().__init__(folder, kind)
        self.inbox = folder / "inbox"
        self.inbox.mkdir()
        self.desk = self.create()
        self.case = small_case(self.desk)["case"]

    def file(self, name: str, data: bytes) -> Path:
        path = self.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return path

    def take(self, *paths: Path, asked: Asked = Asked()) -> Intake:  # noqa: B008
        return take_in(self.desk, self.case, paths or (self.inbox,), asked)

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        return self.desk.case(self.case).holdings.exhibits

    @property
    def files(self) -> Path:
        return self.path.with_name(self.path.name + ".files")

    def reopen(self) -> Ledger:
        self.close()
        self.desk = self.open()
        return self.desk


@pytest.fixture(params=KINDS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path, request.param)
    yield made
    made.close()


@pytest.fixture
def plain(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path, "plain")
    yield made
    made.close()
