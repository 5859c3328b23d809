import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    operations = [
        migrations.CreateModel(
            name="Author",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("email", models.EmailField(max_length=120, null=True)),
            ],
            options={"db_table": "authors"},
        ),
        migrations.CreateModel(
            name="Topic",
            fields=[("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")), ("name", models.TextField())],
            options={"db_table": "topics"},
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                ("id", models.AutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120)),
                ("year", models.PositiveIntegerField()),
                ("price", models.DecimalField(decimal_places=2, default=0, max_digits=8)),
                (
                    "labels",
                    django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), null=True, size=None),
                ),
                ("details", models.JSONField(null=True)),
                ("lent", models.BooleanField(default=False)),
                ("added", models.DateTimeField(auto_now_add=True)),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="books", to="library.author"
                    ),
                ),
                (
                    "topics",
                    models.ManyToManyField(related_name="books", to="library.Topic", db_table="book_topics"),
                ),
            ],
            options={"db_table": "books"},
        ),
    ]
