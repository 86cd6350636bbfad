package org.cunlu.app.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.app.whole.Instances.key;
import static org.cunlu.app.whole.Instances.text;
import static org.cunlu.app.whole.SmallNetwork.HUB;
import static org.cunlu.app.whole.SmallNetwork.STATION1;
import static org.cunlu.app.whole.SmallNetwork.STATION2;

import io.micronaut.json.tree.JsonNode;
import java.io.StringReader;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.cunlu.app.whole.Instances.Answer;
import org.cunlu.app.whole.Instances.Person;
import org.cunlu.app.whole.SmallCounty.Parcel;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.NetworkImport;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;
import org.cunlu.logistics.StockStatus;
import org.cunlu.logistics.VehicleImport;

/** What dispatchers, the reserve's people and the county's operators decide. */
final class OfficeDeeds {
    private static final String SHOP = "S-GONGXIAO";
    private static final String VANS = "vehicle_code,node,plate,kind,capacity_kg,capacity_litres,capacity_pieces,"
            + "compartments,suspended,note\nVAN-1,500233,渝A12345,VAN,800,4000,,DRY,false,\n";

    private static final String WHEAT = "WHEAT-10K";
    private static final String WHEAT_CSV =
            "product_code,product_name,category_code,category_name,brand_code,brand_name,"
                    + "sku_code,sku_name,weight_g,volume_cm3,storage_class,lot_tracked,seller_code,seller_name,seller_kind,"
                    + "seller_node,direction,price_fen,source_nodes,quantity_min,quantity_max,status\n"
                    + "WHEAT,小麦,GRAIN,粮食,,,WHEAT-10K,小麦 10 公斤,10000,12000,DRY,true,S-GONGXIAO,供销社,GOODS_SUPPLIER,500233,DOWN,"
                    + "13000,500233,1,200,PUBLISHED\n";

    private final SmallCounty county;
    private Person proposer;

    OfficeDeeds(SmallCounty county) {
        this.county = county;
    }

