package org.cunlu.logistics.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cunlu.logistics.release.ReserveCounty.AUTHORITY;
import static org.cunlu.logistics.release.ReserveCounty.OFFICER;

import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Race;
import org.cunlu.logistics.standin.Room;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A rival comes exactly between two steps of the authority's yes; read as the rows of {@code BetweenTwoScansTest}. */
@Tag("servers")
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BetweenTwoSignaturesTest {
    private static final Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");
    private static final LocalDate SOON = LocalDate.of(2027, 1, 1);
    private static final Caller OTHER = ReserveCounty.person("other", Role.RESERVE_AUTHORITY, "COUNTY");

    private ReserveCounty county;
    private String sku;

    @BeforeAll
    void open() {
        Map<String, Object> properties = new HashMap<>(Room.properties());
        properties.putAll(TestServers.properties("betweentwosignatures", Server.DATABASE));
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

    @ParameterizedTest
    @CsvSource({
        "releasing.planned,  release-not-so-far, yes,                BOOKED 10",
        "releasing.taken!,   yes,                release-not-so-far, BOOKED 10",
        "releasing.approved, yes,                release-not-so-far, BOOKED 10",
    })
    void oneOfTwoApproves(String moment, String first, String rival, String end) {
        String id = reserved();
        new Race(approves(AUTHORITY, id), approves(OTHER, id), () -> is(id)).run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "releasing.planned,  release-not-so-far, yes,                WITHDRAWN 0",
        "releasing.taken!,   yes,                release-not-so-far, BOOKED 10",
        "releasing.approved, yes,                release-not-so-far, BOOKED 10",
    })
    void whatIsWithdrawnIsNotApproved(String moment, String first, String rival, String end) {
        String id = reserved();
        new Race(
                        approves(AUTHORITY, id),
                        said(() -> county.bean(Deciding.class).withdraw(OFFICER, id, new Deciding.Reason("不需要了"))),
                        () -> is(id))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "releasing.planned, release-not-so-far, yes,                REJECTED 0",
        "releasing.taken!,  yes,                release-not-so-far, BOOKED 10",
    })
    void whatOneRefusesAnotherDoesNotApprove(String moment, String first, String rival, String end) {
        String id = reserved();
        new Race(
                        approves(AUTHORITY, id),
                        said(() -> county.bean(Deciding.class).refuse(OTHER, id, new Deciding.Reason("不同意"))),
                        () -> is(id))
                .run(moment, first, rival, end);
    }

    @ParameterizedTest
    @CsvSource({
        "releasing.planned,  reserve-short, sold, REVIEWED 0",
        "releasing.taken!,   yes,           none, BOOKED 6",
        "releasing.approved, yes,           none, BOOKED 6",
    })
    void whatIsForSaleIsSoldOrReleased(String moment, String first, String rival, String end) {
        county.sale(sku, sku + "-S", SOON, 6);
        String id = county.reviewed(county.wanted("COUNTY", false, GivingWay.UNSOLD, sku, 6, 6));
        new Race(
                        approves(AUTHORITY, id),
                        () -> {
                            try {
                                county.order(sku, 3, 5);
                                return "sold";
                            } catch (AssertionError nothing) {
                                return "none";
                            }
                        },
                        () -> is(id))
                .run(moment, first, rival, end);
    }

    /** @return a release of ten of twenty that the county keeps, reviewed */
    private String reserved() {
        county.reserve(sku, "COUNTY", sku + "-A", SOON, 20);
        return county.reviewed(county.wanted("COUNTY", false, GivingWay.NONE, sku, 10, 10));
    }

    private Supplier<String> approves(Caller who, String id) {
        return said(() -> county.bean(Approving.class).approve(who, id));
    }

    private static Supplier<String> said(Runnable act) {
        return () -> {
            try {
                act.run();
                return "yes";
            } catch (ProblemException e) {
                return e.code();
            }
        };
    }

    /** @return its state, and the pieces that it took */
    private String is(String id) {
        return county.release(id).state() + " "
                + county.draws(id).stream().mapToLong(Release.Draw::pieces).sum();
    }
}
