"""Pipeline mode: psycopg's own, and libpq's through psycopg.pq, with errors in the middle and Flush without Sync."""
import json

import psycopg
from psycopg import pq


def emit(step, value):
    print(json.dumps({"step": step, "value": value}), flush=True)


def results(conn, count):
    """The next results of libpq in pipeline mode: status names; None ends each statement."""
    found = []
    while len(found) < count:
        result = conn.get_result()
        if result is None:
            found.append(None)
            continue
        status = pq.ExecStatus(result.status).name
        value = result.get_value(0, 0) if result.ntuples else None
        found.append([status, value.decode()] if value is not None else status)
    return found


with psycopg.connect(autocommit=True) as conn:
    conn.execute("create table part (id integer primary key, name text)")

    with conn.pipeline() as pipeline:
        cursors = [conn.execute("insert into part values (%s, %s)", (n, f"part {n}")) for n in range(50)]
        count = conn.execute("select count(*) from part")
        pipeline.sync()
        emit("row counts", sum(cursor.rowcount for cursor in cursors))
        emit("count in the pipeline", count.fetchone()[0])

    failed = []
    try:
        with conn.pipeline() as pipeline:
            conn.execute("insert into part values (100, 'undone')")
            failed.append(conn.execute("insert into part values (1, 'taken')"))
            failed.append(conn.execute("insert into part values (101, 'skipped')"))
            pipeline.sync()
    except psycopg.Error as error:
        emit("error", error.sqlstate)
    emit("undone", conn.execute("select count(*) from part where id >= 100").fetchone()[0])

    with conn.pipeline():
        with conn.transaction():
            conn.execute("insert into part values (200, 'kept')")
            try:
                with conn.transaction():
                    conn.execute("insert into part values (1, 'taken')")
            except psycopg.errors.UniqueViolation as error:
                emit("error in a nested transaction", error.sqlstate)
            conn.execute("insert into part values (201, 'kept too')")
    emit("kept", [row[0] for row in conn.execute("select id from part where id >= 100 order by id")])

    with conn.pipeline():
        cursor = conn.cursor()
        cursor.executemany("insert into part values (%s, %s) returning id", [(300 + n, "many") for n in range(5)], returning=True)
        ids = []
        while True:
            ids.append(cursor.fetchone()[0])
            if not cursor.nextset():
                break
    emit("executemany", ids)

    raw = pq.PGconn.connect(conn.info.dsn.encode() or b"")
    raw.enter_pipeline_mode()
    raw.send_query_params(b"select 1", None)
    raw.send_query_params(b"select $1::int + 1", [b"5"])
    raw.send_flush_request()
    raw.flush()
    emit("flush without sync", results(raw, 4))
    raw.send_query_params(b"select 1/0 from part", None)
    raw.send_query_params(b"select 3", None)
    raw.pipeline_sync()
    emit("aborted", results(raw, 5))
    emit("status", pq.PipelineStatus(raw.pipeline_status).name)
    raw.send_prepare(b"named", b"select name from part where id = $1")
    raw.send_describe_prepared(b"named")
    raw.send_query_prepared(b"named", [b"7"])
    raw.pipeline_sync()
    emit("prepared", results(raw, 7))
    raw.exit_pipeline_mode()
    emit("afterwards", raw.exec_(b"select 'simple'").get_value(0, 0).decode())
    raw.finish()
