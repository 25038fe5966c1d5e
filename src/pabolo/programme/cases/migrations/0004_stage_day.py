"""Since when a case stands in its stage: as far as is known, since its last change."""

from django.db import migrations, models
from django.db.models import F


def fill(apps, editor):
    apps.get_model("cases", "Case").objects.update(stage_day=F("changed_day"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_people_and_posts")]

    operations = [
        migrations.AddField(
            model_name="case",
            name="stage_day",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
