"""To whom a question goes, and why; and until when, in working days."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from clusteratlas_web.programmes.duedates import due_date, is_working_day, median_days, working_days_after
from clusteratlas_web.programmes.routing import Candidate, Proposal, propose

ENERGY = Candidate(1, True, ("Department of Energy", "能源部"), ("Research and development co-operation", "研发合作"))
SMALL = Candidate(2, False, ("Small Business Administration", "小企业管理局"), ("Loan applications", "贷款申请"))
LABOR = Candidate(3, False, ("Department of Labor",), ("Workforce",))
ALL = [SMALL, ENERGY, LABOR]
DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))


def test_a_role_that_the_text_speaks_of_decides() -> None:
    assert propose("When do loans have to be paid back?", ALL) == Proposal(2, "found", "Loan applications")
    assert propose("How many people make a workforce?", ALL) == Proposal(3, "found", "Workforce")


def test_a_department_that_the_text_names_decides_before_its_roles() -> None:
    assert propose("Does the Department of Energy lend, as a loan?", ALL) == Proposal(
        1, "named", "Department of Energy"
    )


def test_chinese_is_read_by_pairs_of_characters() -> None:
    assert propose("贷款什么时候还？", ALL) == Proposal(2, "found", "贷款申请")


def test_without_a_word_the_lead_has_it() -> None:
    assert propose("Who are you?", ALL) == Proposal(1, "leads")
    assert propose("Who are you?", [LABOR]) == Proposal(3, "only")
    assert propose("Who are you?", []) is None


def test_of_two_with_as_many_words_the_lead_has_it() -> None:
    both = [Candidate(2, False, (), ("Training",)), Candidate(1, True, (), ("Training of managers",))]
    assert propose("training", both) == Proposal(1, "found", "Training of managers")


def test_ten_working_days_from_a_friday() -> None:
    assert due_date(date(2025, 5, 2), 10) == date(2025, 5, 16)
    assert due_date(date(2025, 5, 3), 1) == date(2025, 5, 5)
    assert working_days_after(date(2025, 5, 16), date(2025, 5, 19)) == 1
    assert working_days_after(date(2025, 5, 16), date(2025, 5, 18)) == 0
    assert working_days_after(date(2025, 5, 16), date(2025, 5, 2)) == 0


@given(DAYS, st.integers(1, 60))
def test_the_due_date_is_so_many_working_days_away(start: date, days: int) -> None:
    due = due_date(start, days)
    assert is_working_day(due)
    assert working_days_after(start, due) == days


def test_the_median_of_no_answer_is_none() -> None:
    assert median_days([]) is None
    spans = [
        (date(2025, 5, 5), date(2025, 5, 6)),
        (date(2025, 5, 5), date(2025, 5, 12)),
        (date(2025, 5, 5), date(2025, 5, 9)),
    ]
    assert median_days(spans) == 4
