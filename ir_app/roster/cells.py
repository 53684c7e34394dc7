"""One cell at a time: names, dates, ZIP codes; what was changed is said in a note."""

import re
from datetime import date, datetime, timedelta

from ir_app.core.person import Standing

NO_DATE = {"", "0", "0001-01-01", "1900-01-01", "1/1/1900", "01/01/1900", "1/1/1901", "01/01/1901",
           "1/1/0001", "01/01/0001", "00/00/0000", "0000-00-00", "-", "n/a", "unknown"}  # fmt: skip
_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%m-%d-%Y", "%m/%d/%y", "%m-%d-%y", "%Y%m%d", "%d-%b-%Y",
            "%b %d, %Y", "%B %d, %Y", "%Y/%m/%d", "%d-%b-%y")  # fmt: skip
_TIME = re.compile(r"[T ]\d{1,2}:\d\d.*$")  # a birth date may carry a time of day
_USUAL = (
    (re.compile(r"\d{4}-\d\d-\d\d"), "%Y-%m-%d"),
    (re.compile(r"\d\d?/\d\d?/\d{4}"), "%m/%d/%Y"),
)
_EXCEL_ZERO = date(1899, 12, 30)

STANDINGS: dict[str, Standing] = {
    "0": Standing.PATIENT,
    "1": Standing.NON_PATIENT,
    "2": Standing.INACTIVE,
    "3": Standing.ARCHIVED,
    "4": Standing.DELETED,
    "5": Standing.DECEASED,
    "6": Standing.PROSPECT,
    "a": Standing.PATIENT,
    "i": Standing.INACTIVE,
    "d": Standing.DELETED,
    "n": Standing.NON_PATIENT,
    "active": Standing.PATIENT,
    "patient": Standing.PATIENT,
    "inactive": Standing.INACTIVE,
    "archived": Standing.ARCHIVED,
    "deleted": Standing.DELETED,
    "deceased": Standing.DECEASED,
    "nonpatient": Standing.NON_PATIENT,
    "prospective": Standing.PROSPECT,
}


def read_day(text: str, today: date) -> tuple[date | None, str]:
    """Return a date and a note; placeholders, nonsense and future days are unknown."""
    words = text.strip()
    plain = _TIME.sub("", words).strip()
    if plain.lower() in NO_DATE:
        return None, f"Birth date {plain} is a placeholder: unknown." if plain else ""
    found = _parse(plain)
    if found is None:
        return None, f"Date “{hide_numbers(words[:20])}” can't be read: unknown."
    day, note = found
    if day > today and note.startswith("Year of"):  # only two digits were written
        day = day.replace(year=day.year - 100)  # 2027 to 2068 become 1927 to 1968: same leap years
        note = f"Year of “{plain}” read as {day.year}."
    if day > today:
        return None, f"Date {plain} lies in the future: unknown."
    if day.year < 1900 or today.year - day.year > 120:
        return None, f"Date {plain} can't be right: unknown."
    return day, note


def _parse(text: str) -> tuple[date, str] | None:
    if re.fullmatch(r"\d{5}", text) and 3650 < int(text) < 80000:
        day = _EXCEL_ZERO + timedelta(days=int(text))
        return day, f"Number {text} read as the spreadsheet date {day.isoformat()}."
    usual = next((form for shape, form in _USUAL if shape.fullmatch(text)), "")
    for form in (usual,) if usual else _FORMATS:  # the usual shapes are known without trying all
        try:
            day = datetime.strptime(text, form).date()  # noqa: DTZ007 - a civil date
        except ValueError:
            continue
        short = form.endswith("%y")
        return day, f"Year of “{text}” read as {day.year}." if short else ""
    return None


def read_zip(text: str) -> tuple[str, str]:
    """Return a ZIP code as text and a note; lost leading zeros are put back."""
    words = text.strip().removesuffix(".0")
    digits = re.sub(r"\D", "", words)
    if re.fullmatch(r"\d{5}(-?\d{4})?", words):
        return (f"{digits[:5]}-{digits[5:]}" if len(digits) == 9 else digits), ""
    if re.fullmatch(r"\d{3,4}", words):
        return words.zfill(5), f"ZIP {words} read as {words.zfill(5)}: leading zeros were lost."
    if re.fullmatch(r"\d{8}", words):
        whole = words.zfill(9)
        return f"{whole[:5]}-{whole[5:]}", f"ZIP {words} read as {whole[:5]}-{whole[5:]}."
    if re.fullmatch(r"[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d", words):
        return words.upper(), ""
    return (words, f"ZIP “{words[:12]}” can't be right.") if words else ("", "")


def split_name(text: str) -> tuple[str, str, str]:
    """Return (first, middle, last) of "Last, First M (Pref)" or "First M Last"."""
    words = re.sub(r"\(.*?\)|\".*?\"", "", text).strip()
    if "," in words:
        last, rest = (part.strip() for part in words.split(",", 1))
        first, _, middle = rest.partition(" ")
        return first, middle.strip(), last
    parts = words.split()
    if len(parts) < 2:
        return "", "", words
    return parts[0], " ".join(parts[1:-1]), parts[-1]


_SUFFIX = re.compile(r",?\s+(jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)


def split_suffix(last: str) -> tuple[str, str]:
    """Return a last name without its Jr, Sr, II ... and that suffix."""
    found = _SUFFIX.search(last)
    if not found:
        return last, ""
    suffix = found.group(1)
    written = suffix.title() if suffix.lower() in ("jr", "sr") else suffix.upper()
    return last[: found.start()], written


def read_standing(text: str) -> Standing:
    """Return what a status cell says; anything new is unknown, never left out."""
    return STANDINGS.get(re.sub(r"[^a-z0-9]", "", text.lower()), Standing.UNKNOWN)


def is_yes(text: str) -> bool:
    """Tell whether a cell says yes."""
    return text.strip().lower() in ("1", "y", "yes", "true", "t", "x")


def hide_numbers(text: str) -> str:
    """Return text with everything that may be a Social Security number made unreadable.

    Spreadsheets drop leading zeros, so runs of seven and eight digits are hidden as well.
    """
    return _SSN_LIKE.sub("***-**-****", text)


_SSN_LIKE = re.compile(r"(?<!\d)(?:\d{3}[-. ]\d{2}[-. ]\d{4}|\d{7,9}(?:\.0)?)(?!\d)")


def has_number(text: str) -> bool:
    """Tell whether a cell holds what may be a Social Security number."""
    return bool(_SSN_LIKE.search(text))
