package org.cunlu.bench.reserve;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Official;
import org.cunlu.bench.calling.Operator;
import org.cunlu.kernel.time.CountyTime;

/**
 * The demo county's people of the reserve, with a programme of this run, and acts that are measured. A release that is measured stays
 * on its way: it is one of a demo.
 */
public final class ReserveCircle implements AutoCloseable {
    private static final String OFFICER = "13800230010";
    private static final String REVIEWER = "13800230011";
    private static final String AUTHORITY = "13800230012";
    private static final String DISPATCHER = "13800230005";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PIECE_GRAMS = 5_000;
    private static final String CATALOG =
            "product_code,product_name,category_code,category_name,brand_code,brand_name,sku_code,"
                    + "sku_name,weight_g,volume_cm3,storage_class,lot_tracked,seller_code,seller_name,seller_kind,seller_node,"
                    + "direction,price_fen,source_nodes,quantity_min,quantity_max,status\n";

    private final Operator operator;
    private final Official officer;
    private final Official inspector;
    private final Official reviewer;
    private final Official authority;
    private final List<String> stations = new ArrayList<>();
    private final String run;
    private String hub;

    private ReserveCircle(Address address) {
        run = Long.toString(System.currentTimeMillis(), 36).toUpperCase(Locale.ROOT);
        operator = Operator.of(address);
        officer = Official.ofDemo(address, OFFICER);
        reviewer = Official.ofDemo(address, REVIEWER);
        authority = Official.ofDemo(address, AUTHORITY);
        inspector = Official.newcomer(address);
        try (var dispatcher = Official.ofDemo(address, DISPATCHER)) {
            nodes(dispatcher);
        }
    }

    /** @return with its programme, which takes a minute: each code of a second factor is good once */
    public static ReserveCircle prepare(Address address) {
        var circle = new ReserveCircle(address);
        circle.appoint();
        circle.found();
        return circle;
    }

    private void nodes(Official dispatcher) {
        String cursor = "";
        while (cursor != null) {
            JsonNode page = dispatcher.get("/api/dispatch/nodes?limit=100" + cursor);
            for (JsonNode each : page.get("items").values()) {
                JsonNode node = each.get("node");
                String tier = node.get("tier").getStringValue();
                if (tier.equals("HUB")) {
                    hub = node.get("code").getStringValue();
                } else if (tier.equals("VILLAGE")
                        && "OPEN".equals(node.get("status").getStringValue())) {
                    stations.add(node.get("code").getStringValue());
                }
            }
            JsonNode next = page.get("next");
            cursor = next == null || !next.isString() ? null : "&cursor=" + next.getStringValue();
        }
    }

    private void appoint() {
        authority
                .fresh(
                        "POST",
                        "/api/auth/grants",
                        Map.of(
                                "phone",
                                inspector.phone(),
                                "role",
                                "RESERVE_OFFICER",
                                "scope",
                                Map.of("kind", "LEVEL", "value", "COUNTY")))
                .must("不能授予储备管理员 · Nobody can be made an officer");
        inspector.signInAgain();
    }

    private void found() {
        var programme = new LinkedHashMap<String, Object>();
        programme.put("code", programme());
        programme.put("hub", hub);
        programme.put("name", "压测");
        programme.put("commodityClass", "FINISHED_GRAIN");
        programme.put("level", "COUNTY");
        programme.put("legalBasis", "压测 · bench");
        authority.fresh("POST", "/api/reserve/programmes", programme).must("建不了储备计划 · No programme");
    }

    public String programme() {
        return "BENCH-" + run;
    }

    public String run() {
        return run;
    }

    public String county() {
        return hub;
    }

    public int stations() {
        return stations.size();
    }

    public LocalDate today() {
        return CountyTime.date(now());
    }

    private Instant now() {
        return Instant.parse(operator.get("/api/county/clock")
                .must("不是演示 · Not a demo")
                .json()
                .get("now")
                .getStringValue());
    }

    /** What a run of statements answered, and how long it took as the officer waits. */
    public record Statements(long drafted, long unchanged, long days, long leftOut, Duration took) {}

    /** Reckons all of the programme for this period. */
    public Statements reckon(LocalDate from, LocalDate until) {
        var wanted = Map.of(
                "levelCode", "COUNTY",
                "programme", programme(),
                "from", from.toString(),
                "until", until.toString(),
                "why", "压测 · bench");
        long begun = System.nanoTime();
        JsonNode answer = officer.post("/api/reserve/statements/runs", wanted)
                .must("没有核算 · It was not reckoned")
                .json();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Statements(
                answer.get("drafted").getLongValue(),
                answer.get("unchanged").getLongValue(),
                answer.get("days").getLongValue(),
                answer.get("leftOut").getLongValue(),
                took);
    }

