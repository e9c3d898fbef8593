"""What the worker does by the clock is what apps said when they were ready; it knows none of them by name."""

import ast
from datetime import timedelta
from importlib import import_module
from inspect import getsource
from typing import Any

from django.apps import apps
from django.test import TestCase
from django.utils import timezone
from tests.web.commons.conftest import Cast
from tests.web.commons.selection_things import call, stage

from clusteratlas_web.foundation import tasks
from clusteratlas_web.foundation.tasks import EVERY_DAY, EVERY_MINUTE

DAILY = {  # by the first sentence of each, as its app says it
    "accounts.tasks.remove_unconfirmed_people",
    "designations.tasks.keep_time_of_designations",
    "foundation.tasks.remove_abandoned_files",
    "programmes.tasks.remind_of_questions",
    "programmes.tasks.write_what_opened",
    "selection.tasks.find_conflicts_anew",
    "selection.tasks.remind_of_reviews",
}


def paths() -> list[str]:
    """The tasks that wait, as they are named."""
    from django_tasks_db.models import DBTaskResult

    return sorted(each.task_path.removeprefix("clusteratlas_web.") for each in DBTaskResult.objects.all())


def test_every_app_says_what_it_does_every_day(platform: None) -> None:
    assert {each.module_path.removeprefix("clusteratlas_web.") for each in EVERY_DAY} >= DAILY
    assert len(EVERY_DAY) == len({each.module_path for each in EVERY_DAY})
    assert [each.task.name for each in EVERY_MINUTE] == ["turn_rounds_by_the_clock"]


def test_saying_it_again_runs_nothing_twice(platform: None) -> None:
    before = (list(EVERY_DAY), list(EVERY_MINUTE))
    for app in apps.get_app_configs():
        if app.label in ("foundation", "programmes"):
            app.ready()
    tasks.runs_when_due(EVERY_MINUTE[0].task, EVERY_MINUTE[0].is_due)
    assert before == (EVERY_DAY, EVERY_MINUTE)


def test_the_worker_imports_no_app_for_what_is_due() -> None:
    read = ast.parse(getsource(import_module("clusteratlas_web.worker")))
    named = {each.module for each in ast.walk(read) if isinstance(each, ast.ImportFrom) and each.module}
    apps_named = {name.split(".")[1] for name in named if name.startswith("clusteratlas_web.")}
    assert apps_named == {"foundation", "registry", "server"}  # the registry for the index, which follows the editions


def test_a_look_leaves_every_daily_task_once_and_the_rounds_only_when_one_is_due(cast: Cast) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        tasks.enqueue_daily()
        tasks.enqueue_due()
    daily = sorted(each.module_path.removeprefix("clusteratlas_web.") for each in EVERY_DAY)
    assert paths() == daily
    made: Any = stage(call(cast), "open")
    type(made).objects.filter(pk=made.pk).update(closes=timezone.now() - timedelta(minutes=1))
    with TestCase.captureOnCommitCallbacks(execute=True):
        tasks.enqueue_due()
    assert paths() == sorted([*daily, "selection.tasks.turn_rounds_by_the_clock"])
