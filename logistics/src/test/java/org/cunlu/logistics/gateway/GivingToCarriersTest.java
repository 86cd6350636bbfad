package org.cunlu.logistics.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;
import static org.cunlu.logistics.standin.StandInNetwork.TOWN1;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.logistics.GatewayWork.Report;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.gateway.GatewayController.Given;
import org.cunlu.logistics.gateway.GatewayController.Pair;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Rivals;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parcels given to a carrier in bulk with waybill numbers. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GivingToCarriersTest extends GatewayDay {
    @Test
    void manyAreGivenAtOnceAndEachBadRowIsToldAndHindersNoOther() {
        Booked one = waiting();
        Booked two = waiting();
        Booked three = waiting();
        assertThat(desk.waiting(KEEPER, GATEWAY, null, 100).items())
                .extracting(GatewayWork.Waiting::barcode)
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
        assertThat(desk.files(KEEPER, GATEWAY, GatewayWork.Kind.GIVEN, null, 5).items())
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
                () -> gateway.track(other, GATEWAY, carrier, key(), "x\n"),
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
        assertThatThrownBy(() -> gateway.track(KEEPER, GATEWAY, "NOBODY", key(), "x\n"))
                .hasFieldOrPropertyWithValue("code", "not-found");
        assertThatThrownBy(() -> gateway.track(KEEPER, GATEWAY, carrier, "short", "x\n"))
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
        Report given = gateway.give(KEEPER, GATEWAY, carrier, key(), pairs.toString());
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
        Report told = gateway.track(KEEPER, GATEWAY, carrier, key(), file.toString());
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
