"""Who edits or publishes pages may also have them translated."""

from django.db import migrations

ROLES = ("editor", "publisher")


def let_them_translate(apps, schema_editor):
    permission = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="wagtail_localize", codename="submit_translation"
    )
    for row in apps.get_model("accounts", "RoleGroup").objects.filter(role__in=ROLES):
        row.group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0011_subheadings_everywhere"),
        ("accounts", "0002_roles"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
    ]

    operations = [migrations.RunPython(let_them_translate, migrations.RunPython.noop)]
