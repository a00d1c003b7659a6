"""What a reporter brings along to check with: every usual way to write it is understood, and nonsense is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from workflow.supplying import MOST, NotSupplied, supplies

NAME, KEY = "s1._domainkey.example.org", "v=DKIM1; k=rsa; p=MIGfMA0"
ZONES = (
    f'{NAME}. 3600 IN TXT "v=DKIM1; k=rsa; " "p=MIGfMA0"\n',
    f'{NAME} IN TXT ( "v=DKIM1; k=rsa; "\n   "p=MIGfMA0" )\n',
    f"{NAME}\tTXT\t{KEY}\n",
    f"{NAME}: {KEY}\n",
    f"{NAME.upper()} {KEY}\n",
    f'{{"{NAME}.": "{KEY}"}}',
    f'{NAME}: "{KEY}"\n',
    f'{NAME},"{KEY}"\n',
    f'"{NAME}","{KEY}"\r\n',
    f'{NAME} descriptive text "v=DKIM1; k=rsa; " "p=MIGfMA0"\n',
    f'{NAME}\ttext = "v=DKIM1; k=rsa; p=MIGfMA0"\r\n',
    f'{NAME}\ttext =\n\n\t"v=DKIM1; k=rsa; "\n\t"p=MIGfMA0"\n',
    f'{{"{NAME}": ["v=DKIM1; k=rsa; ", "p=MIGfMA0"]}}',
    f'$ORIGIN example.com.\n{NAME}. IN TXT "{KEY}"\n',
    f'$TTL 1h\n$ORIGIN example.org.\ns1._domainkey 1h IN TXT "{KEY}"\n',
    's1._domainkey\tIN\tTXT\t( "v=DKIM1; k=rsa; "\n\t  "p=MIGfMA0" )  ; ----- DKIM key s1 for example.org\n',
    f'; keys of 2016\n{NAME}. IN TXT "v=DKIM1\\; k=rsa\\; p=MIGfMA0"\n',
)


def put(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("text", ZONES)
def test_a_key_is_read_however_it_was_written_down(text: str, tmp_path: Path) -> None:
    assert supplies(1, keys=[put(tmp_path, "keys.txt", text)]).dkim == {NAME: KEY}


def test_a_file_named_after_its_record_holds_it_alone(tmp_path: Path) -> None:
    put(tmp_path, f"{NAME}.txt", f'"{KEY}"\n')
    put(tmp_path, ".hidden", "not a key")
    put(tmp_path, "s2._domainkey.example.org", "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS")
    assert supplies(1, keys=[tmp_path]).dkim == {
        NAME: KEY,
        "s2._domainkey.example.org": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS",
    }


@pytest.mark.parametrize("line", ['{}: "{}"', '{},"{}"', '{} descriptive text "{}"', '{}\ttext = "{}"', "{} {}"])
def test_each_line_is_a_key_of_its_own(line: str, tmp_path: Path) -> None:
    names = [NAME, "s2._domainkey.example.com"]
    text = "\n".join(line.format(name, KEY) for name in names)
    assert supplies(1, keys=[put(tmp_path, "keys.txt", text)]).dkim == dict.fromkeys(names, KEY)


def test_several_keys_in_one_file_are_all_read(tmp_path: Path) -> None:
    text = f'{NAME} IN TXT "{KEY}"\ns2._domainkey.example.com. IN TXT "k=ed25519; p=AA"\n'
    assert supplies(1, keys=[put(tmp_path, "zone", text)]).dkim == {
        NAME: KEY,
        "s2._domainkey.example.com": "k=ed25519; p=AA",
    }


@pytest.mark.parametrize("text", [KEY, "", "hello", "{", '{"a": 1}', "[]", "{" * 100_000])
def test_what_holds_no_key_is_refused_by_name(text: str, tmp_path: Path) -> None:
    with pytest.raises(NotSupplied) as refused:
        supplies(1, keys=[put(tmp_path, "keys.txt", text)])
    assert refused.value.where == "keys.txt"


def test_certificates_are_read_one_by_one(tmp_path: Path) -> None:
    block = "-----BEGIN CERTIFICATE-----\nMAAC\n-----END CERTIFICATE-----\n"
    put(tmp_path, "a.pem", block + "some words\n" + block)
    put(tmp_path, "b.cer", b"\x30\x00\x05")
    assert supplies(1, roots=[tmp_path]).roots == (b"\x30\x00\x02", b"\x30\x00\x02", b"\x30\x00\x05")


@pytest.mark.parametrize(
    "text",
    ["words", "-----BEGIN CERTIFICATE-----\n%%%%\n-----END CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\nMAAC"],
)
def test_what_holds_no_certificate_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(NotSupplied):
        supplies(1, roots=[put(tmp_path, "root.pem", text)])


def test_block_headers_stand_beside_their_heights(tmp_path: Path) -> None:
    text = f"358391 {'ab' * 80}\n\n358392 {'0C' * 80}\n"
    headers = supplies(1, headers=[put(tmp_path, "headers", text)]).block_headers
    assert headers == {358391: b"\xab" * 80, 358392: b"\x0c" * 80}


@pytest.mark.parametrize("line", ["358391", "x " + "ab" * 80, "1 " + "ab" * 79, "1 2 3", "² " + "ab" * 80])
def test_a_line_that_is_no_block_header_is_named(line: str, tmp_path: Path) -> None:
    with pytest.raises(NotSupplied, match="no block header") as refused:
        supplies(1, headers=[put(tmp_path, "headers", f"1 {'ab' * 80}\n{line}\n")])
    assert refused.value.where == "headers, line 2"


def test_a_proof_is_kept_with_its_name(tmp_path: Path) -> None:
    assert supplies(1, proofs=[put(tmp_path, "letter.pdf.ots", b"\x00Open")]).proofs == (
        ("letter.pdf.ots", b"\x00Open"),
    )


def test_what_is_missing_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotSupplied, match="cannot be read"):
        supplies(1, keys=[tmp_path / "gone"])
    large = tmp_path / "large"
    with large.open("wb") as file:
        file.truncate(MOST + 1)
    with pytest.raises(NotSupplied, match="larger"):
        supplies(1, proofs=[large])
