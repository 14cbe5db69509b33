"""Words for the model's own terms, and how kinds are grouped and drawn."""

from __future__ import annotations

from marsad.web.words import N_

KIND = {
    "capture": N_("Capture"), "withdraw": N_("Withdrawal"), "hold": N_("Stronghold"), "advance": N_("Advance"),
    "besiege": N_("Siege"), "clash": N_("Clash"), "airstrike": N_("Air strike"), "shelling": N_("Shelling"),
    "bombing": N_("Bombing"), "chemical": N_("Chemical attack"), "killing": N_("Killing"), "abduction": N_("Abduction"),
    "arrest": N_("Arrest"), "destruction": N_("Destruction"), "seizure": N_("Seizure"), "casualties": N_("Casualties"),
    "displacement": N_("Displacement"), "finding": N_("Finding"), "responsibility": N_("Responsibility"),
    "agreement": N_("Agreement"), "deployment": N_("Deployment"), "protest": N_("Protest"), "riot": N_("Riot"),
    "statistic": N_("Statistic"),
}

# Groups carry shape and colour on the map: both tell them apart, so that neither colour sight nor a printer is needed.
GROUPS: dict[str, tuple[str, ...]] = {
    "territory": ("capture", "withdraw", "hold", "advance", "besiege"),
    "fighting": ("clash",),
    "air": ("airstrike",),
    "fire": ("shelling", "bombing", "chemical"),
    "people": ("killing", "abduction", "arrest", "casualties", "displacement"),
    "things": ("destruction", "seizure", "deployment"),
    "words": ("finding", "responsibility", "agreement", "statistic"),
    "street": ("protest", "riot"),
}
GROUP = {
    "territory": N_("Territory"), "fighting": N_("Fighting"), "air": N_("Air strikes"), "fire": N_("Shelling and blasts"),
    "people": N_("People"), "things": N_("Property and forces"), "words": N_("Findings and words"), "street": N_("Street"),
}
GROUP_OF = {kind: group for group, kinds in GROUPS.items() for kind in kinds}

STATUS = {
    "reported": N_("reported"), "corroborated": N_("corroborated"), "disputed": N_("disputed"), "denied": N_("denied"),
    "retracted": N_("retracted"),
}
STATUS_HELP = {
    "reported": N_("One voice says so."),
    "corroborated": N_("At least two independent voices say so."),
    "disputed": N_("Claims stand against each other."),
    "denied": N_("Somebody denies it."),
    "retracted": N_("It was withdrawn by who said it, or retracted on review."),
}
CERTAINTY = {
    "confirmed": N_("confirmed by several voices"), "reported": N_("reported by one voice"),
    "party": N_("only a side says so, in its own favour"), "inferred": N_("inferred"), "contested": N_("contested"),
}
MODALITY = {
    "asserted": N_("asserted"), "denied": N_("denied"), "alleged": N_("alleged"), "planned": N_("planned"),
    "hypothetical": N_("hypothetical"),
}
INTEREST = {
    "own-favour": N_("speaks in its own favour"), "against-interest": N_("speaks against its own interest"),
    "third-party": N_("third party"), "unknown": N_("standing unknown"),
}
ABOUT = {
    "place-held": N_("who holds the place"), "toll": N_("the toll"), "date": N_("the date"), "actor": N_("the actor"),
    "occurrence": N_("whether it happened"),
}
SECTION = {
    "event": N_("What happened"), "finding": N_("Findings"), "responsibility": N_("Attributions of responsibility"),
    "denial": N_("Denials"), "response": N_("Responses"), "toll": N_("Tolls"), "open": N_("Open questions"),
}
WHAT = {
    "killed": N_("killed"), "wounded": N_("wounded"), "casualties": N_("casualties"), "displaced": N_("displaced"),
    "missing": N_("missing"), "captured": N_("captured"), "abducted": N_("abducted"), "arrested": N_("arrested"),
    "freed": N_("freed"), "villages": N_("villages"), "raids": N_("raids"), "share": N_("share"), "exposed": N_("exposed"),
}
EDIT = {
    "respelled": N_("respelled"), "reworded": N_("reworded"), "actor-renamed": N_("actor renamed"),
    "source-changed": N_("source changed"), "figure-changed": N_("figure changed"), "cut": N_("cut"),
    "inserted": N_("inserted"), "moved": N_("moved"),
}
FLAG = {
    "no-date": N_("no date given"), "future-date": N_("dated in the future"), "bad-date": N_("unreadable date"),
    "no-title": N_("no title"), "dates-differ": N_("its dates differ"),
}
ACTION = {"added": N_("added"), "amended": N_("amended"), "withdrawn": N_("withdrawn"), "revised": N_("revised"), "judged": N_("judged")}
MEANS = {
    "suicide": N_("suicide attack"), "car-bomb": N_("car bomb"), "ied": N_("improvised bomb"), "mine": N_("mine"),
    "drone": N_("drone"), "aircraft": N_("aircraft"), "helicopter": N_("helicopter"), "artillery": N_("artillery"),
    "rocket": N_("rocket"), "missile": N_("missile"), "small-arms": N_("small arms"), "knife": N_("knife"),
    "sarin": N_("sarin"), "chlorine": N_("chlorine"), "tunnel": N_("tunnel"), "arson": N_("arson"),
    "mortar": N_("mortar"), "barrel-bomb": N_("barrel bomb"),
}
EXTENT = {"full": N_("in full"), "partial": N_("in part")}
HOLDER = {"contested": N_("Contested"), "unknown": N_("Unknown")}

