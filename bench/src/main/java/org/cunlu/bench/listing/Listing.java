package org.cunlu.bench.listing;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Operator;

/**
 * Brings a catalogue of products that are made up, in files of at most {@value #ROWS_A_FILE} rows one after another as a county
 * would, each product with one SKU and one offer; then brings the same files again with every offer withdrawn, so that the shop
 * is afterwards what it was.
 */
public final class Listing implements AutoCloseable {
    private static final int ROWS_A_FILE = 20_000;
    private static final int ROWS_A_PRODUCT_LINE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String HEADER =
            "product_code,product_name,category_code,category_name,brand_code,brand_name,sku_code,sku_name,weight_g,volume_cm3,"
                    + "storage_class,lot_tracked,seller_code,seller_name,seller_kind,seller_node,direction,price_fen,"
                    + "source_nodes,quantity_min,quantity_max,status\n";

    private final Operator operator;
    private final String run;
    private final String node;
    private final int rows;

    private Listing(Operator operator, String node, int rows) {
        this.operator = operator;
        this.node = node;
        this.rows = rows;
        this.run = Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT);
    }

    /**
     * One pass over all files.
     * @param took from the first byte sent until the last job said it was done, checking and writing included
     */
    public record Pass(Duration took, long created, long updated, long faults) {}

    /** @param rows how many products, 1 or more */
    public static Listing prepare(Address address, int rows) {
        if (rows < 1) {
            throw new BrokenOff("至少一件商品 · One product at least");
        }
        try (var market = new Market(address)) {
            return new Listing(Operator.of(address), market.sourceNode(), rows);
        }
    }

    public Pass publish() {
        return pass("PUBLISHED");
    }

    public Pass withdraw() {
        return pass("WITHDRAWN");
    }

    private Pass pass(String status) {
        List<byte[]> files = files(status);
        long begun = System.nanoTime();
        long created = 0;
        long updated = 0;
        long faults = 0;
        for (byte[] file : files) {
            JsonNode job = loaded(file);
            JsonNode report = job.get("report");
            created += report.get("created").getLongValue();
            updated += report.get("updated").getLongValue();
            faults += job.get("faults").getLongValue();
        }
        return new Pass(Duration.ofNanos(System.nanoTime() - begun), created, updated, faults);
    }

    private JsonNode loaded(byte[] file) {
        Answer started =
                operator.bring("/api/county/catalog/imports", "text/csv", file).must("文件没有收下 · The file was not taken");
        String job = started.json().get("id").getStringValue();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - patience < 0) {
            JsonNode view = operator.get("/api/county/catalog/imports/" + job)
                    .must("问不到进度 · Its progress cannot be asked")
                    .json();
            String stage = view.get("stage").getStringValue();
            if (stage.equals("DONE")) {
                return view;
            }
            if (stage.equals("FAILED")) {
                throw new BrokenOff("导入失败 · The import failed");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        throw new BrokenOff("导入太久 · The import did not end");
    }

    private List<byte[]> files(String status) {
        var files = new ArrayList<byte[]>();
        for (int start = 0; start < rows; start += ROWS_A_FILE) {
            var text = new StringBuilder(HEADER);
            for (int i = start; i < Math.min(rows, start + ROWS_A_FILE); i++) {
                row(text, i, status);
            }
            files.add(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        return files;
    }

    private void row(StringBuilder text, int number, String status) {
        String code = "BENCH-" + run + '-' + number;
        int line = number / ROWS_A_PRODUCT_LINE % 50;
        text.append(code)
                .append(",压测商品 ")
                .append(number)
                .append(",BENCH-C")
                .append(line)
                .append(",压测类目 ")
                .append(line)
                .append(",,,")
                .append(code)
                .append("-1,压测商品 ")
                .append(number)
                .append(" 一件装,")
                .append(200 + number % 5_000)
                .append(',')
                .append(500 + number % 9_000)
                .append(",DRY,false,BENCH-S")
                .append(line)
                .append(",压测卖家 ")
                .append(line)
                .append(",GOODS_SUPPLIER,")
                .append(node)
                .append(",DOWN,")
                .append(100 + number % 20_000)
                .append(',')
                .append(node)
                .append(",1,99,")
                .append(status)
                .append('\n');
    }

    @Override
    public void close() {
        operator.close();
    }
}
