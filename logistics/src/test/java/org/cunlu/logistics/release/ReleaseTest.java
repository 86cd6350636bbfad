package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.cunlu.logistics.release.ReserveCounty.AUTHORITY;
import static org.cunlu.logistics.release.ReserveCounty.FAR;
import static org.cunlu.logistics.release.ReserveCounty.NEAR;
import static org.cunlu.logistics.release.ReserveCounty.OFFICER;
import static org.cunlu.logistics.release.ReserveCounty.REVIEWER;

import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.catalog.StorageClass;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.ReleaseProposals;
import org.cunlu.logistics.release.HandingOut.Given;
import org.cunlu.logistics.release.HandingOut.Handing;
import org.cunlu.logistics.release.Proposing.WantedLine;
import org.cunlu.logistics.release.Release.PlaceState;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Rivals;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInCatalog;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Releases from the proposal to the last village, on two instances. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleaseTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");
    private static final LocalDate SOON = LocalDate.of(2027, 1, 1);
    private static final LocalDate LATER = LocalDate.of(2027, 6, 1);

    private ReserveCounty county;
    private ReserveCounty another;
    private String sku;

    @BeforeAll
    void open() {
        Map<String, Object> properties = new HashMap<>(Room.properties());
        properties.putAll(TestServers.properties("releases", Server.DATABASE));
        county = new ReserveCounty(ApplicationContext.run(properties, "test"));
        another = new ReserveCounty(ApplicationContext.run(properties, "test"));
    }

    @AfterAll
    void close() {
        county.context().close();
        another.context().close();
    }

    @BeforeEach
    void itIsMorning() {
        at(MORNING);
        sku = county.rice();
        another.bean(StandInCatalog.class).sku(sku, StorageClass.DRY, true);
    }

    @AfterEach
    void whatMustBeTrueIsTrue() {
        assertThat(county.violations()).isEmpty();
    }

    private void at(Instant instant) {
        county.bean(MovedClock.class).set(instant);
        another.bean(MovedClock.class).set(instant);
    }

    private void approve(String id) {
        county.bean(Approving.class).approve(AUTHORITY, id);
    }

    private static void refused(ThrowingCallable act, int status, String code) {
        assertThatThrownBy(act).isInstanceOfSatisfying(ProblemException.class, problem -> {
            assertThat(problem.code()).isEqualTo(code);
            assertThat(problem.status()).isEqualTo(status);
        });
    }

    @Test
    void itDrawsWhatExpiresFirstSharesItSendsItAndIsOverWithTheLastVillage() {
        county.reserve(sku, "COUNTY", sku + "-B", LATER, 10);
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 6);
        // Each village needs 10; 12 are released.
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 12, 10));
        assertThat(county.level(sku)).containsExactly(16L, 0L, 0L, 16L);
        approve(id);
        assertThat(county.draws(id))
                .extracting(draw -> draw.lotCode() + " " + draw.pieces() + " " + draw.toNode())
                .containsExactly(sku + "-A 6 " + NEAR, sku + "-B 6 " + FAR);
        assertThat(county.level(sku)).containsExactly(4L, 0L, 0L, 4L);
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.BOOKED);
        assertThat(county.release(id).deliverBy()).isEqualTo(MORNING.plus(Duration.ofHours(24)));
        assertThat(county.release(id).refillDue()).isEqualTo(LocalDate.of(2027, 11, 23));
        assertThat(county.bean(PlaceTable.class).places(id))
                .allMatch(place -> place.state() == PlaceState.SENT && place.promisedAt() != null);
        refused(() -> hand(NEAR, id, 6), 409, "release-not-there");
        county.received(id, NEAR);
        refused(() -> hand(NEAR, id, 7), 409, "more-than-shared");
        assertThat(hand(NEAR, id, 6).place()).isEqualTo(PlaceState.SERVED);
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.BOOKED);
        county.received(id, FAR);
        assertThat(hand(FAR, id, 5).place()).isEqualTo(PlaceState.SENT);
        refused(
                () -> county.bean(HandingOut.class)
                        .hand(ReserveCounty.keeper(FAR), id, new Handing(FAR, List.of(), true, null, null), key()),
                400,
                "reason-needed");
        assertThat(hand(FAR, id, 1).release()).isEqualTo(ReleaseState.DELIVERED);
        refused(() -> hand(FAR, id, 1), 409, "release-not-so-far");
    }

    private HandingOut.Handed hand(String node, String id, long pieces) {
        return county.bean(HandingOut.class)
                .hand(
                        ReserveCounty.keeper(node),
                        id,
                        new Handing(node, List.of(new Given(1, pieces)), false, null, null),
                        key());
    }

    private String key() {
        return "key-" + county.ids().next();
    }

    @Test
    void nobodyDecidesTwiceOrForAnotherLevel() {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 20);
        Caller all = new Caller(
                OFFICER.accountId(),
                List.of(
                        new Grant(Role.RESERVE_OFFICER, new Scope(Scope.Kind.LEVEL, "COUNTY")),
                        new Grant(Role.RESERVE_REVIEWER, new Scope(Scope.Kind.LEVEL, "COUNTY")),
                        new Grant(Role.RESERVE_AUTHORITY, new Scope(Scope.Kind.LEVEL, "COUNTY"))));
        var deciding = county.bean(Deciding.class);
        var approving = county.bean(Approving.class);
        String id = county.proposed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        refused(() -> deciding.review(all, id, new Deciding.Review(true, null)), 403, "second-person-needed");
        refused(() -> approve(id), 409, "release-not-so-far");
        refused(() -> approving.approve(all, id), 403, "second-person-needed");
        deciding.review(REVIEWER, id, new Deciding.Review(true, null));
        Caller reviewerToo = new Caller(
                REVIEWER.accountId(),
                List.of(new Grant(Role.RESERVE_AUTHORITY, new Scope(Scope.Kind.LEVEL, "COUNTY"))));
        refused(() -> approving.approve(reviewerToo, id), 403, "second-person-needed");
        Caller city = ReserveCounty.person("city", Role.RESERVE_AUTHORITY, "CITY");
        refused(() -> approving.approve(city, id), 403, "over-authority");
        String higher = county.bean(Proposing.class)
                .propose(
                        ReserveCounty.person("cityofficer", Role.RESERVE_OFFICER, "CITY"),
                        county.wanted("CITY", false, GivingWay.NONE, sku, 10, 10),
                        key());
        refused(() -> approving.approve(AUTHORITY, higher), 403, "over-authority");
        assertThat(county.level(sku)).containsExactly(20L, 0L, 0L, 20L);
        assertThat(county.count("ker_trail WHERE subject = ? AND act LIKE 'logistics.release%refused'", id)
                        + county.count("ker_trail WHERE subject = ?", id))
                .isGreaterThanOrEqualTo(5);
        approve(id);
        approve(id);
        assertThat(county.level(sku)).containsExactly(10L, 0L, 0L, 10L);
    }

    @Test
    void withoutStockNothingIsDoneAndTheNextLevelMayBeAsked() {
        county.reserve(sku, "COUNTY", sku + "-A", LATER, 5);
        county.reserve(sku, "CITY", sku + "-C", SOON, 50);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 12, 10));
        refused(() -> approve(id), 409, "reserve-short");
        assertThat(county.level(sku)).containsExactly(55L, 0L, 0L, 55L);
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.REVIEWED);
        assertThat(county.draws(id)).isEmpty();

        var proposing = county.bean(Proposing.class);
        String city = proposing.propose(
                ReserveCounty.person("cityofficer", Role.RESERVE_OFFICER, "CITY"),
                county.wanted("CITY", false, GivingWay.NONE, sku, 12, 10),
                key());
        county.bean(Deciding.class)
                .review(
                        ReserveCounty.person("cityreviewer", Role.RESERVE_REVIEWER, "CITY"),
                        city,
                        new Deciding.Review(true, null));
        county.bean(Approving.class).approve(ReserveCounty.person("city", Role.RESERVE_AUTHORITY, "CITY"), city);
        // The county's first, though the city's expires before.
        assertThat(county.draws(city))
                .extracting(draw -> draw.ownerLevel() + " " + draw.pieces())
                .containsExactly("COUNTY 5", "CITY 1", "CITY 6");
    }

    @Test
    void aReserveKeepsItsTargetsSharesAndTheRestIsDrawnElsewhere() {
        String programme = county.reserve(sku, "COUNTY", sku + "-A", SOON, 10);
        String oil = county.rice();
        county.beside(programme, oil, oil + "-O", SOON, 10);
        county.transactions()
                .run(() -> county.sql()
                        .change(
                                "INSERT INTO log_reserve_target VALUES (?, ?, '', 0, 4000, 0, 0, 0, '办法')",
                                programme,
                                sku));
        // 50,000 g of 100,000 g: 16,666 g can be spared, by hand in docs/reserve.md; three pieces of 5 kg.
        String alone = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 6, 10));
        refused(() -> approve(alone), 409, "reserve-short");
        county.sale(sku, sku + "-S", LATER, 20);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.UNSOLD, sku, 6, 10));
        approve(id);
        assertThat(county.draws(id))
                .extracting(draw -> draw.origin() + " " + draw.pieces())
                .containsExactly("RESERVE 3", "SALE 3");
        assertThat(county.level(sku)).as("on hand, on hold, allocated, floor").containsExactly(24L, 0L, 0L, 7L);
    }

    @Test
    void ordersGiveWayByTheRuleAfterAllThatNobodyBought() {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 4);
        county.sale(sku, sku + "-S", LATER, 20);
        String early = county.order(sku, 5, 10);
        String late = county.order(sku, 5, 30);
        String middle = county.order(sku, 5, 20);
        String none = county.reviewed(county.wanted("COUNTY", false, GivingWay.UNSOLD, sku, 20, 10));
        refused(() -> approve(none), 409, "reserve-short");
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.LATEST_FIRST, sku, 17, 10));
        approve(id);
        // 4 of the reserve, 5 unsold, 8 of 15 that were sold.
        assertThat(county.bean(DrawTable.class).calls(id))
                .extracting(call -> call.orderId() + " " + call.pieces())
                .containsExactlyInAnyOrder(late + " 5", middle + " 3");
        assertThat(county.level(sku)).containsExactly(7L, 0L, 7L, 0L);
        assertThat(county.free(sku)).isZero();
        assertThat(county.count("ker_outbox WHERE topic = 'logistics.allocation-preempted' AND subject = ?", late))
                .isEqualTo(1);
        assertThat(county.count("ker_outbox WHERE topic = 'logistics.allocation-preempted' AND subject = ?", early))
                .isZero();
        assertThat(county.count("log_parcel WHERE order_id = ? AND state = 'WITHDRAWN'", late))
                .isEqualTo(1);
        assertThat(county.count("log_parcel WHERE order_id = ? AND state = 'BOOKED'", middle))
                .isEqualTo(1);
    }

    @Test
    void villagesPayWhatWasApprovedAndWhoseStockWasTakenIsOwedItsListPrice() {
        county.bean(StandInCatalog.class).price(sku, 3_000);
        county.bean(StandInCatalog.class).seller(sku, "S-1");
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 4);
        county.sale(sku, sku + "-S", LATER, 20);
        county.order(sku, 18, 10);
        var priced = new WantedLine(sku, 10L, 10L, 1_250L);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.LATEST_FIRST, priced));
        assertThat(county.bean(Looking.class).plan(county.release(id)).owedFen())
                .isEqualTo(18_000);
        approve(id);
        // 4 of the reserve, 2 unsold and 4 that somebody had bought: those six are owed for, by hand in
        // docs/reserve.md.
        assertThat(county.bean(MoneyTable.class).worths(id))
                .containsExactly(new Release.Worth(1, ReserveCounty.HUB, sku, "S-1", 6, 3_000));
        assertThat(county.count(
                        "ker_outbox WHERE topic = 'logistics.release-took' AND subject = ? AND payload LIKE '%18000%'",
                        id))
                .isEqualTo(1);
        county.received(id, NEAR);
        var drawer = county.bean(CashDrawer.class);
        long before = drawer.inDrawer(NEAR);
        var three = List.of(new Given(1, 3L));
        refused(() -> hand(NEAR, id, 3), 409, "cash-mismatch");
        refused(() -> hand(new Handing(NEAR, three, false, null, 3_749L), id), 409, "cash-mismatch");
        refused(
                () -> hand(new Handing(NEAR, List.of(new Given(1, 1L), new Given(1, 2L)), false, null, 3_750L), id),
                400,
                "line-twice");
        assertThat(drawer.inDrawer(NEAR)).isEqualTo(before);
        hand(new Handing(NEAR, three, false, null, 3_750L), id);
        assertThat(drawer.inDrawer(NEAR)).isEqualTo(before + 3_750);
        String receipt = county.sql()
                .one(
                        "SELECT handing_id FROM log_release_handing WHERE release_id = ?",
                        row -> row.string("handing_id"),
                        id)
                .orElseThrow();
        assertThat(county.count("ker_outbox WHERE topic = 'logistics.relief-paid' AND subject = ?", receipt))
                .isEqualTo(1);
        hand(new Handing(NEAR, List.of(), true, "村民已够", null), id);
        for (String fault : List.of(
                "UPDATE log_release_worth SET pieces = pieces + 1 WHERE release_id = ?",
                "UPDATE log_release_handing SET fen = fen - 1 WHERE release_id = ?",
                "UPDATE log_release_share SET handed = handed + 1 WHERE handed > 0 AND handed < pieces AND release_id = ?",
                "DELETE FROM log_cash_taken WHERE order_id = ?")) {
            assertThat(found(fault, id)).as(fault).anyMatch(each -> each.startsWith("sale stock taken by releases"));
        }
    }

    private void hand(Handing handing, String id) {
        county.bean(HandingOut.class).hand(ReserveCounty.keeper(handing.node()), id, handing, key());
    }

    /** Planted in a transaction that is rolled back. */
    private Set<String> found(String fault, String id) {
        var found = new AtomicReference<Set<String>>();
        assertThatThrownBy(() -> county.transactions().run(() -> {
                    assertThat(county.sql().change(fault, id)).as(fault).isPositive();
                    found.set(county.violations().keySet());
                    throw new IllegalStateException("undone");
                }))
                .isInstanceOf(IllegalStateException.class);
        return found.get();
    }

    @Test
    void aDrillGoesTheSameWayAndTouchesNoStock() {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 4);
        county.sale(sku, sku + "-S", LATER, 20);
        String order = county.order(sku, 20, 10);
        var priced = new WantedLine(sku, 10L, 10L, 1_250L);
        String id = county.reviewed(county.wanted("COUNTY", true, GivingWay.LARGEST_FIRST, priced));
        List<Long> before = county.level(sku);
        approve(id);
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.BOOKED);
        assertThat(county.level(sku)).isEqualTo(before);
        assertThat(county.draws(id)).isNotEmpty().allMatch(draw -> draw.transferId() == null);
        assertThat(county.count("ker_outbox WHERE topic = 'logistics.allocation-preempted' AND subject = ?", order))
                .isZero();
        assertThat(county.release(id).refillDue()).isNull();
        hand(NEAR, id, 5);
        assertThat(hand(FAR, id, 5).release()).isEqualTo(ReleaseState.DELIVERED);
        assertThat(county.level(sku)).isEqualTo(before);
        assertThat(county.bean(MoneyTable.class).worths(id)).isEmpty();
        assertThat(county.count("log_cash_taken WHERE order_id = ?", id)).isZero();
        assertThat(county.count("ker_outbox WHERE topic = 'logistics.release-took' AND subject = ?", id))
                .isZero();
    }

    @Test
    void ofTwoReleasesOfTheSameLotsOnTwoInstancesOneWins() throws Exception {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 15);
        String one = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        String other = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        var codes = Rivals.all(2, i -> {
            try {
                (i == 0 ? county : another).bean(Approving.class).approve(AUTHORITY, i == 0 ? one : other);
                return "won";
            } catch (ProblemException e) {
                return e.code();
            }
        });
        assertThat(codes).containsExactlyInAnyOrder("won", "reserve-short");
        assertThat(county.level(sku)).containsExactly(5L, 0L, 0L, 5L);
    }

    @Test
    void theSameReleaseApprovedOnTwoInstancesAtOnceIsDoneOnce() throws Exception {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 100);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        Rivals.all(4, i -> {
            try {
                (i % 2 == 0 ? county : another).bean(Approving.class).approve(AUTHORITY, id);
            } catch (ProblemException e) {
                assertThat(e.code()).isEqualTo("release-not-so-far");
            }
            return i;
        });
        assertThat(county.level(sku)).containsExactly(90L, 0L, 0L, 90L);
        assertThat(county.count("log_transfer WHERE reason = ?", "动用令 " + id)).isEqualTo(2);
    }

    @Test
    void whoIsKilledAfterTheApprovalIsFollowedByAnotherInstance() {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 20);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        // All but the sending, which the process does not live to see.
        county.bean(Approving.class).approveOnly(AUTHORITY, id);
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.APPROVED);
        assertThat(county.level(sku)).containsExactly(20L, 10L, 0L, 10L);
        assertThat(county.violations()).isEmpty();
        another.bean(Watching.class).round();
        county.bean(Watching.class).round();
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.BOOKED);
        assertThat(county.level(sku)).containsExactly(10L, 0L, 0L, 10L);
        assertThat(county.count("log_transfer WHERE reason = ?", "动用令 " + id)).isEqualTo(2);
    }

    @Test
    void nobodyApprovesWhatIsOutOfTime() {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 20);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        at(MORNING.plus(Duration.ofHours(24)).plusMillis(1));
        refused(() -> approve(id), 409, "release-expired");
        county.bean(Watching.class).round();
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.EXPIRED);
        refused(() -> approve(id), 409, "release-expired");
        assertThat(county.level(sku)).containsExactly(20L, 0L, 0L, 20L);
    }

    @Test
    void whoIsLateAndWhatIsToBeRefilledIsTold() {
        county.reserve(sku, "COUNTY", sku + "-A", LocalDate.of(2029, 1, 1), 20);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
        approve(id);
        var watching = county.bean(Watching.class);
        long early = county.bean(PlaceTable.class)
                .late(id, county.release(id).deliverBy(), MORNING)
                .size();
        at(MORNING.plus(Duration.ofHours(25)));
        watching.round();
        watching.round();
        assertThat(county.count("ker_trail WHERE act = 'logistics.release-late' AND subject = ?", id))
                .isEqualTo(2);
        assertThat(early).isBetween(0L, 2L);
        at(Instant.parse("2027-08-24T20:00:00Z"));
        watching.round();
        assertThat(county.release(id).refillTold()).isEqualTo(90);
        at(Instant.parse("2027-11-20T20:00:00Z"));
        watching.round();
        watching.round();
        assertThat(county.release(id).refillTold()).isEqualTo(7);
        at(Instant.parse("2027-11-24T20:00:00Z"));
        watching.round();
        assertThat(county.release(id).refillTold()).isEqualTo(-1);
        assertThat(county.count("ker_trail WHERE act = 'logistics.release-refill-due' AND subject = ?", id))
                .isEqualTo(3);
    }

    @Test
    void anAlertOpensOneReleaseAndReleasesNothing() {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 20);
        var proposals = county.bean(ReleaseProposals.class);
        String alert = county.ids().next();
        String id = county.transactions()
                .run(() -> proposals.propose(
                        alert,
                        "COUNTY",
                        ReserveCounty.HUB,
                        sku,
                        "大米价格上涨 35% · rice is up",
                        LocalDate.of(2026, 11, 23)));
        assertThat(county.transactions()
                        .run(() -> proposals.propose(
                                alert, "COUNTY", ReserveCounty.HUB, sku, "again", LocalDate.of(2026, 11, 24))))
                .isEqualTo(id);
        assertThat(county.release(id).state()).isEqualTo(ReleaseState.OPENED);
        refused(() -> approve(id), 409, "release-not-so-far");
        var wanted = county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10);
        county.bean(Proposing.class).complete(OFFICER, id, wanted);
        refused(() -> county.bean(Proposing.class).complete(OFFICER, id, wanted), 409, "release-not-so-far");
        county.bean(Deciding.class).review(REVIEWER, id, new Deciding.Review(true, null));
        approve(id);
        assertThat(county.level(sku)).containsExactly(10L, 0L, 0L, 10L);
    }
}
