"""Editors and publishers keep synonyms, promoted results and the list of unanswered searches."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

RIGHTS = [
    *(f"{act}_{model}" for model in ("synonymgroup", "promotedresult") for act in ("add", "change", "delete", "view")),
    "change_searchmiss",
]


def give_rights(apps, schema_editor):
    # Permissions are made after all migrations; the ones that are given here are wanted now.
    search = apps.get_app_config("search")
    search.models_module = True
    create_permissions(search, apps=apps, verbosity=0)
    search.models_module = None
    permissions = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="search")
    for role in ("editor", "publisher"):
        group = apps.get_model("accounts", "RoleGroup").objects.get(role=role).group
        group.permissions.add(*permissions.filter(codename__in=RIGHTS))


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0001_what_search_remembers"),
        ("accounts", "0002_roles"),
    ]

    operations = [migrations.RunPython(give_rights, migrations.RunPython.noop)]
