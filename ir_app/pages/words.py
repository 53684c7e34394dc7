"""How dates, times, sizes and counts are written on every screen."""

from datetime import date, datetime, timedelta


def day(when: date) -> str:
    """Write a date with its weekday: "Friday, January 22, 2027"."""
    return f"{when:%A, %B} {when.day}, {when.year}"


def time_of_day(when: datetime) -> str:
    """Write a time: "8:05 am"."""
    return f"{when.hour % 12 or 12}:{when.minute:02d} {'am' if when.hour < 12 else 'pm'}"


def day_and_time(when: datetime) -> str:
    """Write a moment: "Monday, November 23, 8:05 am"."""
    return f"{when:%A, %B} {when.day}, {time_of_day(when)}"


def short_moment(when: datetime) -> str:
    """Write a moment where there is little room: "Nov 23, 8:05 am"."""
    return f"{when:%b} {when.day}, {time_of_day(when)}"


def span(left: timedelta) -> str:
    """Write a length of time roughly: "2 h 41 min", "3 days"."""
    minutes = int(abs(left).total_seconds() // 60)
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h {minutes % 60} min"
    return count(minutes // (24 * 60), "day")


def days_left(due: date, today: date) -> str:
    """Write how far a date is: "60 days left", "Today", "Late by 2 days"."""
    left = (due - today).days
    if left == 0:
        return "Today"
    return f"{count(left, 'day')} left" if left > 0 else f"Late by {count(-left, 'day')}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Write a number with its noun: "1 letter", "612 letters"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def size(octets: int) -> str:
    """Write a file size: "2.1 MB"."""
    if octets < 1000:
        return f"{octets} bytes"
    for unit, scale in (("KB", 1e3), ("MB", 1e6), ("GB", 1e9)):
        if octets < scale * 1000 or unit == "GB":
            return f"{octets / scale:.1f} {unit}"
    raise AssertionError
