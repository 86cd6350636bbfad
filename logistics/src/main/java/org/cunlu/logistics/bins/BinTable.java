package org.cunlu.logistics.bins;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.logistics.Node;

/** The register of bins. */
@Singleton
class BinTable {
    private final Sql sql;

    BinTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A bin.
     * @param code unique at its node; one that begins with {@code -} is no bin
     * @param storageClass class of goods that it is for; null for any
     * @param walkNo pickers come to lower ones first
     */
    @Serdeable
    record Bin(
            @NotNull @Pattern(regexp = "[A-Z0-9._][A-Z0-9._-]{0,23}")
            String code,

            @NotNull @Pattern(regexp = "[A-Z0-9._-]{1,24}") String zone,
            @Nullable StorageClass storageClass,
            @NotNull @PositiveOrZero @Max(1_000_000) Integer walkNo) {}

    void set(Node node, List<Bin> bins, String by) {
        sql.change(
                "INSERT INTO log_bin (node_code, bin_code, county_code, zone, storage_class, walk_no, set_by) VALUES "
                        + String.join(
                                ",", bins.stream().map(_ -> "(?,?,?,?,?,?,?)").toList())
                        + " ON DUPLICATE KEY UPDATE zone = VALUES(zone), storage_class = VALUES(storage_class),"
                        + " walk_no = VALUES(walk_no), set_by = VALUES(set_by)",
                bins.stream()
                        .flatMap(bin -> Arrays.stream(new Object[] {
                            node.code(), bin.code(), node.countyCode(), bin.zone(), bin.storageClass(), bin.walkNo(), by
                        }))
                        .toArray());
    }

    boolean remove(Node node, String binCode) {
        return sql.change("DELETE FROM log_bin WHERE node_code = ? AND bin_code = ?", node.code(), binCode) == 1;
    }

    boolean registered(String nodeCode) {
        return !sql.list(
                        "SELECT bin_code FROM log_bin WHERE node_code = ? LIMIT 1",
                        row -> row.string("bin_code"),
                        nodeCode)
                .isEmpty();
    }

    Map<String, Bin> find(String nodeCode, Collection<String> codes) {
        var arguments = new ArrayList<Object>(codes);
        arguments.addFirst(nodeCode);
        return sql
                .list(
                        "SELECT * FROM log_bin WHERE node_code = ? AND bin_code IN (" + Sql.marks(codes.size()) + ")",
                        BinTable::bin,
                        arguments.toArray())
                .stream()
                .collect(Collectors.toMap(Bin::code, Function.identity()));
    }

    /** @return by code, after this one */
    List<Bin> of(Node node, @Nullable String after, int limit) {
        return sql.list(
                "SELECT * FROM log_bin WHERE node_code = ? AND bin_code > ? ORDER BY bin_code LIMIT " + limit,
                BinTable::bin,
                node.code(),
                after == null ? "" : after);
    }

    Map<String, Integer> walk(String nodeCode) {
        return sql
                .list(
                        "SELECT bin_code, walk_no FROM log_bin WHERE node_code = ?",
                        row -> Map.entry(row.string("bin_code"), row.integer("walk_no")),
                        nodeCode)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Bin bin(Row row) {
        String of = row.string("storage_class");
        return new Bin(
                row.string("bin_code"),
                row.string("zone"),
                of == null ? null : StorageClass.valueOf(of),
                row.integer("walk_no"));
    }
}
