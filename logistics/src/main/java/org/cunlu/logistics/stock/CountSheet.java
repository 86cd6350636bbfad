package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import java.io.Reader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.catalog.Sku;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.Faults;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Stock.SkuAtNode;

/**
 * A file of counted stock, read and checked. The count of a SKU at a node is one thing: the rows of its lots stand or fall
 * together, and a lot that is not listed was not found.
 */
final class CountSheet {
    private static final long PIECES_MAX = 1_000_000_000L;

    private final CsvFile file;
    private final Map<SkuAtNode, List<Line>> lines = new TreeMap<>(StockLedger.IN_KEY_ORDER);

    /** One row. @param lotCode null for a SKU that is not tracked by lot @param quantity pieces, 0 or more */
    record Line(
            CsvRow row,
            SkuAtNode key,
            @Nullable String lotCode,
            @Nullable LocalDate expiresOn,
            @Nullable LocalDate producedOn,
            long quantity) {}

    /** What was counted of a SKU at a node. @param lines one, or one for each lot */
    record Count(String countyCode, SkuAtNode key, boolean tracked, List<Line> lines) {
        long total() {
            return lines.stream().mapToLong(Line::quantity).sum();
        }

        /** @return pieces by lot; empty when not tracked */
        Map<String, Long> lots() {
            return tracked ? lines.stream().collect(Collectors.toMap(Line::lotCode, Line::quantity)) : Map.of();
        }
    }

    /** What others know of the codes in a file. */
    interface Reference {
        Map<String, Sku> skus(Collection<String> codes);

        Map<String, Node> nodes(Collection<String> codes);

        Map<String, Lot> lots(Collection<String> codes);
    }

    private CountSheet(CsvFile file) {
        this.file = file;
    }

    static CountSheet read(Reader csv) {
        var sheet = new CountSheet(CsvFile.read(
                csv, Set.of("sku_code", "node_code", "quantity"), Set.of("lot_code", "expires_on", "produced_on")));
        sheet.file.rows().forEach(sheet::take);
        return sheet;
    }

    Faults faults() {
        return file.faults();
    }

    long rows() {
        return file.rows().size();
    }

    private void take(CsvRow row) {
        String sku = row.code("sku_code");
        String node = row.code("node_code");
        var line = new Line(
                row,
                new SkuAtNode(sku == null ? "" : sku, node == null ? "" : node),
                row.codeOrNull("lot_code"),
                row.dateOrNull("expires_on"),
                row.dateOrNull("produced_on"),
                row.number("quantity", 0, PIECES_MAX));
        if (line.producedOn() != null
                && line.expiresOn() != null
                && line.expiresOn().isBefore(line.producedOn())) {
            row.fault("expires_on", "dates-reversed", "到期日早于生产日 · Expires before it was produced");
        }
        lines.computeIfAbsent(line.key(), _ -> new ArrayList<>()).add(line);
    }

    /** @return the counts in which nothing is wrong; what is wrong with the others is among the faults */
    List<Count> check(Reference reference, LocalDate today) {
        var skus = reference.skus(codes(line -> line.key().skuCode()));
        var nodes = reference.nodes(codes(line -> line.key().nodeCode()));
        var lots = reference.lots(codes(Line::lotCode));
        var good = new ArrayList<Count>();
        lines.forEach((key, rows) -> {
            Sku sku = skus.get(key.skuCode());
            Node node = nodes.get(key.nodeCode());
            rows.forEach(line -> checkCodes(line, sku, node));
            if (sku != null) {
                checkLots(rows, sku, lots, today);
            }
            if (rows.stream().noneMatch(line -> line.row().bad())) {
                good.add(new Count(node.countyCode(), key, sku.lotTracked(), rows));
            } else {
                refuseSiblings(rows);
            }
        });
        return good;
    }

    /** @return lots that a count names for the first time */
    static List<Lot> newLots(List<Count> counts, Map<String, Lot> known) {
        var lots = new LinkedHashMap<String, Lot>();
        counts.stream()
                .filter(Count::tracked)
                .flatMap(count -> count.lines().stream())
                .filter(line -> !known.containsKey(line.lotCode()))
                .forEach(line -> lots.putIfAbsent(
                        line.lotCode(),
                        new Lot(line.lotCode(), line.key().skuCode(), null, line.producedOn(), line.expiresOn())));
        return List.copyOf(lots.values());
    }

    private Set<String> codes(Function<Line, String> code) {
        return lines.values().stream()
                .flatMap(List::stream)
                .map(code)
                .filter(text -> text != null && !text.isEmpty())
                .collect(Collectors.toSet());
    }

    private static void checkCodes(Line line, @Nullable Sku sku, @Nullable Node node) {
        if (sku == null && !line.key().skuCode().isEmpty()) {
            line.row().fault("sku_code", "sku-unknown", "没有此商品，请先导入商品 · No such SKU, import the catalog first");
        }
        if (node == null && !line.key().nodeCode().isEmpty()) {
            line.row().fault("node_code", "node-unknown", "没有此节点，请先导入网络 · No such node, import the network first");
        } else if (node != null && node.status() == Node.Status.CLOSED) {
            line.row().fault("node_code", "node-closed", "节点已关闭，不能有库存 · The node is closed and holds no stock");
        }
    }

    private static void checkLots(List<Line> rows, Sku sku, Map<String, Lot> known, LocalDate today) {
        var seen = new HashMap<String, Line>();
        for (Line line : rows) {
            if (seen.putIfAbsent(line.lotCode() == null ? "" : line.lotCode(), line) != null) {
                line.row().fault(null, "count-twice", "同一商品、节点、批次出现两次 · This SKU, node and lot stands twice");
            }
            if (sku.lotTracked()) {
                checkLot(line, line.lotCode() == null ? null : known.get(line.lotCode()), today);
            } else if (line.lotCode() != null || line.expiresOn() != null || line.producedOn() != null) {
                line.row().fault("lot_code", "lot-not-tracked", "此商品不按批次管理 · This SKU is not tracked by lot");
            }
        }
    }

    private static void checkLot(Line line, @Nullable Lot known, LocalDate today) {
        if (line.lotCode() == null) {
            if (!line.row().bad()) {
                line.row().fault("lot_code", "lot-missing", "此商品须填批次 · This SKU is tracked by lot: name it");
            }
            return;
        }
        if (known != null && !known.skuCode().equals(line.key().skuCode())) {
            line.row().fault("lot_code", "lot-of-other-sku", "此批次属于其他商品 · This lot is of another SKU");
            return;
        }
        if (known != null && line.expiresOn() != null && !line.expiresOn().equals(known.expiresOn())) {
            line.row().fault("expires_on", "lot-differs", "与此批次已登记的到期日不符 · Not the expiry known for this lot");
        }
        LocalDate expiresOn = known == null ? line.expiresOn() : known.expiresOn();
        if (line.quantity() > 0 && Lot.expired(expiresOn, today)) {
            // Counted, it would be offered for sale, and could never be packed.
            line.row().fault("expires_on", "lot-expired", "批次已过期，数量应为 0 · The lot has expired: count it as 0");
        }
    }

    private static void refuseSiblings(List<Line> rows) {
        rows.stream()
                .filter(line -> !line.row().bad())
                .forEach(line -> line.row()
                        .fault(
                                null,
                                "count-incomplete",
                                "同一商品与节点的另一行有误 · Another row of this SKU at this node is wrong"));
    }
}
