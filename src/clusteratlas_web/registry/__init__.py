"""Organisations: profiles, who acts for them, memberships, services, verification."""
