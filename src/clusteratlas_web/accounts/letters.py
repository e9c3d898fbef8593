"""Which letter django-allauth's occasions make, and what is said of each change of an account, as message ids."""

from django.utils.translation import gettext_noop as said

LETTERS = {
    "email_confirmation_signup": "confirm_address",
    "email_confirmation": "confirm_address",
    "password_reset_key": "reset_password",
    "account_already_exists": "account_exists",
    "unknown_account": "unknown_address",
}

# On the next page, and in the letter "account_changed".
CHANGES = {
    "email_confirmation_sent": said("A letter is on its way. Follow the link in it."),
    "email_confirmed": said("The e-mail address is confirmed."),
    "email_changed": said("The e-mail address was changed."),
    "email_deleted": said("An e-mail address was removed."),
    "email_confirm": said("The e-mail address is confirmed."),
    "logged_out": said("You are signed out."),
    "password_changed": said("The password was changed."),
    "password_reset": said("The password was changed."),
    "password_set": said("A password was set."),
    "totp_activated": said("The second factor is set up."),
    "totp_deactivated": said("The second factor was removed."),
    "recovery_codes_generated": said("There are new recovery codes; the earlier ones are void."),
    "account_connected": said("Signing in through the identity provider was set up."),
    "account_disconnected": said("Signing in through the identity provider was removed."),
}
