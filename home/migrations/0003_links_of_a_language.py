import uuid

import django.db.models.deletion
from django.db import migrations, models


def take_language_from_page(apps, schema_editor):
    """Each link speaks the language of its page; the next migration makes that a must."""
    pages = dict(apps.get_model("wagtailcore", "Page").objects.values_list("pk", "locale_id"))
    for row in apps.get_model("home", "HomePopularLink").objects.all():
        row.locale_id, row.translation_key = pages[row.home_id], uuid.uuid4()
        row.save(update_fields=["locale_id", "translation_key"])


class Migration(migrations.Migration):
    dependencies = [("home", "0002_desks")]
    operations = [
        migrations.AddField(
            "homepopularlink",
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
        migrations.AddField(
            "homepopularlink", "translation_key", models.UUIDField(default=uuid.uuid4, editable=False, null=True)
        ),
        migrations.RunPython(take_language_from_page, migrations.RunPython.noop),
    ]
