"""Civil times keep their zone; the hour that repeats stays two different hours."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from ir_app.core.moment import Moment, Precision
from tests.core.strategies import ZONES


@given(
    st.datetimes(datetime(1970, 1, 2), datetime(2099, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    st.sampled_from(ZONES),
)
def test_every_instant_survives_the_way_to_civil_time_and_back(
    instant: datetime, zone: str
) -> None:
    assert Moment.of(instant, zone).utc() == instant


def test_both_passes_through_the_repeated_hour_are_kept_apart() -> None:
    first = Moment.of(datetime(2026, 11, 1, 5, 30, tzinfo=UTC), "America/New_York")
    second = Moment.of(datetime(2026, 11, 1, 6, 30, tzinfo=UTC), "America/New_York")
    assert first.local == second.local
    assert (first.fold, second.fold) == (0, 1)


def test_half_past_eleven_at_night_stays_that_day() -> None:
    late = Moment.of(datetime(2026, 11, 24, 4, 30, tzinfo=UTC), "America/Indiana/Indianapolis")
    assert late.day == date(2026, 11, 23)


def test_a_day_is_a_day() -> None:
    day = Moment.on(date(2026, 11, 23), "America/New_York")
    assert day.precision is Precision.DAY
    assert day.day == date(2026, 11, 23)
