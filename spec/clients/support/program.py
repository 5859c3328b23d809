"""What the programs of the Python ORM suites share: what to store, how to say what was found."""
import json
import traceback

AUTHORS = [
    {"name": "Ursula", "email": "ursula@example.org"},
    {"name": "Stanislaw", "email": "stanislaw@example.org"},
    {"name": "Olga", "email": None},
]

TOPICS = ["politics", "science", "travel"]

BOOKS = [
    {
        "title": "The Dispossessed",
        "published": 1974,
        "price": "12.50",
        "labels": ["utopia", "physics"],
        "details": {"pages": 341, "awards": ["Hugo", "Nebula"]},
        "author": "Ursula",
        "topics": ["politics", "science"],
    },
    {
        "title": "The Lathe of Heaven",
        "published": 1971,
        "price": "9.99",
        "labels": ["dream"],
        "details": {"pages": 184},
        "author": "Ursula",
        "topics": ["science"],
    },
    {
        "title": "Solaris",
        "published": 1961,
        "price": "11.00",
        "labels": ["ocean", "physics"],
        "details": {"pages": 204, "awards": []},
        "author": "Stanislaw",
        "topics": ["science", "travel"],
    },
    {
        "title": "Flights",
        "published": 2007,
        "price": "15.25",
        "labels": [],
        "details": {"pages": 403, "awards": ["Booker"]},
        "author": "Olga",
        "topics": ["travel"],
    },
]


def step(name):
    """Runs the decorated function at once and says what came of it in a line of JSON, which the spec reads."""

    def run(function):
        try:
            line = {"step": name, "value": function()}
        except Exception as error:
            line = {"step": name, "error": f"{type(error).__name__}: {error}", "stack": traceback.format_exc()}
        print(json.dumps(line, default=str, ensure_ascii=False), flush=True)
        return function

    return run


def texts(rows):
    return [[None if value is None else str(value) for value in row] for row in rows]


class Undo(Exception):
    """Thrown to undo a transaction."""
