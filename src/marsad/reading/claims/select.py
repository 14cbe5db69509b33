"""From the frames that a sentence opens to the claims it makes: one claim a kind a clause (codebook rules 1, 2, 12, 16, 17)."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.model import Quantity
from marsad.reading.claims.assassinated import by_the_blow
from marsad.reading.claims.civil import hit_by
from marsad.reading.claims.draft import TAKEN, TOLL, Draft, let_go, means_of
from marsad.reading.claims.killers import does_kill, killing_kind, kills, of_told_attack, who_is_fought
from marsad.reading.claims.merging import VIOLENT, at_another, counted_from, merge_same, one_a_word, without_seized
from marsad.reading.parties.bare_pairs import two_bare
from marsad.reading.parties.roles import cast
from marsad.reading.tolls.counts import quantities
from marsad.reading.tolls.toll_acts import act_of, raised
from marsad.reading.triggers.empty import after_heading, done_instead
from marsad.reading.triggers.finding import Trigger, find_triggers
from marsad.reading.triggers.frames import Frames
from marsad.reading.triggers.prevented import is_prevented
from marsad.reading.words.clauses import bound, clause_starts, controller, holds, needs_met
from marsad.reading.words.phrases import find_phrases
from marsad.reading.words.sentence import HARD, Sentence

__all__ = ["Draft", "quantities_of", "select"]

_GASES = frozenset(("chemical.agent-used", "chemical.poison-gas"))


def _split(sentence: Sentence, drafts: list[Draft]) -> None:
    """Clauses of neighbours that share a stretch are parted at the coordinated or linked one."""
    words = sentence.words
    links = sentence.lexicon.particles["link"]
    for n, draft in enumerate(drafts):
        for later in drafts[n + 1 :]:
            at = later.trigger.at
            if not draft.low <= at <= draft.high:
                continue
            if later.trigger in draft.absorbed:
                continue
            begin = at
            if later.kind == "capture" and later.trigger.form == "m" and later.trigger.entry and later.trigger.entry.preposition == "ل":
                later.low = max(later.low, at)  # «معارك لتحرير المدينة»: what is meant begins with «ل»
                break
            at_whom = who_is_fought(sentence, draft, later) if later.kind == "casualties" else -1
            if at_whom >= 0:
                draft.high, later.low = at_whom - 1, max(later.low, at_whom)
                break
            if later.kind == draft.kind and later.kind in VIOLENT and at_another(sentence, draft.trigger, later.trigger):
                # «… في غارة على بلدة، وامرأة في قصف على قرية»: the second begins with who fell in it
                begin = max(i for i in range(draft.trigger.last + 1, at) if words[i].conj and words[i].kind == "word")
                draft.high, later.low = min(draft.high, begin - 1), max(later.low, begin)
                break
            if (counted := counted_from(sentence, at)) > draft.trigger.last:
                draft.high, later.low = min(draft.high, counted - 1), max(later.low, counted)
                break
            if (
                words[at].conj
                or (at > 0 and words[at - 1].fold in links)
                or (at > 1 and words[at - 2].fold in links and not words[at - 1].punct)
            ):
                begin = at - 1 if at > 0 and words[at - 1].fold in links else at
                if not words[at].conj and at > 1 and words[at - 2].fold in links and words[at - 1].fold not in links:
                    begin = at - 2
                if draft.trigger.last < begin:
                    draft.high = min(draft.high, begin - 1)
                    later.low = max(later.low, begin)
                break


def _gas(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Gas used in a told strike makes it a chemical attack; gas that is only found or blamed is the finding's or the blame's."""
    out = []
    for draft in drafts:
        if draft.trigger.frame.id not in _GASES:
            out.append(draft)
            continue
        near = [
            d for d in drafts if d.kind in ("airstrike", "shelling", "clash", "killing") and 0 < draft.trigger.at - d.trigger.last <= 16
        ]
        told = any(d.kind in ("finding", "responsibility") and d.low <= draft.trigger.at <= d.high for d in drafts)
        if near and not told:
            near[-1].kind = "chemical"
            near[-1].high = max(near[-1].high, draft.high)
        elif not told and not any("مسوولي" in w.fold for w in sentence.words[draft.low : draft.trigger.at]):
            out.append(draft)
    return out


