"""The addresses of the app: one's own account, administration, and those of django-allauth that are reachable."""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.socialaccount import views as provider
from allauth.socialaccount.providers.openid_connect import views as openid
from django.conf import settings
from django.urls import include, path, re_path

from clusteratlas_web.accounts.views import administration, oneself
from clusteratlas_web.accounts.views.allauth_pages import ends_other_sessions, entrance, own, whole

commons = [
    path("", oneself.me, name="me"),
    path("settings/", oneself.settings, name="settings"),
    path("data/", oneself.data, name="data"),
    path("data/export/", oneself.export, name="export"),
    path("data/erase/", oneself.erase, name="erase"),
    path("people/", administration.people, name="people"),
    path("people/<int:number>/", administration.person, name="person"),
    path("people/<int:number>/<slug:act>/", administration.change, name="change"),
    path("outbox/", administration.outbox, name="outbox"),
    path("outbox/<int:number>/<slug:decision>/", administration.decide, name="decide"),
]

# django-allauth finds these by their names.
signing_in = [
    path("sign-in/", entrance(account.login), name="account_login"),
    path("sign-in/code/", entrance(second_factor.authenticate), name="mfa_authenticate"),
    path("sign-out/", entrance(account.logout), name="account_logout"),
    path("sign-up/", entrance(whole(account.signup)), name="account_signup"),
    path("sign-up/letter-sent/", entrance(account.email_verification_sent), name="account_email_verification_sent"),
    re_path(r"^confirm/(?P<key>[-:\w]+)/$", entrance(whole(account.confirm_email)), name="account_confirm_email"),
    path("inactive/", entrance(account.account_inactive), name="account_inactive"),
    path("password/reset/", entrance(whole(account.password_reset)), name="account_reset_password"),
    path("password/reset/letter-sent/", entrance(account.password_reset_done), name="account_reset_password_done"),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance(whole(account.password_reset_from_key)),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/done/",
        entrance(account.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]
keeping_safe = [
    path("security/", own(second_factor.index), name="mfa_index"),
    path("security/confirm/", own(account.reauthenticate), name="account_reauthenticate"),
    path("security/confirm/code/", own(second_factor.reauthenticate), name="mfa_reauthenticate"),
    path("security/app/", own(whole(ends_other_sessions(app.activate_totp))), name="mfa_activate_totp"),
    path("security/app/remove/", own(whole(app.deactivate_totp)), name="mfa_deactivate_totp"),
    path("security/recovery-codes/", own(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("security/recovery-codes/new/", own(whole(codes.generate_recovery_codes)), name="mfa_generate_recovery_codes"),
    path("security/recovery-codes/file/", own(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("address/", own(whole(account.email)), name="account_email"),
    path("password/change/", own(whole(account.password_change)), name="account_change_password"),
    path("password/set/", own(whole(account.password_set)), name="account_set_password"),
]
through_provider = [
    path("through/cancelled/", entrance(provider.login_cancelled), name="socialaccount_login_cancelled"),
    path("through/failed/", entrance(provider.login_error), name="socialaccount_login_error"),
    path("through/sign-up/", entrance(whole(provider.signup)), name="socialaccount_signup"),
    path("through/connections/", own(whole(provider.connections)), name="socialaccount_connections"),
    path("through/<slug:provider_id>/", entrance(openid.login), name="openid_connect_login"),
    path("through/<slug:provider_id>/back/", entrance(openid.callback), name="openid_connect_callback"),
]

addresses = [path("", include((commons, "accounts"))), *signing_in, *keeping_safe]
if settings.OIDC:
    addresses += through_provider
urlpatterns = [path("account/", include(addresses))]
