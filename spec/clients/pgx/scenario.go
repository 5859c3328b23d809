// What pgx sends that other drivers do not: batches in one pipeline, COPY in binary, a cache of statements prepared under
// names of its own, notifications, and cancel by context. One JSON line for each step.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgconn"
	"github.com/jackc/pgx/v4"
	"github.com/jackc/pgx/v4/pgxpool"
)

var background = context.Background()

func emit(step string, value interface{}) {
	line, err := json.Marshal(map[string]interface{}{"step": step, "value": value})
	check(err)
	fmt.Println(string(line))
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func sqlstate(err error) string {
	var told *pgconn.PgError
	if errors.As(err, &told) {
		return told.Code
	}
	return fmt.Sprint(err)
}

func connect(settings string) *pgx.Conn {
	conn, err := pgx.Connect(background, settings)
	check(err)
	return conn
}

func count(conn *pgx.Conn, condition string) (found int) {
	check(conn.QueryRow(background, "select count(*) from goods where "+condition).Scan(&found))
	return
}

// A batch is one pipeline that ends with one Sync.
func batch(conn *pgx.Conn) {
	all := &pgx.Batch{}
	for id := 1; id <= 200; id++ {
		all.Queue("insert into goods (id, label, price, made) values ($1, $2, $3, $4)",
			id, fmt.Sprintf("label %d", id), float64(id)/4, time.Date(2024, 2, 29, 0, 0, id, 0, time.UTC))
	}
	all.Queue("select count(*), sum(price)::float8, max(made) from goods")
	results := conn.SendBatch(background, all)
	changed := int64(0)
	for id := 1; id <= 200; id++ {
		tag, err := results.Exec()
		check(err)
		changed += tag.RowsAffected()
	}
	var rows int
	var sum float64
	var last time.Time
	check(results.QueryRow().Scan(&rows, &sum, &last))
	check(results.Close())
	emit("batch", []interface{}{changed, rows, sum, last.UTC().Format(time.RFC3339)})
}

func failingBatch(conn *pgx.Conn) {
	some := &pgx.Batch{}
	some.Queue("insert into goods (id) values (300)")
	some.Queue("insert into goods (id) values (1)")
	some.Queue("insert into goods (id) values (301)")
	results := conn.SendBatch(background, some)
	_, first := results.Exec()
	_, second := results.Exec()
	closed := results.Close()
	emit("failing batch", []interface{}{first == nil, sqlstate(second), sqlstate(closed), count(conn, "id >= 300")})
}

func copyFrom(conn *pgx.Conn) {
	rows := make([][]interface{}, 5000)
	for i := range rows {
		rows[i] = []interface{}{int32(1000 + i), fmt.Sprintf("a\tb %d", i), float64(i) / 8, nil}
	}
	columns := []string{"id", "label", "price", "made"}
	copied, err := conn.CopyFrom(background, pgx.Identifier{"goods"}, columns, pgx.CopyFromRows(rows))
	check(err)
	_, again := conn.CopyFrom(background, pgx.Identifier{"goods"}, columns, pgx.CopyFromRows(rows[:1]))
	source := pgx.CopyFromSlice(10, func(i int) ([]interface{}, error) {
		if i == 5 {
			return nil, errors.New("changed my mind")
		}
		return []interface{}{int32(9000 + i), nil, nil, nil}, nil
	})
	_, given := conn.CopyFrom(background, pgx.Identifier{"goods"}, columns, source)
	emit("copy", []interface{}{copied, sqlstate(again), given != nil, count(conn, "id >= 1000")})
}

// The cache prepares each text once, under a name; a statement whose table has changed is prepared anew.
func cache(conn *pgx.Conn) {
	total := 0
	for id := 1; id <= 50; id++ {
		var found int
		check(conn.QueryRow(background, "select id from goods where id = $1 and label = any($2)",
			id, []string{fmt.Sprintf("label %d", id), "none"}).Scan(&found))
		total += found
	}
	var prepared int
	check(conn.QueryRow(background, "select count(*) from pg_prepared_statements where statement like '%any($2)'").Scan(&prepared))
	emit("cache", []interface{}{total, prepared})
	var price *float64
	read := func() error {
		rows, err := conn.Query(background, "select * from goods where id = 1")
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			values, err := rows.Values()
			check(err)
			price = nil
			if len(values) == 5 {
				number := float64(values[4].(int32))
				price = &number
			}
		}
		return rows.Err()
	}
	check(read())
	other := connect("")
	_, err := other.Exec(background, "alter table goods add column stock integer")
	check(err)
	_, err = other.Exec(background, "update goods set stock = 7 where id = 1")
	check(err)
	check(other.Close(background))
	first := read()
	second := read()
	emit("changed table", []interface{}{sqlstate(first), second == nil && price != nil && *price == 7})
}

