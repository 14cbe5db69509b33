"""A small made record for the tests of the pages: sentences of our own, about places and offices of the public record."""

from __future__ import annotations

import hashlib
from pathlib import Path

from marsad.model import (
    AlignedPassage,
    Claim,
    Contradiction,
    Copy,
    Edit,
    Event,
    Evidence,
    Family,
    FamilyMember,
    Feature,
    Figure,
    Grade,
    Hold,
    Incident,
    IncidentLine,
    Mention,
    Place,
    Quantity,
    Range,
    Reading,
    Report,
    Time,
    Trigger,
    Voice,
)
from marsad.store import Store

DISPATCH = "استعاد التنظيم الجمعة السيطرة على حي الصناعة شرق مدينة الرقة بشكل كامل، وفق ما أفاد المرصد السوري لحقوق الإنسان."
RESPELLED = "استعاد تنظيم داعش الجمعة السيطرة على حي الصناعة في شرق الرقة بالكامل، بحسب المرصد السوري لحقوق الانسان."
TEXTS: dict[str, tuple[str, str, str, str]] = {
    "made-001": ("alpha-daily", "2017-07-01", "التنظيم يعود إلى حي الصناعة",
                 DISPATCH + "\n\nوكان التنظيم خسر الحي في 12 يونيو بعد معارك مع قوات سوريا الديموقراطية."),
    "made-002": ("beta-times", "2017-07-01", "معارك الرقة", RESPELLED + "\n\nوقتل 12 مقاتلا في الهجوم، بحسب المصدر نفسه."),
    "made-003": ("gamma-news", "2017-07-02", "قوات سوريا الديموقراطية تنفي",
                 "نفى متحدث باسم قوات سوريا الديموقراطية السبت خسارة حي الصناعة. وأضاف أن الهجوم أحبط وقتل فيه 40 من عناصر التنظيم."),
    "made-004": ("delta-post", "2017-06-13", "السيطرة على حي الصناعة",
                 "سيطرت قوات سوريا الديموقراطية الاثنين على حي الصناعة شرق الرقة، بحسب متحدث باسمها."),
    "made-005": ("alpha-daily", "2017-06-30", "انسحاب من ريف حلب",
                 "انسحب التنظيم الجمعة من 17 قرية في جنوب شرق حلب مع تقدم القوات الحكومية، وفق المرصد السوري لحقوق الإنسان."),
    "made-006": ("beta-times", "2017-07-01", "تقرير عن هجوم خان شيخون",
                 "خلص خبراء منظمة حظر الأسلحة الكيميائية إلى أن غاز السارين استخدم في خان شيخون في 4 أبريل. "
                 "وقتل في الهجوم 87 شخصا بينهم 31 طفلا بحسب مصادر عدة.\n\n"
                 "واتهمت لندن الحكومة السورية بالمسؤولية عن الهجوم. ونفت دمشق مسؤوليتها."),
    "made-007": ("gamma-news", "2017-06-20", "غارة على الميادين",
                 "قتل 9 مدنيين في غارة جوية على مدينة الميادين الاثنين، بحسب ناشطين.\nونزحت عشرات العائلات من المدينة."),
}
PLACES = {
    "al-sinaa": Place("al-sinaa", "حي الصناعة", "حي الصناعة", "al-Sinaa", "district", "SY", "Ar-Raqqa", 35.951, 39.037, 1.2, 1,
                      ("raqqa",)),
    "raqqa": Place("raqqa", "الرقة", "الرقة", "Raqqa", "city", "SY", "Ar-Raqqa", 35.9528, 39.0079, 5.0, 1, ()),
    "aleppo-se": Place("aleppo-se", "جنوب شرق حلب", "ريف حلب الجنوبي الشرقي", "South-eastern Aleppo countryside", "area", "SY",
                       "Aleppo", 35.75, 37.75, 40.0, 3, ()),
    "khan-shaykhun": Place("khan-shaykhun", "خان شيخون", "خان شيخون", "Khan Shaykhun", "town", "SY", "Idlib", 35.4389, 36.6514, 2.5,
                           1, ()),
    "mayadin": Place("mayadin", "الميادين", "الميادين", "al-Mayadin", "city", "SY", "Deir ez-Zor", 35.0198, 40.4515, 3.0, 1, ()),
}


