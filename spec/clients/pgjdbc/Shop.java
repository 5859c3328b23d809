import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.Date;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.UUID;

/** The shop scenario through pgjdbc. Arguments: prepareThreshold, preferQueryMode. */
public class Shop {
    static final String[] TABLES = {
        "create table customers (id integer primary key, name varchar(40) not null, email varchar(80) unique)",
        "create table orders (id integer primary key, customer_id integer not null references customers (id),"
            + " placed date not null, total numeric(10,2))",
        "create table items (order_id integer references orders (id), line integer, product varchar(40) not null,"
            + " quantity integer not null, price numeric(8,2) not null, primary key (order_id, line))",
    };

    static final String KINDS =
        "create table kinds (id integer primary key, i8 bigint, n numeric(18,2), f double precision, o boolean, t text,"
            + " d date, ts timestamp, tz timestamptz, u uuid, j jsonb, b bytea, ai integer[], at text[])";

    static final String[] ERRORS = {
        "insert into customers values (1, 'X', null)",
        "insert into orders values (99, 77, '2024-01-01', null)",
        "insert into customers (id) values (9)",
        "select * from nowhere",
        "select nothing from customers",
        "selec 1",
        "select 1 / 0",
        "select 'abc'::integer",
    };

    static String json(Object value) {
        if (value == null || value instanceof Boolean || value instanceof Number) return String.valueOf(value);
        if (value instanceof List<?> list) {
            List<String> parts = new ArrayList<>();
            for (Object one : list) parts.add(json(one));
            return "[" + String.join(",", parts) + "]";
        }
        if (value instanceof Map<?, ?> map) {
            List<String> parts = new ArrayList<>();
            for (Map.Entry<?, ?> entry : map.entrySet()) parts.add(json(entry.getKey()) + ":" + json(entry.getValue()));
            return "{" + String.join(",", parts) + "}";
        }
        if (value instanceof Raw raw) return raw.text();
        StringBuilder text = new StringBuilder("\"");
        for (char c : value.toString().toCharArray()) {
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (c < ' ') text.append(String.format("\\u%04x", (int) c));
            else text.append(c);
        }
        return text.append('"').toString();
    }

    /** JSON text that goes out as it is. */
    record Raw(String text) {}

    static void emit(String step, Object value) throws Exception {
        byte[] line = ("{\"step\":" + json(step) + ",\"value\":" + json(value) + "}\n").getBytes("UTF-8");
        System.out.write(line);
        System.out.flush();
    }

