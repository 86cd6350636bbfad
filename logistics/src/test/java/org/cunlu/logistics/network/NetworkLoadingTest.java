package org.cunlu.logistics.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.ApplicationContext;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.StringReader;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.audit.AuditRow;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Network;
import org.cunlu.logistics.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A network file is loaded whole, kept by the database, and seen by other instances. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetworkLoadingTest extends LoadedCounty {
    @Test
    void loadsTheDemoCountyAndRepeatingItChangesNothing() {
        assertThat(first.faults()).isEmpty();
        assertThat(first.applied()).isTrue();
        assertThat(first.created()).isEqualTo(first.rows());
        long version = maps.current().version();
        ImportReport again = imports.network(new StringReader(demo()), false, "tester");
        assertThat(again.faults()).isEmpty();
        assertThat(again.unchanged()).isEqualTo(again.rows());
        assertThat(again.applied()).isFalse();
        assertThat(maps.current().version()).isEqualTo(version);
        assertThat(maps.current().nodes()).hasSize(276);
        assertThat(maps.current().nodes().values())
                .filteredOn(node -> node.tier() == Node.Tier.VILLAGE && node.open())
                .hasSize(152);
        assertThat(network.villages("", 1_000)).hasSize(372);
        assertThat(network.gateway("500233")).map(Node::code).hasValue("500233-OUT");
        assertThat(network.within("500233112203", "500233112")).isTrue();
        assertThat(network.within("500233112203", "500233113")).isFalse();
    }

    @Test
    void writesTheAuditTrail() {
        long rows = transactions.read(() -> sql.one(
                        "SELECT COUNT(*) AS n FROM ker_trail WHERE act = 'logistics.import-network' AND actor ="
                                + " 'tester'",
                        row -> row.number("n"))
                .orElseThrow());
        assertThat(rows).isPositive();
    }

    @Test
    void allOrNothingUnlessTheGoodRowsAreKept() {
        String header = demo().lines().findFirst().orElseThrow();
        String good = demo().lines()
                .filter(row -> row.startsWith("node,500233112203,"))
                .findFirst()
                .orElseThrow();
        String renamed = good.replace("鹤林村", "鹤林新村");
        String file = header + "\n" + renamed + "\n"
                + good.replace("500233112203", "500233112299").replace(",500233112,", ",X,") + "\n";
        ImportReport refused = imports.network(new StringReader(file), false, "tester");
        assertThat(refused.applied()).isFalse();
        assertThat(refused.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.line()).isEqualTo(3);
            assertThat(fault.column()).isEqualTo("parent");
        });
        assertThat(network.node("500233112203").orElseThrow().name()).contains("鹤林村");
        ImportReport kept = imports.network(new StringReader(file), true, "tester");
        assertThat(kept.applied()).isTrue();
        assertThat(kept.updated()).isEqualTo(1);
        assertThat(kept.faults()).hasSize(1);
        assertThat(network.node("500233112203").orElseThrow().name()).contains("鹤林新村");
        imports.network(new StringReader(demo()), false, "tester");
        assertThat(network.node("500233112203").orElseThrow().name()).contains("鹤林村");
    }

    @Test
    void anotherInstanceSeesAnImportWithinTwoSeconds() {
        try (var other = ApplicationContext.run(Map.<String, Object>copyOf(properties))) {
            Network there = other.getBean(Network.class);
            String line = demo().lines()
                    .filter(row -> row.startsWith("node,500233112204,"))
                    .findFirst()
                    .orElseThrow();
            String file = demo().lines().findFirst().orElseThrow() + "\n" + line.replace("OPEN", "CLOSED") + "\n";
            assertThat(there.node("500233112204").orElseThrow().open()).isTrue();
            imports.network(new StringReader(file), false, "tester");
            assertThat(network.node("500233112204").orElseThrow().open())
                    .as("at once here")
                    .isFalse();
            await().pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(
                                    there.node("500233112204").orElseThrow().open())
                            .isFalse());
            assertThat(there.stationOf("500233112204").orElseThrow().code()).isNotEqualTo("500233112204");
        } finally {
            imports.network(new StringReader(demo()), false, "tester");
        }
    }

    @Test
    void whatPromisesCountIsKeptByTheDatabase() {
        List<String> rows = demo().lines().toList();
        String header = rows.getFirst() + ",sort_cut_off,holds,capacity_pieces,holidays\n";
        String node = rows.stream()
                .filter(row -> row.startsWith("node,500233112203,"))
                .findFirst()
                .orElseThrow();
        String bus = rows.stream()
                .filter(row -> row.startsWith("line,") && row.contains(",BUS,"))
                .findFirst()
                .orElseThrow();
        String code = bus.split(",")[1];
        String file = header + node + ",17:30,DRY CHILLED,,\n" + bus + ",,,12,2027-02-06 2027-02-20=1\n";
        assertThat(imports.network(new StringReader(file), false, "tester").updated())
                .isEqualTo(2);
        try {
            assertThat(maps.current().openings().get("500233112203").sortCutOff())
                    .isEqualTo("17:30");
            assertThat(maps.current().nodes().get("500233112203").holds())
                    .containsExactlyInAnyOrder(StorageClass.DRY, StorageClass.CHILLED);
            assertThat(line(code).pieces()).isEqualTo(12);
            assertThat(line(code).carries()).containsExactlyInAnyOrder(StorageClass.DRY, StorageClass.CHILLED);
            assertThat(line(code).holidays())
                    .containsExactly(
                            new Line.Holiday(LocalDate.of(2027, 2, 6), null),
                            new Line.Holiday(LocalDate.of(2027, 2, 20), DayOfWeek.MONDAY));
            assertThat(imports.network(new StringReader(file), false, "tester").applied())
                    .as("the same again")
                    .isFalse();
        } finally {
            imports.network(new StringReader(demo()), false, "tester");
        }
        assertThat(line(code).holidays()).isEmpty();
        assertThat(line(code).pieces()).isNull();
        assertThat(maps.current().nodes().get("500233112203").holds()).hasSize(StorageClass.values().length);
    }

    @Test
    void theNetworksInvariantsHold() {
        assertThat(auditor.run())
                .allSatisfy(row -> assertThat(row.examples()).as(row.name()).isEmpty())
                .extracting(AuditRow::name)
                .contains("nodes form a tree", "times of a line rise");
    }
}
