"""The database keeps no address that a browser would run instead of opening it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("registry", "0001_initial"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("web", ""), ("web__startswith", "https://"), ("web__startswith", "http://"), _connector="OR"
                ),
                name="organisation_page_on_the_web",
            ),
        ),
    ]
