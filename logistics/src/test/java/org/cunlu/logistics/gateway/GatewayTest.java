package org.cunlu.logistics.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CarrierLists;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.gateway.CarrierController.Columns;
import org.cunlu.logistics.gateway.CarrierController.Wish;
import org.cunlu.logistics.gateway.GatewayController.Given;
import org.cunlu.logistics.gateway.GatewayController.Pair;
import org.cunlu.logistics.gateway.GatewayDesk.Report;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parcels that leave the county, as the gateway's keeper, the county's operator, the carrier and the buyer meet them. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest implements TestPropertyProvider {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
    private static final Caller KEEPER = Work.keeper(GATEWAY);
    private static final Caller OPERATOR =
            new Caller("OPERATOR00001", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB))));
    private static final Map<String, Meaning> WORDS = Map.of(
            "已揽收", Meaning.COLLECTED,
            "运输中", Meaning.IN_TRANSIT,
            "派送中", Meaning.OUT_FOR_DELIVERY,
            "问题件", Meaning.PROBLEM,
            "拒收", Meaning.REFUSED,
            "退回", Meaning.RETURNING,
            "已签收", Meaning.DELIVERED);
    private static int made;

    @Inject
    Work work;

    @Inject
    GatewayController desk;

    @Inject
    CarrierController carriers;

    @Inject
    CarrierLists lists;

    @Inject
    Audit audit;

    private String carrier;

    @Override
    public Map<String, String> getProperties() {
        return Room.properties();
    }

    /** Each test has a carrier of its own, whose waybills are ten digits and more. */
    @BeforeEach
    void aCarrier() {
        work.at(300, 9, 0);
        carrier = "C" + ++made;
        carriers.put(OPERATOR, carrier, wish("快递" + made, WORDS, 0));
    }

    @AfterAll
    void allIsWell() {
        assertThat(audit.violations()).isEmpty();
    }

    private static Wish wish(String name, Map<String, Meaning> words, int version) {
        return new Wish(
                name,
                WaybillRule.PLAIN,
                10,
                14,
                true,
                new Columns("运单号", "状态", "时间", "地点", "yyyy/MM/dd HH:mm"),
                words,
                version);
    }

    private Booked waiting() {
        Booked booked = work.book(GATEWAY);
        assertThat(work.does(ScanKind.PACK, GATEWAY, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    private String waybill() {
        return "7" + String.format("%011d", ++made);
    }

    private Report give(String key, Pair... rows) {
        return desk.give(KEEPER, new Given(GATEWAY, carrier, key, List.of(rows)));
    }

    private String key() {
        return "list-" + work.ids.next();
    }

    private static List<String> faults(Report report) {
        return report.faults().stream()
                .map(fault -> fault.line() + " " + fault.code())
                .toList();
    }

    /** @return a parcel that the carrier has, by its waybill */
    private Booked given(String waybill) {
        Booked booked = waiting();
        assertThat(faults(give(key(), new Pair(booked.barcode(), waybill)))).isEmpty();
        return booked;
    }

    private String row(String waybill, String word, int minutes) {
        return waybill + "," + word + "," + TIME.format(CountyTime.at(work.now().plusSeconds(60L * minutes))) + ",重庆\n";
    }

    private Report track(String... rows) {
        return desk.track(KEEPER, GATEWAY, carrier, key(), "运单号,状态,时间,地点\n" + String.join("", rows));
    }

    private Shipments.Tracking followed(Booked booked) {
        return work.shipments.track(List.of(booked.orderId())).get(booked.orderId());
    }

    private Meaning state(Booked booked) {
        return work.sql
                .list(
                        "SELECT state FROM log_consignment WHERE barcode = ?",
                        row -> row.constant("state", Meaning.class),
                        booked.barcode())
                .getFirst();
    }

    @Test
    void manyAreGivenAtOnceAndEachBadRowIsToldAndHindersNoOther() {
        Booked one = waiting();
        Booked two = waiting();
        Booked three = waiting();
        assertThat(desk.waiting(KEEPER, GATEWAY, null, 100).items())
                .extracting(GatewayDesk.Waiting::barcode)
                .contains(one.barcode(), two.barcode());
        String first = waybill();
        String second = waybill();
        String list = key();
        var rows = new Pair[] {
            new Pair(one.barcode(), first),
            new Pair(two.barcode(), "12345"),
            new Pair(two.barcode(), second),
            new Pair(three.barcode(), second),
            new Pair("P0000000000", waybill()),
            new Pair(one.barcode(), first),
            new Pair(one.barcode(), waybill()),
            new Pair("包裹", waybill())
        };
        Report report = desk.give(KEEPER, new Given(GATEWAY, carrier, list, List.of(rows[0], rows[1], rows[2])));
        assertThat(faults(report)).containsExactly("2 waybill-invalid");
        report = give(key(), rows);
        // Parcel one was given by the list before.
        assertThat(faults(report))
                .containsExactly(
                        "1 with-carrier",
                        "2 with-carrier",
                        "3 with-carrier",
                        "4 waybill-taken",
                        "5 misread",
                        "6 with-carrier",
                        "7 with-carrier",
                        "8 scan-invalid");
        assertThat(report.rows()).isEqualTo(8);
        assertThat(report.applied()).isZero();
        assertThat(work.state(one)).isEqualTo("WITH_CARRIER");
        assertThat(followed(one).waybill()).isEqualTo(first);
        assertThat(followed(one).carrier()).startsWith("快递");
        assertThat(work.state(three)).isEqualTo("AT_NODE");
        assertThat(desk.away(KEEPER, GATEWAY, null, null, 100).items())
                .filteredOn(away -> away.barcode().equals(two.barcode()))
                .singleElement()
                .satisfies(away -> assertThat(away.waybill()).isEqualTo(second));
    }

    @Test
    void theSameListAgainIsTheSameListAndAnotherUnderItsKeyIsNot() throws Exception {
        var booked = List.of(waiting(), waiting(), waiting());
        String list = key();
        var rows =
                booked.stream().map(each -> new Pair(each.barcode(), waybill())).toList();
        var reports = Rivals.all(4, rival -> desk.give(KEEPER, new Given(GATEWAY, carrier, list, rows)));
        assertThat(reports)
                .extracting(Report::fileId)
                .containsOnly(reports.getFirst().fileId());
        assertThat(reports).allMatch(report -> report.faults().isEmpty() && report.finished());
        assertThat(work.sql.list(
                        "SELECT barcode FROM log_custody WHERE what = 'HAND_OVER' AND barcode IN (?, ?, ?)",
                        row -> row.string("barcode"),
                        booked.get(0).barcode(),
                        booked.get(1).barcode(),
                        booked.get(2).barcode()))
                .hasSize(3);
        assertThat(give(list, rows.toArray(Pair[]::new)))
                .isEqualTo(desk.file(KEEPER, reports.getFirst().fileId()));
        assertThatThrownBy(() -> give(list, rows.getFirst()))
                .isInstanceOf(ProblemException.class)
                .hasFieldOrPropertyWithValue("code", "key-reused");
        var printed = lists.given(KEEPER, reports.getFirst().fileId());
        assertThat(printed.rows()).hasSize(3);
        assertThat(desk.csv(KEEPER, reports.getFirst().fileId()).body())
                .contains("barcode,waybill,carrier")
                .contains(rows.getFirst().waybill());
        assertThat(desk.files(KEEPER, GATEWAY, FileTable.Kind.GIVEN, null, 5).items())
                .extracting(Report::fileId)
                .contains(reports.getFirst().fileId());
    }

    @Test
    void oneWaybillIsOneParcelsEvenWhenManyTakeItAtOnce() throws Exception {
        var parcels = IntStream.range(0, 6).mapToObj(i -> waiting()).toList();
        String waybill = waybill();
        var answers = Rivals.all(6, rival -> {
            Scan scan = work.toCarrier(parcels.get(rival).barcode(), carrier, waybill);
            return work.answer(scan);
        });
        assertThat(answers).containsOnlyOnce("WITH_CARRIER");
        assertThat(answers).filteredOn("waybill-taken"::equals).hasSize(5);
    }

    @Test
    void whatACarrierTellsIsSeenByTheBuyerAndEndsWithTheDelivery() {
        String waybill = waybill();
        Booked booked = given(waybill);
        work.at(301, 9, 0);
        Report report = track(row(waybill, "运输中", -600), row(waybill, "已揽收", -700));
        assertThat(report.applied()).isEqualTo(2);
        assertThat(state(booked)).isEqualTo(Meaning.IN_TRANSIT);
        assertThat(work.state(booked)).isEqualTo("WITH_CARRIER");
        assertThat(track(row(waybill, "已签收", -5)).applied()).isEqualTo(1);
        assertThat(work.state(booked)).isEqualTo("HANDED_OVER");
        assertThat(followed(booked).steps())
                .extracting(step -> step.what() + " " + step.holder())
                .endsWith("COLLECTED 已揽收", "IN_TRANSIT 运输中", "DELIVERED 已签收");
        assertThat(work.told(booked)).endsWith("HANDED_OVER");
    }

    @Test
    void lateRepeatedAndShuffledRowsNeverMoveAParcelBackwards() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        String waybill = waybill();
        Booked booked = given(waybill);
        work.at(301, 9, 0);
        var rows = new ArrayList<>(List.of(
                row(waybill, "已揽收", -500),
                row(waybill, "运输中", -400),
                row(waybill, "问题件", -300),
                row(waybill, "派送中", -200),
                row(waybill, "运输中", -150),
                row(waybill, "已签收", -100)));
        rows.addAll(rows);
        Collections.shuffle(rows, random);
        int rank = 0;
        for (String each : rows) {
            track(each);
            int next = state(booked).ordinal();
            assertThat(next).isGreaterThanOrEqualTo(rank);
            rank = next;
        }
        assertThat(state(booked)).isEqualTo(Meaning.DELIVERED);
        assertThat(track(row(waybill, "退回", -10)).applied()).isEqualTo(1);
        assertThat(work.state(booked)).as("what is over stays over").isEqualTo("HANDED_OVER");
        assertThat(followed(booked).steps())
                .filteredOn(step -> step.holder().equals("已签收"))
                .hasSize(1);
    }

    @Test
    void aRefusedParcelComesBackInAtTheGateway() {
        String waybill = waybill();
        Booked booked = given(waybill);
        work.at(301, 9, 0);
        track(row(waybill, "拒收", -100), row(waybill, "退回", -90));
        assertThat(desk.away(KEEPER, GATEWAY, true, null, 100).items())
                .extracting(GatewayDesk.Away::barcode)
                .contains(booked.barcode());
        assertThat(work.state(booked)).as("the carrier still has it").isEqualTo("WITH_CARRIER");
        // He has it signed for by whom he brings it back to: that is no delivery.
        track(row(waybill, "已签收", -10));
        assertThat(state(booked)).isEqualTo(Meaning.RETURNED);
        assertThat(work.state(booked)).isEqualTo("WITH_CARRIER");
        Scan back = work.scan(ScanKind.RETURN, GATEWAY, booked.barcode(), null);
        assertThat(work.answer(ScanDraft.of(back.scanId(), back.scanner(), back.kind(), back.node())
                        .madeAt(back.deviceTime())
                        .parcel(back.parcel())
                        .reason("收件人拒收")
                        .scan()))
                .isEqualTo("RETURNED");
        assertThat(state(booked)).isEqualTo(Meaning.BACK);
        track(row(waybill, "已签收", 0));
        assertThat(work.state(booked)).isEqualTo("RETURNED");
        assertThat(desk.away(KEEPER, GATEWAY, true, null, 100).items())
                .extracting(GatewayDesk.Away::barcode)
                .doesNotContain(booked.barcode());
    }

    @Test
    void badRowsAreToldWithTheirLineAndTheGoodOnesCount() {
        String waybill = waybill();
        Booked booked = given(waybill);
        work.at(301, 9, 0);
        Report report = track(
                row(waybill, "已揽收", -100),
                row("79999999999", "已签收", -90),
                row(waybill, "外星人", -80),
                waybill + ",运输中,2026-11-23 10:00,重庆\n",
                row(waybill, "已签收", 24 * 60),
                row(waybill, "已签收", -3 * 24 * 60),
                waybill + ",运输中\n",
                ",运输中,2026/11/23 10:00,重庆\n",
                row("运单", "已签收", -1));
        assertThat(faults(report))
                .containsExactlyInAnyOrder(
                        "3 waybill-unknown",
                        "4 word-unmapped",
                        "5 time-invalid",
                        "6 in-future",
                        "7 before-hand-over",
                        "8 field-count",
                        "9 blank",
                        "10 waybill-unknown");
        assertThat(report.applied()).isEqualTo(2);
        assertThat(state(booked)).isEqualTo(Meaning.COLLECTED);
        assertThat(followed(booked).steps()).extracting(Shipments.Step::holder).contains("外星人");
        Report headless = desk.track(KEEPER, GATEWAY, carrier, key(), "number,state\n1,2\n");
        assertThat(faults(headless)).contains("1 column-missing");
        assertThat(headless.applied()).isZero();
        assertThat(faults(desk.track(
                        KEEPER,
                        GATEWAY,
                        carrier,
                        key(),
                        "序号,时间,备注,状态,运单号\n1,2027/09/20 08:00,无,运输中," + waybill + "\n")))
                .as("his other columns, in any order")
                .isEmpty();
    }

    @Test
    void aWordThatIsExplainedLaterCountsFromThenOn() {
        String waybill = waybill();
        Booked booked = given(waybill);
        work.at(301, 9, 0);
        track(row(waybill, "妥投", -100));
        assertThat(work.state(booked)).isEqualTo("WITH_CARRIER");
        assertThat(carriers.carriers(OPERATOR).unmapped())
                .filteredOn(each -> each.carrier().equals(carrier))
                .extracting(CarrierController.Unmapped::word)
                .containsExactly("妥投");
        var words = new HashMap<>(WORDS);
        words.put("妥投", Meaning.DELIVERED);
        String name = desk.carriers(KEEPER, GATEWAY).carriers().stream()
                .filter(each -> each.code().equals(carrier))
                .findFirst()
                .orElseThrow()
                .name();
        assertThat(carriers.put(OPERATOR, carrier, wish(name, words, 1)).version())
                .isEqualTo(2);
        assertThat(carriers.put(OPERATOR, carrier, wish(name, words, 1)).version())
                .as("the same again")
                .isEqualTo(2);
        assertThat(work.state(booked)).isEqualTo("HANDED_OVER");
        assertThat(carriers.carriers(OPERATOR).unmapped())
                .noneMatch(each -> each.carrier().equals(carrier));
        assertThatThrownBy(() -> carriers.put(OPERATOR, carrier, wish(name, WORDS, 1)))
                .hasFieldOrPropertyWithValue("code", "carrier-changed");
        assertThatThrownBy(() -> carriers.put(OPERATOR, "OTHER" + made, wish(name, WORDS, 0)))
                .hasFieldOrPropertyWithValue("code", "name-taken");
        assertThatThrownBy(() -> carriers.put(OPERATOR, "NEW" + made, wish("新" + made, Map.of("回来了", Meaning.BACK), 0)))
                .hasFieldOrPropertyWithValue("code", "meaning-invalid");
    }

    @Test
    void anothersGatewayIsNotThere() {
        String waybill = waybill();
        Booked booked = waiting();
        String list = give(key(), new Pair(booked.barcode(), waybill)).fileId();
        Caller other = Work.keeper(TOWN1);
        Caller ofHub = new Caller(
                "WORKER0000001", List.of(new Grant(Role.WAREHOUSE_WORKER, new Scope(Scope.Kind.SUBTREE, HUB))));
        assertThat(desk.file(ofHub, list).applied()).isEqualTo(1);
        for (Runnable attempt : List.<Runnable>of(
                () -> desk.waiting(other, GATEWAY, null, null),
                () -> desk.away(other, GATEWAY, null, null, null),
                () -> desk.file(other, list),
                () -> lists.given(other, list),
                () -> desk.track(other, GATEWAY, carrier, key(), "x\n"),
                () -> desk.give(other, new Given(GATEWAY, carrier, key(), List.of(new Pair("P", "1")))))) {
            assertThatThrownBy(attempt::run)
                    .isInstanceOf(ProblemException.class)
                    .hasFieldOrPropertyWithValue("code", "not-found");
        }
        assertThat(work.sql.list(
                        "SELECT act FROM ker_trail WHERE actor = ? AND act = 'logistics.gateway.refused'",
                        row -> row.string("act"),
                        other.accountId()))
                .hasSize(6);
        assertThatThrownBy(() -> desk.waiting(Work.keeper(TOWN1), TOWN1, null, null))
                .as("no gateway")
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThatThrownBy(() -> desk.track(KEEPER, GATEWAY, "NOBODY", key(), "x\n"))
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThatThrownBy(() -> desk.track(KEEPER, GATEWAY, carrier, "short", "x\n"))
                .hasFieldOrPropertyWithValue("code", "key-invalid");
    }

    @Test
    void tenThousandRowsWithBrokenOnesAmongThem() {
        int parcels = 1_000;
        var waybills = new ArrayList<String>();
        var pairs = new StringBuilder("barcode,waybill\n");
        for (int i = 0; i < parcels; i++) {
            waybills.add(waybill());
            pairs.append(waiting().barcode())
                    .append(',')
                    .append(waybills.getLast())
                    .append('\n');
        }
        for (int i = parcels; i < 10_000; i++) {
            pairs.append(i % 2 == 0 ? "P" + i + ",70000000000\n" : "kaputt\n");
        }
        Instant began = Instant.now();
        Report given = desk.give(KEEPER, GATEWAY, carrier, key(), pairs.toString());
        System.out.println("given: 10000 rows in " + Duration.between(began, Instant.now()));
        assertThat(given.rows()).isEqualTo(10_000);
        assertThat(given.applied()).isEqualTo(parcels);
        assertThat(given.faults()).hasSize(10_000 - parcels);

        work.at(302, 9, 0);
        String[] words = {"已揽收", "运输中", "派送中", "已签收", "不懂"};
        var file = new StringBuilder("运单号,状态,时间,地点\n");
        for (int i = 0; i < 10_000; i++) {
            String waybill = i % 100 == 99 ? "79" + i : waybills.get(i % parcels);
            file.append(
                            i % 50 == 49
                                    ? ","
                                    : row(waybill, words[(i / parcels) % 5], i / parcels - 900)
                                            .replace("\n", ""))
                    .append('\n');
        }
        began = Instant.now();
        Report told = desk.track(KEEPER, GATEWAY, carrier, key(), file.toString());
        Duration took = Duration.between(began, Instant.now());
        System.out.println("tracking: 10000 rows in " + took);
        assertThat(told.rows()).isEqualTo(9_800);
        assertThat(told.faults())
                .filteredOn(fault -> fault.code().equals("field-count"))
                .hasSize(200);
        assertThat(told.applied() + told.known()).isEqualTo(9_800);
        assertThat(work.sql.list(
                        "SELECT barcode FROM log_consignment WHERE carrier = ? AND state = 'DELIVERED'",
                        row -> row.string("barcode"),
                        carrier))
                .hasSizeGreaterThan(900);
        assertThat(took).isLessThan(Duration.ofSeconds(60));
        assertThat(told.faults()).extracting(RowFault::code).contains("word-unmapped");
    }
}
