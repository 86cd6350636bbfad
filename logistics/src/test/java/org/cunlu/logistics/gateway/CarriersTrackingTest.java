package org.cunlu.logistics.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.standin.StandInNetwork.GATEWAY;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.cunlu.logistics.CarrierDesk;
import org.cunlu.logistics.CarrierWord;
import org.cunlu.logistics.GatewayWork;
import org.cunlu.logistics.GatewayWork.Report;
import org.cunlu.logistics.ScanDraft;
import org.cunlu.logistics.Shipments;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;
import org.cunlu.logistics.parcel.Work.Booked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What carriers tell of parcels by file. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CarriersTrackingTest extends GatewayDay {
    @Test
    void whatACarrierTellsIsSeenByTheBuyerAndEndsWithTheDelivery() {
        String waybill = waybill();
        Booked booked = given(waybill);
        work.at(301, 9, 0);
        Report report = track(row(waybill, "运输中", -600), row(waybill, "已揽收", -700));
        assertThat(report.applied()).isEqualTo(2);
        assertThat(state(booked)).isEqualTo(CarrierWord.IN_TRANSIT);
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
        assertThat(state(booked)).isEqualTo(CarrierWord.DELIVERED);
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
                .extracting(GatewayWork.Away::barcode)
                .contains(booked.barcode());
        assertThat(work.state(booked)).as("the carrier still has it").isEqualTo("WITH_CARRIER");
        // He has it signed for by whom he brings it back to: that is no delivery.
        track(row(waybill, "已签收", -10));
        assertThat(state(booked)).isEqualTo(CarrierWord.RETURNED);
        assertThat(work.state(booked)).isEqualTo("WITH_CARRIER");
        Scan back = work.scan(ScanKind.RETURN, GATEWAY, booked.barcode(), null);
        assertThat(work.answer(ScanDraft.of(back.scanId(), back.scanner(), back.kind(), back.node())
                        .madeAt(back.deviceTime())
                        .parcel(back.parcel())
                        .reason("收件人拒收")
                        .scan()))
                .isEqualTo("RETURNED");
        assertThat(state(booked)).isEqualTo(CarrierWord.BACK);
        track(row(waybill, "已签收", 0));
        assertThat(work.state(booked)).isEqualTo("RETURNED");
        assertThat(desk.away(KEEPER, GATEWAY, true, null, 100).items())
                .extracting(GatewayWork.Away::barcode)
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
        assertThat(state(booked)).isEqualTo(CarrierWord.COLLECTED);
        assertThat(followed(booked).steps()).extracting(Shipments.Step::holder).contains("外星人");
        Report headless = gateway.track(KEEPER, GATEWAY, carrier, key(), "number,state\n1,2\n");
        assertThat(faults(headless)).contains("1 column-missing");
        assertThat(headless.applied()).isZero();
        assertThat(faults(gateway.track(
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
                .extracting(CarrierDesk.Unmapped::word)
                .containsExactly("妥投");
        var words = new HashMap<>(WORDS);
        words.put("妥投", CarrierWord.DELIVERED);
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
        assertThatThrownBy(() ->
                        carriers.put(OPERATOR, "NEW" + made, wish("新" + made, Map.of("回来了", CarrierWord.BACK), 0)))
                .hasFieldOrPropertyWithValue("code", "meaning-invalid");
    }
}
