import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Properties;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** What pgjdbc does with many rows: rewritten batches, fetch size, CopyManager; and cancel. Argument: prepareThreshold. */
public class Bulk {
    static void emit(String step, String value) {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\t", "\\t");
        System.out.println("{\"step\":\"" + step + "\",\"value\":\"" + escaped + "\"}");
    }

    static String one(Connection conn, String sql) throws SQLException {
        try (Statement statement = conn.createStatement(); ResultSet results = statement.executeQuery(sql)) {
            results.next();
            return results.getString(1);
        }
    }

    static void run(Connection conn, String sql) throws SQLException {
        try (Statement statement = conn.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The driver joins the rows of a batch to INSERTs of up to 128 of them: sizes are powers of two. */
    static void rewrittenBatch(Connection conn) throws SQLException {
        run(conn, "create table bulk (id integer primary key, label varchar(40), amount numeric(10,2))");
        conn.setAutoCommit(false);
        try (PreparedStatement insert = conn.prepareStatement("insert into bulk values (?, ?, ?)")) {
            for (int id = 1; id <= 1003; id++) {
                insert.setInt(1, id);
                insert.setString(2, id % 10 == 0 ? null : "label " + id);
                insert.setBigDecimal(3, new java.math.BigDecimal(id + ".25"));
                insert.addBatch();
            }
            int[] counts = insert.executeBatch();
            long unknown = Arrays.stream(counts).filter(count -> count == Statement.SUCCESS_NO_INFO).count();
            emit("rewritten counts", counts.length + " " + (unknown > 0));
        }
        conn.commit();
        conn.setAutoCommit(true);
        emit("rewritten rows", one(conn, "select count(*) || ' ' || count(label) || ' ' || sum(amount) from bulk"));
    }

    static void clashingBatch(Connection conn) throws SQLException {
        try (PreparedStatement insert = conn.prepareStatement("insert into bulk values (?, ?, ?)")) {
            for (int id : new int[] {2001, 2002, 7, 2003, 2004}) {
                insert.setInt(1, id);
                insert.setString(2, "clash");
                insert.setBigDecimal(3, null);
                insert.addBatch();
            }
            insert.executeBatch();
            emit("clashing batch", "stored");
        } catch (BatchUpdateException error) {
            emit("clashing batch", error.getSQLState());
        }
        emit("after the clash", one(conn, "select count(*) from bulk where id > 2000"));
    }

    static void upsertBatch(Connection conn) throws SQLException {
        String sql = "insert into bulk (id, label) values (?, ?) on conflict (id) do update set label = excluded.label";
        try (PreparedStatement upsert = conn.prepareStatement(sql)) {
            for (int id = 995; id <= 1010; id++) {
                upsert.setInt(1, id);
                upsert.setString(2, "new " + id);
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
        emit("upserted", one(conn, "select count(*) || ' ' || min(amount) from bulk where label like 'new %'"));
        run(conn, "delete from bulk where id > 1003");
    }

    /** A portal of 50 rows a time, another statement between its parts. */
    static void fetchSize(Connection conn) throws SQLException {
        conn.setAutoCommit(false);
        long sum = 0;
        int rows = 0;
        try (PreparedStatement outer = conn.prepareStatement("select id, amount from bulk where id > ? order by id");
            PreparedStatement inner = conn.prepareStatement("select label from bulk where id = ?")) {
            outer.setFetchSize(50);
            outer.setInt(1, 3);
            try (ResultSet results = outer.executeQuery()) {
                while (results.next()) {
                    rows++;
                    sum += results.getInt(1);
                    if (rows % 100 != 0) continue;
                    inner.setInt(1, results.getInt(1));
                    try (ResultSet found = inner.executeQuery()) {
                        found.next();
                        sum += found.getString(1) == null ? 0 : 1;
                    }
                }
            }
        }
        emit("fetch size", rows + " " + sum);
        try (Statement statement = conn.createStatement()) {
            statement.setFetchSize(10);
            try (ResultSet results = statement.executeQuery("select id from bulk order by id desc")) {
                results.next();
                int first = results.getInt(1);
                results.setFetchSize(500);
                int last = first;
                while (results.next()) last = results.getInt(1);
                emit("changed fetch size", first + " " + last);
            }
        }
        conn.commit();
        conn.setAutoCommit(true);
    }

    static void copy(Connection conn) throws SQLException, IOException {
        CopyManager copies = conn.unwrap(PGConnection.class).getCopyAPI();
        run(conn, "create table copied (id integer primary key, label varchar(40), amount numeric(10,2))");
        StringBuilder text = new StringBuilder();
        for (int id = 1; id <= 5000; id++) text.append(id).append("\tlabel ").append(id).append("\t\\N\n");
        emit("copy in", "" + copies.copyIn("copy copied from stdin", new StringReader(text.toString())));
        String csv = "id;label;amount\n6001;\"a \"\"quoted\"\" one;\";1.50\n6002;;2\n";
        String options = "copy copied from stdin (format csv, header, delimiter ';')";
        emit("copy csv in", "" + copies.copyIn(options, new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8))));
        StringWriter out = new StringWriter();
        long rows = copies.copyOut("copy (select id, label, amount from copied where id > 4998 order by id) to stdout", out);
        emit("copy out", rows + "\n" + out);
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        copies.copyOut("copy (select * from copied where id <= 100) to stdout (format binary)", binary);
        run(conn, "delete from copied where id <= 100");
        InputStream again = new ByteArrayInputStream(binary.toByteArray());
        emit("copy binary", "" + copies.copyIn("copy copied from stdin (format binary)", again));
        emit("copied", one(conn, "select count(*) || ' ' || sum(id) from copied"));
        try {
            copies.copyIn("copy copied from stdin", new StringReader("9001\tx\t1\n9002\ty\tmuch\n"));
        } catch (SQLException error) {
            emit("bad row", error.getSQLState());
        }
        CopyIn cancelled = copies.copyIn("copy copied from stdin");
        byte[] row = "9003\tz\t1\n".getBytes(StandardCharsets.UTF_8);
        cancelled.writeToCopy(row, 0, row.length);
        cancelled.cancelCopy();
        emit("after cancelled copy", one(conn, "select count(*) from copied where id > 9000"));
    }

    static void cancel(Connection conn) throws Exception {
        try (Statement statement = conn.createStatement()) {
            Thread other = new Thread(() -> {
                try {
                    Thread.sleep(300);
                    statement.cancel();
                } catch (Exception error) {
                    throw new IllegalStateException(error);
                }
            });
            other.start();
            try {
                statement.executeQuery("select count(*) from copied a, copied b, copied c where a.amount + b.amount > c.amount");
                emit("cancelled", "ended");
            } catch (SQLException error) {
                emit("cancelled", error.getSQLState());
            }
            other.join();
            statement.setQueryTimeout(1);
            try {
                statement.executeQuery("select pg_sleep(30)");
                emit("query timeout", "ended");
            } catch (SQLException error) {
                emit("query timeout", error.getSQLState());
            }
        }
        emit("after cancel", one(conn, "select count(*) from bulk"));
    }

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", "_SYSTEM");
        properties.setProperty("prepareThreshold", args[0]);
        properties.setProperty("reWriteBatchedInserts", "true");
        String url = "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/USER";
        try (Connection conn = DriverManager.getConnection(url, properties)) {
            rewrittenBatch(conn);
            clashingBatch(conn);
            upsertBatch(conn);
            fetchSize(conn);
            copy(conn);
            cancel(conn);
        }
    }
}
