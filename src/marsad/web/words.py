"""The words of the pages: Babel catalogues, plural forms, and the reader's choices of language, digits and calendar."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from starlette.requests import Request

from marsad.web import dates

LANGUAGES = ("ar", "en")
_LOCALE = Path(__file__).parent / "locale"


def N_(text: str) -> str:
    """Mark a message for extraction; it is translated where it is shown."""
    return text


@cache
def _translations(lang: str) -> NullTranslations:
    path = _LOCALE / lang / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    # Reading the text catalogue at start keeps compiled files out of the repository.
    with path.open("rb") as file:
        catalog = read_po(file, locale=lang)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Translations(compiled)


@dataclass(frozen=True, slots=True)
class Speech:
    """The reader's language and manner: `lang` `ar` or `en`, `digits` `latn` or `arab`, `calendar` empty or `hijri`; `chosen`
    are the choices made in the address, which links carry on."""

    lang: str
    digits: str = "latn"
    calendar: str = ""
    chosen: tuple[tuple[str, str], ...] = ()

    @property
    def dir(self) -> str:
        """Direction of the page."""
        return "rtl" if self.lang == "ar" else "ltr"

    def gettext(self, message: str) -> str:
        """The message in the reader's language."""
        return _translations(self.lang).ugettext(message) if message else ""

    def ngettext(self, one: str, many: str, n: int) -> str:
        """The right one of the language's plural forms, its `%(n)s` filled in."""
        return self.plural(one, many, n).replace("%(n)s", self.number(n))

    def plural(self, one: str, many: str, n: int) -> str:
        """The right one of the language's plural forms, its `%(n)s` still standing."""
        return _translations(self.lang).ungettext(one, many, n)

    def number(self, value: float | int) -> str:
        """A number with the language's grouping and the reader's digits."""
        text = f"{value:,}" if isinstance(value, int) else f"{value:,.2f}".rstrip("0").rstrip(".")
        return dates.digits(text, self.digits)

    def when(self, edtf: str | None, *, short: bool = False) -> str:
        """An EDTF date for the reader."""
        return dates.digits(dates.write_edtf(edtf, self.lang, calendar_too=self.calendar, short=short), self.digits)

    @property
    def functions(self) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
        """The pair that Jinja's i18n extension wants."""
        return self.gettext, self.ngettext


def speech_of(request: Request) -> Speech:
    """The reader's choices: from the address, else language from Accept-Language, else Arabic."""
    query = request.query_params
    lang = query.get("lang", "")
    chosen = []
    if lang in LANGUAGES:
        chosen.append(("lang", lang))
    else:
        lang = _accepted(request.headers.get("accept-language", ""))
    digits = query.get("digits", "")
    if digits in ("arab", "latn"):
        chosen.append(("digits", digits))
    calendar = query.get("cal", "")
    if calendar == "hijri":
        chosen.append(("cal", calendar))
    return Speech(lang, digits if digits == "arab" else "latn", calendar if calendar == "hijri" else "", tuple(chosen))


def _accepted(header: str) -> str:
    best, best_quality = "ar", 0.0
    for part in header.split(","):
        tag, _, rest = part.strip().partition(";")
        base = tag.strip().lower().split("-")[0]
        if base not in LANGUAGES:
            continue
        try:
            quality = float(rest.strip()[2:]) if rest.strip().startswith("q=") else 1.0
        except ValueError:
            quality = 0.0
        if quality > best_quality:
            best, best_quality = base, quality
    return best
