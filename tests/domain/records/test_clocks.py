"""The clocks: working days, last days, and where a clock stands."""

from datetime import date, timedelta

from domain.records.clocks import (
    Age,
    Clock,
    Clocks,
    Due,
    Timeliness,
    after_working_days,
    agreed_clocks,
    timeliness,
    working_days,
)

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 1, day) for day in (16, 17, 18, 19))


def test_a_weekend_holds_no_working_day() -> None:
    assert working_days(FRIDAY, SUNDAY) == 0
    assert working_days(FRIDAY, MONDAY) == 1
    assert working_days(SATURDAY, MONDAY) == 1
    assert working_days(MONDAY, FRIDAY) == 0


def test_working_days_are_those_that_a_calendar_counts_one_by_one() -> None:
    for length in range(40):
        for start in (FRIDAY + timedelta(days=shift) for shift in range(7)):
            days = [start + timedelta(days=day) for day in range(1, length + 1)]
            end = start + timedelta(days=length)
            assert working_days(start, end) == sum(day.isoweekday() <= 5 for day in days)


def test_the_day_after_so_many_working_days_is_the_first_that_holds_them() -> None:
    for start in (FRIDAY + timedelta(days=shift) for shift in range(7)):
        for count in range(12):
            due = after_working_days(start, count)
            assert working_days(start, due) == count
            assert count == 0 or working_days(start, due - timedelta(days=1)) == count - 1


def test_a_request_is_to_be_acknowledged_within_five_working_days_and_answered_within_sixty_days() -> None:
    assert agreed_clocks().last_day(Clock.ACKNOWLEDGED, FRIDAY) == date(2026, 1, 23)
    assert agreed_clocks().last_day(Clock.ANSWERED, FRIDAY) == date(2026, 3, 17)
    assert Clocks(answer_days=1).last_day(Clock.ANSWERED, FRIDAY) == SATURDAY


def test_a_clock_is_kept_on_its_last_day_and_not_after() -> None:
    assert timeliness(MONDAY, MONDAY, date(2030, 1, 1)) is Timeliness.IN_TIME
    assert timeliness(SUNDAY, MONDAY, MONDAY) is Timeliness.LATER
    assert timeliness(MONDAY, None, MONDAY) is Timeliness.RUNNING
    assert timeliness(SUNDAY, None, MONDAY) is Timeliness.PASSED


def test_an_age_says_how_long_something_waits_and_how_long_it_still_may() -> None:
    asked = date(2026, 1, 1)
    assert agreed_clocks().age(Clock.ANSWERED, asked, date(2026, 1, 13)) == Age(12, 48, date(2026, 3, 2))
    assert not agreed_clocks().age(Clock.ANSWERED, asked, date(2026, 3, 2)).passed
    assert agreed_clocks().age(Clock.ANSWERED, asked, date(2026, 3, 3)) == Age(61, -1, date(2026, 3, 2))


def test_an_acknowledgement_is_waited_for_in_working_days() -> None:
    assert agreed_clocks().age(Clock.ACKNOWLEDGED, FRIDAY, MONDAY) == Age(1, 4, date(2026, 1, 23), working=True)
    assert agreed_clocks().age(Clock.ACKNOWLEDGED, FRIDAY, date(2026, 1, 23)).left == 0
    for day in (24, 25, 26):
        assert agreed_clocks().age(Clock.ACKNOWLEDGED, FRIDAY, date(2026, 1, day)).left == -1


def test_an_age_is_passed_on_the_days_on_which_somebody_is_reminded() -> None:
    for clock, due in ((Clock.ACKNOWLEDGED, Due.ACKNOWLEDGE), (Clock.ANSWERED, Due.ANSWER)):
        for days in range(80):
            today = FRIDAY + timedelta(days=days)
            assert agreed_clocks().age(clock, FRIDAY, today).passed is agreed_clocks().is_passed(due, FRIDAY, today)


def test_a_record_is_to_be_confirmed_from_the_day_half_a_year_on_and_expires_after_the_day_a_year_on() -> None:
    word = date(2026, 3, 31)
    assert not agreed_clocks().is_passed(Due.RECONFIRM, word, date(2026, 9, 29))
    assert agreed_clocks().is_passed(Due.RECONFIRM, word, date(2026, 9, 30))
    assert not agreed_clocks().is_passed(Due.EXPIRE, word, date(2027, 3, 31))
    assert agreed_clocks().is_passed(Due.EXPIRE, word, date(2027, 4, 1))
    assert agreed_clocks().age_of_word(word, date(2026, 9, 30)) == Age(183, 182, date(2027, 3, 31))
