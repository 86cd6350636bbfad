package org.cunlu.kernel.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What was in the database is in the restored one, and a file that is not whole changes nothing. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-01T04:00:00Z"), ZoneOffset.UTC);
    private static final int ACCOUNTS = 50;
    private static final int EACH = 1_000;

    private final Map<String, String> source = TestServers.bare("backup-source", Server.DATABASE);
    private final Map<String, String> target = TestServers.bare("backup-target", Server.DATABASE);

    @TempDir
    private Path folder;

    @BeforeAll
    void fill() throws SQLException {
        try (var connection = connect(source)) {
            run(connection, """
                    CREATE TABLE b_odd (
                      id BIGINT NOT NULL PRIMARY KEY, parent BIGINT NULL, flag BOOLEAN NOT NULL, small TINYINT NULL,
                      text VARCHAR(200) CHARACTER SET utf8mb4 NULL COMMENT 'it''s; "odd"', long_text MEDIUMTEXT NULL, code CHAR(4) NULL,
                      bytes VARBINARY(300) NULL, picture MEDIUMBLOB NULL, day DATE NULL, moment DATETIME(6) NULL, rate DOUBLE NULL,
                      doubled BIGINT AS (id * 2) STORED,
                      CONSTRAINT b_odd_parent FOREIGN KEY (parent) REFERENCES b_odd (id))""");
            run(connection, "CREATE TABLE b_money (id INT NOT NULL PRIMARY KEY, fen BIGINT NOT NULL)");
            run(connection, "CREATE VIEW b_above AS SELECT id FROM b_odd WHERE flag");
            // Reads the other one, and its name comes before.
            run(connection, "CREATE VIEW b_aaa AS SELECT COUNT(*) AS n FROM b_above");
            try (var insert = connection.prepareStatement(
                    "INSERT INTO b_odd (id, parent, flag, small, text, long_text, code, bytes, picture, day, moment, rate)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                var texts = List.of(
                        "忠橙 🍊",
                        "it's",
                        "back\\slash\\",
                        "two\nlines\r\n",
                        "nul\0in",
                        ";\n--x",
                        "? {fn now()}",
                        "",
                        "a\u2028b\u0085c");
                for (int i = 0; i < texts.size(); i++) {
                    // The parent comes later: the rows of a table are not in the order of what they point at.
                    Object[] row = {
                        i,
                        i + 1 < texts.size() ? i + 1 : null,
                        i % 2 == 0,
                        i == 3 ? null : -i,
                        texts.get(i),
                        texts.get(i).repeat(5_000),
                        i == 4 ? null : "ab",
                        everyByte(),
                        i == 5 ? new byte[0] : everyByte(),
                        "1999-12-31",
                        "2026-11-26 23:59:59.123456",
                        0.1 + i
                    };
                    set(insert, row);
                    if (i + 1 < texts.size()) {
                        insert.setObject(2, null);
                    }
                    insert.executeUpdate();
                }
            }
            run(connection, "UPDATE b_odd SET parent = id + 1 WHERE id < 8");
            for (int i = 0; i < ACCOUNTS; i++) {
                run(connection, "INSERT INTO b_money VALUES (" + i + ", " + EACH + ")");
            }
        }
    }

    @Test
    void theRestoredDatabaseHoldsEveryValueOfOneMomentWhileOthersWrite() throws Exception {
        Path file = folder.resolve("county.zip");
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var stop = new AtomicBoolean();
        var mover = Thread.ofPlatform().start(() -> moveMoney(new Random(seed), stop));
        Manifest written;
        try (var connection = connect(source)) {
            written = new Backup(connection, CLOCK).write(file);
        } finally {
            stop.set(true);
            mover.join();
        }
        assertThat(written.rows()).isEqualTo(9 + ACCOUNTS);
        assertThat(written.taken()).isEqualTo(CLOCK.instant());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var connection = connect(source)) {
            assertThatThrownBy(() -> new Backup(connection, CLOCK).write(file)).hasMessageContaining("there already");
        }

        try (var connection = connect(target)) {
            assertThat(new Restore(connection).from(file)).isEqualTo(written);
            assertThatThrownBy(() -> new Restore(connection).from(file)).hasMessageContaining("not empty");
        }
        try (var connection = connect(target)) {
            assertThat(rows(connection, "SELECT * FROM b_odd ORDER BY id")).isEqualTo(odd());
            assertThat(rows(connection, "SELECT SUM(fen), COUNT(*) FROM b_money"))
                    .as("money of one moment")
                    .containsExactly(List.of(String.valueOf(ACCOUNTS * EACH), String.valueOf(ACCOUNTS)));
            assertThat(rows(connection, "SELECT n FROM b_aaa")).containsExactly(List.of("5"));
            assertThatThrownBy(() -> run(connection, "INSERT INTO b_odd (id, parent, flag) VALUES (99, 1234, TRUE)"))
                    .as("its foreign keys hold")
                    .isInstanceOf(SQLException.class);
            wipe(connection);
        }
    }

    @Test
    void aFileThatIsNotWholeOrWasChangedLeavesTheDatabaseEmpty() throws Exception {
        Path file = folder.resolve("whole.zip");
        try (var connection = connect(source)) {
            new Backup(connection, CLOCK).write(file);
        }
        refused(with(file, "rows/b_money.sql", text -> text.replace("(7,1000)", "(7,9000)")), "check sum");
        refused(with(file, "schema.sql", text -> text + "DROP TABLE b_odd;\n"), "check sum");
        refused(with(file, "views.sql", text -> null), "lacks views.sql");
        refused(with(file, "manifest.txt", text -> null), "lacks manifest.txt");
        refused(with(file, "manifest.txt", text -> text.replace("b_money\t50", "b_money\t51")), "was changed");
        byte[] bytes = Files.readAllBytes(file);
        Path cut = folder.resolve("cut.zip");
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 200));
        refused(cut, "restore failed");
        refused(
                resummed(file, "rows/b_odd.sql", text -> text.replace("INSERT INTO `b_odd`", "INSERT INTO `b_other`")),
                "b_other");
        refused(resummed(file, "rows/b_money.sql", text -> ""), "number of rows: b_money");
        refused(resummed(file, "manifest.txt", text -> text.replaceFirst("server \\w+", "server Oracle")), "Oracle");
    }

    private void refused(Path file, String why) throws SQLException {
        try (var connection = connect(target)) {
            assertThatThrownBy(() -> new Restore(connection).from(file))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining(why);
            assertThat(new Schema(connection).tables()).isEmpty();
            assertThat(new Schema(connection).views()).isEmpty();
        }
    }

    /** A change of an entry's text; null leaves the entry out. */
    private interface Change {
        String of(String text);
    }

    private Path with(Path file, String entry, Change change) throws IOException {
        Path changed = Files.createTempFile(folder, "changed", ".zip");
        try (var in = new ZipFile(file.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (var part : Collections.list(in.entries())) {
                String text = new String(in.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8);
                String wanted = part.getName().equals(entry) ? change.of(text) : text;
                if (wanted != null) {
                    out.putNextEntry(new ZipEntry(part.getName()));
                    out.write(wanted.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return changed;
    }

    /** As someone would who knows the format: the sums fit, what is in it does not. */
    private Path resummed(Path file, String entry, Change change) throws IOException {
        Path changed = with(file, entry, change);
        try (var zip = new ZipFile(changed.toFile())) {
            String text = new String(
                    zip.getInputStream(zip.getEntry(Backup.MANIFEST)).readAllBytes(), StandardCharsets.UTF_8);
            if (!entry.equals(Backup.MANIFEST)) {
                String sum = Sums.of(zip.getInputStream(zip.getEntry(entry)));
                text = text.replaceFirst("(part\t" + entry + "\t\\w*\t\\d+\t)\\w+", "$1" + sum);
            }
            String lines = text.substring(0, text.lastIndexOf("end "));
            String told =
                    lines + "end " + Sums.of(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8))) + "\n";
            return with(changed, Backup.MANIFEST, ignored -> told);
        }
    }

    private void moveMoney(Random random, AtomicBoolean stop) {
        try (var connection = connect(source)) {
            connection.setAutoCommit(false);
            while (!stop.get()) {
                int from = random.nextInt(ACCOUNTS);
                int to = random.nextInt(ACCOUNTS);
                run(connection, "UPDATE b_money SET fen = fen - 1 WHERE id = " + from);
                run(connection, "UPDATE b_money SET fen = fen + 1 WHERE id = " + to);
                connection.commit();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private List<List<String>> odd() throws SQLException {
        try (var connection = connect(source)) {
            return rows(connection, "SELECT * FROM b_odd ORDER BY id");
        }
    }

    private static List<List<String>> rows(Connection connection, String sql) throws SQLException {
        try (var ask = connection.createStatement();
                var rows = ask.executeQuery(sql)) {
            var all = new ArrayList<List<String>>();
            while (rows.next()) {
                var row = new ArrayList<String>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(
                            rows.getObject(i) instanceof byte[] bytes
                                    ? HexFormat.of().formatHex(bytes)
                                    : rows.getString(i));
                }
                all.add(row);
            }
            return all;
        }
    }

    private static void wipe(Connection connection) throws SQLException {
        run(connection, "DROP VIEW b_aaa, b_above");
        run(connection, "DROP TABLE b_odd, b_money");
    }

    private static void set(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    private static byte[] everyByte() {
        var bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Map<String, String> at) throws SQLException {
        return DriverManager.getConnection(
                at.get("cunlu.db.url"), at.get("cunlu.db.user"), at.get("cunlu.db.password"));
    }
}