func describe(conn *pgx.Conn) {
	rows, err := conn.Query(background, "select id from goods where id < $1 order by id", 4)
	check(err)
	ids := []int32{}
	for rows.Next() {
		var id int32
		check(rows.Scan(&id))
		ids = append(ids, id)
	}
	emit("mode", ids)
}

func listen(conn *pgx.Conn) {
	_, err := conn.Exec(background, "listen news")
	check(err)
	other := connect("")
	_, err = other.Exec(background, "select pg_notify('news', $1)", "hello")
	check(err)
	limited, end := context.WithTimeout(background, 20*time.Second)
	defer end()
	heard, err := conn.WaitForNotification(limited)
	check(err)
	emit("notification", []interface{}{heard.Channel, heard.Payload, heard.PID == other.PgConn().PID()})
	check(other.Close(background))
	short, stop := context.WithTimeout(background, 100*time.Millisecond)
	defer stop()
	_, err = conn.WaitForNotification(short)
	emit("nothing more", []interface{}{pgconn.Timeout(err), conn.IsClosed()})
}

// pgx sends a CancelRequest only where it is told to; a context that ends closes the connection.
func cancel(conn *pgx.Conn) {
	go func() {
		time.Sleep(300 * time.Millisecond)
		check(conn.PgConn().CancelRequest(background))
	}()
	_, err := conn.Exec(background, "select pg_sleep(60)")
	emit("cancelled", []interface{}{sqlstate(err), conn.IsClosed(), count(conn, "id = 1")})
	pool, err := pgxpool.Connect(background, "pool_max_conns=2")
	check(err)
	limited, end := context.WithTimeout(background, 200*time.Millisecond)
	defer end()
	_, err = pool.Exec(limited, "select count(*) from goods a, goods b, goods c where a.price + b.price > c.price")
	var one int
	check(pool.QueryRow(background, "select 1").Scan(&one))
	emit("context", []interface{}{pgconn.Timeout(err), one})
	pool.Close()
}

func nested(conn *pgx.Conn) {
	outer, err := conn.Begin(background)
	check(err)
	_, err = outer.Exec(background, "insert into goods (id) values (500)")
	check(err)
	inner, err := outer.Begin(background)
	check(err)
	_, err = inner.Exec(background, "insert into goods (id) values (1)")
	check(inner.Rollback(background))
	check(outer.Commit(background))
	emit("nested", []interface{}{sqlstate(err), count(conn, "id = 500")})
}

func main() {
	conn := connect(os.Getenv("PGX_SETTINGS"))
	_, err := conn.Exec(background, "create table goods (id integer primary key, label text, price double precision, made timestamptz)")
	check(err)
	batch(conn)
	failingBatch(conn)
	copyFrom(conn)
	describe(conn)
	if os.Getenv("PGX_SETTINGS") == "" {
		cache(conn)
	}
	listen(conn)
	nested(conn)
	cancel(conn)
	check(conn.Close(background))
}
