"""Surnames that are ordinary words as well: such a surname is not sought alone, or every text would hold it."""

from __future__ import annotations

from collections.abc import Iterable

from workflow.leakscan.letters import fold

_ORDINARY_LISTED = """
abbey about above admiral again agent alone angel april archer august autumn bacon baker banks barber baron barrow
battle bauer beach bearer begin bells bench berger berry bianchi bishop black blanc blood bloom board bonds booth
boots bowman branch brand bread brewer bridge bright brook brooks brother brown bruce bruno burns butcher butler
camera cannon canon carpenter carter carver castle challenger chamber chambers chance chandler chapel charge chase
child christian church clark clerk close cloud coach coast coffee coffin comfort constant contact cooper counsel
court craft crane cross crown daily dance dawes deacon denial dennis diamond divine doctor drake draper dream
drinker driver drought drummer dutch eagle early earnest easter eastern editor editorial ember engel english
enquiries faith falcon fancy farmer favor ferry field fields finch first fischer fisher fishman flint flood flores
flower flowers force forest former fortune foster fountain fowler frank fraser freedom freeman french friend frost
fuller garden gardner garner gates general gentle german glass glover golden goode goodman grace grain grand grant
grave graves greco green greene gross grove guard guerra guest guide hague hammer hands hardly hardy harper
harvest haven hazel heart heath hello herbst heron hidden holland honey hooper hopes house howard human hunter
hunting india information inquiries irish island ivory jewel joiner jordan joyce judge justice kaiser kaufmann
keeper kerry kings kitchen klein knight kontakt krause ladder lance lange large latter leach leader legal lemon
leroy lever light lines lions little lodge london lovely loving lowest lucky mailbox major maker manor march
marine market marks marsh marshal martin mason massey master matter mayor meadows means mercer merchant messenger
michael miller mills minister model monday money moody moore moreau morrow mount mountain mouse nation needle
newsdesk newsletter noble noreply norman north northern notice novak number nurse office olive order organ owner
oxford packer painter palmer parade parent paris parish parker parks parliament parson patience peace pearl penny
pepper person petit pickle pilot piper pitcher place plain plant pleasant plumber point police poole porter
postmaster potter pound power powers press presse price pride priest prime prince prior proper prosper proud
provost public purple purse quarry queen quest quick rabbit rainbow rains raven reader record rector redaktion
reeve reporter reyes richter rider ridge right river rivers robin roger romans roots rossi round rowan royal
royals ruler russell sadler sailor saint salmon sander santos saturday savage savings sawyer schmidt schneider
school schwarz scott script search season secret secretary senator senior sergeant service shade shadow shaft
sharp sharpe shell shepherd sheriff shine shore short shower signal silver simple singer skinner slate slater
slaughter small smart smith soldier sommer songs south southern space spark speaker spear speed spicer spire
spring staff stage stand staples stark steel stein sterling stern steward still stock stone storm stout straight
strange street string strong summer sunday support sweet swift sword tally tanner target taylor temple tenant
thorn thrower thursday tiller torres total tough tower towers trader travel trice trust tucker tuesday turner
union united usher usual valentine valley vicar viola virgin vogel wages wagner wagon walker waller wallet walls
warden warner waters wealth weaver weber webmaster webster wednesday weeks weiss welcome wells welsh western whale
wheat wheeler whist white whole wilde willing wills window winner winter winters wiser witness women wonder
woodman woods woodward workman world worth worthy wright yates young
"""
ORDINARY = frozenset(_ORDINARY_LISTED.split())
"""Of at least five letters, in their folded form."""


def is_ordinary(word: str, spared: Iterable[str] = ()) -> bool:
    """Whether a word is too common to be sought alone: it is in ORDINARY, or among those that the caller spares."""
    plain = fold(word)
    return plain in ORDINARY or plain in map(fold, spared)
