"""The tables of actors: whole, consistent, and every name in them finds its own actor."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from marsad.errors import BadData, NotFound
from marsad.registry.actors import BODY_TYPES, load_actors
from marsad.registry.matching import ActorHit
from marsad.registry.phrases import PhraseTrie, expand, phrases

ACTORS = load_actors()
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_EDTF = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _fighting() -> list[str]:
    return [actor.id for actor in ACTORS if actor.type not in ("agency", "agency-state", "outlet")]


def test_four_hundred_actors_and_more() -> None:
    assert len(_fighting()) >= 500


def test_ids_and_ties_are_sound() -> None:
    for actor in ACTORS:
        assert _ID.fullmatch(actor.id), actor.id
        assert actor.name_ar and actor.name_en, actor.id
        for other in (*actor.allies, *actor.enemies, *([actor.parent] if actor.parent else [])):
            assert other in ACTORS, f"{actor.id}: {other}"
        assert actor.id not in actor.enemies and actor.id not in actor.allies
        for day in (actor.since, actor.until):
            assert day is None or _EDTF.fullmatch(day), f"{actor.id}: {day}"
        assert actor.wikidata is None or re.fullmatch(r"Q\d+", actor.wikidata)
        assert all(re.fullmatch(r"[A-Z]{2}", country) for country in actor.countries), actor.id


def test_no_wikidata_item_is_given_twice() -> None:
    items = [actor.wikidata for actor in ACTORS if actor.wikidata]
    assert len(items) == len(set(items))


def test_lineages_end() -> None:
    for actor in ACTORS:
        line = ACTORS.lineage(actor.id)
        assert line[0] == actor.id and len(set(line)) == len(line)


def _means(hits: tuple[ActorHit, ...], key: str) -> bool:
    return any(hit.id == key or key in hit.candidates for hit in hits)


@pytest.mark.parametrize("kind", sorted({actor.type for actor in ACTORS}))
def test_every_name_finds_its_actor(kind: str) -> None:
    lost = []
    for actor in ACTORS:
        if actor.type != kind:
            continue
        for cell in (*actor.aliases, *actor.loaded):
            if cell.endswith("?"):
                continue
            for name in expand(cell):
                if not _means(ACTORS.find(f"قال شهود: {name} ."), actor.id):
                    lost.append((actor.id, name))
    assert not lost, lost[:20]


def test_doubtful_names_need_support() -> None:
    assert not [hit for hit in ACTORS.find("لعب الشباب أمام الهلال") if hit.id == "al-shabaab"]
    text = "هاجمت حركة الشباب الصومالية القاعدة، ثم انسحب الشباب"
    assert [text[hit.start : hit.end] for hit in ACTORS.find(text) if hit.id == "al-shabaab"] == ["حركة الشباب الصومالية", "الشباب"]


@pytest.mark.parametrize(("key", "side"), [
    ("ndf", "syrian-government"), ("badr", "iraqi-government"), ("sana", "syrian-government"), ("sohr", None), ("afp", None),
    ("opcw", None), ("almasirah", "houthis"), ("aljazeera", None), ("hezbollah", "hezbollah"), ("gaza-health-ministry", "hamas"),
    ("nobody", None),
])
def test_the_side_of_an_actor(key: str, side: str | None) -> None:
    assert ACTORS.party_of(key) == side


def test_bodies_without_a_side_are_third_parties() -> None:
    for actor in ACTORS:
        if actor.type in BODY_TYPES and actor.parent is None:
            assert ACTORS.party_of(actor.id) is None


@pytest.mark.parametrize(("speaker", "agents", "targets", "said"), [
    ("sana", ["isis"], ["syrian-government"], "party"), ("sohr", ["isis"], [], "third-party"), (None, ["isis"], [], "unknown"),
    ("russia", ["isis"], ["sdf"], "hostile"), ("iran", ["hezbollah"], ["nusra"], "allied"), ("ypg", ["sdf"], ["isis"], "party"),
])
def test_interest(speaker: str | None, agents: list[str], targets: list[str], said: str) -> None:
    assert ACTORS.interest(speaker, agents, targets) == said


def test_an_unknown_id_is_not_found() -> None:
    with pytest.raises(NotFound):
        ACTORS.get("no-such-actor")


def test_alternations() -> None:
    assert expand("(أ|ب) ج") == ["أ ج", "ب ج"]
    assert expand("(أ|)ب") == ["أب", "ب"]
    assert expand("أ|(ب|(ج|د))ه") == ["أ", "به", "جه", "ده"]
    assert phrases("إم 23") == [["ام", "23"]]
    for broken in ("(أ", "أ)", "((أ)"):
        with pytest.raises(BadData):
            expand(broken)


def test_a_trie_keeps_what_it_is_given() -> None:
    trie: PhraseTrie[int] = PhraseTrie()
    for value, words in enumerate((["ا"], ["ا", "ب"], ["ا"], [])):
        trie.add(words, value)
    assert list(trie.phrases()) == [(("ا",), [0, 2]), (("ا", "ب"), [1])]
    assert trie.walk("ا", ["x", "ب"], 1, 2) == [(1, [0, 2]), (2, [1])]
    assert trie.walk("ا", ["x", "ب"], 1, 1) == [(1, [0, 2])]


@pytest.mark.shared
def test_the_given_ids_stand(shared: Path) -> None:
    with (shared / "actors.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            assert ACTORS.get(row["id"]).name_en == row["name_en"]
