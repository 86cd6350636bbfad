package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.release.ReserveCounty.AUTHORITY;
import static org.cunlu.logistics.release.ReserveCounty.HUB;
import static org.cunlu.logistics.release.ReserveCounty.NEAR;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.release.HandingOut.Given;
import org.cunlu.logistics.release.HandingOut.Handing;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What was approved for a village is neither sold before it is handed out, nor handed out when it has gone bad. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReliefGoodsTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");

    private ReserveCounty county;
    private String sku;

    @BeforeAll
    void open() {
        Map<String, Object> properties = new HashMap<>(Room.properties());
        properties.putAll(TestServers.properties("relief", Server.DATABASE));
        county = new ReserveCounty(ApplicationContext.run(properties, "test"));
    }

    @AfterAll
    void close() {
        county.context().close();
    }

    @BeforeEach
    void itIsMorning() {
        county.bean(MovedClock.class).set(MORNING);
        sku = county.rice();
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(county.violations()).isEmpty();
    }

    private static void refused(ThrowingCallable act, String code) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }

    private void hand(String id, long pieces) {
        county.bean(HandingOut.class)
                .hand(
                        ReserveCounty.keeper(NEAR),
                        id,
                        new Handing(NEAR, List.of(new Given(1, pieces)), false, null, null),
                        "key-" + county.ids().next());
    }

    @Test
    void nobodyTakesReliefGoodsOffHoldUntilTheirVillageIsServed() {
        String lot = sku + "-A";
        county.reserve(sku, "COUNTY", lot, LocalDate.parse("2027-01-01"), 20);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        county.bean(Approving.class).approveOnly(AUTHORITY, id);
        // Approved and not yet sent: they stand on hold at the hub.
        refused(() -> county.unheld(sku, HUB, lot, 1), "release-goods");
        county.bean(Watching.class).round();
        county.received(id, NEAR);
        refused(() -> county.unheld(sku, NEAR, lot, 1), "release-goods");
        assertThat(county.count(
                        "ker_trail WHERE act = 'logistics.release-goods.refused' AND subject IN (?, ?)",
                        sku + "@" + HUB,
                        sku + "@" + NEAR))
                .isEqualTo(2);
        hand(id, 4);
        county.bean(HandingOut.class)
                .hand(
                        ReserveCounty.keeper(NEAR),
                        id,
                        new Handing(NEAR, List.of(), true, "村民已够", null),
                        "key-" + county.ids().next());
        county.unheld(sku, NEAR, lot, 1);
    }

    @Test
    void whatHasExpiredOnItsWayIsGivenToNobody() {
        county.reserve(sku, "COUNTY", sku + "-A", LocalDate.parse("2026-11-24"), 20);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        county.bean(Approving.class).approve(AUTHORITY, id);
        county.received(id, NEAR);
        county.bean(MovedClock.class).set(Instant.parse("2026-11-24T04:00:00Z"));
        hand(id, 1);
        county.bean(MovedClock.class).set(Instant.parse("2026-11-25T04:00:00Z"));
        refused(() -> hand(id, 1), "release-not-there");
    }
}
