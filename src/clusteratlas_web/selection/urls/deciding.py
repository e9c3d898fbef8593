"""The addresses of rankings, meetings, decisions, notices and appeals."""

from django.urls import URLPattern, path, register_converter

from clusteratlas_web.selection.views import appeals, deciding, ranking


class RankingTable:
    """Which table of a ranking: its rows, the lines of its sheets, the chance draws."""

    regex = "ranking|lines|draws"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value


register_converter(RankingTable, "ranking_table")
_ROUND = "<slug:slug>/rounds/<int:number>/"
_DECIDING = f"{_ROUND}decisions/"
_APPEAL = f"{_ROUND}appeals/<int:application>/"

PATTERNS: list[URLPattern] = [
    path(f"{_ROUND}ranking/", ranking.ranking_page, name="ranking"),
    path(f"{_ROUND}ranking/<int:application>/", ranking.sheet_of_application, name="ranking_sheet"),
    path(f"{_ROUND}ranking.png", ranking.ranking_picture, name="ranking-picture"),
    path(f"{_ROUND}ranking/<ranking_table:table>.<sheet:format>", ranking.ranking_download, name="ranking-table"),
    path(_DECIDING, deciding.deciding_page, name="deciding"),
    path(f"{_DECIDING}meeting/", deciding.meeting_page, name="meeting-new"),
    path(f"{_DECIDING}meeting/<int:meeting>/", deciding.meeting_page, name="meeting"),
    path(f"{_DECIDING}<int:application>/", deciding.decision_page, name="decision"),
    path(f"{_DECIDING}step/<slug:verb>/", deciding.deciding_step, name="deciding-step"),
    path(f"{_ROUND}notice/", deciding.notice_page, name="notice"),
    path(f"{_ROUND}letters/<int:application>/", deciding.letter_page, name="letter"),
    path(f"{_ROUND}appeals/", appeals.appeals_page, name="appeals"),
    path(_APPEAL, appeals.appeal_page, name="appeal"),
    path(f"{_APPEAL}withdraw/", appeals.appeal_withdrawal, name="appeal-withdraw"),
    path(f"{_APPEAL}answer/", appeals.answer_page, name="appeal_answer"),
]
