"""Make the demonstration reports and their gold from the dispatches written for them.

    python tools/build_demo.py [--check]

Reads src/marsad/data/demo/dispatches.toml and reports.toml, writes reports.jsonl, gold.jsonl (claims a report), families.jsonl,
events.jsonl and holds.jsonl beside them. `--check` writes nothing and fails where the files differ from what would be written.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent / "src" / "marsad" / "data" / "demo"
DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
HAMZA = str.maketrans("أإآ", "ااا")
QUOTES = {"curly": ("“", "”"), "guillemets": ("«", "»")}
Row = dict[str, Any]


def restyle(text: str, outlet: Row) -> str:
    """An outlet's words and spelling put upon a text."""
    for old, new in outlet["swap"]:
        text = text.replace(old, new)
    for style in outlet["style"]:
        if style in QUOTES:
            opening, closing = QUOTES[style]
            text = re.sub(r'"([^"]*)"', rf"{opening}\1{closing}", text)
        elif style == "hamza":
            text = text.translate(HAMZA)
        elif style == "ya":
            text = re.sub(r"ي(?![\u0621-\u064a])", "ى", text)
        elif style == "digits":
            text = text.translate(DIGITS)
    return text


def mention(spec: str, outlet: Row) -> Row:
    """`text=id` as the gold writes a mention."""
    text, _, ident = spec.partition("=")
    return {"text": restyle(text, outlet), "id": ident or None}


def quantity(spec: str, outlet: Row) -> Row:
    """`what low high of|text`; a dash is an open end."""
    head, _, text = spec.partition("|")
    what, low, high, of = head.split(" ", 3)
    return {
        "what": what,
        "low": None if low == "-" else int(low),
        "high": None if high == "-" else int(high),
        "unit": "people" if what in ("killed", "wounded", "displaced") else "things",
        "of": of,
        "text": restyle(text, outlet),
    }


def gold_claim(c: Row, outlet: Row) -> Row:
    """A claim in the gold's short form, in this outlet's spelling."""
    return {
        "kind": c["k"],
        "quote": restyle(c["q"], outlet),
        "trigger": restyle(c["t"], outlet),
        "agents": [mention(m, outlet) for m in c.get("a", ())],
        "targets": [mention(m, outlet) for m in c.get("g", ())],
        "places": [mention(m, outlet) for m in c.get("p", ())],
        "time": {"text": restyle(c.get("tt", ""), outlet), "edtf": c["time"]} if "time" in c else None,
        "source": mention(c["s"], outlet) if "s" in c else None,
        "via": restyle(c["via"], outlet) if "via" in c else None,
        "modality": c.get("m", "asserted"),
        "quantities": [quantity(q, outlet) for q in c.get("n", ())],
        "extent": c.get("x"),
        "means": list(c.get("w", ())),
    }


def speaker(c: Row, dispatch: str) -> str:
    """Who speaks, for counting voices: an organisation, else the words for an unnamed source, else the dispatch itself."""
    text, _, ident = c.get("s", "").partition("=")
    bare = " ".join(word.removeprefix("ال") for word in text.split())
    return ident or (f"{bare} in {dispatch}" if text else f"the text of {dispatch}")


def build() -> dict[str, list[Row]]:
    """All files by name."""
    dispatches = tomllib.loads((HERE / "dispatches.toml").read_text(encoding="utf-8"))
    plan = tomllib.loads((HERE / "reports.toml").read_text(encoding="utf-8"))
    reports: list[Row] = []
    gold: list[Row] = []
    members: dict[str, list[str]] = defaultdict(list)
    events: dict[str, Row] = {}
    printed: dict[str, int] = defaultdict(int)
    for number, entry in enumerate(plan["report"], 1):
        outlet = plan["outlets"][entry["r"][0]]
        report_id = f"demo-{number:03d}"
        sentences: list[str] = []
        claims: list[Row] = []
        first = entry["r"][1].partition(":")[0]
        for part in entry["r"][1:]:
            name, _, picked = part.partition(":")
            family = dispatches[name].get("updates", name)
            if report_id not in members[family]:
                members[family].append(report_id)
            for index in picked.split(","):
                sentence = dispatches[name]["s"][int(index) - 1]
                sentences.append(restyle(sentence["text"], outlet))
                for c in sentence["c"]:
                    claim = gold_claim(c, outlet)
                    if claim["quote"] not in sentences[-1] or claim["trigger"] not in claim["quote"]:
                        raise SystemExit(f"{report_id}: not in its sentence: {claim['quote']} / {claim['trigger']}")
                    claims.append(claim)
                    e = events.setdefault(c["e"], {"event": c["e"], "kinds": [], "claims": [], "voices": []})
                    e["kinds"] = sorted({*e["kinds"], c["k"]})
                    e["claims"].append({"report": report_id, "quote": claim["quote"]})
                    e["voices"] = sorted({*e["voices"], speaker(c, family)})
        titles = plan["titles"][first]
        title = restyle(titles[printed[first] % len(titles)], outlet)
        printed[first] += 1
        day = date.fromisoformat(max(dispatches[p.partition(":")[0]]["day"] for p in entry["r"][1:]))
        reports.append(
            {
                "id": report_id,
                "outlet": outlet["name"],
                "url": "",
                "published": (day + timedelta(days=outlet["delay"])).isoformat(),
                "language": "ar",
                "title": title,
                "text": outlet["byline"] + "\n\n".join(sentences),
            }
        )
        gold.append({"report": report_id, "dispatch": day.isoformat(), "claims": claims})
    families = [
        {"family": name, "agency": dispatches[name]["agency"], "members": ids}
        for name, ids in members.items()
        if len(ids) > 1
    ]
    told = [
        e | {"voices": len(e["voices"]), "speakers": e["voices"]} for e in events.values() if e["kinds"] != ["hold"]
    ]
    return {
        "reports": reports,
        "gold": gold,
        "families": families,
        "events": told,
        "holds": plan["hold"],
        "contradictions": plan["contradiction"],
    }


def main() -> None:
    """Write or check the files."""
    stale = []
    for name, rows in build().items():
        path = HERE / f"{name}.jsonl"
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        if "--check" in sys.argv:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(path.name)
        else:
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: {len(rows)}")
    if stale:
        raise SystemExit("not as tools/build_demo.py makes them: " + ", ".join(stale))


if __name__ == "__main__":
    main()
