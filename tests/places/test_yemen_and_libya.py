"""Places of the wars of Yemen and Libya, by the names of their front lines. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.registry.places import load_gazetteer

GAZETTEER = load_gazetteer()


@pytest.mark.parametrize(("text", "key"), [
    ("قصف مدفعي على دماج شمال اليمن", "ye-dammaj"),
    ("دخلت القوات مدينة حديبو عاصمة سقطرى", "ye-hadibu"),
    ("هاجم مسلحون قرية في وادي عبيدة بمأرب", "ye-wadi-abida"),
    ("تقدمت القوات من الخشعة نحو سيئون في حضرموت", "ye-khashaa"),
    ("انفجر لغم عند بوابة القوارشة في بنغازي", "ly-guwarsha-gate"),
    ("تجددت الاشتباكات في حي الطيوري بسبها", "ly-tayuri"),
    ("قتل مسلح في الحي رقم ثلاثة بسرت", "ly-district-three-sirte"),
    ("دارت معارك عند الكورفات شرق درنة", "ly-kurfat"),
    ("سقطت قذيفة قرب جبل قيس في جازان", "sa-jabal-qays"),
    ("سقط صاروخ على يافا المحتلة", "il-tel-aviv"),
])
def test_a_front_line_is_found(text: str, key: str) -> None:
    assert any((hit.id or "").endswith(key) for hit in GAZETTEER.find(text)), [hit.id for hit in GAZETTEER.find(text)]
