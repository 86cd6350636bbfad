package org.cunlu.logistics.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.cunlu.accounts.Accounts;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.run.TripController.CrewOrder;
import org.cunlu.logistics.slip.Valley;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** In the valley BACK runs from 10:30 to 12:30, NOON from 12:00 to 15:00 and EVE from 15:00. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverlappingTripsTest implements TestPropertyProvider {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final Caller DISPATCHER =
            new Caller("DISPATCHER0001", List.of(new Grant(Role.DISPATCHER, new Scope(Scope.Kind.SUBTREE, "H"))));

    @Inject
    Valley valley;

    @Inject
    Accounts accounts;

    @Inject
    TripController trips;

    @Override
    public Map<String, String> getProperties() {
        return Valley.properties("overlaps");
    }

    @BeforeAll
    void build() {
        valley.build();
    }

    @BeforeEach
    void morning() {
        valley.at(0, 6, 0);
        valley.transactions.run(() -> {
            valley.sql.change("DELETE FROM log_run_crew");
            valley.sql.change("DELETE FROM log_run");
        });
    }

    @Test
    void nobodyIsNamedToTwoTripsAtOnce() {
        String driver = driver();
        name("BACK", DAY, 0, driver);
        assertThatThrownBy(() -> name("NOON", DAY, 0, driver)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.code()).isEqualTo("driver-elsewhere");
            assertThat(e.facts()).containsEntry("trip", "BACK/2026-11-23");
        });
        name("NOON", DAY.plusDays(1), 0, driver);
        name("BACK", DAY, 1);
        name("NOON", DAY, 0, driver);
    }

    @Test
    void whoComesInWhenTheOtherLeavesMayDriveBoth() {
        String driver = driver();
        name("NOON", DAY, 0, driver);
        assertThat(name("EVE", DAY, 0, driver).accounts()).containsExactly(driver);
    }

    @Test
    void twoDispatchersAtOnceDoNotNameHimTwiceEither() throws Exception {
        for (int day = 2; day < 8; day++) {
            String driver = driver();
            LocalDate date = DAY.plusDays(day);
            Callable<String> back = () -> code(() -> name("BACK", date, 0, driver));
            Callable<String> noon = () -> code(() -> name("NOON", date, 0, driver));
            var answers = new ArrayList<String>();
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (var each : threads.invokeAll(List.of(back, noon))) {
                    answers.add(each.get());
                }
            }
            assertThat(answers).containsExactlyInAnyOrder("named", "driver-elsewhere");
        }
    }

    private static String code(Runnable act) {
        try {
            act.run();
            return "named";
        } catch (ProblemException e) {
            return e.code();
        }
    }

    private CrewKeeping.Crew name(String line, LocalDate date, int version, String... drivers) {
        return trips.crew(DISPATCHER, line, date, new CrewOrder(List.of(drivers), version));
    }

    private String driver() {
        String phone = "138" + String.format("%08d", ThreadLocalRandom.current().nextInt(100_000_000));
        String account = accounts.register(phone, "kx93-mrt 忠橙", "张三丰");
        accounts.grant(account, new Grant(Role.DRIVER, new Scope(Scope.Kind.SUBTREE, "H")), "tester");
        return account;
    }
}
