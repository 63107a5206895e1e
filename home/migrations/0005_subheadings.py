"""A heading of the third level."""

import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('home', '0004_links_speak_one_language'),
    ]

    operations = [
        migrations.AlterField(
            model_name='contactpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('subheading', 1), ('text', 2), ('notice', 5), ('steps', 10), ('facts', 15), ('picture', 18), ('links', 23)], blank=True, block_lookup={0: ('content.blocks.HeadingBlock', (), {}), 1: ('content.blocks.SubheadingBlock', (), {}), 2: ('content.blocks.TextBlock', (), {}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Text'}), 5: ('wagtail.blocks.StructBlock', [[('title', 3), ('text', 4)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('title', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Steps'}), 10: ('wagtail.blocks.StructBlock', [[('steps', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 80}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Value', 'max_length': 300}), 13: ('wagtail.blocks.StructBlock', [[('name', 11), ('value', 12)]], {}), 14: ('wagtail.blocks.ListBlock', (13,), {'label': 'Facts'}), 15: ('wagtail.blocks.StructBlock', [[('facts', 14)]], {}), 16: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('image', 16), ('caption', 17)]], {}), 19: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'max_length': 160, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('page', 19), ('text', 20)]], {}), 22: ('wagtail.blocks.ListBlock', (21,), {'label': 'Links'}), 23: ('wagtail.blocks.StructBlock', [[('cards', 22)]], {})}, verbose_name='Body'),
        ),
        migrations.AlterField(
            model_name='standardpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 0), ('subheading', 1), ('text', 2), ('notice', 5), ('steps', 10), ('facts', 15), ('picture', 18), ('links', 23)], blank=True, block_lookup={0: ('content.blocks.HeadingBlock', (), {}), 1: ('content.blocks.SubheadingBlock', (), {}), 2: ('content.blocks.TextBlock', (), {}), 3: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120, 'required': False}), 4: ('wagtail.blocks.TextBlock', (), {'label': 'Text'}), 5: ('wagtail.blocks.StructBlock', [[('title', 3), ('text', 4)]], {}), 6: ('wagtail.blocks.CharBlock', (), {'label': 'Title', 'max_length': 120}), 7: ('wagtail.blocks.TextBlock', (), {'label': 'Text', 'required': False}), 8: ('wagtail.blocks.StructBlock', [[('title', 6), ('text', 7)]], {}), 9: ('wagtail.blocks.ListBlock', (8,), {'label': 'Steps'}), 10: ('wagtail.blocks.StructBlock', [[('steps', 9)]], {}), 11: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 80}), 12: ('wagtail.blocks.CharBlock', (), {'label': 'Value', 'max_length': 300}), 13: ('wagtail.blocks.StructBlock', [[('name', 11), ('value', 12)]], {}), 14: ('wagtail.blocks.ListBlock', (13,), {'label': 'Facts'}), 15: ('wagtail.blocks.StructBlock', [[('facts', 14)]], {}), 16: ('wagtail.images.blocks.ImageBlock', [], {'label': 'Image'}), 17: ('wagtail.blocks.CharBlock', (), {'label': 'Caption', 'max_length': 200, 'required': False}), 18: ('wagtail.blocks.StructBlock', [[('image', 16), ('caption', 17)]], {}), 19: ('wagtail.blocks.PageChooserBlock', (), {'label': 'Page'}), 20: ('wagtail.blocks.CharBlock', (), {'label': 'Text', 'max_length': 160, 'required': False}), 21: ('wagtail.blocks.StructBlock', [[('page', 19), ('text', 20)]], {}), 22: ('wagtail.blocks.ListBlock', (21,), {'label': 'Links'}), 23: ('wagtail.blocks.StructBlock', [[('cards', 22)]], {})}, verbose_name='Body'),
        ),
    ]
