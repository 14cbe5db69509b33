"""How a report is laid out: where a new topic and where a new paragraph begins."""

from __future__ import annotations

from collections.abc import Sequence

from marsad.reading.words.sentence import Sentence

__all__ = ["paragraphs", "topics"]

_NEW = (
    "من جهه اخري", "من ناحيه اخري", "من جانب اخر", "الي ذلك", "في غضون ذلك", "في سياق", "في السياق", "علي صعيد", "وفي سياق", "في الاثناء",
    "وعلي صعيد", "وعلي الصعيد", "علي الصعيد", "في المقابل", "وفي المقابل", "وفي غضون", "ومن جهه اخري", "ومن ناحيه", "والي ذلك",
    "وفي تطور", "في تطور", "وفي حادث", "وفي هجوم", "كما ", "يذكر ان", "يشار الي", "وكان", "وكانت", "ومنذ", "منذ",
)  # fmt: skip


def topics(sentences: Sequence[Sentence]) -> dict[int, int]:
    """The rank of the topic of each sentence: a new one begins with «من جهة أخرى», «إلى ذلك», «وفي تطور …»."""
    out: dict[int, int] = {}
    topic = 0
    for sentence in sentences:
        folds = [word.fold for word in sentence.words[:4] if word.kind == "word"]
        head = " ".join(folds)
        if head.startswith(_NEW):
            topic += 1
        out[sentence.index] = topic
    return out


def paragraphs(sentences: Sequence[Sentence]) -> dict[int, int]:
    """The rank of the paragraph of each sentence."""
    out: dict[int, int] = {}
    paragraph, end = 0, 0
    for sentence in sentences:
        if "\n" in sentence.text[end : sentence.start]:
            paragraph += 1
        out[sentence.index], end = paragraph, sentence.end
    return out
