"""The log's index, filled from the entries that stand."""

import json
from itertools import batched

from django.db import migrations, models

from pabolo.ground.audit import index
from pabolo.ground.lib.append_only import AppendOnly


def fill(apps, editor):
    Entry = apps.get_model("audit", "Entry")
    Mention = apps.get_model("audit", "Mention")
    rows = Entry.objects.order_by("seq").values_list("seq", "body").iterator(2000)
    for chunk in batched(rows, 2000):
        Mention.objects.bulk_create(
            [
                Mention(about=number, seq=seq)
                for seq, body in chunk
                for number in sorted(index.numbers(json.loads(body)))
            ],
            batch_size=2000,
        )


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Mention",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "about", "seq", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("about", models.BigIntegerField()),
                ("seq", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        AppendOnly("audit_mention"),
    ]
