import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Every method of java.sql.DatabaseMetaData, found by reflection, with every combination of the arguments below; one line
 * a call: JSON with its name and arguments, and its rows, value or SQLSTATE.
 */
public class Metadata {
    /** Patterns of schemas and tables of spec/catalog/schema.sql. */
    static final String[] SCHEMAS = {null, "public", "library"};
    static final String[] TABLES = {null, "books", "Orders", "b%"};

    static String text(Object value) {
        if (value == null) return "null";
        StringBuilder text = new StringBuilder("\"");
        for (char c : String.valueOf(value).toCharArray()) {
            if (c == '"' || c == '\\') text.append('\\').append(c);
            else if (c < ' ') text.append(String.format("\\u%04x", (int) c));
            else text.append(c);
        }
        return text.append('"').toString();
    }

    static String array(List<String> parts) {
        return "[" + String.join(",", parts) + "]";
    }

    /** Column names and types first, then the rows. */
    static String rows(ResultSet results) throws SQLException {
        List<String> rows = new ArrayList<>();
        ResultSetMetaData meta = results.getMetaData();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(text(meta.getColumnName(i) + " " + meta.getColumnTypeName(i)));
        }
        rows.add(array(columns));
        while (results.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) row.add(text(results.getString(i)));
            rows.add(array(row));
        }
        return array(rows);
    }

    static String show(Object value) throws SQLException {
        if (value instanceof ResultSet results) {
            try (results) {
                return rows(results);
            }
        }
        if (value instanceof RowIdLifetime || value instanceof Connection) return text(value.getClass().getSimpleName());
        return text(value);
    }

    static List<Object[]> product(List<Object[]> heads, Object[] choices) {
        List<Object[]> lists = new ArrayList<>();
        for (Object[] head : heads) {
            for (Object choice : choices) {
                Object[] list = Arrays.copyOf(head, head.length + 1);
                list[head.length] = choice;
                lists.add(list);
            }
        }
        return lists;
    }

    /** What the parameter may be; `strings` is how many of type String stand before it: catalog, schema, table, the rest. */
    static Object[] choices(Class<?> type, int strings) {
        if (type == String.class) {
            return switch (strings) {
                case 0 -> new Object[] {null};
                case 1 -> SCHEMAS;
                case 2 -> TABLES;
                default -> new Object[] {null};
            };
        }
        if (type == String[].class) return new Object[] {null, new String[] {"TABLE"}, new String[] {"VIEW", "SEQUENCE", "INDEX"}};
        if (type == boolean.class) return new Object[] {true, false};
        // java.sql.Types, and ResultSet's kinds and concurrencies
        if (type == int.class) return new Object[] {Types.INTEGER, Types.VARCHAR, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_UPDATABLE};
        if (type == int[].class) return new Object[] {null, new int[] {Types.DISTINCT, Types.STRUCT}};
        return new Object[] {DatabaseMetaData.class};
    }

    static List<Object[]> arguments(Method method) {
        if (method.getName().equals("getCrossReference")) {
            return List.of(
                new Object[] {null, "public", "authors", null, "public", "books"},
                new Object[] {null, "library", "branches", null, "library", "copies"},
                new Object[] {null, null, "books", null, null, "copies"});
        }
        List<Object[]> lists = List.of(new Object[][] {{}});
        int strings = 0;
        for (Class<?> type : method.getParameterTypes()) {
            lists = product(lists, choices(type, strings));
            if (type == String.class) strings++;
        }
        return lists;
    }

    static String call(DatabaseMetaData metadata, Method method, Object[] arguments) throws Exception {
        try {
            return show(method.invoke(metadata, arguments));
        } catch (InvocationTargetException failed) {
            // The driver takes no null for some names.
            if (!(failed.getCause() instanceof SQLException error)) return text(failed.getCause().getClass().getName());
            return text("SQLSTATE " + error.getSQLState());
        }
    }

    public static void main(String[] args) throws Exception {
        String url = "jdbc:postgresql://" + System.getenv("PGHOST") + ":" + System.getenv("PGPORT") + "/" + System.getenv("PGDATABASE");
        try (Connection connection = DriverManager.getConnection(url, System.getenv("PGUSER"), "")) {
            DatabaseMetaData metadata = connection.getMetaData();
            Method[] methods = DatabaseMetaData.class.getMethods();
            Arrays.sort(methods, Comparator.comparing(Method::toString));
            for (Method method : methods) {
                for (Object[] arguments : arguments(method)) {
                    String name = method.getName() + Arrays.deepToString(arguments);
                    byte[] line = ("{\"step\":" + text(name) + ",\"value\":" + call(metadata, method, arguments) + "}\n").getBytes("UTF-8");
                    System.out.write(line);
                }
            }
            System.out.flush();
        }
    }
}
