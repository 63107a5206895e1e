"""Managers see how the scheduled work goes."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def let_see(apps, schema_editor):
    # Permissions are made after all migrations; the one that is given here is wanted now.
    office = apps.get_app_config("office")
    office.models_module = True
    create_permissions(office, apps=apps, verbosity=0)
    office.models_module = None
    group = apps.get_model("accounts", "RoleGroup").objects.get(role="manager").group
    group.permissions.add(
        apps.get_model("auth", "Permission").objects.get(content_type__app_label="office", codename="view_jobrun")
    )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0006_policy_approval"),
        ("office", "0003_limits_of_plain_writing"),
    ]

    operations = [migrations.RunPython(let_see, migrations.RunPython.noop)]
