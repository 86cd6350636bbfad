package org.cunlu.app.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes {@code demo/stock.csv}: pieces of each offer of {@code catalog.csv} at each node where it stands. Quantities, lots
 * and their expiry are made up, the same in each run; run {@link #main} after a change of the catalog.
 */
final class DemoStockFile {
    /** Far enough ahead that the demo does not spoil. Two lots, so that the first to expire has to be picked first. */
    private static final List<String> EXPIRIES = List.of("2029-06-30", "2030-03-31");

    private DemoStockFile() {}

    public static void main(String[] args) throws IOException {
        Path folder = args.length == 0 ? DemoNetworkFile.FOLDER : Path.of(args[0]);
        Files.writeString(folder.resolve("stock.csv"), text(folder));
    }

    static String text(Path folder) throws IOException {
        var out = new StringBuilder("sku_code,node_code,lot_code,expires_on,quantity\n");
        try (var reader =
                CsvReader.builder().ofNamedCsvRecord(Files.newBufferedReader(folder.resolve("catalog.csv")))) {
            reader.forEach(offer -> rows(offer).forEach(row -> out.append(row).append('\n')));
        }
        return out.toString();
    }

    private static List<String> rows(NamedCsvRecord offer) {
        String sku = offer.getField("sku_code");
        var rows = new ArrayList<String>();
        for (String node : offer.getField("source_nodes").strip().split("\\s+")) {
            int pieces = pieces(sku, node);
            if (!offer.getField("lot_tracked").equals("true")) {
                rows.add(String.join(",", sku, node, "", "", String.valueOf(pieces)));
                continue;
            }
            int first = pieces / 30 * 10;
            rows.add(String.join(",", sku, node, sku + "-L1", EXPIRIES.getFirst(), String.valueOf(first)));
            rows.add(String.join(",", sku, node, sku + "-L2", EXPIRIES.getLast(), String.valueOf(pieces - first)));
        }
        return rows;
    }

    /** Much at the hub, some at a township, at a village what a season leaves: oranges are in season. */
    private static int pieces(String sku, String node) {
        int spread = Math.floorMod((sku + "@" + node).hashCode(), 10) * 10;
        if (node.equals(DemoCounty.HUB)) {
            return 600 + 6 * spread;
        }
        boolean village = node.length() > 9;
        return (village ? sku.startsWith("ZC-") ? 300 : 120 : 90) + spread;
    }
}
