"""The workflow of policies: a publisher who did not write the draft approves it (docs/decisions/0015)."""

from django.db import migrations

NAME = "اعتماد السياسات"
STEP = "قراءة معتمد لم يكتب النص"


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _made = ContentType.objects.get_or_create(app_label="content", model="secondpairofeyestask")
    task = apps.get_model("content", "SecondPairOfEyesTask").objects.create(name=STEP, content_type=kind, active=True)
    group = apps.get_model("accounts", "RoleGroup").objects.get(role="publisher").group
    task.groups.add(group)
    workflow = apps.get_model("wagtailcore", "Workflow").objects.create(name=NAME, active=True)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(
        workflow=workflow, task_id=task.task_ptr_id, sort_order=0
    )
    for page in apps.get_model("policies", "PoliciesIndexPage").objects.all():
        apps.get_model("wagtailcore", "WorkflowPage").objects.update_or_create(
            page_id=page.page_ptr_id, defaults={"workflow": workflow}
        )


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_subheadings"),
        ("content", "0003_page_findings"),
        ("accounts", "0002_roles"),
        ("policies", "0001_policy_pages"),
    ]

    operations = [migrations.RunPython(make_workflow, migrations.RunPython.noop)]