def _absorb(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Rule 2: dead and wounded belong to the attack that the sentence tells; neighbouring tolls are one."""
    out: list[Draft] = []
    for draft in drafts:
        previous = out[-1] if out else None
        if (
            draft.kind == "casualties"
            and previous is not None
            and previous.kind == "casualties"
            and draft.trigger.at - (previous.absorbed or [previous.trigger])[-1].last <= 16
            and not _other_between(sentence, previous, draft, drafts)
        ):
            previous.high = max(previous.high, draft.high)
            previous.absorbed.append(draft.trigger)
            for arg in draft.cast.targets:
                previous.cast.add("target", arg, "victim", sentence, False)
            continue
        out.append(draft)
    result: list[Draft] = []
    acts = [d for d in out if d.kind in VIOLENT] or [d for d in out if d.trigger.frame.id == "advance.storm"]
    for draft in out:
        if draft.kind != "casualties" or not acts:
            result.append(draft)
            continue
        lifted = raised(sentence, draft)
        if lifted >= 0 and any(act.trigger.last < lifted for act in acts):
            # «ما يرفع الحصيلة إلى …» sums up more than the act told before it
            draft.low = max(draft.low, lifted)
            for told in acts:
                if told.trigger.last < lifted <= told.high:
                    told.high = lifted - 1
            result.append(draft)
            continue
        act = act_of(sentence, draft, acts)
        if act is None:
            result.append(draft)
            continue
        act.low, act.high = min(act.low, draft.low), max(act.high, draft.high)
        act.absorbed.append(draft.trigger)
        act.absorbed.extend(draft.absorbed)
        pair = two_bare(sentence, draft.trigger) if draft.trigger.frame.id == "casualties.killed" else None
        if pair is not None and not act.cast.agents:
            act.cast.add("agent", pair[0], "two-bare", sentence)  # «قتل مسلحون ثلاثة جنود في كمين»
        for arg in draft.cast.targets if pair is None else pair[1:]:
            if arg.index not in act.cast.why:
                act.cast.add("target", arg, "victim", sentence, False)
        if act.cast.agents == [] and draft.cast.agents:
            act.cast.add("agent", draft.cast.agents[0], "killer", sentence)
    return result


def _other_between(sentence: Sentence, a: Draft, b: Draft, drafts: list[Draft]) -> bool:
    if any(word.fold in (":", "؛") for word in sentence.words[a.trigger.last : b.trigger.at]):
        return True
    return any(a.trigger.at < d.trigger.at < b.trigger.at for d in drafts if d is not a and d is not b)


def _from_mate(sentence: Sentence, draft: Draft, mate: Trigger) -> None:
    """Parties that another word of the same act tells («بسط سيطرته على البلدة بعد طرد التنظيم منها»)."""
    made = cast(sentence, mate)
    for arg in made.targets:
        if arg.id is not None:
            draft.cast.add("target", arg, "mate", sentence, False)
    if not draft.cast.agents:
        for arg in made.agents:
            if arg.id is not None:
                draft.cast.add("agent", arg, "mate", sentence, False)


def select(sentence: Sentence, frames: Frames) -> list[Draft]:
    """The claims of a sentence, in order of trigger, with their clauses, casts, quantities and means."""
    triggers = [trigger for trigger in find_triggers(sentence, frames) if not done_instead(sentence, trigger)]
    begin = after_heading(sentence) if triggers else 0
    triggers = [trigger for trigger in triggers if trigger.at >= begin]
    if not triggers:
        return []
    find_phrases(sentence)
    clause_starts(sentence)
    around = holds(sentence, 0, len(sentence.words) - 1)
    fit: list[Trigger] = []
    active: set[int] = set()
    killings: list[tuple[Trigger, bool]] = []
    for trigger in triggers:
        trigger.low, trigger.high = bound(sentence, trigger)
        here = holds(sentence, trigger.low, trigger.high)
        trigger.control = controller(sentence, trigger)[0] if trigger.form != "v" else -1
        if trigger.control >= 0:
            here.add("light")
        if trigger.frame.id == "killing.kill":
            killings.append((trigger, "number" in here))
            continue
        if needs_met(trigger, here, around):
            fit.append(trigger)
    for trigger, counted in killings:
        made = cast(sentence, trigger)
        told = of_told_attack(sentence, trigger, fit)
        if not told and (does_kill(sentence, trigger, made) or kills(sentence, trigger, made)):
            active.add(trigger.at)
        dropped = made.dropped and trigger.form == "v" and trigger.tag == "P" and trigger.who == "fs" and counted
        if trigger.at in active or dropped or (made.agents and made.targets and not made.passive):
            fit.append(trigger)
    # «قتلت الحركة 20 جنديا»: two bare noun phrases after the verb make it active, so who stands first did the killing.
    done = {trigger.at for trigger in fit if trigger.frame.id == "killing.kill" and trigger.at in active}
    fit = [trigger for trigger in fit if trigger.at not in done or trigger.kind == "killing"]
    fit = merge_same(sentence, without_seized(one_a_word(fit)))
    drafts = [Draft(trigger, trigger.kind, trigger.low, trigger.high, cast(sentence, trigger)) for trigger in fit]
    for draft in drafts:
        for mate in draft.trigger.mates:
            _from_mate(sentence, draft, mate)
    drafts = [d for d in drafts if not d.trigger.frame.own or any(arg.id is not None for arg in d.cast.agents)]
    drafts = _gas(sentence, [d for d in drafts if not is_prevented(sentence, d)])
    found = [d for d in drafts if d.kind == "finding"]
    drafts = [d for d in drafts if d.kind != "casualties" or not any(f.low <= d.trigger.at <= f.high and f is not d for f in found)]
    drafts = _absorb(sentence, by_the_blow(sentence, drafts))
    _split(sentence, drafts)
    for draft in drafts:
        _widen(sentence, draft)
        draft.quantities = let_go(draft, _fitting(draft.kind, quantities(sentence, draft.low, draft.high), drafts))
        killing_kind(sentence, draft)
        hit_by(sentence, draft)
        draft.means = means_of(sentence, draft)
    return drafts


def quantities_of(sentence: Sentence, draft: Draft, drafts: Sequence[Draft] = ()) -> tuple[Quantity, ...]:
    """What a draft counts that stands in its sentence with `drafts`, or alone."""
    return let_go(draft, _fitting(draft.kind, quantities(sentence, draft.low, draft.high), [draft, *drafts]))


def _fitting(kind: str, found: tuple[Quantity, ...], drafts: list[Draft]) -> tuple[Quantity, ...]:
    """The quantities that a claim of this kind may carry: each count belongs to one claim of the sentence."""
    kinds = {draft.kind for draft in drafts}
    told = bool(kinds & (VIOLENT | {"casualties"}))
    out = []
    for quantity in found:
        if quantity.what in TOLL:
            fits = kind in VIOLENT or kind == "casualties" or (kind in ("capture", "advance", "seizure", "withdraw") and not told)
        elif quantity.what in TAKEN:
            owner = {
                "captured": "abduction",
                "abducted": "abduction",
                "released": "abduction",
                "arrested": "arrest",
                "displaced": "displacement",
                "evacuated": "displacement",
            }.get(quantity.what, kind)
            fits = kind == owner or (owner not in kinds and kind in VIOLENT)
        else:
            fits = kind not in ("responsibility", "finding")
        if fits:
            out.append(quantity)
    return tuple(out)


def _widen(sentence: Sentence, draft: Draft) -> None:
    """A relative clause carries the phrase it hangs on («حي الصناعة الذي خسره التنظيم»)."""
    words = sentence.words
    particles = sentence.lexicon.particles
    at = draft.trigger.at
    for i in range(at - 1, max(-1, at - 4), -1):
        if words[i].fold in HARD:
            break
        if words[i].fold in particles["relative"]:
            for arg in [*sentence.places, *sentence.args]:
                if arg.last < i and i - arg.last <= 3:
                    draft.low = min(draft.low, arg.first)
            break
