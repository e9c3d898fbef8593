"""The forms of questions: asking, forwarding, answering, a department's days."""

from typing import Any

from django import forms
from django.utils.translation import gettext

from clusteratlas_web.programmes.forms.fields import DepartmentField, NamedField
from clusteratlas_web.programmes.queries.programmes import visible
from clusteratlas_web.programmes.queries.questions import departments
from clusteratlas_web.programmes.states import DRAFT
from clusteratlas_web.registry.models import Organisation


class AskForm(forms.Form):
    """A question: for which organisation, about which programme, to which department or to whom the rule proposes."""

    subject = forms.CharField(max_length=160)
    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 6}), max_length=10_000)

    def __init__(self, person: Any, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        mine = Organisation.objects.filter(acting__person=person).prefetch_related("names").distinct()
        programmes = visible(person).exclude(state=DRAFT).prefetch_related("names")
        self.fields["organisation"] = DepartmentField(mine, label=gettext("You ask for"), empty_label=None)
        self.fields["programme"] = NamedField(
            programmes, label=gettext("Programme"), required=False, empty_label=gettext("no programme: a rule")
        )
        self.fields["department"] = DepartmentField(
            departments(),
            label=gettext("Department"),
            required=False,
            empty_label=gettext("propose one from my text"),
            help_text=gettext("For a rule that belongs to no programme, choose the department."),
        )
        self.fields["subject"].label = gettext("Subject")
        self.fields["text"].label = gettext("Question")
        self.order_fields(["organisation", "programme", "subject", "text", "department"])

    def clean(self) -> dict[str, Any]:
        """Without a programme somebody has to be chosen."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("programme") and not cleaned.get("department") and "department" not in self.errors:
            self.add_error("department", gettext("Choose a programme, a department, or both."))
        return cleaned


class ForwardForm(forms.Form):
    """To which department, and why."""

    note = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, question: Any, data: Any = None) -> None:
        super().__init__(data, initial={"version": question.version})
        others = departments().exclude(pk=question.department_id)
        self.fields["department"] = DepartmentField(others, label=gettext("Department"))
        self.fields["note"].label = gettext("Note to the department")
        self.order_fields(["department", "note"])


class AnswerForm(forms.Form):
    """The answer."""

    answer = forms.CharField(widget=forms.Textarea(attrs={"rows": 8}), max_length=20_000)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, question: Any, data: Any = None) -> None:
        super().__init__(data, initial={"version": question.version})
        self.fields["answer"].label = gettext("Answer")


class DeskForm(forms.Form):
    """How many working days a department gives itself."""

    answer_days = forms.IntegerField(min_value=1, max_value=120)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, desk: Any, data: Any = None) -> None:
        super().__init__(data, initial={"answer_days": desk.answer_days, "version": desk.version})
        self.fields["answer_days"].label = gettext("Working days to answer")
        self.fields["answer_days"].help_text = gettext("Holds for questions asked from now on.")
