"""What the scan sees through, and what it does not, in sentences for a screen."""

from __future__ import annotations

DISGUISES: dict[str, str] = {
    "plain, in any case of letters": "The words as they are, in capitals or small letters.",
    "markup": "Tags, comments, link targets or emphasis stand inside the words.",
    "split over lines and cells": "A line end, a cell or quotation marks stand inside a whole name.",
    "invisible characters": "Zero-width and other characters that nobody sees stand inside the words.",
    "soft hyphens": "Hyphens that show only at a line's end stand inside the words.",
    "accents": "Accents and other marks were put on letters, or left out.",
    "compatibility forms": "Full-width, circled, mathematical and other forms of the same letters.",
    "letters that look alike": "Letters of Cyrillic, Greek and other scripts that look like those of the name.",
    "digits for letters": "3 for e, 0 for o, 1 for i or l, 4 for a, 5 for s, 7 for t, 8 for b, 9 for g.",
    "symbols for letters": "@ for a, $ for s, ! and | for i or l, € for e.",
    "HTML entities": "Named, decimal or hexadecimal entities, also escaped twice.",
    "percent encoding": "Percent signs with hexadecimal digits, as in web addresses.",
    "backslash escapes": "\\u, \\x and other escapes, as in JSON.",
    "quoted-printable": "Equals signs with hexadecimal digits, and soft line breaks, as in mails.",
    "base64": "Base64 in both alphabets, wherever it begins.",
    "hexadecimal": "Pairs of hexadecimal digits, together or apart.",
    "UTF-16": "Two bytes for each letter, in either order.",
    "letters spaced out": "The letters stand one by one, with spaces, dots or hyphens between them.",
    "joined names": "Names run together, or joined by hyphens, underscores or capitals.",
    "umlauts": "ä, ö and ü written as ae, oe and ue, ß as ss, and the other way round.",
    "words reversed": "The words of a name in the opposite order.",
    "letters reversed": "The letters of the name from the last to the first.",
    "surname first": "The surname before the other names, with a comma or without.",
    "initial and surname": "The first letters of the other names beside the surname.",
    "first name and initial": "The first name beside the first letter of the surname, with capitals and a gap between.",
    "surname alone": "The surname, if it has at least five letters and is no ordinary word.",
    "mail address written out": "The address with words or brackets for its signs.",
    "local part of a mail address": "What stands before the @, if it has at least six letters or digits.",
    "phone number in another grouping": "Its digits in any groups, with or without country code and extension.",
    "name of a member": "The name of a file inside a container; what is in it is scanned as well.",
}
"""The disguises that are seen through, by the word that a hit is told with; one on top of another up to three deep."""

KNOWN_MISSES: tuple[str, ...] = (
    "Initials alone, such as Z. Q., and a first name run together with the initial of the surname.",
    "A first name and the initial of the surname with another word close behind, such as Zara Q. said.",
    "Nicknames, pet names, short forms and maiden names that were not put into the vault as other names.",
    "Descriptions, roles, dates and anecdotes by which somebody can be recognised, and a person's way of writing.",
    "A first name alone, and a surname alone that has fewer than five letters or is an ordinary word, such as Young.",
    "A family name that is written first in the vault, alone.",
    "A middle name or initial that the vault does not hold, before a surname that is not sought alone.",
    "Misspellings, letters left out, masked by signs (Q*ill) or changed places, and names that sound alike.",
    "A name with a grammatical ending, such as Virtasen, Novotnou or Ostendorfer, but for a final s and Russian cases.",
    "The same name in another script, such as Cyrillic for Latin or other Chinese characters, and translated names.",
    "Letters that share no shape with the name's, pictures of words made of signs, and letters turned upside down.",
    "Two letters that together look like one, such as rn for m.",
    "Names whose parts stand in different fields, with other words between them.",
    "A surname or other name run together with other small letters; a whole name so, if it has fewer than ten letters.",
    "A surname or other name in two, with a space, a line end or a sign between that is no hyphen.",
    "Other names of fewer than three letters, initials, and names of three letters spaced out.",
    "A phone number without its area code, in words, with commas, letters or an extension among its digits, "
    "or with fewer than six digits.",
    "Mail addresses written out in words other than at, dot, punkt and point.",
    "Parts of a mail address but for all that stands before the @, and one with words added before or behind the @.",
    "Of the document: dates and times in other languages than English, in another order, or without their year; a "
    "size that was rounded; a file name of words and years alone without its ending.",
    "Pictures, scans, sound and video, and text drawn as shapes.",
    "Compressed text inside a PDF, and every other compressed or encrypted content but zip and gzip.",
    "Base32, base58, ASCII85, UTF-7, punycode, Morse, letters as decimal or binary numbers or shifted along the "
    "alphabet, and other ciphers.",
    "More than three encodings on top of each other.",
    "Two bytes for each letter in scripts beyond Latin, Greek, Cyrillic, Hebrew and Arabic, without a byte order mark.",
    "Watermarks, spacing and word choice that were put into a copy to recognise it.",
    "What the program that opens the file adds or fetches.",
)
"""What the scan does not find. A clean scan says that nothing was found, never that a file is safe."""
