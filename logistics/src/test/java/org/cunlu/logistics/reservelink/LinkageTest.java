package org.cunlu.logistics.reservelink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;
import org.cunlu.logistics.ReserveBooks.Why;
import org.cunlu.logistics.standin.MovedClock;
import org.cunlu.logistics.standin.Room;
import org.cunlu.logistics.standin.StandInReserveBooks;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reports for the authorities above: versions, levels, looks. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LinkageTest implements TestPropertyProvider {
    private static final LocalDate DAY = LocalDate.parse("2026-11-22");

    @Inject
    Linkage linkage;

    @Inject
    LinkTable table;

    @Inject
    StandInReserveBooks books;

    @Inject
    MovedClock clock;

    @Inject
    Ids ids;

    private String level;

    @Override
    public Map<String, String> getProperties() {
        var properties = new HashMap<>(Room.properties());
        properties.put("logistics.stand-in-reserve", "true");
        return properties;
    }

    @BeforeEach
    void aLevelOfItsOwn() {
        clock.set(Instant.parse("2026-11-23T00:00:00Z"));
        level = "L." + ids.next();
        books.contracts.add(new Contract(
                level, level, level, "某粮库", "GRAIN", "WHEAT", "N1", DAY.minusYears(1), DAY, 5_000_000L, 0, null));
        came(1_000_000L);
    }

    private void came(long grams) {
        books.entries.add(new Entry(level, DAY, ids.next(), "A", Why.INTAKE, grams, 1));
    }

    private Caller person(Role role) {
        return new Caller("acct-" + role, List.of(new Grant(role, new Scope(Scope.Kind.LEVEL, level))));
    }

    @Test
    void theSameFiguresAreTheSameReportAndOthersANewVersion() {
        Caller officer = person(Role.RESERVE_OFFICER);
        Filed first = linkage.file(officer, level, DAY, "daily");
        assertThat(linkage.file(officer, level, DAY, "daily")).isEqualTo(first);
        came(2_000_000L);
        Filed second = linkage.file(officer, level, DAY, "an intake was missing");
        assertThat(second.version()).isEqualTo(2);
        assertThat(table.csv(first.reportId())).contains(",1000000,");
        assertThat(table.csv(second.reportId())).contains(",3000000,");
        refused("day-not-over", () -> linkage.file(officer, level, DAY.plusDays(1), "x"));
        refused("not-found", () -> linkage.file(officer, "OTHER", DAY, "x"));
    }

    @Test
    void aKeyReadsTheLevelThatWasOpenedToItUntilItIsShutAndEachLookIsKept() {
        Filed filed = linkage.file(person(Role.RESERVE_OFFICER), level, DAY, "daily");
        String key = ids.next();
        assertThat(linkage.list(key, null, 10)).isEmpty();
        refused("not-found", () -> linkage.read(key, filed.reportId()));
        refused("not-found", () -> {
            linkage.open(person(Role.RESERVE_OFFICER), level, key);
            return null;
        });
        Caller authority = person(Role.RESERVE_AUTHORITY);
        linkage.open(authority, level, key);
        linkage.open(authority, level, key);
        assertThat(linkage.list(key, null, 10)).containsExactly(filed);
        assertThat(linkage.read(key, filed.reportId())).contains("某粮库");
        assertThat(table.looks(key)).isEqualTo(2);
        linkage.shut(authority, level, key);
        refused("not-found", () -> linkage.read(key, filed.reportId()));
        assertThat(table.looks(key)).isEqualTo(2);
    }

    private static void refused(String code, Callable<?> act) {
        assertThatThrownBy(act::call).isInstanceOf(ProblemException.class).hasFieldOrPropertyWithValue("code", code);
    }
}
