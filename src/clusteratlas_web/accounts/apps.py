"""The app: people, how they sign in, what they may do everywhere."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Registers the app under its short name, and what it exports and erases of a person."""

    name = "clusteratlas_web.accounts"
    label = "accounts"

    def ready(self) -> None:
        """Speaks up for what is kept of people."""
        # deferred: models can be imported only once the apps are known
        from clusteratlas_web.accounts import exporting, recording  # noqa: F401 - signals are connected by importing
        from clusteratlas_web.accounts.actions import oneself
        from clusteratlas_web.foundation.personal import erases_personal_data, exports_personal_data

        for name in ("account", "letters", "deeds", "uploads", "organisations"):
            exports_personal_data(name, getattr(exporting, name))
        for erase in (oneself.leave_organisations, oneself.forget_ways_to_sign_in, oneself.forget_letters):
            erases_personal_data(erase)
