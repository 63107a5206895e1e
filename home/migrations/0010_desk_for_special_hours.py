"""Whoever keeps the holidays keeps the special hours too."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

CODENAMES = ["add_specialhours", "change_specialhours", "delete_specialhours"]


def open_desk(apps, schema_editor):
    # Permissions are made after all migrations; these are wanted now.
    office = apps.get_app_config("office")
    office.models_module = True
    create_permissions(office, apps=apps, verbosity=0)
    office.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="office")
    group = apps.get_model("accounts", "RoleGroup").objects.get(role="manager").group
    group.permissions.add(*permissions.filter(codename__in=CODENAMES))


class Migration(migrations.Migration):
    dependencies = [("home", "0009_footer_links"), ("office", "0005_special_hours"), ("accounts", "0002_roles")]

    operations = [migrations.RunPython(open_desk, migrations.RunPython.noop)]
