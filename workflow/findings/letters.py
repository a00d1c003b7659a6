"""Letters that cannot be seen, and letters of other scripts that look like Latin ones."""

from __future__ import annotations

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e01ef]"
)
"""Characters that draw nothing where they stand; some of them a script or an emoji needs."""

_TWINS = (
    ("АВСЕНІЈКМОРЅТХУаеорсухіјѕһԁԛԝѵԍӏк", "ABCEHIJKMOPSTXYaeopcyxijshdqwvglk"),  # Cyrillic
    ("ЬҮҒԌѴԜԚ", "bYFGVWQ"),  # Cyrillic, rarer
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυχαικϲϳγ", "ABEZHIKMNOPTYXovpuxaikcjy"),  # Greek
    ("ՕօՍոսհցԼզ", "OoUnuhgLq"),  # Armenian
    ("ᎪᏴᏟᎠᎬᎡᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ", "ABCDERHJKLMPRSTVWZ"),  # Cherokee
    ("ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓠꓡꓢꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꓟꓣ", "BPDTGKJCZFNLSVHWXYAEIOUMR"),  # Lisu
)
LOOKALIKES: dict[str, str] = {
    twin: letter for twins, letters in _TWINS for twin, letter in zip(twins, letters, strict=True)
}
"""A letter of another script, and the Latin letter for which it is taken."""

_TO_LATIN = str.maketrans(LOOKALIKES)


def seen(text: str) -> str:
    """`text` as a reader takes it: nothing invisible, composed, each lookalike being the Latin letter it looks like."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text)).translate(_TO_LATIN)
