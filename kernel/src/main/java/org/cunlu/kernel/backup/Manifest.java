package org.cunlu.kernel.backup;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a backup says it holds. It is the last thing written: a file without its last line was cut off.
 *
 * @param taken when the moment was that the rows are of
 * @param server flavour of the database that wrote the schema: {@code MySQL} or {@code MariaDB}
 * @param parts every other entry of the file, in the order of restoring
 */
public record Manifest(Instant taken, String server, List<Part> parts) {
    private static final String FORMAT = "cunlu-backup 1";

    /**
     * An entry of the file.
     *
     * @param table whose rows it holds; empty for the schema
     * @param rows number of them
     * @param sum SHA-256 of the entry's bytes, 64 hexadecimal digits
     */
    public record Part(String entry, String table, long rows, String sum) {}

    public Manifest {
        parts = List.copyOf(parts);
    }

    /** Rows of all tables. */
    public long rows() {
        return parts.stream().mapToLong(Part::rows).sum();
    }

    public long tables() {
        return parts.stream().filter(part -> !part.table().isEmpty()).count();
    }

    byte[] written() {
        var text = new StringBuilder(FORMAT).append('\n');
        text.append("taken ").append(taken).append('\n');
        text.append("server ").append(server).append('\n');
        for (Part part : parts) {
            text.append(String.join("\t", "part", part.entry(), part.table(), Long.toString(part.rows()), part.sum()))
                    .append('\n');
        }
        return (text + "end " + Sums.of(text.toString().getBytes(StandardCharsets.UTF_8)) + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws BackupException when it is not whole, not ours, or was changed */
    static Manifest read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int end = text.lastIndexOf("end ");
        if (!text.startsWith(FORMAT + "\n")
                || end < 0
                || !text.substring(end)
                        .equals("end " + Sums.of(text.substring(0, end).getBytes(StandardCharsets.UTF_8)) + "\n")) {
            throw new BackupException("备份清单不完整或被改动 · The backup's manifest is not whole, or was changed");
        }
        List<String> lines = text.substring(0, end).lines().toList();
        try {
            var parts = new ArrayList<Part>();
            for (String line : lines.subList(3, lines.size())) {
                String[] fields = line.split("\t", -1);
                parts.add(new Part(fields[1], fields[2], Long.parseLong(fields[3]), fields[4]));
            }
            return new Manifest(
                    Instant.parse(lines.get(1).substring("taken ".length())),
                    lines.get(2).substring("server ".length()),
                    parts);
        } catch (DateTimeException | IndexOutOfBoundsException | NumberFormatException unreadable) {
            throw new BackupException("读不懂备份清单 · The backup's manifest cannot be read", unreadable);
        }
    }
}