def _at(report: str, words: str) -> tuple[int, int]:
    text = stored(report)
    start = text.index(words)
    return start, start + len(words)


def stored(report: str) -> str:
    """The stored text of a made report: title, newline, text."""
    _, _, title, body = TEXTS[report]
    return f"{title}\n{body}"


def _m(report: str, words: str, id: str | None, type: str = "actor") -> Mention:
    start, end = _at(report, words)
    return Mention(words, start, end, id, type)


def _claim(id: str, report: str, kind: str, quote: str, trigger: str, **more: object) -> Claim:
    start, end = _at(report, quote)
    a, b = _at(report, trigger)
    values: dict[str, object] = {"reader": "made 1", "confidence": 0.8, "trigger": Trigger(trigger, a, b), **more}
    return Claim(id=id, report=report, kind=kind, quote=quote, start=start, end=end, **values)  # type: ignore[arg-type]


def claims() -> list[Claim]:
    """All made claims."""
    def sohr(r: str, w: str) -> Mention:
        return _m(r, w, "sohr", "body")

    def killed(n: float, text: str, of: str = "") -> tuple[Quantity, ...]:
        return (Quantity("killed", n, n, "people", of, text),)

    r1, r2, r3, r4, r5, r6, r7 = sorted(TEXTS)
    day = Time("الجمعة", "2017-06-30")
    return [
        _claim("c01", r1, "capture", DISPATCH.split("،")[0], "استعاد", agents=(_m(r1, "التنظيم", "isis"),),
               places=(_m(r1, "حي الصناعة", "al-sinaa", "place"),), time=day,
               source=sohr(r1, "المرصد السوري لحقوق الإنسان"), extent="full"),
        _claim("c02", r1, "withdraw", "وكان التنظيم خسر الحي في 12 يونيو", "خسر", agents=(_m(r1, "التنظيم", "isis"),),
               places=(_m(r1, "الحي", "al-sinaa", "place"),), time=Time("12 يونيو", "2017-06-12")),
        _claim("c03", r2, "capture", RESPELLED.split("،")[0], "استعاد", agents=(_m(r2, "تنظيم داعش", "isis"),),
               places=(_m(r2, "حي الصناعة", "al-sinaa", "place"),), time=day, source=sohr(r2, "المرصد السوري لحقوق الانسان"), extent="full",
               quantities=killed(12, "12 مقاتلا")),
        _claim("c04", r3, "capture", "نفى متحدث باسم قوات سوريا الديموقراطية السبت خسارة حي الصناعة", "خسارة", modality="denied",
               agents=(), targets=(_m(r3, "قوات سوريا الديموقراطية", "sdf"),), places=(_m(r3, "حي الصناعة", "al-sinaa", "place"),),
               time=Time("", "2017-06-30"), source=_m(r3, "متحدث باسم قوات سوريا الديموقراطية", "sdf"), quantities=killed(40, "40")),
        _claim("c05", r4, "capture", "سيطرت قوات سوريا الديموقراطية الاثنين على حي الصناعة شرق الرقة", "سيطرت",
               agents=(_m(r4, "قوات سوريا الديموقراطية", "sdf"),), places=(_m(r4, "حي الصناعة", "al-sinaa", "place"),),
               time=Time("الاثنين", "2017-06-12"), source=_m(r4, "متحدث باسمها", "sdf")),
        _claim("c06", r5, "withdraw", "انسحب التنظيم الجمعة من 17 قرية في جنوب شرق حلب", "انسحب", agents=(_m(r5, "التنظيم", "isis"),),
               places=(_m(r5, "جنوب شرق حلب", "aleppo-se", "place"),), time=day, source=sohr(r5, "المرصد السوري لحقوق الإنسان"),
               quantities=(Quantity("villages", 17, 17, "", "", "17 قرية"),)),
        _claim("c07", r6, "finding", "خلص خبراء منظمة حظر الأسلحة الكيميائية إلى أن غاز السارين استخدم في خان شيخون في 4 أبريل", "خلص",
               agents=(_m(r6, "خبراء منظمة حظر الأسلحة الكيميائية", "opcw", "body"),),
               places=(_m(r6, "خان شيخون", "khan-shaykhun", "place"),), time=Time("4 أبريل", "2017-04-04"),
               source=_m(r6, "خبراء منظمة حظر الأسلحة الكيميائية", "opcw", "body"), means=("sarin",)),
        _claim("c08", r6, "chemical", "وقتل في الهجوم 87 شخصا بينهم 31 طفلا", "الهجوم",
               places=(_m(r6, "خان شيخون", "khan-shaykhun", "place"),),
               time=Time("4 أبريل", "2017-04-04"), source=_m(r6, "مصادر عدة", None, "body"), means=("sarin",),
               quantities=(*killed(87, "87 شخصا"), *killed(31, "31 طفلا", "children"))),
        _claim("c09", r6, "responsibility", "واتهمت لندن الحكومة السورية بالمسؤولية عن الهجوم", "اتهمت", modality="alleged",
               agents=(_m(r6, "لندن", "uk"),), targets=(_m(r6, "الحكومة السورية", "syrian-government"),),
               time=Time("", "2017-04-04"), source=_m(r6, "لندن", "uk")),
        _claim("c10", r6, "responsibility", "ونفت دمشق مسؤوليتها", "نفت", modality="denied",
               agents=(_m(r6, "دمشق", "syrian-government"),), time=Time("", "2017-04-04"), source=_m(r6, "دمشق", "syrian-government")),
        _claim("c11", r7, "airstrike", "قتل 9 مدنيين في غارة جوية على مدينة الميادين الاثنين", "غارة جوية",
               places=(_m(r7, "مدينة الميادين", "mayadin", "place"),), time=Time("الاثنين", "2017-06-19"),
               source=_m(r7, "ناشطين", None, "body"), quantities=killed(9, "9 مدنيين", "civilians"), means=("aircraft",)),
        _claim("c12", r7, "displacement", "ونزحت عشرات العائلات من المدينة", "نزحت", places=(_m(r7, "المدينة", "mayadin", "place"),),
               quantities=(Quantity("displaced", 20, 99, "families", "", "عشرات العائلات"),)),
    ]


