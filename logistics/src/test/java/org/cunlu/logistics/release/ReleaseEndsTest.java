package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveHolding;
import org.cunlu.logistics.Reserves;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** When a release is over: all is handed out, and each holding has its own again. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseEndsTest {
    private static final LocalDate DAY = LocalDate.of(2026, 12, 1);

    private ReserveCounty county;
    private String sku;

    @BeforeAll
    void open() {
        Map<String, Object> properties = new HashMap<>(Room.properties());
        properties.putAll(TestServers.properties("releaseends", Server.DATABASE));
        county = new ReserveCounty(ApplicationContext.run(properties, "test"));
    }

    @AfterAll
    void close() {
        county.context().close();
    }

    @BeforeEach
    void itIsMorning() {
        county.bean(MovedClock.class).set(Instant.parse("2026-11-23T00:00:00Z"));
        sku = county.rice();
    }

    @Test
    void eachHoldingPutsBackWhatItGaveAndNobodyForAnother() {
        String small = county.reserve(sku, "COUNTY", sku + "-A", LocalDate.of(2027, 6, 1), 5);
        String large = county.reserve(sku, "CITY", sku + "-C", LocalDate.of(2027, 1, 1), 50);
        String id = cityReleases(12);
        refused(small, id, 12);
        refused(small, id, 6);
        arrives(small, id, 3, "ARRIVED");
        // What waits for its inspection may pass it.
        refused(small, id, 3);
        demand(small, id, 2);
        county.transactions()
                .run(() -> county.sql()
                        .change(
                                "UPDATE log_reserve_intake SET state = 'TAKEN', inspected_by = 'U' WHERE refills_id = ?",
                                id));
        comes(small, id, 2);
        assertThat(county.release(id).refilledOn()).isNull();
        refused(small, id, 1);
        comes(large, id, 6);
        assertThat(county.release(id).refilledOn()).isNull();
        comes(large, id, 1);
        assertThat(county.release(id).refilledOn()).isEqualTo(DAY);
    }

    @Test
    void whatWasHandedOutBeforeAllWasSaidToBeBookedIsOverAllTheSame() {
        county.reserve(sku, "COUNTY", sku + "-A", LocalDate.of(2027, 6, 1), 20);
        String id = county.reviewed(county.wanted("COUNTY", true, GivingWay.NONE, sku, 12, 10));
        county.bean(Approving.class).approve(ReserveCounty.AUTHORITY, id);
        // Killed when the last place was sent, before it was said.
        became(id, "APPROVED");
        hand(ReserveCounty.NEAR, id);
        hand(ReserveCounty.FAR, id);
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.APPROVED);
        county.bean(Watching.class).round();
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.DELIVERED);
        // Killed between the two.
        became(id, "BOOKED");
        county.bean(Watching.class).round();
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.DELIVERED);
    }

    private String cityReleases(long pieces) {
        String id = county.bean(Proposing.class)
                .propose(
                        ReserveCounty.person("cityofficer", Role.RESERVE_OFFICER, "CITY"),
                        county.wanted("CITY", false, GivingWay.NONE, sku, pieces, 10),
                        "key-" + county.ids().next());
        county.bean(Deciding.class)
                .review(
                        ReserveCounty.person("cityreviewer", Role.RESERVE_REVIEWER, "CITY"),
                        id,
                        new Deciding.Review(true, null));
        county.bean(Approving.class).approve(ReserveCounty.person("city", Role.RESERVE_AUTHORITY, "CITY"), id);
        return id;
    }

    private ReserveHolding holding(String code) {
        return county.bean(Reserves.class).holding(code).orElseThrow();
    }

    private void demand(String holding, String id, long pieces) {
        county.transactions().run(() -> county.bean(Refilling.class).demand(id, holding(holding), sku, pieces * 5_000));
    }

    private void refused(String holding, String id, long pieces) {
        assertThatThrownBy(() -> demand(holding, id, pieces))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("no-such-refill"));
    }

    private void comes(String holding, String id, long pieces) {
        demand(holding, id, pieces);
        arrives(holding, id, pieces, "TAKEN");
        county.transactions().run(() -> county.bean(Refilling.class).came(id, holding(holding), pieces * 5_000, DAY));
    }

    private void arrives(String holding, String id, long pieces, String state) {
        county.transactions()
                .run(() -> county.sql()
                        .change(
                                "INSERT INTO log_reserve_intake SELECT ?, county_code, holding_code, reserve_lot_id, ?,"
                                        + " 'RELEASE', ?, '2026-12-01', ?, 'T', CURRENT_TIMESTAMP(3),"
                                        + " IF(? = 'TAKEN', 'U', NULL), NULL, NULL FROM log_reserve_lot WHERE holding_code = ?",
                                county.ids().next(),
                                pieces,
                                id,
                                state,
                                state,
                                holding));
    }

    private void became(String id, String state) {
        county.transactions()
                .run(() -> county.sql()
                        .change(
                                "UPDATE log_release SET state = ?, delivered_at = NULL WHERE release_id = ?",
                                state,
                                id));
    }

    private void hand(String node, String id) {
        var given = List.of(new HandingOut.Given(1, 6L));
        county.bean(HandingOut.class)
                .hand(
                        ReserveCounty.keeper(node),
                        id,
                        new HandingOut.Handing(node, given, false, null, null),
                        "key-" + county.ids().next());
    }
}