    static Map<String, Object> map(Object... pairs) {
        Map<String, Object> map = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) map.put((String) pairs[i], pairs[i + 1]);
        return map;
    }

    static List<Object> rows(ResultSet results) throws SQLException {
        List<Object> rows = new ArrayList<>();
        int columns = results.getMetaData().getColumnCount();
        while (results.next()) {
            List<Object> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) row.add(results.getString(i));
            rows.add(row);
        }
        return rows;
    }

    static List<Object> rows(Connection conn, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = conn.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
            return rows(statement.executeQuery());
        }
    }

    static String one(Connection conn, String sql, Object... values) throws SQLException {
        return (String) ((List<?>) rows(conn, sql, values).get(0)).get(0);
    }

    static int change(Connection conn, String sql) throws SQLException {
        try (Statement statement = conn.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    static void load(Connection conn) throws Exception {
        for (String sql : TABLES) change(conn, sql);
        try (PreparedStatement insert = conn.prepareStatement("insert into customers (id, name, email) values (?, ?, ?)")) {
            Object[][] customers = {{1, "Ann", "ann@example.org"}, {2, "Ben", "ben@example.org"}, {3, "Čeněk", ""}, {4, "Dora", null}};
            for (Object[] row : customers) {
                insert.setInt(1, (Integer) row[0]);
                insert.setString(2, (String) row[1]);
                insert.setString(3, (String) row[2]);
                insert.addBatch();
            }
            emit("batch counts", Arrays.stream(insert.executeBatch()).boxed().toList());
        }
        try (PreparedStatement insert = conn.prepareStatement("insert into orders (id, customer_id, placed) values (?, ?, ?)")) {
            Object[][] orders = {{10, 1, "2024-01-15"}, {11, 1, "2024-02-29"}, {12, 2, "2024-03-01"}};
            for (Object[] row : orders) {
                insert.setInt(1, (Integer) row[0]);
                insert.setInt(2, (Integer) row[1]);
                insert.setDate(3, Date.valueOf((String) row[2]));
                insert.executeUpdate();
            }
        }
        try (PreparedStatement insert = conn.prepareStatement("insert into items values (?, ?, ?, ?, ?)")) {
            Object[][] items = {{10, 1, "pen", 3, "1.50"}, {10, 2, "ink", 1, "7.25"}, {11, 1, "cup", 2, "4.00"}, {12, 1, "pen", 10, "1.40"}};
            for (Object[] row : items) {
                for (int i = 0; i < 4; i++) insert.setObject(i + 1, row[i]);
                insert.setBigDecimal(5, new BigDecimal((String) row[4]));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    static void queries(Connection conn) throws Exception {
        emit("join", rows(conn,
            "select c.name, o.id, i.product, i.quantity, i.price from customers c join orders o on o.customer_id = c.id"
                + " join items i on i.order_id = o.id order by o.id, i.line"));
        emit("group", rows(conn,
            "select c.name, count(distinct o.id), sum(i.quantity * i.price) from customers c"
                + " left join orders o on o.customer_id = c.id left join items i on i.order_id = o.id"
                + " group by c.id, c.name order by c.name"));
        emit("update count", change(conn, "update orders set total = (select sum(quantity * price) from items where order_id = orders.id)"));
        emit("totals", rows(conn, "select id, placed, total from orders order by id"));
    }

    static void transaction(Connection conn) throws Exception {
        conn.setAutoCommit(false);
        change(conn, "update items set quantity = 5 where order_id = 10 and line = 1");
        Savepoint savepoint = conn.setSavepoint("s");
        String failed = null;
        try {
            change(conn, ERRORS[0]);
        } catch (SQLException error) {
            failed = error.getSQLState();
        }
        conn.rollback(savepoint);
        change(conn, "insert into customers values (5, 'Eva', null)");
        conn.commit();
        String quantity = one(conn, "select quantity from items where order_id = 10 and line = 1");
        String customers = one(conn, "select count(*) from customers");
        change(conn, "insert into customers values (6, 'Filip', null)");
        conn.rollback();
        String after = one(conn, "select count(*) from customers");
        conn.commit();
        conn.setAutoCommit(true);
        emit("transaction", map("failed", failed, "quantity", quantity, "customers", customers, "afterRollback", after));
    }

    static void errors(Connection conn) throws Exception {
        List<Object> found = new ArrayList<>();
        for (String sql : ERRORS) {
            try {
                change(conn, sql);
            } catch (SQLException error) {
                String message = error.getMessage().lines().findFirst().orElse("");
                found.add(List.of(error.getSQLState(), message.replaceFirst("^ERROR: ", "")));
            }
        }
        emit("errors", found);
    }

    static void empty(Connection conn) throws Exception {
        List<Object> found = new ArrayList<>();
        for (Object row : rows(conn, "select id from customers where email = ?", "")) found.add(((List<?>) row).get(0));
        emit("empty", map("rows", rows(conn, "select id, email from customers where id in (3, 4) order by id"), "found", found));
    }

    static void repeated(Connection conn) throws Exception {
        List<Object> names = new ArrayList<>();
        try (PreparedStatement statement = conn.prepareStatement("select name from customers where id = ?")) {
            for (int number = 0; number < 12; number++) {
                statement.setInt(1, number % 3 + 1);
                ResultSet results = statement.executeQuery();
                results.next();
                names.add(results.getString(1));
            }
        }
        emit("repeated", names);
    }

    static void batch(Connection conn) throws Exception {
        change(conn, "create table bulk (id integer primary key, label text)");
        try (PreparedStatement insert = conn.prepareStatement("insert into bulk values (?, ?)")) {
            for (int n = 1; n <= 100; n++) {
                insert.setInt(1, n);
                insert.setString(2, "label " + n);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        List<?> row = (List<?>) rows(conn, "select count(*), sum(id), max(case when id = 100 then label end) from bulk").get(0);
        emit("batch", map("rows", row.get(0), "sum", row.get(1), "last", row.get(2)));
        try (Statement statement = conn.createStatement()) {
            statement.addBatch("insert into bulk values (201, 'a')");
            statement.addBatch("insert into bulk values (1, 'clash')");
            statement.addBatch("insert into bulk values (202, 'b')");
            statement.executeBatch();
        } catch (BatchUpdateException error) {
            emit("failed batch", error.getSQLState());
        }
        emit("after failed batch", one(conn, "select count(*) from bulk"));
    }

    static void fetchSize(Connection conn) throws Exception {
        conn.setAutoCommit(false);
        int count = 0;
        int sum = 0;
        try (PreparedStatement statement = conn.prepareStatement("select id from bulk where id <= ? order by id")) {
            statement.setFetchSize(7);
            statement.setInt(1, 100);
            ResultSet results = statement.executeQuery();
            while (results.next()) {
                count++;
                sum += results.getInt(1);
            }
        }
        conn.commit();
        conn.setAutoCommit(true);
        emit("fetch size", List.of(count, sum));
    }

    static void generatedKeys(Connection conn) throws Exception {
        change(conn, "create table counted (id serial primary key, label varchar(20))");
        List<Object> keys = new ArrayList<>();
        try (PreparedStatement insert = conn.prepareStatement("insert into counted (label) values (?)", Statement.RETURN_GENERATED_KEYS)) {
            for (String label : List.of("a", "b")) {
                insert.setString(1, label);
                insert.executeUpdate();
                ResultSet results = insert.getGeneratedKeys();
                results.next();
                keys.add(List.of(results.getInt("id"), results.getString("label")));
            }
        }
        try (PreparedStatement insert = conn.prepareStatement("insert into counted (label) values (?)", new String[] {"id"})) {
            insert.setString(1, "c");
            insert.executeUpdate();
            ResultSet results = insert.getGeneratedKeys();
            results.next();
            keys.add(List.of(results.getInt(1)));
        }
        emit("generated keys", keys);
    }

    static Object list(ResultSet results, int column) throws SQLException {
        Array array = results.getArray(column);
        return array == null ? null : new ArrayList<>(Arrays.asList((Object[]) array.getArray()));
    }

    static Object canonical(ResultSet results) throws SQLException {
        Map<String, Object> row = new HashMap<>();
        BigDecimal n = results.getBigDecimal(2);
        Double f = results.getObject(3, Double.class);
        LocalDate d = results.getObject(6, LocalDate.class);
        LocalDateTime ts = results.getObject(7, LocalDateTime.class);
        OffsetDateTime tz = results.getObject(8, OffsetDateTime.class);
        String j = results.getString(10);
        byte[] b = results.getBytes(11);
        DateTimeFormatter milliseconds = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
        long i8 = results.getLong(1);
        row.put("i8", results.wasNull() ? null : String.valueOf(i8));
        row.put("n", n == null ? null : n.toPlainString());
        row.put("f", f);
        row.put("o", results.getObject(4));
        row.put("t", results.getString(5));
        row.put("d", d == null ? null : d.toString());
        row.put("ts", ts == null ? null : ts.format(milliseconds));
        row.put("tz", tz == null ? null : tz.withOffsetSameInstant(ZoneOffset.UTC).format(milliseconds) + "Z");
        row.put("u", results.getObject(9) == null ? null : results.getObject(9, UUID.class).toString());
        row.put("j", j == null ? null : new Raw(j));
        row.put("b", b == null ? null : java.util.HexFormat.of().formatHex(b));
        row.put("ai", list(results, 12));
        row.put("at", list(results, 13));
        return row;
    }

    static void types(Connection conn) throws Exception {
        change(conn, KINDS);
        String slots = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";
        try (PreparedStatement insert = conn.prepareStatement("insert into kinds values (" + slots + ")")) {
            insert.setInt(1, 1);
            insert.setLong(2, Long.MAX_VALUE);
            insert.setBigDecimal(3, new BigDecimal("1234567890123.45"));
            insert.setDouble(4, 2.5);
            insert.setBoolean(5, true);
            insert.setString(6, "it's \"quoted\" žluťoučký €");
            insert.setObject(7, LocalDate.of(2024, 2, 29));
            insert.setObject(8, LocalDateTime.of(2024, 2, 29, 13, 5, 6, 123_000_000));
            insert.setObject(9, OffsetDateTime.of(2024, 2, 29, 13, 5, 6, 123_000_000, ZoneOffset.ofHours(1)));
            insert.setObject(10, UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
            insert.setObject(11, "{\"k\": [1, null, \"é\"], \"t\": true}", Types.OTHER);
            insert.setBytes(12, new byte[] {0, (byte) 0xff, 0x10});
            insert.setArray(13, conn.createArrayOf("int4", new Object[] {1, 2, null}));
            insert.setArray(14, conn.createArrayOf("text", new Object[] {"x", "", "NULL", "a,b"}));
            insert.executeUpdate();
            insert.setInt(1, 2);
            int[] nulls = {Types.BIGINT, Types.NUMERIC, Types.DOUBLE, Types.BOOLEAN, Types.VARCHAR, Types.DATE, Types.TIMESTAMP,
                Types.TIMESTAMP_WITH_TIMEZONE, Types.OTHER, Types.OTHER, Types.BINARY, Types.ARRAY, Types.ARRAY};
            for (int i = 0; i < nulls.length; i++) insert.setNull(i + 2, nulls[i]);
            insert.executeUpdate();
        }
        String columns = "i8, n, f, o, t, d, ts, tz, u, j, b, ai, at";
        try (PreparedStatement statement = conn.prepareStatement("select " + columns + " from kinds where id = ?")) {
            // More often than any prepareThreshold: the last rounds have binary results.
            for (int round = 0; round < 7; round++) {
                for (int id = 1; id <= 2; id++) {
                    statement.setInt(1, id);
                    ResultSet results = statement.executeQuery();
                    results.next();
                    Object row = canonical(results);
                    if (round == 6) emit(id == 1 ? "types" : "nulls", row);
                }
            }
        }
        try (PreparedStatement statement = conn.prepareStatement("select id from kinds where n = ? and d = ? and u = ? and id = any (?)")) {
            statement.setBigDecimal(1, new BigDecimal("1234567890123.45"));
            statement.setDate(2, Date.valueOf("2024-02-29"));
            statement.setObject(3, UUID.fromString("a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"));
            statement.setArray(4, conn.createArrayOf("int4", new Object[] {1, 2}));
            emit("found by types", rows(statement.executeQuery()));
        }
    }

    static void metadata(Connection conn) throws Exception {
        DatabaseMetaData meta = conn.getMetaData();
        List<Object> tables = new ArrayList<>();
        ResultSet results = meta.getTables(null, "public", "%", new String[] {"TABLE"});
        while (results.next()) tables.add(results.getString("TABLE_NAME"));
        emit("tables", tables);
        List<Object> columns = new ArrayList<>();
        results = meta.getColumns(null, "public", "orders", "%");
        while (results.next()) {
            columns.add(List.of(results.getString("COLUMN_NAME"), results.getString("TYPE_NAME"), results.getInt("COLUMN_SIZE"),
                results.getInt("DECIMAL_DIGITS"), results.getString("IS_NULLABLE")));
        }
        emit("columns", columns);
        List<Object> keys = new ArrayList<>();
        results = meta.getPrimaryKeys(null, "public", "items");
        while (results.next()) keys.add(List.of(results.getString("COLUMN_NAME"), results.getInt("KEY_SEQ"), results.getString("PK_NAME")));
        emit("primary key", keys);
        List<Object> imported = new ArrayList<>();
        results = meta.getImportedKeys(null, "public", "orders");
        while (results.next()) imported.add(List.of(results.getString("PKTABLE_NAME"), results.getString("PKCOLUMN_NAME"), results.getString("FKCOLUMN_NAME"), results.getString("FK_NAME")));
        emit("imported keys", imported);
        List<Object> indexes = new ArrayList<>();
        results = meta.getIndexInfo(null, "public", "customers", true, false);
        while (results.next()) indexes.add(List.of(results.getString("INDEX_NAME"), results.getString("COLUMN_NAME"), results.getBoolean("NON_UNIQUE")));
        emit("indexes", indexes);
    }

    static void described(Connection conn) throws Exception {
        try (PreparedStatement statement = conn.prepareStatement("select o.id, c.name as customer, o.total, o.total * 2 as twice from orders o join customers c on c.id = o.customer_id where o.id = ?")) {
            List<Object> described = new ArrayList<>();
            ResultSetMetaData columnsOfQuery = statement.getMetaData();
            for (int i = 1; i <= columnsOfQuery.getColumnCount(); i++) {
                described.add(List.of(columnsOfQuery.getColumnLabel(i), columnsOfQuery.getColumnTypeName(i), columnsOfQuery.getPrecision(i),
                    columnsOfQuery.getScale(i), columnsOfQuery.getTableName(i), columnsOfQuery.isNullable(i)));
            }
            emit("described", described);
            emit("parameter type", statement.getParameterMetaData().getParameterTypeName(1));
        }
    }

    static void updatable(Connection conn) throws Exception {
        try (Statement statement = conn.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_UPDATABLE)) {
            ResultSet results = statement.executeQuery("select id, label from bulk where id = 50");
            results.next();
            results.updateString("label", "changed");
            results.updateRow();
        }
        emit("updatable", one(conn, "select label from bulk where id = 50"));
    }

    static void vectors(Connection conn, String path) throws Exception {
        List<String> lines = Files.readAllLines(Path.of(path));
        change(conn, "create extension if not exists vector");
        change(conn, "create table documents (id integer primary key, embedding vector(1024))");
        try (PreparedStatement insert = conn.prepareStatement("insert into documents values (?, ?)")) {
            for (String line : lines.subList(1, lines.size())) {
                String[] parts = line.split("\t");
                insert.setInt(1, Integer.parseInt(parts[0]));
                insert.setObject(2, parts[1], Types.OTHER);
                insert.addBatch();
            }
            insert.executeBatch();
        }
        String query = lines.get(0).split("\t")[1];
        for (String[] step : new String[][] {{"nearest", "<->"}, {"cosine", "<=>"}}) {
            String sql = "select id, embedding " + step[1] + " ?::vector from documents order by embedding " + step[1] + " ?::vector limit 5";
            try (PreparedStatement statement = conn.prepareStatement(sql)) {
                statement.setString(1, query);
                statement.setString(2, query);
                emit(step[0], rows(statement.executeQuery()));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", "_SYSTEM");
        properties.setProperty("prepareThreshold", args[0]);
        properties.setProperty("preferQueryMode", args[1]);
        String url = "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/USER";
        try (Connection conn = DriverManager.getConnection(url, properties)) {
            load(conn);
            queries(conn);
            transaction(conn);
            errors(conn);
            empty(conn);
            repeated(conn);
            batch(conn);
            fetchSize(conn);
            generatedKeys(conn);
            if (!args[1].equals("simple")) types(conn);
            updatable(conn);
            metadata(conn);
            if (!args[1].equals("simple")) described(conn);
            String path = System.getenv("VECTORS");
            if (path != null) vectors(conn, path);
        }
    }
}
