"""Any two disguises on top of each other, on random names in random texts; and that texts without the names hit not."""

from __future__ import annotations

import html
import json
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from quopri import encodestring
from random import Random
from time import process_time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.leakscan.tables import zipped
from tests.leakscan.test_clearing import NOW, cases
from tests.summaries.desk import DESK
from workflow.leakscan import Kind, Needle, scan
from workflow.summaries.making import FORMS, summary
from workflow.terms import Audience

_GIVEN = """
Adaeze Agnieszka Ahmed Aino Amélie Anders Bärbel Björn Chidi Chloé Ciarán Dagny Dimitra Emre Esperanza Fatima
Françoise Gintaras Håkon Ines Ivana Jörg Kaito Katarzyna Leila Luka Maëlle Malik Mehmet Nadia Niamh Noémie
Oluwaseun Paweł Priya Radek Renée Ruslan Sanna Siobhán Søren Svetlana Tamás Tereza Uğur Valentina Wanjiru Xiomara
Yusuf Zuzana
"""
GIVEN = _GIVEN.split()
_SURNAMES = """
Abdelrahman Achterberg Adeyemi Bartoszewicz Beauchemin Bjarnason Bosworthy Carvalhosa Chatzidakis Dąbrowska
Dimitriadis Eichelmann Engström Esterházy Fitzwilliam Fjeldstad Gbadamosi Grünewald Gutiérrez Hakobyan Hämäläinen
Hrvatinić Iwaszkiewicz Jóhannesdóttir Karamanlis Kvaratskhelia Lagerkvist Lundqvist Mäkeläinen Mbekezeli
Mihăilescu Nakashima Nyström Obradović Olszewski Papastathopoulos Petrosyan Quillfeather Ramaswamy Rasmussen
Saarinen Sepúlveda Szymborska Thorvaldsen Tkachenko Uzunoğlu Vandersteen Wojciechowski Yıldırım Zimmermann
"""
SURNAMES = _SURNAMES.split()
_WORDS = """
about after again agency all also and any answered asked before bench between building but came case claims clear
copy court day denied desk did disputed document draft each early every few file first found from given green had
half have held her his hour how into issued its just knew know last late leader left letter light line long made
many march may might minister ministry money more morning most must named never new next night nobody not note
nothing now office official old once one only open order other our over own page paper part people photo place
plain point press print public quite quoted rather read ready real record reply report said same saw say second
seen sent service several she short should side signed since small some source spoke spokeswoman staff stamped
stand statement still story such table taken than that their them then there these they thing third this those
three through time told too town true two under until upon version very wanted was week well were what when where
which while white who whole why will with without woods word work world would write written wrote year yet young
"""
WORDS = _WORDS.split()

LOOKS = str.maketrans("aeopcxyAEOPCTXKMH", "аеорсхуАЕОРСТХКМН")
DIGITS = str.maketrans("eosta", "30574")
WIDE = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)})

ORDER: dict[str, Callable[[str], str]] = {
    "surname first": lambda name: ", ".join(reversed(name.rsplit(" ", 1))),
    "initial": lambda name: f"{name[0]}. {name.rsplit(' ', 1)[1]}",
    "joined": lambda name: name.replace(" ", "_"),
    "surname": lambda name: name.rsplit(" ", 1)[1],
}
SHAPE: dict[str, Callable[[str], str]] = {
    "capitals": str.upper,
    "looks alike": lambda name: name.translate(LOOKS),
    "digits": lambda name: name.translate(DIGITS),
    "full width": lambda name: name.translate(WIDE),
    "accented": lambda name: "".join(f"{it}\u0301" if it in "aeiou" else it for it in name),
    "umlauts": lambda name: name.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue"),
}
BETWEEN: dict[str, Callable[[str], str]] = {
    "markup": lambda name: f"{name[:3]}<b class='x'>{name[3:6]}</b>{name[6:]}",
    "emphasis": lambda name: f"{name[:2]}**{name[2:5]}**{name[5:]}",
    "invisible": "\u200b".join,
    "soft hyphens": lambda name: f"{name[:4]}\u00ad{name[4:]}",
    "spaced out": " ".join,
}
ENCODED: dict[str, Callable[[str], str]] = {
    "entities": lambda name: "".join(f"&#{ord(it)};" for it in name),
    "hexadecimal entities": lambda name: "".join(f"&#x{ord(it):X};" for it in name),
    "entities twice": lambda name: html.escape("".join(f"&#{ord(it)};" for it in name)),
    "percent": lambda name: quote(name, safe=""),
    "json": json.dumps,
    "quoted-printable": lambda name: encodestring(name.encode(), quotetabs=True).decode(),
    "base64": lambda name: b64encode(f"x{name}".encode()).decode(),
    "base64 for addresses": lambda name: urlsafe_b64encode(f"{name}!".encode()).decode(),
    "hexadecimal": lambda name: name.encode().hex(),
}
PACKED: dict[str, Callable[[str], bytes]] = {
    "plain": str.encode,
    "little end": lambda text: text.encode("utf-16-le"),
    "big end": lambda text: text.encode("utf-16-be"),
    "member": lambda text: zipped({"a/b.txt": text.encode()}),
}
TEXTUAL = (ORDER, SHAPE, BETWEEN, ENCODED)
names = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(SURNAMES))
texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
groups = st.lists(st.sampled_from([*TEXTUAL, PACKED]), min_size=2, max_size=2, unique_by=id)


