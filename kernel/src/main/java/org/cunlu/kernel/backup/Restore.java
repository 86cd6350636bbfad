package org.cunlu.kernel.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Brings a {@link Backup} into an empty database: all of it or nothing. */
public final class Restore {
    private final Connection connection;
    private final Schema schema;

    /** @param connection to the empty database, for this alone: its session is changed, and the caller closes it */
    public Restore(Connection connection) {
        this.connection = connection;
        this.schema = new Schema(connection);
    }

    /**
     * Reads the whole file against its check sums first, then restores, then counts every table's rows.
     *
     * @throws BackupException when the file is cut off, changed or of another kind of server, when the database is not empty, or
     *     when a row is refused; the database is empty then as it was
     */
    public Manifest from(Path file) {
        try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            Manifest manifest = checked(zip);
            requireEmpty();
            requireSameServer(manifest);
            boolean done = false;
            try {
                fill(zip, manifest);
                requireCounts(manifest);
                done = true;
            } finally {
                if (!done) {
                    emptyAgain();
                }
            }
            return manifest;
        } catch (IOException | SQLException failed) {
            throw new BackupException("恢复失败 · The restore failed: " + failed.getMessage(), failed);
        }
    }

    private static Manifest checked(ZipFile zip) throws IOException {
        var manifest = Manifest.read(bytes(zip, Backup.MANIFEST));
        for (var part : manifest.parts()) {
            try (InputStream in = open(zip, part.entry())) {
                if (!Sums.of(in).equals(part.sum())) {
                    throw new BackupException("校验和不符 · The check sum is another: " + part.entry());
                }
            }
        }
        return manifest;
    }

    private void requireEmpty() throws SQLException {
        if (!schema.tables().isEmpty() || !schema.views().isEmpty()) {
            throw new BackupException(
                    "数据库不是空的，恢复只进空库 · The database is not empty; a restore goes into an empty one only");
        }
    }

    private void requireSameServer(Manifest manifest) throws SQLException {
        if (!schema.server().equals(manifest.server())) {
            throw new BackupException("备份来自 %s，这里是 %s · The backup is of %s, this is %s"
                    .formatted(manifest.server(), schema.server(), manifest.server(), schema.server()));
        }
    }

    private void fill(ZipFile zip, Manifest manifest) throws IOException, SQLException {
        connection.setAutoCommit(false);
        try (var session = connection.createStatement()) {
            // Tables come in the order of their names, rows in that of their keys: whom a row points at may come later.
            session.execute("SET SESSION foreign_key_checks = 0, unique_checks = 0, time_zone = '+00:00'");
            session.execute("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO'");
        }
        for (var part : manifest.parts()) {
            try (var lines =
                            new BufferedReader(new InputStreamReader(open(zip, part.entry()), StandardCharsets.UTF_8));
                    var statement = connection.createStatement()) {
                // Ours may hold ? and { in texts: nothing is to be looked for in them.
                statement.setEscapeProcessing(false);
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    statement.execute(line.substring(0, line.length() - 1));
                }
            }
            connection.commit();
        }
    }

    private void requireCounts(Manifest manifest) throws SQLException {
        for (var part : manifest.parts()) {
            if (part.table().isEmpty()) {
                continue;
            }
            try (var ask = connection.createStatement();
                    var rows = ask.executeQuery("SELECT COUNT(*) FROM " + Schema.quoted(part.table()))) {
                rows.next();
                if (rows.getLong(1) != part.rows()) {
                    throw new BackupException("行数不符 · Another number of rows: " + part.table());
                }
            }
        }
    }

    /** What was made is dropped: it was empty before. */
    private void emptyAgain() throws SQLException {
        connection.rollback();
        try (var drop = connection.createStatement()) {
            for (String view : schema.views()) {
                drop.execute("DROP VIEW " + Schema.quoted(view));
            }
            for (String table : schema.tables()) {
                drop.execute("DROP TABLE " + Schema.quoted(table));
            }
        }
    }

    private static byte[] bytes(ZipFile zip, String entry) throws IOException {
        try (InputStream in = open(zip, entry)) {
            return in.readAllBytes();
        }
    }

    private static InputStream open(ZipFile zip, String entry) throws IOException {
        ZipEntry found = zip.getEntry(entry);
        if (found == null) {
            throw new BackupException("备份缺少 · The backup lacks " + entry);
        }
        return zip.getInputStream(found);
    }
}
