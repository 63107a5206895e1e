"""A group for each role, named in Arabic; Wagtail's own two groups become the editors and the publishers."""

from django.db import migrations

NAMES = {
    "reception": "علاقات المستفيدين",
    "researcher": "البحث الاجتماعي",
    "committee": "أعضاء لجنة البحث",
    "chair": "رئاسة لجنة البحث",
    "provider": "تقديم الخدمة",
    "delegate": "مناديب الفروع",
    "volunteer_coordinator": "تنسيق التطوع",
    "quality": "الجودة",
    "manager": "الإدارة",
    "editor": "المحررون",
    "publisher": "المعتمدون",
}
WAGTAIL_GROUPS = {"editor": "Editors", "publisher": "Moderators"}


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    RoleGroup = apps.get_model("accounts", "RoleGroup")
    entry = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role, name in NAMES.items():
        group = Group.objects.filter(name=WAGTAIL_GROUPS.get(role, "")).first() or Group()
        group.name = name
        group.save()
        group.permissions.add(entry)
        RoleGroup.objects.create(role=role, group=group)


def remove_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for role, name in NAMES.items():
        if role in WAGTAIL_GROUPS:
            Group.objects.filter(name=name).update(name=WAGTAIL_GROUPS[role])
        else:
            Group.objects.filter(name=name).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_user"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
