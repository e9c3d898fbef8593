"""The database keeps no address that a browser would run instead of opening it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0002_promises_are_kept"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="instrument",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("address", ""),
                    ("address__startswith", "https://"),
                    ("address__startswith", "http://"),
                    _connector="OR",
                ),
                name="instrument_page_on_the_web",
            ),
        ),
        migrations.AddConstraint(
            model_name="programme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("web", ""), ("web__startswith", "https://"), ("web__startswith", "http://"), _connector="OR"
                ),
                name="programme_page_on_the_web",
            ),
        ),
    ]
