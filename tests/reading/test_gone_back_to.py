"""Which place «القرية», «البلدة», «المدينة», «الحي» go back to in reports of several sentences. The sentences are our own."""

from __future__ import annotations

import pytest

from marsad.model import Report
from marsad.reading import RuleReader
from marsad.registry.actors import load_actors
from marsad.registry.places import load_gazetteer


def _texts(text: str, kind: str) -> list[str]:
    claims = RuleReader(load_actors(), load_gazetteer()).read(Report("r", "", text, published="2024-06-30"))
    return [place.text for claim in claims if claim.kind == kind for place in claim.places[:1]]


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        # not the town of the mayor, of the governor, of the spokesman
        ("هاجم مسلحون قرية داندورو أمس. وقال رئيس بلدية بانكاس إن العشرات فروا. وأحرق المهاجمون منازل في القرية.",
         "destruction", "قرية داندورو"),
        ("استعاد الجيش بلدة ستاروماريوريفكا. وقال الحاكم من مدينة سلوفيانسك إن القتال عنيف. وأحرق الجنود منازل في البلدة.",
         "destruction", "بلدة ستاروماريوريفكا"),
        # the same word before a nearer place of another, also where no table knows it
        ("قصفت الطائرات بلدة كفرنبل في ريف إدلب. وكانت قرية حاس تعرضت لقصف مماثل. ودمر القصف مستشفى البلدة.",
         "destruction", "بلدة كفرنبل"),
        ("تقدمت القوات العراقية في حي الزنجيلي غرب الموصل. وفجر تنظيم الدولة ثلاث سيارات مفخخة في الحي.",
         "bombing", "حي الزنجيلي"),
        ("قصفت المدفعية مدينة ستيباناكرت. وسيطر الجيش على قرية تاليش. وأحرق الجنود منازل في القرية.", "destruction", "قرية تاليش"),
        # what lies around is the last one told, whatever its word
        ("سيطر الحوثيون على مديرية الجوبة في محافظة مأرب. وقال مصدر عسكري في مدينة مأرب إن القتال مستمر. وأحرق المسلحون منازل في المديرية.",
         "destruction", "مديرية الجوبة"),
        # residents speak of their own town
        ("سيطر المتمردون على مدينة غوما. وقال سكان بلدة ساكي إن القصف مستمر. وأحرق المتمردون منازل في البلدة.",
         "destruction", "بلدة ساكي"),
    ],
)  # fmt: skip
def test_word_of_type_goes_back_to_its_own(text: str, kind: str, place: str) -> None:
    assert place in _texts(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "wrong"),
    [
        ("اغتال مسلحون رئيس بلدية بانكاس. وأحرق المسلحون ثلاثين منزلا في قرية داندورو. وقتل خمسة في القرية.", "casualties", "بلدية بانكاس"),
        ("سيطرت القوات الحكومية على ميناء بلحاف أمس. وأحرق مسلحون منازل في المدينة.", "hold", "ميناء بلحاف"),
    ],
)
def test_word_of_type_goes_back_to_none_of_another(text: str, kind: str, wrong: str) -> None:
    assert wrong not in _texts(text, kind)
