"""The tables of people."""

import django.db.models.functions.text
from django.db import migrations, models

import clusteratlas_web.accounts.words


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, null=True, unique=True)),
                ("name", models.CharField(blank=True, max_length=120)),
                (
                    "language",
                    models.CharField(choices=clusteratlas_web.accounts.words.languages, default="en", max_length=10),
                ),
                ("is_staff", models.BooleanField(default=False)),
                ("is_moderator", models.BooleanField(default=False)),
                ("is_active", models.BooleanField(default=True)),
                ("joined", models.DateTimeField(auto_now_add=True)),
                ("erased", models.DateTimeField(editable=False, null=True)),
                ("unwanted", models.JSONField(default=list)),
                ("sessions", models.PositiveIntegerField(default=0, editable=False)),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                        name="email_in_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email__isnull", False), ("erased__isnull", True)),
                            models.Q(
                                ("email__isnull", True),
                                ("erased__isnull", False),
                                ("is_active", False),
                                ("is_moderator", False),
                                ("is_staff", False),
                                ("name", ""),
                            ),
                            _connector="OR",
                        ),
                        name="nothing_left_of_who_was_erased",
                    ),
                ],
            },
        ),
    ]
