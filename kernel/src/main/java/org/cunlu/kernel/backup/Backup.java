package org.cunlu.kernel.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A logical dump of one database while it is used: schema and rows of one moment, as statements that any client of the server can
 * run, each on a line, in a zip with a check sum for every part.
 *
 * <p>Sealed columns stay sealed; the keys are not in it.
 */
public final class Backup {
    static final String SCHEMA = "schema.sql";
    static final String VIEWS = "views.sql";
    static final String MANIFEST = "manifest.txt";

    /** Statements of about this many characters: few round trips, and far below what servers take in one packet. */
    private static final int STATEMENT_CHARACTERS = 512 * 1024;

    private final Connection connection;
    private final Schema schema;
    private final Clock clock;

    /** @param connection to the database, for this alone: its session is changed, and the caller closes it */
    public Backup(Connection connection, Clock clock) {
        this.connection = connection;
        this.schema = new Schema(connection);
        this.clock = clock;
    }

    /**
     * Writes the file, readable by its owner alone; it appears under its name only when it is whole.
     *
     * @throws BackupException when the file is there already, the database does not answer, or the disk is full
     */
    public Manifest write(Path file) {
        Path target = file.toAbsolutePath();
        if (Files.exists(target)) {
            throw new BackupException("备份文件已存在 · The file is there already: " + target);
        }
        Path draft = null;
        try {
            Files.createDirectories(target.getParent());
            draft = Files.createTempFile(
                    target.getParent(),
                    target.getFileName() + ".",
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Manifest manifest = dump(draft);
            // Not replacing: who else has written one under this name in the meantime keeps it.
            Files.move(draft, target);
            return manifest;
        } catch (IOException | SQLException failed) {
            throw new BackupException("备份失败 · The backup failed: " + failed.getMessage(), failed);
        } finally {
            deleted(draft);
        }
    }

    private Manifest dump(Path draft) throws IOException, SQLException {
        var parts = new ArrayList<Manifest.Part>();
        try (var zip = new ZipOutputStream(Files.newOutputStream(draft), StandardCharsets.UTF_8)) {
            zip.setLevel(Deflater.BEST_SPEED);
            Instant taken = beginSnapshot();
            List<String> tables = schema.tables();
            parts.add(part(zip, SCHEMA, "", out -> statements(out, tables, schema::create)));
            for (String table : tables) {
                parts.add(part(zip, "rows/" + table + ".sql", table, out -> rows(out, table)));
            }
            parts.add(part(zip, VIEWS, "", out -> statements(out, schema.views(), schema::createView)));
            var manifest = new Manifest(taken, schema.server(), parts);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(manifest.written());
            zip.closeEntry();
            return manifest;
        } finally {
            connection.rollback();
        }
    }

    /** All that follows sees this moment, whatever others write meanwhile, and blocks none of them. */
    private Instant beginSnapshot() throws SQLException {
        connection.setAutoCommit(false);
        try (var session = connection.createStatement()) {
            session.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            session.execute("SET SESSION time_zone = '+00:00'");
            session.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
        }
        return clock.instant();
    }

    /** Writes a part's text and tells how many rows it has. */
    private interface Writing {
        long to(LineOut out) throws IOException, SQLException;
    }

    /** A line of SQL to the part. */
    private interface LineOut {
        void line(CharSequence sql) throws IOException;
    }

    /** The statement that makes something. */
    private interface Making {
        String of(String name) throws SQLException;
    }

    private static Manifest.Part part(ZipOutputStream zip, String entry, String table, Writing writing)
            throws IOException, SQLException {
        MessageDigest digest = Sums.digest();
        zip.putNextEntry(new ZipEntry(entry));
        var out = new DigestOutputStream(zip, digest);
        long rows = writing.to(sql -> out.write((sql + ";\n").getBytes(StandardCharsets.UTF_8)));
        zip.closeEntry();
        return new Manifest.Part(entry, table, rows, Sums.text(digest.digest()));
    }

    private static long statements(LineOut out, List<String> names, Making making) throws IOException, SQLException {
        for (String name : names) {
            out.line(making.of(name));
        }
        return 0;
    }

    private long rows(LineOut out, String table) throws IOException, SQLException {
        List<Schema.Column> columns = schema.columns(table);
        var names = columns.stream().map(column -> Schema.quoted(column.name())).toList();
        var asked = columns.stream()
                .map(column -> Literal.asked(Schema.quoted(column.name()), column.type()))
                .toList();
        var literals = columns.stream().map(column -> Literal.of(column.type())).toList();
        String insert = "INSERT INTO " + Schema.quoted(table) + " (" + String.join(", ", names) + ") VALUES ";
        long count = 0;
        try (var ask = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Row by row, as Connector/J is told by this number; a table need not fit into memory.
            ask.setFetchSize(Integer.MIN_VALUE);
            var line = new StringBuilder();
            try (var rows = ask.executeQuery("SELECT " + String.join(", ", asked) + " FROM " + Schema.quoted(table))) {
                while (rows.next()) {
                    line.append(line.isEmpty() ? insert : ",");
                    appendRow(line, rows, literals);
                    count++;
                    if (line.length() >= STATEMENT_CHARACTERS) {
                        out.line(line);
                        line.setLength(0);
                    }
                }
            }
            if (!line.isEmpty()) {
                out.line(line);
            }
        }
        return count;
    }

    private static void appendRow(StringBuilder line, ResultSet row, List<Literal> literals) throws SQLException {
        for (int i = 0; i < literals.size(); i++) {
            line.append(i == 0 ? '(' : ',');
            literals.get(i).append(line, row, i + 1);
        }
        line.append(')');
    }

    private static void deleted(Path draft) {
        try {
            if (draft != null) {
                Files.deleteIfExists(draft);
            }
        } catch (IOException left) {
            // It is named .part and no restore takes it.
        }
    }
}
