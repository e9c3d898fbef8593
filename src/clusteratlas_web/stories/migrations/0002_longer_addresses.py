"""An address may have 4,000 characters: a draft of a definition stands whole in its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("stories", "0001_initial"),)

    operations = (migrations.AlterField(model_name="step", name="address", field=models.CharField(max_length=4000)),)
