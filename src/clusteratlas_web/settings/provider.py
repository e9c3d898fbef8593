"""The identity provider that people may sign in through, as django-allauth wants to have it said."""

from typing import Any

PROVIDER = "openid_connect"
HERE = "provider"  # what its addresses are called: /account/through/provider/


def provider_settings(oidc: tuple[str, ...]) -> dict[str, Any]:
    """The settings of a provider from its name, issuer, client and secret; none without one."""
    if not oidc:
        return {}
    name, issuer, client, secret = oidc
    app = {
        "provider_id": HERE,
        "name": name,
        "client_id": client,
        "secret": secret,
        "settings": {"server_url": issuer, "oauth_pkce_enabled": True},
    }
    return {PROVIDER: {"APPS": [app]}}
