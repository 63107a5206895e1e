"""The links at the foot of every page become rows that editors keep; a home page that stands gets those it showed."""

import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models

SHOWN = {
    "association": ("about", "news", "governance"),
    "policies": ("beneficiary-relations-policy", "rights-and-duties", "privacy"),
    "voice": ("feedback", "satisfaction", "accessibility"),
}


def keep_what_was_shown(apps, schema_editor):
    pages, links = apps.get_model("wagtailcore", "Page").objects, apps.get_model("home", "HomeFooterLink").objects
    chosen = [(column, slug) for column, slugs in SHOWN.items() for slug in slugs]
    for home in apps.get_model("home", "HomePage").objects.all():
        for order, (column, slug) in enumerate(chosen):
            page = pages.filter(path__startswith=home.path, slug=slug).order_by("path").first()
            if page:
                links.create(home=home, column=column, page=page, sort_order=order)


class Migration(migrations.Migration):
    dependencies = [("home", "0008_news_stories_charter"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]

    operations = [
        migrations.CreateModel(
            name='HomeFooterLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('column', models.CharField(choices=[('association', 'The association'), ('policies', 'Policies'), ('voice', 'We listen to you')], max_length=20, verbose_name='Column')),
                ('home', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='footer_links', to='home.homepage')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='wagtailcore.page', verbose_name='Page')),
            ],
            options={
                'verbose_name': 'Link at the foot',
                'verbose_name_plural': 'Links at the foot',
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.RunPython(keep_what_was_shown, migrations.RunPython.noop),
    ]
