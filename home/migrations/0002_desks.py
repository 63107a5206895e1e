"""The tree's root in Arabic, and who keeps holidays, branches and the office's numbers and facts."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = {
    "manager": [
        "add_holiday",
        "change_holiday",
        "delete_holiday",
        "add_branch",
        "change_branch",
        "delete_branch",
        "change_officesettings",
    ],
    "publisher": ["change_officesettings"],  # The facts of contact stand there.
}


def open_desks(apps, schema_editor):
    apps.get_model("wagtailcore", "Page").objects.filter(depth=1).update(title="الموقع", draft_title="الموقع")
    for model in ("Workflow", "Task"):
        apps.get_model("wagtailcore", model).objects.filter(name="Moderators approval").update(name="موافقة المعتمدين")
    # Permissions are made after all migrations; the ones that are given here are wanted now.
    office = apps.get_app_config("office")
    office.models_module = True
    create_permissions(office, apps=apps, verbosity=0)
    office.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="office")
    for role, codenames in RIGHTS.items():
        group = apps.get_model("accounts", "RoleGroup").objects.get(role=role).group
        group.permissions.add(*permissions.filter(codename__in=codenames))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_front_pages"),
        ("accounts", "0002_roles"),
        ("office", "0001_holidays_branches_settings"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(open_desks, migrations.RunPython.noop)]
