package org.cunlu.app.browser;

import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.privacy.SealedColumn;

/**
 * All text of people in the database of a county is made markup that would run, in the columns themselves: so it is shown as
 * if no form had ever looked at it. What people type stands in columns of {@code utf8mb4} and in sealed ones; codes are ASCII.
 */
final class TypedText {
    /** Each tells of itself by {@code window.ran}, a fault in the console, a request, or an element with {@code data-ran}. %d is the column. */
    static final List<String> PAYLOADS = List.of(
            "<script data-ran>window.ran=%d</script>",
            "<img data-ran src=x onerror=window.ran=%d>",
            "\"><svg data-ran onload=window.ran=%d>",
            "'><b data-ran onfocus=window.ran=%d tabindex=0>",
            "javascript:window.ran=%d//",
            "</title><img data-ran src=x onerror=ran=%d>",
            "</textarea><img data-ran src=x onerror=ran=%d>",
            "</script><script data-ran>ran=%d</script>",
            "{{constructor.constructor('window.ran=%d')()}}",
            "${window.ran=%d}<b data-ran>",
            "<iframe data-ran srcdoc='<script>ran=%d</script>'>",
            "<a data-ran href=javascript:window.ran=%d>x</a>",
            "<math data-ran><mi xlink:href=javascript:ran=%d>x",
            "<details data-ran open ontoggle=window.ran=%d>",
            "<input data-ran autofocus onfocus=window.ran=%d>",
            "' autofocus onfocus='window.ran=%d' data-ran='",
            "\" autofocus onfocus=\"window.ran=%d\" data-ran=\"",
            "<style data-ran>@import'//evil.example/%d'</style>",
            "<!--><object data-ran data=//evil.example/%d>-->",
            "<i data-ran hx-get=/account hx-trigger=load>%d</i>");

    /** Of the machine, read by nobody on a page. */
    private static final List<String> OTHERS_TABLES = List.of("flyway\\_%", "ker\\_%", "bench\\_%");
    /** Files as they were made once, which no page shows. */
    private static final Set<String> FILES = Set.of("log_reserve_report.csv");
    /** Sealed text that a person typed as words; the others are numbers, codes and files. */
    private static final Set<String> SEALED_WORDS = Set.of(
            "acc_account.name",
            "acc_address.name",
            "acc_address.street",
            "acc_recipient.name",
            "acc_recipient.address",
            "acc_suspension.reason",
            "acc_notice.text",
            "acc_verification.name",
            "ord_assisted.name",
            "ord_bank_account.holder",
            "ord_invoice.title");

    private final Connection connection;
    private final List<String> columns = new ArrayList<>();
    private final List<String> held = new ArrayList<>();

    private TypedText(Connection connection) {
        this.connection = connection;
    }

    /**
     * What was done.
     * @param columns in which anything stood, in the order of the payloads' numbers
     * @param held columns that the database itself holds to a form
     */
    record Spoiled(List<String> columns, List<String> held) {}

    static Spoiled spoil(Properties county) throws SQLException {
        try (var connection = DriverManager.getConnection(
                county.getProperty("cunlu.db.url"),
                county.getProperty("cunlu.db.user"),
                county.getProperty("cunlu.db.password"))) {
            var typed = new TypedText(connection);
            typed.open();
            typed.documents();
            typed.sealed(county);
            return new Spoiled(typed.columns, typed.held);
        }
    }

    /** A column of text. @param length letters at most; of a document more than matters */
    private record Column(String table, String name, long length) {}

    private List<Column> columns(String kinds) throws SQLException {
        String others = "";
        for (String table : OTHERS_TABLES) {
            others += " and c.table_name not like '" + table + "'";
        }
        var columns = new ArrayList<Column>();
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select c.table_name, c.column_name, c.character_maximum_length from information_schema.columns c"
                                + " join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name"
                                + " where c.table_schema = database() and t.table_type = 'BASE TABLE' and c.data_type in ("
                                + kinds
                                + ") and c.character_set_name = 'utf8mb4'" + others + " order by 1, 2")) {
            while (found.next()) {
                columns.add(new Column(found.getString(1), found.getString(2), found.getLong(3)));
            }
        }
        return columns;
    }

    private void open() throws SQLException {
        for (Column column : columns("'varchar'")) {
            spoil(column.table(), column.name(), (int) column.length());
        }
    }

    private void documents() throws SQLException {
        var documents = new TypedDocuments(connection);
        for (Column column : columns("'text', 'mediumtext', 'longtext'")) {
            String title = column.table() + "." + column.name();
            var turn = new AtomicInteger();
            try {
                if (!FILES.contains(title)
                        && documents.spoil(
                                column.table(),
                                column.name(),
                                () -> PAYLOADS.get(turn.getAndIncrement() % PAYLOADS.size())
                                        .formatted(columns.size()))) {
                    columns.add(title);
                }
            } catch (SQLIntegrityConstraintViolationException e) {
                held.add(title);
            }
        }
    }

    /** What is no text but an address, a document or a holder's code is left: no form takes it as words. */
    private void spoil(String table, String column, int length) throws SQLException {
        List<String> fitting = PAYLOADS.stream()
                .map(payload -> payload.formatted(columns.size()))
                .filter(payload -> payload.length() <= length)
                .toList();
        List<String> texts = fitting.isEmpty() ? List.of("<b data-ran>".substring(0, Math.min(12, length))) : fitting;
        String sql =
                "update " + table + " set " + column + " = elt(1 + mod(crc32(" + column + "), " + texts.size() + ")"
                        + ", ?".repeat(texts.size()) + ") where " + column + " <> '' and left(" + column
                        + ", 1) not in ('{', '[', '/') and left(" + column + ", 4) <> 'http'";
        try (var update = connection.prepareStatement(sql)) {
            for (int i = 0; i < texts.size(); i++) {
                update.setString(i + 1, texts.get(i));
            }
            if (update.executeUpdate() > 0) {
                columns.add(table + "." + column);
            }
        } catch (SQLIntegrityConstraintViolationException e) {
            // A key, or held to a form by the database itself: nobody's free words.
            held.add(table + "." + column);
        }
    }

    private void sealed(Properties county) throws SQLException {
        Map<String, Object> quiet = new HashMap<>();
        county.forEach((name, value) -> quiet.put(name.toString(), value));
        quiet.put("cunlu.consumers.enabled", "false");
        quiet.put("cunlu.schedulers.enabled", "false");
        try (var context = ApplicationContext.builder()
                .packages("org.cunlu")
                .banner(false)
                .properties(quiet)
                .start()) {
            var cipher = context.getBean(FieldCipher.class);
            for (var column : context.getBeansOfType(SealedColumn.class)) {
                if (SEALED_WORDS.contains(column.context())) {
                    seal(cipher, column);
                }
            }
        }
    }

    private void seal(FieldCipher cipher, SealedColumn column) throws SQLException {
        boolean any = false;
        int row = 0;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select " + column.key() + " from " + column.table() + " where "
                        + column.column() + " is not null");
                var update = connection.prepareStatement("update " + column.table() + " set " + column.column()
                        + " = ? where " + column.key() + " = ?")) {
            while (rows.next()) {
                String text = PAYLOADS.get(row++ % PAYLOADS.size()).formatted(columns.size());
                update.setBytes(1, cipher.seal(column.context(), text));
                update.setObject(2, rows.getObject(1));
                update.addBatch();
                any = true;
            }
            update.executeBatch();
        }
        if (any) {
            columns.add(column.title());
        }
    }
}
