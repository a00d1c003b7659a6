"""Letters, memoranda and government papers: how they are marked and signed, and what only looks like it."""

from __future__ import annotations

import time

import pytest

from tests.checks.corpus import look

BODY = (
    "The forces will be repositioned over the coming days and weeks, and the ministry was told of this in time.\n"
    "We respect the decision and will act accordingly, as agreed between us at the meeting.\n"
)


def found(words: str, name: str = "letter.txt") -> set[str]:
    return {one.id for one in look(words.encode(), name).findings}


MARKINGS = (
    "UNCLASSIFIED//FOR OFFICIAL USE ONLY", "Pre-Decisional Draft", "Draft -- Not for Distribution",
    "DRAFT as of January 6, 2020", "DRAFT v2 – 6 Jan 2020", "DRAFT FOR DISCUSSION", "DRAFT FOR COMMENT",
    "DRAFT - FOR DISCUSSION PURPOSES ONLY", "Discussion Draft", "Confidential Draft", "Privileged and Confidential",
    "PRIVILEGED & CONFIDENTIAL", "EMBARGOED UNTIL 10:00 AM EST, JANUARY 6, 2020", "S E C R E T BAGHDAD 000123",
    "UNCLAS BAGHDAD 000123", "CUI Category: OPSEC", "Declassify On: 20450106", "OFFICIAL SENSITIVE - COMMERCIAL",
    "OFFICIAL – SENSITIVE [UK EYES ONLY]", "RESTRICTED - POLICY", "Official-Sensitive", "OFFICIAL: SENSITIVE",
    "Referentenentwurf", "VERTRAULICH - NICHT ZUR WEITERGABE", "Nur für den internen Gebrauch", "Streng vertraulich!",
    "VS-VERTRAULICH amtlich geheimgehalten", "Projet – version du 6 janvier 2020", "TRÈS SECRET",
    "Draft Minutes of the Board Meeting", "Final version, 6 January 2020", "سري للغاية", "مسودة", "סודי ביותר",
    "خیلی محرمانه", "内部资料", "UK SECRET", "LIMITE EN", "PROTECTED//CABINET", "RESTREINT UE/EU RESTRICTED",
    "Company Confidential", "Confidential - Do Not Forward", "Strictly Private & Confidential", "Highly Confidential",
    "ACME Corp. Confidential and Proprietary", "Status: Draft", "Classification: SECRET", "Version: Draft 3",
    "Page 1 of 4 CONFIDENTIAL", "CONFIDENTIAL - Page 1", "6 January 2020 DRAFT", "Draft: 6 January 2020",
)  # fmt: skip


@pytest.mark.parametrize("line", MARKINGS)
def test_markings_of_many_offices_are_found_at_the_top_and_at_the_foot(line: str) -> None:
    assert "doc.status_marker" in found(f"{line}\n\n{BODY * 4}")
    assert "doc.status_marker" in found(f"{BODY * 4}\n{line}\n")
    assert "doc.status_marker" not in found(f"{BODY * 3}we spoke of {line} and of much else\n{BODY * 3}")


@pytest.mark.parametrize(
    "line",
    ["FOR IMMEDIATE RELEASE", "FINAL PROVISIONS", "RESTRICTED AREA", "THE SECRET GARDEN", "The Confidential Clerk",
     "PROTECTED SPECIES LIST", "INTERNAL MEDICINE", "OFFICIAL STATEMENT", "FINAL TOUCHES", "CONFIDENTIALITY AGREEMENT",
     "Confidential Information", "7. CONFIDENTIAL INFORMATION", "Final", "Final Exam", "Secret", "1 Restricted",
     "Internal", "Internal Affairs", "Official Document", "Draft Beer Menu", "NFL Draft 2020", "2020 FINAL", "Projet",
     "Draft report criticises minister", "The Final Draft", "Draft for the navy 1800", "UNCLASSIFIED ADS", "Geheim",
     "Draft Policy Board Members Meet in Geneva", "Sensitive Information Policy", "March Final Draft Pick"],
)  # fmt: skip
def test_headings_with_the_same_words_are_no_marking(line: str) -> None:
    assert "doc.status_marker" not in found(f"{line}\n\n{BODY * 3}")


SEELY = "Sir,\n\n{}\nWilliam H. Seely III\nBrigadier General, United States Marine Corps\nCommanding\n"


@pytest.mark.parametrize(
    "paper",
    [SEELY, "{}\n/s/ Robert S. Mueller, III\nSpecial Counsel\n", "{}\nACME CORP.\n\nBy: /s/ John Smith\nTitle: CEO\n",
     "{}\nBy: ______________\nName: John Smith\nTitle: CEO\n", "{}\n______________\nJohn Smith\nDirector General\n",
     "{}\ns/ John Smith\n", "{}\ns/John Smith\nAttorney for Plaintiff\n", "{}\n//ORIGINAL SIGNED//\nJOHN SMITH\n",
     "{}\nV/R,\nMike Jones\nLt Col, USAF\n", "{}\nYours ever,\n\nMichael Gove\n",
     "Sehr geehrte Frau X,\n\n{}\nMit freundlichen Grüßen\ngez. Müller\n",
     "Sehr geehrte Frau X,\n\n{}\nMit freundlichen Grüßen\n\ni. A. Peter Schmidt\nReferatsleiter\n",
     "{}\nJe vous prie d'agréer, Madame, l'expression de mes sentiments distingués.\n\nJean DUPONT\n",
     "{}\nSigné : Jean Dupont\n", "{}\nFdo.: Juan Pérez García\n"],
)  # fmt: skip
def test_signature_blocks_of_many_offices_are_found(paper: str) -> None:
    assert "doc.signature_block_typed" in found(paper.format(BODY))


@pytest.mark.parametrize(
    "paper",
    ["Hi all,\n{}\nRegards,\nTom\n", "Press release\n\n{}\nContact:\nJane Doe\nPress Secretary\n+1 555 0100\n",
     "{}\n______\nPersonal Details\nof the applicant\n",
     "A list of guests\n{}\nJane Doe\nDirector of Operations\n",
     "JANE DOE\nDirector of Operations\n\nEXPERIENCE\n{}",
     "Name: ______\nDate: ______\nPersonal Details\n{}",
     "{}\ns/foo/bar/g\n", "{}\nParticipants:\nJane Doe, Director\nJohn Smith, Minister\n",
     "Dear Jane,\n\n{}\nJohn Smith\nThe report of Monday says much more.\n", "{}\n________\nFrom: x\nSent: y\n"],
)  # fmt: skip
def test_names_that_sign_nothing_are_left_alone(paper: str) -> None:
    assert "doc.signature_block_typed" not in found(paper.format(BODY))


def test_sentences_with_one_comma_each_are_no_table() -> None:
    assert "doc.status_marker" in found("DRAFT\n\nDear all, we move.\nThe plan, as told, stands.\nIt is firm, I say.\n")
    assert "doc.status_marker" not in found("DRAFT\na,b\nFINAL,2\nSECRET,3\nDRAFT,4\nFINAL,5\n")


@pytest.mark.parametrize(
    "line", ["REL TO A, " * 11 + "!", "NATO " * 23 + "x?", "6 JAN " * 19 + "?", "AND & " * 18 + "?"]
)
def test_lines_made_of_markings_that_fail_at_the_end_cost_little(line: str) -> None:
    start = time.monotonic()
    look("\n".join([line] * 3000).encode(), "a.pdf.txt")
    assert time.monotonic() - start < 4