@given(names, texts, groups, st.randoms(use_true_random=False))
def test_any_two_disguises_are_seen_through(name: str, text: str, chosen: list[object], rng: Random) -> None:
    disguised, packed = name, "plain"
    for group in TEXTUAL:
        if group in chosen:
            disguised = group[rng.choice(list(group))](disguised)
    if any(group not in TEXTUAL for group in chosen):
        packed = rng.choice(list(PACKED))
    data = PACKED[packed](f"{text}\n {disguised} {text}")
    hits = scan(data, "txt", [Needle(name, Kind.NAME, "S-1")])
    assert hits, disguised
    assert all(0 <= hit.offset <= len(data) and hit.line >= 1 for hit in hits)


@given(names, texts)
def test_a_plain_name_is_told_where_it_begins(name: str, text: str) -> None:
    data = f"é{text}\n\n {name} {text}".encode()
    first = scan(data, "md", [Needle(name, Kind.NAME, "S-1")])[0]
    assert first.offset == data.index(name.encode())
    assert first.line == 3


def absent() -> list[Needle]:
    """A hundred people, each with a name, an address and a number."""
    rng = Random(7)
    people = [f"{rng.choice(GIVEN)} {surname}" for surname in (*SURNAMES, *SURNAMES)]
    made = []
    for number, name in enumerate(people):
        mail = f"{name.split()[0].lower()}.{name.split()[1].lower()}{number}@post.example"
        made += [
            Needle(name, Kind.NAME, f"S-{number}"),
            Needle(mail, Kind.MAIL, f"S-{number}, mail"),
            Needle(f"+49 30 {rng.randrange(10**6, 10**8)}", Kind.PHONE, f"S-{number}, phone"),
        ]
    return made


def test_two_thousand_texts_without_the_names_give_no_hit() -> None:
    rng = Random(11)
    joined = [" ".join(rng.choices(WORDS, k=rng.randrange(5, 60))).capitalize() for _ in range(2000)]
    data = "\n".join(f"{text}, {rng.randrange(10**9)}." for text in joined).encode()
    assert scan(data, "txt", absent()) == ()


@pytest.mark.parametrize("audience", [Audience.EDITOR, Audience.LAWYER, Audience.PUBLIC])
def test_no_summary_of_ours_hits_a_name_that_is_not_in_it(audience: Audience) -> None:
    files = [summary(case, NOW, audience, form, DESK).data for _, case in cases() for form in FORMS[audience]]
    assert scan(b"\n\n".join(files), "html", absent()) == ()


def test_a_megabyte_with_many_needles_is_read_in_seconds() -> None:
    rng = Random(5)
    row = "<tr><td class='x'>{}</td><td>{} &amp; more</td><td>2020-01-06</td></tr>\n"
    rows = (row.format(" ".join(rng.choices(WORDS, k=12)), " ".join(rng.choices(WORDS, k=6))) for _ in range(7500))
    data = "".join(rows).encode()
    assert len(data) > 10**6
    began = process_time()
    assert scan(data, "html", absent()) == ()
    assert process_time() - began < 6


def test_what_is_made_to_take_long_does_not() -> None:
    zara = Needle("Zara Quillfeather", Kind.NAME, "S-1")
    for hostile in (
        "<!--",
        "a" * 8,
        "Zara ",
        "&#38;#",
        "%25",
        "=\n",
        "\\u",
        "<",
        "5a ",
        "[](",
        "QUJD\n",
        "\u0301",
        "1-",
    ):
        began = process_time()
        scan((hostile * (200_000 // len(hostile))).encode(), "md", [zara])
        assert process_time() - began < 6, hostile
    assert len(scan(b"Quillfeather, " * 20_000, "md", [zara])) == 1000