def _event(id: str, by: dict[str, Claim], members: tuple[tuple[tuple[str, ...], str], ...], place: str, **more: object) -> Event:
    ids = tuple(c for group, _ in members for c in group)
    first = by[ids[0]]
    reports = tuple(sorted({by[c].report for c in ids}))
    voices = tuple(Voice(group, by[group[0]].source, interest, tuple(sorted({by[c].report for c in group}))) for group, interest in members)
    values: dict[str, object] = {"time": first.time.edtf if first.time else None, "agents": first.agents, "targets": first.targets,
                                 "means": first.means, "extent": first.extent, "modality": first.modality,
                                 "known": min(TEXTS[r][1] for r in reports), **more}
    return Event(id=id, kind=first.kind, claims=ids, place=PLACES[place], voices=voices, reports=reports, **values)  # type: ignore[arg-type]


def events() -> list[Event]:
    """All made events."""
    by = {c.id: c for c in claims()}

    def fig(claim: str, low: float, of: str, speaker: str, known: str) -> Figure:
        return Figure("killed", low, low, of, claim, speaker, known)

    toll = (Range("killed", "", 87, 87, 87, (fig("c08", 87, "", "مصادر عدة", "2017-07-01"),)),
            Range("killed", "children", 31, 31, 31, (fig("c08", 31, "children", "مصادر عدة", "2017-07-01"),)))
    dead = (Range("killed", "", 12, 12, 40, (fig("c03", 12, "", "sohr", "2017-07-01"), fig("c04", 40, "", "sdf", "2017-07-02"))),)
    return [
        _event("e-sinaa-back", by, ((("c01", "c03"), "third-party"), (("c04",), "own-favour")), "al-sinaa", status="disputed", ranges=dead,
               targets=by["c04"].targets, grade=Grade("B", "3", (
                   Feature("two voices", 2.0, "sohr, sdf"), Feature("denied by a party", -1.0, "sdf")))),
        _event("e-sinaa-lost", by, ((("c02",), "unknown"), (("c05",), "own-favour")), "al-sinaa", status="corroborated"),
        _event("e-aleppo", by, ((("c06",), "third-party"),), "aleppo-se"),
        _event("e-khan", by, ((("c08",), "unknown"),), "khan-shaykhun", ranges=toll),
        _event("e-khan-finding", by, ((("c07",), "third-party"),), "khan-shaykhun"),
        _event("e-khan-blame", by, ((("c09",), "unknown"), (("c10",), "own-favour")), "khan-shaykhun", status="disputed"),
        _event("e-mayadin", by, ((("c11",), "third-party"),), "mayadin",
               ranges=(Range("killed", "civilians", 9, 9, 9, (fig("c11", 9, "civilians", "ناشطين", "2017-06-20"),)),)),
        _event("e-mayadin-flight", by, ((("c12",), "unknown"),), "mayadin", time=None),
    ]


