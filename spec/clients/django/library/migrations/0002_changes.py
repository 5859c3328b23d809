import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0001_tables")]

    operations = [
        migrations.AddField("author", "country", models.CharField(max_length=2, null=True)),
        migrations.AlterField("author", "email", models.EmailField(max_length=120, null=True, unique=True)),
        migrations.AddConstraint("topic", models.UniqueConstraint(fields=["name"], name="topics_name_key")),
        migrations.RenameField("book", "year", "published"),
        migrations.AlterField("book", "title", models.CharField(db_index=True, max_length=120)),
        migrations.AddIndex("book", models.Index(fields=["-published", "title"], name="books_recent")),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True)),
                ("text", models.CharField(max_length=500)),
                ("book", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="library.book")),
            ],
            options={"db_table": "opinions"},
        ),
        migrations.RenameModel("Opinion", "Review"),
        migrations.AlterModelTable("review", "reviews"),
        migrations.RenameField("review", "text", "body"),
        migrations.AlterField("review", "body", models.TextField(null=True)),
    ]
