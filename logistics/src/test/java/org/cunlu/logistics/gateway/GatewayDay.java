package org.cunlu.logistics.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;
import static org.cunlu.logistics.standin.StandInNetwork.HUB;

import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.CarrierLists;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.logistics.GatewayWork.Report;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.WaybillRule;
import org.cunlu.logistics.gateway.CarrierController.Columns;
import org.cunlu.logistics.gateway.CarrierController.Wish;
import org.cunlu.logistics.gateway.GatewayController.Given;
import org.cunlu.logistics.gateway.GatewayController.Pair;
import org.cunlu.logistics.parcel.Work;
import org.cunlu.logistics.parcel.Work.Booked;
import org.cunlu.logistics.standin.Audit;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;

/** A gateway, its carriers and the parcels that wait there. */
abstract class GatewayDay implements TestPropertyProvider {
    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");

    static final Caller KEEPER = Work.keeper(GATEWAY);

    static final Caller OPERATOR =
            new Caller("OPERATOR00001", List.of(new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, HUB))));

    static final Map<String, CarrierWord> WORDS = Map.of(
            "已揽收", CarrierWord.COLLECTED,
            "运输中", CarrierWord.IN_TRANSIT,
            "派送中", CarrierWord.OUT_FOR_DELIVERY,
            "问题件", CarrierWord.PROBLEM,
            "拒收", CarrierWord.REFUSED,
            "退回", CarrierWord.RETURNING,
            "已签收", CarrierWord.DELIVERED);

    static int made;

    @Inject
    Work work;

    @Inject
    GatewayController desk;

    @Inject
    GatewayWork gateway;

    @Inject
    CarrierController carriers;

    @Inject
    CarrierLists lists;

    @Inject
    Audit audit;

    String carrier;

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

    static Wish wish(String name, Map<String, CarrierWord> words, int version) {
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

    Booked waiting() {
        Booked booked = work.book(GATEWAY);
        assertThat(work.does(ScanKind.PACK, GATEWAY, booked.barcode(), null)).isEqualTo("AT_NODE");
        return booked;
    }

    String waybill() {
        return "7" + String.format("%011d", ++made);
    }

    Report give(String key, Pair... rows) {
        return desk.give(KEEPER, new Given(GATEWAY, carrier, key, List.of(rows)));
    }

    String key() {
        return "list-" + work.ids.next();
    }

    static List<String> faults(Report report) {
        return report.faults().stream()
                .map(fault -> fault.line() + " " + fault.code())
                .toList();
    }

    /** @return a parcel that the carrier has, by its waybill */
    Booked given(String waybill) {
        Booked booked = waiting();
        assertThat(faults(give(key(), new Pair(booked.barcode(), waybill)))).isEmpty();
        return booked;
    }

    String row(String waybill, String word, int minutes) {
        return waybill + "," + word + "," + TIME.format(CountyTime.at(work.now().plusSeconds(60L * minutes))) + ",重庆\n";
    }

    Report track(String... rows) {
        return gateway.track(KEEPER, GATEWAY, carrier, key(), "运单号,状态,时间,地点\n" + String.join("", rows));
    }

    Shipments.Tracking followed(Booked booked) {
        return work.shipments.track(List.of(booked.orderId())).get(booked.orderId());
    }

    CarrierWord state(Booked booked) {
        return work.sql
                .list(
                        "SELECT state FROM log_consignment WHERE barcode = ?",
                        row -> row.constant("state", CarrierWord.class),
                        booked.barcode())
                .getFirst();
    }
}
