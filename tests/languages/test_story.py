"""Which passage takes over the day of the one before."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.languages.arabic import carried_times, find_times, passages, tokenize

DAY = date(2017, 6, 30)


def _carried(text: str) -> list[str | None]:
    tokens = tokenize(text)
    found = carried_times(tokens, passages(text), find_times(text, DAY, tokens=tokens))
    return [one.edtf if one else None for one in found]


@pytest.mark.parametrize("opening", ["وأضاف المصدر أن", "وقالت الوكالة إن", "في غضون ذلك", "وعلى الفور", "ووقع الانفجار حيث"])
def test_a_passage_that_goes_on_takes_the_day_over(opening: str) -> None:
    assert _carried(f"\nقصف الطيران البلدة الخميس. {opening} الغارة دمرت منزلا.") == [None, "2017-06-29"]


@pytest.mark.parametrize("opening", ["من جهة أخرى", "وكانت القوات", "وفي محافظة حماة", "دخلت القوات القرية و"])
def test_a_turn_takes_nothing_over(opening: str) -> None:
    assert _carried(f"\nقصف الطيران البلدة الخميس. {opening} انسحبت من القرية.") == [None, None]


def test_it_passes_on_but_not_for_ever() -> None:
    text = "\nقصفوا البلدة الخميس. وأضاف أن القصف دمر منزلا. وأوضح أن طفلا قتل. البلدة صغيرة. السوق كبير. الناس كثر. وقال إنهم عادوا."
    assert _carried(text) == [None, "2017-06-29", "2017-06-29", None, None, None, None]


def test_only_days_are_taken_over() -> None:
    assert _carried("\nسيطروا على البلدة عام 2014. وأضاف أن القصف توقف.") == [None, None]
    assert _carried("\nيقصفون البلدة منذ مارس. وأضاف أن القصف توقف.") == [None, None]


def test_a_time_of_saying_is_left_out() -> None:
    text = "\nأعلن متحدث الخميس أن القصف توقف. وأضاف أن السكان عادوا."
    times = find_times(text, DAY)
    said = [(times[0].start, times[0].end)]
    assert carried_times(tokenize(text), passages(text), times, said) == (None, None)
