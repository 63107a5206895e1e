from django.db import migrations


def to_files(apps, schema_editor):
    """Each paper had one file; it becomes the first of several."""
    Paper = apps.get_model("applications", "Paper")
    PaperFile = apps.get_model("applications", "PaperFile")
    papers = Paper.objects.filter(attachment__isnull=False).only("pk", "attachment_id", "attachment__created_at")
    PaperFile.objects.bulk_create(
        (
            PaperFile(paper_id=paper.pk, attachment_id=paper.attachment_id, added_at=paper.attachment.created_at)
            for paper in papers.select_related("attachment").iterator()
        ),
        batch_size=500,
    )


def to_one_file(apps, schema_editor):
    """Back: a paper keeps its first file."""
    Paper = apps.get_model("applications", "Paper")
    PaperFile = apps.get_model("applications", "PaperFile")
    for file in PaperFile.objects.order_by("-added_at", "-pk").iterator():
        Paper.objects.filter(pk=file.paper_id).update(attachment_id=file.attachment_id)


class Migration(migrations.Migration):

    dependencies = [
        ("applications", "0002_files_of_papers"),
    ]

    operations = [
        migrations.RunPython(to_files, to_one_file),
    ]
