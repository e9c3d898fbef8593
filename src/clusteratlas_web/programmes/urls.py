"""The addresses of programmes, departments and questions."""

from django.urls import path, register_converter

from clusteratlas_web.programmes.views import (
    coverage,
    departments,
    editing,
    lists,
    money,
    opening,
    programme,
    questions,
)


class Format:
    """The ending of a table to take away."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(Format, "sheet")
app_name = "programmes"
_ONE = "<slug:slug>/"
_ASKED = "questions/<int:number>/"

urlpatterns = [
    path("", lists.list_page, name="list"),
    path("list.<sheet:format>", lists.list_table, name="list-table"),
    path("new/", editing.create_page, name="create"),
    path("open/", opening.open_page, name="open"),
    path("open.<sheet:format>", opening.open_table, name="open-table"),
    path("money/", money.money_page, name="money"),
    path("money.<sheet:format>", money.money_table, name="money-table"),
    path("coverage/", coverage.coverage_page, name="coverage"),
    path("coverage.<sheet:format>", coverage.coverage_table, name="coverage-table"),
    path("departments/", departments.departments_page, name="departments"),
    path("departments/<slug:slug>/", departments.department_page, name="department"),
    path("departments/<slug:slug>/programmes.<sheet:format>", departments.department_table, name="department-table"),
    path("departments/<slug:slug>/desk/", departments.desk_page, name="desk"),
    path("questions/", questions.questions_page, name="questions"),
    path("questions/ask/", questions.ask_page, name="ask"),
    path(_ASKED, questions.question_page, name="question"),
    path(f"{_ASKED}forward/", questions.forward_page, name="question-forward"),
    path(f"{_ASKED}answer/", questions.answer_page, name="question-answer"),
    path(f"{_ASKED}<slug:verb>/", questions.step, name="question-step"),
    path(_ONE, programme.programme_page, name="programme"),
    path(f"{_ONE}history/", programme.history_page, name="history"),
    path(f"{_ONE}edit/", editing.edit_page, name="edit"),
    path(f"{_ONE}promise/", editing.promise_page, name="promise"),
    path(f"{_ONE}edit/<slug:kind>/", editing.add_page, name="piece-add"),
    path(f"{_ONE}edit/<slug:kind>/<int:number>/", editing.change_page, name="piece"),
    path(f"{_ONE}edit/<slug:kind>/<int:number>/remove/", editing.remove_page, name="piece-remove"),
    path(f"{_ONE}state/<slug:verb>/", editing.move, name="move"),
    path(f"{_ONE}<slug:table>.<sheet:format>", programme.programme_table, name="table"),
]
