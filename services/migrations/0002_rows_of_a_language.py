import uuid

import django.db.models.deletion
from django.db import migrations, models

ROWS = ("servicepaper", "servicequestion", "serviceanswer")


def take_language_from_page(apps, schema_editor):
    """Each row speaks the language of its page; the next migration makes that a must."""
    pages = dict(apps.get_model("wagtailcore", "Page").objects.values_list("pk", "locale_id"))
    for name in ROWS:
        for row in apps.get_model("services", name).objects.all():
            row.locale_id, row.translation_key = pages[row.page_id], uuid.uuid4()
            row.save(update_fields=["locale_id", "translation_key"])


def fields(name):
    return [
        migrations.AddField(
            name,
            "locale",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="wagtailcore.locale",
                verbose_name="locale",
            ),
        ),
        migrations.AddField(name, "translation_key", models.UUIDField(default=uuid.uuid4, editable=False, null=True)),
    ]


class Migration(migrations.Migration):
    dependencies = [("services", "0001_services_and_questions")]
    operations = [
        *(each for name in ROWS for each in fields(name)),
        migrations.RunPython(take_language_from_page, migrations.RunPython.noop),
    ]
