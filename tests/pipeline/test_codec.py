"""The written-out codec does what walking each record by its fields does."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from marsad import model
from marsad.model import Claim, Event, Evidence, Hold, Incident, Mention
from marsad.model.codec import dumps, loads, plain

RECORDS = [c for c in vars(model).values() if isinstance(c, type) and dataclasses.is_dataclass(c) and c is not Evidence]


def walked(value: Any) -> Any:
    """The plain value by the definition: fields that differ from their default, tuples as lists."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = ((f, getattr(value, f.name)) for f in dataclasses.fields(value))
        return {f.name: walked(x) for f, x in named if x != f.default}
    return [walked(x) for x in value] if isinstance(value, tuple) else value


@settings(deadline=None)
@given(st.data())
def test_a_record_survives_its_json(data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(RECORDS).flatmap(st.from_type))
    text = dumps(record)
    assume("NaN" not in text)
    assert json.loads(text) == json.loads(json.dumps(walked(record)))
    assert list(json.loads(text)) == list(walked(record)), "keys stand in the order of the fields"
    assert loads(type(record), text) == record


def test_names_that_are_no_fields_are_passed_over_and_missing_ones_are_told() -> None:
    assert loads(Mention, '{"text":"x","start":0,"end":1,"later":[1]}') == Mention("x", 0, 1)
    for cls in (Mention, Claim, Event, Hold, Incident):
        with pytest.raises(TypeError):
            loads(cls, "{}")
    with pytest.raises(TypeError):
        dumps(Evidence("", "text/plain", b""))
    with pytest.raises(ValueError):
        loads(Mention, "{")


def test_plain_values_and_records_in_them() -> None:
    assert plain({"a": (Mention("x", 0, 1), None)}) == {"a": [{"text": "x", "start": 0, "end": 1}, None]}
    assert dumps({"a": [1, "ب"]}) == '{"a":[1,"ب"]}'
