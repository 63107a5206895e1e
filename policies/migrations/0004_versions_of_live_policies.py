"""A policy that was live before versions were kept has its first one."""

from django.conf import settings
from django.db import migrations
from django.utils import timezone


def keep(apps, schema_editor):
    version = apps.get_model("policies", "PolicyVersion")
    pages = apps.get_model("policies", "PolicyPage").objects.filter(
        live=True, approved_on__isnull=False, locale__language_code=settings.LANGUAGE_CODE, versions__isnull=True
    )
    names = ("meeting_number", "meeting_year", "approved_on", "approver", "approval_heading", "supersedes_all")
    for page in pages:
        version.objects.create(
            page=page,
            number=1,
            label=page.version_label,
            title=page.title,
            sections=list(page.sections.get_prep_value()),
            in_force_from=page.last_published_at or timezone.now(),
            revision_id=page.live_revision_id,
            **{name: getattr(page, name) for name in names},
        )


class Migration(migrations.Migration):
    dependencies = [("policies", "0003_toolbox_desk")]

    operations = [migrations.RunPython(keep, migrations.RunPython.noop)]