    Deed publishing() {
        assertThat(county.bean(NetworkImport.class)
                        .network(new StringReader(SmallNetwork.with("10").replace(",BUS,", ",VAN,")), false, "tester")
                        .faults())
                .isEmpty();
        LocalDate day = county.nextMorning();
        assertThat(county.bean(VehicleImport.class)
                        .vehicles(new StringReader(VANS), false, "tester")
                        .faults())
                .isEmpty();
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, parcel);
        Person dispatcher = county.dispatcher;
        String plan = begun(day);
        var search = Map.of("plan", plan, "version", 1, "seconds", 1, "seed", 1);
        String job = county.post(dispatcher, "/api/dispatch/plan-jobs", key(), search)
                .is(202)
                .string("job");
        Soon.is(() -> assertThat(county.get(dispatcher, "/api/dispatch/plan-jobs/" + job)
                        .is(200)
                        .string("state"))
                .isEqualTo("DONE"));
        int version = county.get(dispatcher, "/api/dispatch/plans/" + plan)
                .is(200)
                .body()
                .get("version")
                .getIntValue();
        String key = key();
        String path = "/api/dispatch/plans/" + plan + "/publication";
        return Deed.asked(
                () -> county.post(dispatcher, path, key, Map.of("version", version, "drivers", Map.of()))
                        .is(200),
                () -> rows("log_tour_plan WHERE plan_id = ? AND live = 1", plan),
                () -> {
                    assertThat(rows("log_tour_plan WHERE plan_id = ? AND live = 1", plan))
                            .isEqualTo(1);
                    assertThat(rows("log_tour WHERE plan_id = ?", plan)).isEqualTo(1);
                    assertThat(trail("logistics.plan-publish", plan)).isEqualTo(1);
                });
    }

    /** @return a draft with the parcel in it: that its line is a van's is known a moment later */
    private String begun(LocalDate day) {
        var plan = new AtomicReference<String>();
        Soon.is(() -> {
            Answer begun = county.post(
                            county.dispatcher,
                            "/api/dispatch/plans",
                            key(),
                            Map.of("depot", HUB, "day", day.toString()))
                    .is(201);
            assertThat(begun.body().get("stops").getIntValue()).isPositive();
            plan.set(begun.string("plan"));
        });
        return plan.get();
    }

    Deed releasing() {
        LocalDate day = county.nextMorning();
        Person officer = official(Role.RESERVE_OFFICER);
        Person reviewer = official(Role.RESERVE_REVIEWER);
        Person authority = official(Role.RESERVE_AUTHORITY);
        wheat(day);
        var programme = new HashMap<String, Object>(
                Map.of("code", "FLOOD", "hub", HUB, "name", "县级储备粮", "commodityClass", "GRAIN", "level", "COUNTY"));
        programme.put("legalBasis", "县级储备粮管理办法");
        county.fresh(authority, "/api/reserve/programmes", programme).is(201);
        county.fresh(authority, "PUT", "/api/reserve/goods", Map.of("skuCode", WHEAT, "commodity", "WHEAT"))
                .is(200);
        var wanted = new HashMap<String, Object>(
                Map.of("level", "COUNTY", "trigger", "洪水", "use", "口粮", "transport", "班车", "sharing", "EQUAL"));
        wanted.put("givingWay", "UNSOLD");
        wanted.put("validUntil", county.now().plus(Duration.ofDays(2)).toString());
        wanted.put("lines", List.of(Map.of("skuCode", WHEAT, "pieces", 4, "needPer1000", 10, "priceFen", 0)));
        wanted.put("places", List.of(Map.of("node", STATION1, "people", 200), Map.of("node", STATION2, "people", 200)));
        Answer proposed =
                county.post(officer, "/api/reserve/releases", key(), wanted).is(201);
        String release = text(proposed.body().get("release"), "releaseId");
        county.fresh(reviewer, "/api/reserve/releases/" + release + "/review", Map.of("agrees", true))
                .is(200);
        return Deed.asked(
                () -> county.fresh(authority, "/api/reserve/releases/" + release + "/approval", null)
                        .is(200),
                () -> rows("log_release WHERE release_id = ? AND state IN ('APPROVED', 'BOOKED')", release),
                () -> {
                    assertThat(rows("log_release WHERE release_id = ? AND state = 'BOOKED'", release))
                            .isEqualTo(1);
                    assertThat(county.counted(
                                    "SELECT SUM(pieces) AS n FROM log_release_draw WHERE release_id = ?", release))
                            .isEqualTo(4);
                    assertThat(rows("log_release_draw WHERE release_id = ? AND transfer_id IS NULL", release))
                            .isZero();
                    assertThat(trail("logistics.release-approve", release)).isEqualTo(1);
                });
    }

    /** Twenty pieces for sale, of a lot, at the hub. */
    private void wheat(LocalDate day) {
        assertThat(county.bean(CatalogImport.class)
                        .load(new StringReader(WHEAT_CSV), false, "tester")
                        .faults())
                .isEmpty();
        var part = new StockPart(WHEAT, HUB, "W-KILL", StockOwner.OWN, StockStatus.AVAILABLE, "");
        var act = new StockBook.Act(StockBook.What.RECEIVED, HUB, HUB, null, "tester", null, null, null);
        county.bean(Transactions.class)
                .run(() -> county.bean(StockBook.class)
                        .receive(act, List.of(new StockBook.Incoming(part, day.plusYears(2), null, 20))));
    }

    /** Of a seller's statement; it has no key, and whoever asks again is told that it is under way. */
    Deed proposing() {
        LocalDate day = county.nextMorning();
        Parcel parcel = county.bought(county.buyer(), STATION1, "ONLINE");
        county.scan("PACK", HUB, parcel);
        assertThat(county.ride(day, parcel, "10:50", HUB, "12:00", STATION1)).isEqualTo("READY");
        county.collect(parcel, STATION1).is(200);
        Soon.is(() -> assertThat(county.state(parcel)).isEqualTo("COMPLETED PAID"));
        Person owner = county.person(new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, SHOP)));
        county.factor(owner);
        county.fresh(
                        owner,
                        "PUT",
                        "/api/seller/bank-account",
                        Map.of("holder", "供销社", "number", "6222000011112222", "bank", "农商行"))
                .is(200);
        // Until then its buyer might claim.
        county.at(day.plusDays(8), "08:00");
        Soon.is(() -> assertThat(rows("ord_journal WHERE kind = 'SELLER_RELEASED' AND cause = ?", parcel.order()))
                .isEqualTo(1));
        county.at(day.plusDays(9), "08:00");
        county.post(county.operator, "/api/county/settlement/periods", key(), Map.of())
                .is(201);
        proposer = operator();
        return Deed.asked(
                () -> {
                    Answer again = county.fresh(proposer, "/api/county/payouts", Map.of());
                    assertThat(again.status()).as(again.text()).isIn(201, 409);
                },
                () -> batches(),
                () -> {
                    assertThat(batches()).isEqualTo(1);
                    assertThat(rows("ord_payout WHERE state = 'PLANNED'")).isEqualTo(1);
                    assertThat(rows("ker_trail WHERE act = 'orders.payout' AND actor = ?", proposer.account()))
                            .isEqualTo(1);
                });
    }

    Deed payingOut() {
        JsonNode batch = county.get(county.operator, "/api/county/payouts")
                .is(200)
                .list("items")
                .getFirst();
        String id = text(batch, "batchId");
        Person approver = operator();
        return Deed.asked(
                () -> assertThat(text(
                                county.fresh(approver, "/api/county/payouts/" + id + "/approval", null)
                                        .is(200)
                                        .body()
                                        .get("batch"),
                                "state"))
                        .isEqualTo("APPROVED"),
                () -> rows("ord_payout WHERE batch_id = ? AND state = 'SENT'", id),
                () -> {
                    assertThat(rows(
                                    "ord_journal j JOIN ord_payout p ON p.payout_id = j.cause"
                                            + " WHERE j.kind = 'PAYOUT_SENT' AND p.batch_id = ?",
                                    id))
                            .isEqualTo(1);
                    assertThat(trail("orders.payout", id))
                            .as("proposed and approved")
                            .isEqualTo(2);
                });
    }

    private Person official(Role role) {
        Person person = county.person(new Grant(role, new Scope(Scope.Kind.LEVEL, "COUNTY")));
        county.factor(person);
        return person;
    }

    private Person operator() {
        Person person = county.person(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB)));
        county.factor(person);
        return person;
    }

    private long batches() {
        return rows("ord_payout_batch WHERE made_by = ?", proposer.account());
    }

    private long trail(String act, String subject) {
        return rows("ker_trail WHERE act = ? AND subject = ?", act, subject);
    }

    private long rows(String of, Object... arguments) {
        return county.counted("SELECT COUNT(*) AS n FROM " + of, arguments);
    }
}
