"""Surnames that are ordinary words as well: such a surname is not sought alone, or every text would hold it."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.leakscan.letters import fold

_ORDINARY_LISTED = """
abbey again april archer august autumn baker banks baron barrow battle beach bearer begin bench berry bishop black
blood bloom board booth bowman brand branch bread bridge bright brook brooks brown bruce burns butcher butler
camera canon cannon carpenter carter castle chamber chambers chance chapel charge chase child christian church
clark clerk cloud coach coast cook cooper court crane cross crown daily dance dawes deacon drake dream driver duke
early easter eagle ember english falcon fancy farmer favor field fields first fisher flint flood flower flowers
force ford forest foster fowler fountain fraser freeman french friend frost fuller garden gardner garner german
glass glover golden grace grain grand grant grave graves green greene grove guard guest guide hammer hands hardy
harper haven hazel heart heath heron hidden house howard hunter island jewel joiner jordan joyce judge justice
kaiser keeper kerry knight lance large latter leach leader leaf lever light little lodge london lovely lucky major
manor marsh marshal martin mason massey master mayor meadows means mercer merchant messenger michael miller mills
minister money moody moon moore morrow mount mountain nation noble norman north novak number office order organ
owner packer page painter palmer parent paris parish park parker parson patience peace pearl penny pepper piper
place plant pleasant plumber point poole pope porter potter pound power powers price pride priest prince prior
proper proud provost purple quick raven reader record reeve rich ridge rider right river rivers robin rock roger
rose rowan royal ruler russell saint salmon sander savage sawyer school scott seal season senior sergeant shade
shadow sharp shepherd short silver simple singer skinner slater small smart smith snow south spark speaker spear
spring staff stage stand stark steel steward still stock stone storm street strong summer swan swift sword taylor
temple tenant thorn thrower tower towers town trader travel trice tucker turner usher valentine valley vane wagner
walker wall waller walls ward warden warner waters weaver weber webster weeks welcome wells welsh western wheeler
white whole wilde winter winters winner wise wolf wonder wood woods woodward world worth wright yates young
richter schneider fischer schmidt schwarz weiss klein gross lange krause jung sommer herbst kaufmann bauer vogel
berger stein engel blanc petit leroy moreau rossi bianchi greco bruno santos flores reyes torres guerra contact
editor editorial enquiries hello information inquiries kontakt mailbox newsdesk newsletter noreply postmaster
presse press redaktion reporter secretary service support webmaster
"""
ORDINARY = frozenset(_ORDINARY_LISTED.split())
"""Of at least five letters, in their folded form."""


def is_ordinary(word: str, spared: Iterable[str] = ()) -> bool:
    """Whether a word is too common to be sought alone: it is in ORDINARY, or among those that the caller spares."""
    plain = fold(word)
    return plain in ORDINARY or plain in map(fold, spared)