    /** @param sent stations for which it has left @param took from the authority's yes to the answer */
    public record Released(int stations, int sent, String state, Duration took) {}

    /** Ten pieces to each of so many open stations, of two lots of a reserve that was taken in for it. */
    public Released release(int most) {
        var served = stations.subList(0, Math.min(most, stations.size()));
        String sku = "BENCH-" + run;
        catalogued(sku);
        taken(sku, served.size() * 10L);
        var places =
                served.stream().map(code -> Map.of("node", code, "people", 300)).toList();
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("level", "COUNTY");
        wanted.put("trigger", "压测");
        wanted.put("use", "压测");
        wanted.put("transport", "班线");
        wanted.put("validUntil", now().plus(Duration.ofDays(1)).toString());
        wanted.put("sharing", "EQUAL");
        wanted.put("givingWay", "NONE");
        wanted.put(
                "lines",
                List.of(Map.of("skuCode", sku, "pieces", served.size() * 10L, "needPer1000", 40, "priceFen", 0)));
        wanted.put("places", places);
        String id = officer.post("/api/reserve/releases", wanted)
                .must("没有提出 · It was not proposed")
                .json()
                .get("release")
                .get("releaseId")
                .getStringValue();
        String path = "/api/reserve/releases/" + id;
        reviewer.fresh("POST", path + "/review", Map.of("agrees", true)).must("没有复核 · It was not reviewed");
        authority.get(path + "/plan");
        authority.fresh("POST", path + "/approval", null).must("没有批准 · It was not approved");
        return booked(path, served.size(), authority.took());
    }

    private Released booked(String path, int count, Duration took) {
        JsonNode view = officer.get(path);
        int sent = 0;
        for (JsonNode place : view.get("places").values()) {
            sent += "SENT".equals(place.get("state").getStringValue()) ? 1 : 0;
        }
        return new Released(count, sent, view.get("release").get("state").getStringValue(), took);
    }

    private void catalogued(String sku) {
        String row = sku + ",压测储备米,BENCH-R,压测类目,,," + sku + ",压测储备米 5 公斤," + PIECE_GRAMS
                + ",6000,DRY,true,BENCH-SR,压测储备,GOODS_SUPPLIER," + hub + ",DOWN,3990," + hub + ",1,99,WITHDRAWN\n";
        String job = operator.bring(
                        "/api/county/catalog/imports", "text/csv", (CATALOG + row).getBytes(StandardCharsets.UTF_8))
                .must("文件没有收下 · The file was not taken")
                .json()
                .get("id")
                .getStringValue();
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!stage(job).equals("DONE")) {
            if (System.nanoTime() > patience) {
                throw new BrokenOff("导入没有完成 · The import did not end");
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private String stage(String job) {
        return operator.get("/api/county/catalog/imports/" + job)
                .must("问不到进度 · Its progress cannot be asked")
                .json()
                .get("stage")
                .getStringValue();
    }

    private void taken(String sku, long pieces) {
        authority
                .fresh("PUT", "/api/reserve/goods", Map.of("skuCode", sku, "commodity", sku))
                .must("不成储备品种 · No good");
        LocalDate today = today();
        var holding = new LinkedHashMap<String, Object>();
        holding.put("code", programme());
        holding.put("programme", programme());
        holding.put("holderName", "压测");
        holding.put("commodity", sku);
        holding.put("nodeCode", hub);
        holding.put("grams", pieces * PIECE_GRAMS);
        holding.put("from", today.minusDays(1).toString());
        holding.put("until", today.plusYears(1).toString());
        holding.put("feeFenPerTonneYear", 10_000);
        authority.fresh("POST", "/api/reserve/holdings", holding).must("建不了承储 · No holding");
        lot(sku, "A", pieces / 2, today.plusMonths(6));
        lot(sku, "B", pieces - pieces / 2, today.plusMonths(9));
    }

    private void lot(String sku, String lot, long pieces, LocalDate expires) {
        var arrival = new LinkedHashMap<String, Object>();
        arrival.put("holding", programme());
        arrival.put("skuCode", sku);
        arrival.put("lotCode", run + lot);
        arrival.put("variety", "籼米");
        arrival.put("grade", "一级");
        arrival.put("costFen", 2_400);
        arrival.put("pieces", pieces);
        arrival.put("expiresOn", expires.toString());
        String intake = officer.post("/api/reserve/intakes", arrival)
                .must("没有登记 · It was not registered")
                .json()
                .get("intakeId")
                .getStringValue();
        inspector
                .fresh(
                        "POST",
                        "/api/reserve/intakes/" + intake + "/inspection",
                        Map.of("passed", true, "results", "合格", "costFen", 2_400))
                .must("没有入库 · It was not taken in");
    }

    @Override
    public void close() {
        List.of(officer, inspector, reviewer, authority).forEach(Official::close);
        operator.close();
    }
}
