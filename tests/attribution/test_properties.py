"""What must hold of any text: spans are slices, scopes lie in the text, nothing depends on luck."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.languages.arabic import passages, tokenize
from marsad.reading.attribution import attribute, modality, saying_times, source_for

PIECES = [
    "قال", "وأضاف", "أعلن", "المصدر", "مصدر عسكري", "إن", "أن", ":", "«", "»", '"', "“", "”", "،", ".", "\n", "(", ")", "وفق", "وفقا ل",
    "بحسب", "حسبما", "كما", "نقلا عن", "نقلت", "عن", "وكالة", "رويترز", "الثلاثاء", "أمس", "في بيان", "مشيرا إلى", "قصف", "لم", "قد",
    "تبنى", "نفى", "الجيش", "القرية", "لاستعادة", "ل", "على لسان", "من", "قبل", "اتهامه", "وجاء في بيان", "12", "-", "ـ", "يقول", "قالوا",
]
texts = st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join)
noise = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)


@settings(max_examples=150, deadline=None)
@given(st.one_of(texts, noise, st.tuples(texts, noise).map("".join)))
def test_spans_are_slices_of_the_text(text: str) -> None:
    tokens = tokenize(text)
    found = attribute(text, tokens, passages(text))
    for item in found:
        for mention in (item.source, item.via):
            assert mention is None or (mention.text == text[mention.start : mention.end] and mention.text.strip())
        for low, high in (*item.scope, *item.times):
            assert 0 <= low < high <= len(text)
        assert 0 <= item.cue[0] <= item.cue[1] <= len(text)
    assert found == attribute(text, tokens, passages(text))
    assert set(saying_times(found)) == {span for item in found for span in item.times}


@settings(max_examples=60, deadline=None)
@given(texts, st.data())
def test_any_stretch_gets_an_answer(text: str, data: st.DataObject) -> None:
    tokens = tokenize(text)
    if not tokens:
        return
    token = data.draw(st.sampled_from(tokens))
    sourced = source_for(attribute(text, tokens, passages(text)), token.start, token.end)
    chosen, _ = modality(tokens, (0, len(text)), (token.start, token.end), sourced, "clash")
    assert chosen in ("asserted", "denied", "alleged", "planned", "hypothetical")
    if sourced.attribution is not None:
        assert any(low <= token.end - 1 < high for low, high in sourced.attribution.scope)