# Whom a figure counts. What only repeats the noun (`people` of `killed`) is empty.
OF = {
    "people": "", "persons": "", "civilians": N_("civilians"), "children": N_("children"), "women": N_("women"),
    "fighters": N_("fighters"), "soldiers": N_("soldiers"), "police": N_("police"), "prisoners": N_("prisoners"),
    "militants": N_("fighters"), "gunmen": N_("gunmen"), "families": N_("families"), "journalists": N_("journalists"),
    "medics": N_("medics"), "cars": N_("cars"), "tanks": N_("tanks"), "buildings": N_("buildings"), "houses": N_("houses"),
}
WHAT |= {
    "airstrikes": N_("air strikes"), "vehicles": N_("vehicles"), "attacks": N_("attacks"), "towns": N_("towns"),
    "area": N_("area"), "fighters": N_("fighters"), "rockets": N_("rockets"), "shells": N_("shells"), "dead": N_("dead"),
}
TYPE = {
    "airport": N_("airport"), "base": N_("base"), "camp": N_("camp"), "city": N_("city"), "crossing": N_("crossing"), "dam": N_("dam"),
    "district": N_("district"), "facility": N_("facility"), "field": N_("field"), "governorate": N_("governorate"),
    "island": N_("island"), "junction": N_("junction"), "lake": N_("lake"), "mountain": N_("mountain"), "port": N_("port"),
    "quarter": N_("quarter"), "region": N_("region"), "river": N_("river"), "road": N_("road"), "town": N_("town"),
    "village": N_("village"), "country": N_("country"), "desert": N_("desert"),
}
GRADE = {
    "source-investigator": N_("Told by a body with a mandate to establish facts"),
    "source-third-party": N_("Told by a third party"),
    "source-against-interest": N_("Told by a party against its own interest"),
    "source-outlet": N_("Told by the outlet itself, nobody named"),
    "source-unknown-outlet": N_("Told by an outlet that is not known"),
    "source-named": N_("Told by a named speaker of no known side"),
    "source-unnamed": N_("Told by an unnamed speaker"),
    "source-own-favour": N_("Told only by a party, in its own favour"),
    "source-unnamed-party": N_("Told by an unnamed speaker of a party"),
    "only-denied": N_("Only denials stand"), "withdrawn": N_("Withdrawn by who said it"),
    "denied-but-corroborated": N_("Denied, but told by several voices"), "disputed": N_("As many tell it as deny it"),
    "denied-by-more": N_("More deny it than tell it"), "two-voices-one-independent": N_("Two voices, at least one independent"),
    "two-voices": N_("Two voices"), "one-voice-no-side": N_("One voice, which takes no side"),
    "one-voice-cannot-be-judged": N_("One voice, which cannot be judged"), "three-voices": N_("Three voices or more"),
    "reviewer": N_("Graded by a reviewer"),
    "only-alleged": N_("Nobody asserts it, it is only alleged"), "only-own-favour": N_("Only parties tell it, in their own favour"),
}
QUESTION = {
    "no-finding": N_("No investigation has told what it found."),
    "doer-unknown": N_("Who did it is not told."),
    "responsibility-not-established": N_("No investigation has established who is responsible."),
    "responsibility-disputed": N_("More than one is held responsible."),
    "denied": N_("Somebody denies it, or denies having done it."),
    "toll-differs": N_("The figures of the toll differ."),
}

# Review: what became of a judgement, what was corrected, what was done, and what brings a claim up the queue.
STATE = {"stands": N_("counts now"), "undone": N_("undone"), "pending": N_("waits for a second pair of eyes"),
         "lapsed": N_("the text has changed since"), "overruled": N_("a later judgement counts")}
FIELD = {"kind": N_("Kind"), "modality": N_("Manner"), "extent": N_("Extent"), "time": N_("When"), "agents": N_("Doers"),
         "targets": N_("Done to"), "places": N_("Place"), "source": N_("Source"), "via": N_("via"), "quantities": N_("Figures"),
         "means": N_("Means")}
DONE = {"accept": N_("accepted"), "correct": N_("corrected"), "reject": N_("rejected"), "regrade": N_("graded anew"),
        "merge": N_("joined to another event"), "split": N_("parted"), "retract": N_("retraction asked for"), "approve": N_("approved"),
        "undo": N_("undone")}
WHY = {"unsure": N_("The reader is unsure"),
       "no-place": N_("No place is named"), "place-unresolved": N_("The place is not in the gazetteer"),
       "no-day": N_("No day is named"), "vague-figure": N_("A figure is told in words only"), "disputed": N_("Its event is in dispute"),
       "hedged": N_("Not simply asserted"), "lapsed": N_("Judged before its text changed"), "ground": N_("The ledger rests on it"),
       "dossier": N_("A dossier rests on it"), "toll": N_("Many people are counted"), "printed": N_("Printed in several reports"),
       "grave": N_("A grave kind of act")}
