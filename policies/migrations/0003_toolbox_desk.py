"""Editors and publishers keep the toolbox."""

from django.contrib.auth.management import create_permissions
from django.db import migrations


def open_desk(apps, schema_editor):
    # Permissions are made after all migrations; the ones that are given here are wanted now.
    policies = apps.get_app_config("policies")
    policies.models_module = True
    create_permissions(policies, apps=apps, verbosity=0)
    policies.models_module = None
    wanted = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="policies", codename__endswith="_toolboxitem"
    )
    for desk in apps.get_model("accounts", "RoleGroup").objects.filter(role__in=["editor", "publisher"]):
        desk.group.permissions.add(*wanted)


class Migration(migrations.Migration):
    dependencies = [("policies", "0002_versions_and_circulation"), ("accounts", "0002_roles")]

    operations = [migrations.RunPython(open_desk, migrations.RunPython.noop)]
