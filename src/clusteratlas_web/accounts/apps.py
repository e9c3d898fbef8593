"""The app: people, how they sign in, what they may do everywhere."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Registers the app under its short name, what it exports and erases of a person, and what it does every day."""

    name = "clusteratlas_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Speaks up for what is kept of people."""
        # deferred: models can be imported only once the apps are known
        from clusteratlas_web.accounts import exporting, recording  # noqa: F401 - signals are connected by importing
        from clusteratlas_web.accounts.actions import oneself
        from clusteratlas_web.accounts.tasks import remove_unconfirmed_people
        from clusteratlas_web.foundation.personal import erases_personal_data, exports_personal_data
        from clusteratlas_web.foundation.tasks import runs_every_day

        for name in ("account", "letters", "deeds", "uploads", "organisations"):
            exports_personal_data(name, getattr(exporting, name))
        for erase in (oneself.leave_organisations, oneself.forget_ways_to_sign_in, oneself.forget_letters):
            erases_personal_data(erase)
        runs_every_day(remove_unconfirmed_people)
