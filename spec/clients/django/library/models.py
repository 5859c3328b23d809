"""The library's tables after both migrations."""
import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Author(models.Model):
    name = models.CharField(max_length=60)
    email = models.EmailField(max_length=120, null=True, unique=True)
    country = models.CharField(max_length=2, null=True)

    class Meta:
        db_table = "authors"


class Topic(models.Model):
    name = models.TextField()

    class Meta:
        db_table = "topics"
        constraints = [models.UniqueConstraint(fields=["name"], name="topics_name_key")]


class Book(models.Model):
    title = models.CharField(max_length=120, db_index=True)
    published = models.PositiveIntegerField()
    price = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    labels = ArrayField(models.TextField(), null=True)
    details = models.JSONField(null=True)
    lent = models.BooleanField(default=False)
    added = models.DateTimeField(auto_now_add=True)
    author = models.ForeignKey(Author, on_delete=models.CASCADE, related_name="books")
    topics = models.ManyToManyField(Topic, related_name="books", db_table="book_topics")

    class Meta:
        db_table = "books"
        indexes = [models.Index(fields=["-published", "title"], name="books_recent")]


class Review(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    body = models.TextField(null=True)
    book = models.ForeignKey(Book, on_delete=models.CASCADE)

    class Meta:
        db_table = "reviews"