def holds() -> list[Hold]:
    """The made ledger: al-Sinaa with both clocks, and two more places."""
    sinaa = PLACES["al-sinaa"]
    return [
        Hold("h1", sinaa, "sdf", "2017-06-12", None, "2017-06-13", "2017-07-01", "party", ("e-sinaa-lost",), ("c05",), "capture"),
        Hold("h2", sinaa, "sdf", "2017-06-12", "2017-06-30", "2017-07-01", None, "confirmed", ("e-sinaa-lost",), ("c05", "c02"), "capture"),
        Hold("h3", sinaa, "isis", "2017-06-30", None, "2017-07-01", None, "contested", ("e-sinaa-back",), ("c01", "c03"), "capture",
             against=("e-sinaa-back",)),
        Hold("h4", PLACES["raqqa"], "isis", None, None, "2017-06-13", None, "reported", ("e-sinaa-lost",), ("c02",), "hold"),
        Hold("h5", PLACES["aleppo-se"], "unknown", "2017-06-30", None, "2017-06-30", None, "inferred", ("e-aleppo",), ("c06",), "withdraw",
             hint="syrian-government"),
    ]


def save(path: str | Path) -> Store:
    """A store at `path` (or `:memory:`) with the whole made record."""
    store = Store.open(path)
    reports = []
    for id, (outlet, day, title, _) in sorted(TEXTS.items()):
        text = stored(id)
        digest = hashlib.sha256(text.encode()).hexdigest()
        report = Report(id, title, text, outlet, f"https://example.org/{id}", day, "ar", "", digest, digest)
        reports.append((report, Evidence(digest, "text/plain", text.encode())))
    fill(store, reports)
    return store


def fill(store: Store, reports: list[tuple[Report, Evidence]]) -> None:
    """Store reports and everything made of them."""
    store.add(reports)
    made = claims()
    store.save_readings((Reading(r.id, r.day, (), (), tuple(c for c in made if c.report == r.id)), 1, "made 1") for r, _ in reports)
    a, b = _at("made-001", DISPATCH), _at("made-002", RESPELLED)
    edits = (Edit("respelled", *_at("made-001", "الإنسان"), *_at("made-002", "الانسان")),
             Edit("actor-renamed", *_at("made-001", "التنظيم الجمعة"), *_at("made-002", "تنظيم داعش الجمعة")),
             Edit("reworded", *_at("made-001", "بشكل كامل"), *_at("made-002", "بالكامل")))
    copy = Copy("made-001", "made-002", 0.62, 0.58, (AlignedPassage(*a, *b, 18, edits),))
    family = Family("f1", (FamilyMember("made-001", (a,), 0.62), FamilyMember("made-002", (b,), 0.58)), "made-001", "afp", "2017-07-01")
    store.save_copies([copy], [family], "made")
    clash = Contradiction("x1", "place-held", ("c01", "c04"), "e-sinaa-back", "2017-07-02")
    store.save_events(events(), [clash], {"e-old": ["e-sinaa-back"]}, "made")
    lines = (IncidentLine("event", "c08", "", "مصادر عدة", "2017-07-01"), IncidentLine("finding", "c07", "", "opcw", "2017-07-01"),
             IncidentLine("responsibility", "c09", "", "uk", "2017-07-01", "alleged"),
             IncidentLine("denial", "c10", "", "syrian-government", "2017-07-01", "denied"))
    ranges = next(e for e in events() if e.id == "e-khan").ranges
    store.save_incidents([Incident("i-khan", "هجوم خان شيخون", "The Khan Shaykhun attack", "2017-04-04", PLACES["khan-shaykhun"],
                                   ("e-khan", "e-khan-finding", "e-khan-blame"), lines, ranges, ("من ألقى الغاز؟",))], "made")
    store.save_holds(holds(), "made")
