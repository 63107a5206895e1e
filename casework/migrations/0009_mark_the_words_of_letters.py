from django.db import migrations

from casework.letters.words import index_of


def mark(apps, schema_editor):
    """Letters registered before are found by their words as well."""
    letters = apps.get_model("casework", "Letter").objects
    for letter in letters.order_by("pk").iterator(chunk_size=200):
        letters.filter(pk=letter.pk).update(words_index=index_of(letter.subject, letter.party))


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_letters_found_by_words")]

    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
