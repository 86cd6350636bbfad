package org.cunlu.logistics.badinput;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.StockImport;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Files of ten thousand rows with broken ones among them: each is told with its line, and none takes a good one along. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class LargeFilesTest implements TestPropertyProvider {
    private static final int ROWS = 10_000;
    /** Of one prepared statement. */
    private static final int ARGUMENTS_MAX = 65_535;

    private static final int TOWNS = 40;
    private static final int VILLAGES = 3_959;
    private static final int LINES = 1_500;
    private static final List<String> COLUMNS = List.of(
            "record,code,name,tier,parent,status,latitude,longitude,days,opens,closes,handling_minutes,mode,capacity_kg,capacity_litres,line,seq,node,arrive,depart"
                    .split(","));

    @Inject
    NetworkImport networks;

    @Inject
    CatalogImport catalogs;

    @Inject
    StockImport stocks;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("largefiles", Server.DATABASE);
    }

    /** A row as it is broken, and where. */
    private record Broken(int line, String column, String code) {}

    @Test
    @Order(1)
    void aNetworkOfTenThousandRowsStandsWithoutTheBrokenOnes() {
        var rows = new ArrayList<String>();
        var broken = new ArrayList<Broken>();
        rows.add(node("H", "HUB", "", "30"));
        IntStream.range(0, TOWNS).forEach(i -> rows.add(node("T" + i, "TOWNSHIP", "H", "30")));
        for (int i = 0; i < VILLAGES; i++) {
            boolean wrong = i % 400 == 7;
            rows.add(node("V" + i, "VILLAGE", "T" + i % TOWNS, wrong ? "91" : "30"));
            if (wrong) {
                broken.add(new Broken(rows.size() + 1, "latitude", "out-of-range"));
            }
        }
        for (int i = 0; i < LINES; i++) {
            // Each has three stops; of some the last comes before the one before.
            boolean wrong = i % 150 == 3;
            rows.add(row("record=line code=L" + i + " name=L" + i
                    + " mode=VAN days=1234567 capacity_kg=500 capacity_litres=2000"));
            rows.add(stop(i, 1, "H", "08:00"));
            rows.add(stop(i, 2, "T" + i % TOWNS, "09:00"));
            rows.add(stop(i, 3, "V" + (i % 400 == 7 ? i + 1 : i), wrong ? "08:59" : "10:00"));
            if (wrong) {
                broken.add(new Broken(rows.size() + 1, "arrive", "times-go-backwards"));
            }
        }
        assertThat(rows).hasSize(ROWS);
        String file = String.join(",", COLUMNS) + "\n" + String.join("", rows);

        ImportReport refused = networks.network(new StringReader(file), false, "tester");
        assertThat(refused.applied()).isFalse();
        assertThat(told(refused))
                .filteredOn(fault -> !fault.code().equals("line-incomplete"))
                .containsExactlyInAnyOrderElementsOf(broken);
        assertThat(count("log_node")).isZero();
        assertThat(count("log_line")).isZero();

        ImportReport kept = networks.network(new StringReader(file), true, "tester");
        assertThat(told(kept))
                .filteredOn(fault -> !fault.code().equals("line-incomplete"))
                .containsExactlyInAnyOrderElementsOf(broken);
        assertThat(count("log_node")).isEqualTo(1 + TOWNS + VILLAGES - 10);
        assertThat(count("log_line")).isEqualTo(LINES - 10);
        assertThat(count("log_line_stop")).as("a line stands or falls whole").isEqualTo(3 * count("log_line"));
    }

    @Test
    @Order(2)
    void aCountOfTenThousandRowsStandsWithoutTheBrokenOnesAndNothingBelowZero() {
        var skus = List.of("S0", "S1", "S2");
        var offers = catalogs.load(
                new StringReader(CATALOG_HEADER
                        + skus.stream()
                                .map(sku -> "P,米,GRAIN,粮食,,," + sku + ",米 " + sku
                                        + ",1000,1000,DRY,false,S-1,供销社,GOODS_SUPPLIER,H,DOWN,100,H,1,9,PUBLISHED\n")
                                .collect(Collectors.joining())),
                true,
                "tester");
        assertThat(offers.applied()).as("%s", offers.faults()).isTrue();
        List<String> nodes = transactions.read(() ->
                sql.list("SELECT code FROM log_node WHERE tier = 'VILLAGE' ORDER BY code", row -> row.string("code")));
        var rows = new StringBuilder("sku_code,node_code,quantity\n");
        var broken = new ArrayList<Broken>();
        for (int i = 0; i < ROWS; i++) {
            String wrong = i % 1_000 == 11 ? "-1" : i % 1_000 == 12 ? "many" : null;
            String node = i % 1_000 == 13 ? "NOWHERE" + i : nodes.get(i / skus.size());
            rows.append(skus.get(i % skus.size()))
                    .append(',')
                    .append(node)
                    .append(',')
                    .append(wrong == null ? "5" : wrong)
                    .append('\n');
            if (wrong != null) {
                broken.add(new Broken(i + 2, "quantity", wrong.equals("-1") ? "out-of-range" : "not-a-number"));
            } else if (node.startsWith("NOWHERE")) {
                broken.add(new Broken(i + 2, "node_code", "node-unknown"));
            }
        }
        ImportReport refused = stocks.stock(new StringReader(rows.toString()), false, "tester");
        assertThat(refused.applied()).isFalse();
        assertThat(told(refused)).containsExactlyElementsOf(broken);
        assertThat(count("log_stock_level")).isZero();

        ImportReport kept = stocks.stock(new StringReader(rows.toString()), true, "tester");
        assertThat(told(kept)).containsExactlyElementsOf(broken);
        assertThat(count("log_stock_level")).isEqualTo(ROWS - broken.size());
        assertThat(count("log_stock_movement")).isEqualTo(ROWS - broken.size());
        ImportReport again = stocks.stock(new StringReader(rows.toString()), true, "tester");
        assertThat(again.unchanged()).isEqualTo(ROWS - broken.size());
        assertThat(count("log_stock_movement")).isEqualTo(ROWS - broken.size());
    }

    @Test
    @Order(3)
    void aCountOfMoreCodesThanAStatementTakesArgumentsIsReadAndEachRowToldOf() {
        var rows = new StringBuilder("sku_code,node_code,quantity,lot_code\n");
        for (int i = 0; i < ARGUMENTS_MAX + 1; i++) {
            rows.append("NONE-").append(i).append(",H,1,LOT-").append(i).append('\n');
        }
        ImportReport refused = stocks.stock(new StringReader(rows.toString()), true, "tester");
        assertThat(refused.applied()).isFalse();
        assertThat(told(refused))
                .hasSize(ARGUMENTS_MAX + 1)
                .allMatch(fault -> fault.code().equals("sku-unknown"));
    }

    private static final String CATALOG_HEADER =
            "product_code,product_name,category_code,category_name,brand_code,brand_name,sku_code,sku_name,weight_g,volume_cm3,storage_class,lot_tracked,seller_code,seller_name,seller_kind,seller_node,direction,price_fen,source_nodes,quantity_min,quantity_max,status\n";

    private static List<Broken> told(ImportReport report) {
        return report.faults().stream()
                .map(fault -> new Broken((int) fault.line(), fault.column(), fault.code()))
                .toList();
    }

    private long count(String table) {
        return transactions.read(() -> sql.one("SELECT COUNT(*) AS n FROM " + table, row -> row.number("n"))
                .orElseThrow());
    }

    private static String node(String code, String tier, String parent, String latitude) {
        return row("record=node code=" + code + " name=N" + code + " tier=" + tier + " parent=" + parent
                + " status=OPEN latitude=" + latitude
                + " longitude=108 days=1234567 opens=06:00 closes=20:00 handling_minutes=10");
    }

    private static String stop(int line, int seq, String node, String at) {
        return row("record=stop line=L%d seq=%d node=%s arrive=%s depart=%s".formatted(line, seq, node, at, at));
    }

    private static String row(String fields) {
        Map<String, String> known = List.of(fields.split(" ")).stream()
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        return COLUMNS.stream().map(column -> known.getOrDefault(column, "")).collect(Collectors.joining(",")) + "\n";
    }
}
