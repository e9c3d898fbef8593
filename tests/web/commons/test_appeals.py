"""An applicant appeals during the public notice; somebody who did not decide answers; places and letters follow."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from tests.web.commons.conftest import Cast
from tests.web.commons.deciding_things import Meeting, ruling


@pytest.fixture
def noticed(cast: Cast) -> Meeting:
    """Alpha selected, Beta not, both decided by Finn; Ana manages Beta, Ben is a member of it."""
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.actions.decisions import decide
    from clusteratlas_web.selection.actions.publication import publish_decisions

    made = Meeting(cast, values={"alpha": {"chen": (9, 9)}, "beta": {"chen": (5, 5)}})
    made.sit()
    decide(cast.finn, made.entries["alpha"], ruling())
    decide(cast.finn, made.entries["beta"], ruling("not-selected", "Secret reasons"))
    made.round = publish_decisions(cast.finn, made.round, made.round.version)
    organisation = made.entries["beta"].application.organisation
    for person, role in ((cast.ana, "manager"), (cast.ben, "member")):
        Acting.objects.create(organisation=organisation, person=person, role=role)
    return made


def _lodge(cast: Cast, made: Meeting) -> Any:
    from clusteratlas_web.selection.actions.appeals import lodge_appeal

    return lodge_appeal(cast.ana, made.entries["beta"], "You overlooked a letter", made.round.noticed)


def test_an_appeal_is_in_time_until_the_last_second(cast: Cast, noticed: Meeting) -> None:
    from clusteratlas_web.foundation.permissions import NotAllowed
    from clusteratlas_web.selection.actions.appeals import lodge_appeal
    from clusteratlas_web.selection.deciding_refusals import TooLate

    ends, beta = noticed.round.notice_ends, noticed.entries["beta"]
    with pytest.raises(NotAllowed):
        lodge_appeal(cast.ben, beta, "Member", ends - timedelta(days=1))
    with pytest.raises(TooLate) as late:
        lodge_appeal(cast.ana, beta, "Late", ends)
    assert late.value.said.startswith("Appeals were possible until ")
    assert "00:00 (Berlin; " in late.value.said
    with pytest.raises(TooLate) as later:
        lodge_appeal(cast.ana, beta, "Late", ends + timedelta(seconds=1))
    assert "00:00:01 (Berlin; " in later.value.said
    made = lodge_appeal(cast.ana, beta, "In time", ends - timedelta(microseconds=1))
    assert (made.state, made.lodged_by) == ("lodged", cast.ana)


def test_there_is_one_appeal_with_grounds_while_the_notice_runs(cast: Cast, noticed: Meeting) -> None:
    from clusteratlas_web.foundation.states import WrongState
    from clusteratlas_web.selection.actions.appeals import lodge_appeal
    from clusteratlas_web.selection.deciding_refusals import NoReason, NotDecided

    beta, at = noticed.entries["beta"], noticed.round.noticed
    with pytest.raises(NoReason):
        lodge_appeal(cast.ana, beta, " ", at)
    client = cast.client("ana")
    address = noticed.address("appeals/2/")
    assert client.post(address, {"grounds": "A letter"})["Location"] == address
    with pytest.raises(NotDecided):
        lodge_appeal(cast.ana, beta, "Again", at)
    page = client.get(address).content.decode()
    assert ("A letter" in page, "Withdraw the appeal" in page, "Lodge the appeal" in page) == (True, True, False)
    noticed.round.state = "final"
    noticed.round.save()
    with pytest.raises(WrongState):
        lodge_appeal(cast.ana, noticed.entries["beta"], "Late", at)


def test_who_decided_does_not_answer_and_nothing_is_final_before_the_answer(cast: Cast, noticed: Meeting) -> None:
    from clusteratlas_web.selection.actions.appeals import dismiss_appeal, uphold_appeal
    from clusteratlas_web.selection.actions.publication import finish_round
    from clusteratlas_web.selection.deciding_refusals import DecidedYourself, NoReason, NotReady

    appeal, the_round = _lodge(cast, noticed), noticed.round
    for act in (
        lambda: dismiss_appeal(cast.finn, appeal, 1, "No"),
        lambda: uphold_appeal(cast.finn, appeal, 1, "Yes", ruling()),
    ):
        with pytest.raises(DecidedYourself):
            act()
    with pytest.raises(NotReady) as waits:
        finish_round(cast.finn, the_round, the_round.version, the_round.notice_ends)
    assert waits.value.said == "These appeals are not answered yet: 2."
    with pytest.raises(NoReason):
        dismiss_appeal(cast.gao, appeal, 1, "")
    page = cast.client("finn").get(noticed.address("appeals/2/answer/")).content.decode()
    assert ("You decided on this application." in page, "Answer the appeal" in page) == (True, False)
    dismiss_appeal(cast.gao, appeal, 1, "The letter was read")
    assert finish_round(cast.finn, the_round, the_round.version, the_round.notice_ends).state == "final"


def test_who_sat_in_the_meeting_does_not_answer(cast: Cast, noticed: Meeting) -> None:
    from clusteratlas_web.registry.models import Acting
    from clusteratlas_web.selection.actions.appeals import dismiss_appeal
    from clusteratlas_web.selection.deciding_refusals import DecidedYourself

    appeal, jun = _lodge(cast, noticed), noticed.person("jun")
    Acting.objects.create(organisation=cast.ministry, person=jun, role="officer")
    with pytest.raises(DecidedYourself):
        dismiss_appeal(jun, appeal, 1, "No")


def test_an_upheld_appeal_decides_anew_and_exceeds_the_places_by_itself(cast: Cast, noticed: Meeting) -> None:
    from clusteratlas_web.foundation.models import Letter
    from clusteratlas_web.selection.models import Decision

    _lodge(cast, noticed)
    gao = cast.client("gao")
    address = noticed.address("appeals/2/answer/")
    sent = {
        "verdict": "uphold",
        "answer": "You are right",
        "reasons_en": "The letter counts",
        "amount": 700,
        "version": 1,
    }
    assert gao.post(address, sent | {"reasons_en": ""}).status_code == 200
    assert gao.post(address, sent)["Location"] == noticed.address("appeals/")
    beta = noticed.entries["beta"]
    beta.refresh_from_db()
    decision = Decision.objects.get(entry=beta)
    assert (beta.state, decision.outcome, decision.after_appeal, decision.amount, decision.decided_by) == (
        "selected",
        "selected",
        True,
        700,
        cast.gao,
    )
    notice = cast.client("visitor").get(noticed.address("notice/")).content.decode()
    assert "That is 1 more than the 1 places of the round: an appeal was upheld." in notice
    page = cast.client("finn").get(noticed.address("decisions/")).content.decode()
    assert "1 more than there are places, after an appeal that was upheld" in page
    letter = Letter.objects.get(subject__startswith="Your appeal is upheld", address="ana@example.org")
    assert ("The letter counts" in letter.text, "Your application is selected." in letter.text) == (True, True)
    own = cast.client("ana").get(noticed.address("appeals/2/")).content.decode()
    assert ("You are right" in own, "Decided anew after your appeal." in own) == (True, True)
    from clusteratlas_web.foundation.history import history_of

    assert [each.verb for each in history_of(decision)] == ["decide after appeal", "decide"]


APPEAL_STATES = ("lodged", "upheld", "dismissed", "withdrawn")


@pytest.mark.parametrize("state", APPEAL_STATES)
@pytest.mark.parametrize("verb", ["uphold", "dismiss", "withdraw"])
def test_every_step_of_an_appeal_from_every_state(cast: Cast, noticed: Meeting, state: str, verb: str) -> None:
    from clusteratlas_web.foundation.states import WrongState
    from clusteratlas_web.selection.actions.appeals import dismiss_appeal, uphold_appeal, withdraw_appeal

    appeal = _lodge(cast, noticed)
    appeal.state, appeal.answer, appeal.answered = state, "Said", noticed.round.noticed
    appeal.save()
    act = {
        "uphold": lambda: uphold_appeal(cast.gao, appeal, 1, "Yes", ruling()),
        "dismiss": lambda: dismiss_appeal(cast.gao, appeal, 1, "No"),
        "withdraw": lambda: withdraw_appeal(cast.ana, appeal, 1),
    }[verb]
    if state == "lodged":
        assert act().state == {"uphold": "upheld", "dismiss": "dismissed", "withdraw": "withdrawn"}[verb]
    else:
        with pytest.raises(WrongState):
            act()


def test_letters_are_written_once_in_both_languages_and_read_by_the_applicant(cast: Cast, noticed: Meeting) -> None:
    from clusteratlas_web.foundation.models import PrivateFile
    from clusteratlas_web.selection.actions.decision_letters import write_letters
    from clusteratlas_web.selection.actions.publication import finish_round

    the_round = noticed.round
    assert write_letters(the_round) == 0  # not final yet
    noticed.round = finish_round(cast.finn, the_round, the_round.version, the_round.notice_ends)
    waiting = cast.client("ana").get(noticed.address("letters/2/"))
    assert (waiting.status_code, "written once the decision is final" in waiting.content.decode()) == (409, True)
    assert [write_letters(noticed.round) for _ in range(2)] == [2, 0]
    own, other = (PrivateFile.objects.get(name=f"decision-judged-{n}.pdf").pk for n in (2, 1))
    answers = {who: cast.client(who).get(noticed.address("letters/2/")) for who in ("ana", "ben", "finn", "carla")}
    leads = {who: answer.headers.get("Location", answer.status_code) for who, answer in answers.items()}
    assert leads == dict.fromkeys(("ana", "ben", "finn"), f"/files/{own}/") | {"carla": 404}
    assert b"".join(cast.client("ana").get(f"/files/{own}/").streaming_content)[:5] == b"%PDF-"
    assert cast.client("ana").get(noticed.address("letters/1/")).status_code == 404
    assert [cast.client(who).get(f"/files/{other}/").status_code for who in ("ana", "visitor")] == [404, 404]


def test_a_letter_speaks_the_applicants_language_first_and_takes_no_markup(cast: Cast, noticed: Meeting) -> None:
    from django.utils import timezone

    from clusteratlas_web.foundation.documents import render_pdf
    from clusteratlas_web.selection.actions.decision_letters import DOCUMENT
    from clusteratlas_web.selection.decision_document import facts_of

    beta = noticed.entries["beta"]
    cast.ana.language = "zh-hans"
    beta.application.made_by = cast.ana
    hostile = '#read("/etc/passwd") $x$ *b* <b> @a \\\\ ` //'
    decision = beta.decision
    decision.reasons = {"en": hostile}
    beta.application.title = "#panic()"
    decision.entry = beta
    now = timezone.now()
    facts = facts_of(decision, now)
    assert [part["language"] for part in facts["parts"]] == ["zh-hans", "en"]
    assert [part["reasons"] for part in facts["parts"]] == [hostile, hostile]
    first, second = (render_pdf(DOCUMENT, facts, now) for _ in range(2))
    assert (first == second, BytesIO(first).read(5)) == (True, b"%PDF-")


def test_without_a_chinese_font_the_refusal_says_how_to_get_one(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from clusteratlas_web.foundation import documents

    monkeypatch.setattr(documents, "CHINESE", ("No Such Font",))
    with pytest.raises(documents.NoChineseFont) as refused:
        documents.chinese_font()
    assert ("fonts-noto-cjk" in refused.value.said, refused.value.status) == (True, 503)
