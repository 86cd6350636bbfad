package org.cunlu.catalog.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.cunlu.catalog.CatalogFiles.Line;
import org.cunlu.catalog.CatalogFiles.Loading;
import org.cunlu.catalog.CatalogFiles.Stage;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files in and out, with progress. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkTest implements TestPropertyProvider {
    @Inject
    ImportJobs jobs;

    @Inject
    ExportTable export;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("catalogbulk", Server.DATABASE);
    }

    @BeforeEach
    void empty() {
        transactions.run(() -> {
            for (String table :
                    List.of("offer_node", "offer", "price", "sku", "product", "seller", "brand", "category")) {
                sql.change("DELETE FROM cat_" + table);
            }
        });
    }

    @Test
    void twentyThousandRowsWithOneInTwentyBadAreLoadedWithProgressAndAReportByRow() {
        var lines = new ArrayList<List<Object>>();
        lines.add(List.copyOf(CatalogColumns.REQUIRED));
        for (int i = 0; i < 20_000; i++) {
            lines.add(line(i, i % 20 == 7 ? -1 : 3_900));
        }
        byte[] file = Sheet.workbook(lines);
        long start = System.nanoTime();
        Loading begun = jobs.start("OPERATOR00001", file, true);
        assertThat(begun.stage()).isNotEqualTo(Stage.FAILED);
        var stages = EnumSet.noneOf(Stage.class);
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(120))
                .until(() -> {
                    Loading now = jobs.status(begun.id());
                    stages.add(now.stage());
                    assertThat(now.rowsDone()).isLessThanOrEqualTo(Math.max(now.rowsTotal(), 0));
                    return now.stage() == Stage.DONE || now.stage() == Stage.FAILED;
                });
        // Who looks on sees it go from one stage to the next.
        assertThat(stages).contains(Stage.WRITING, Stage.DONE);
        Loading done = jobs.status(begun.id());
        System.out.printf("20,000 rows of xlsx: %d ms%n", (System.nanoTime() - start) / 1_000_000);
        assertThat(done.stage()).isEqualTo(Stage.DONE);
        assertThat(done.rowsTotal()).isEqualTo(20_000);
        assertThat(done.report().created()).isEqualTo(19_000);
        assertThat(done.faults()).isEqualTo(1_000);
        assertThat(done.report().faults()).hasSize(1_000);
        assertThat(done.report().faults().getFirst())
                .extracting(RowFault::line, RowFault::column, RowFault::code)
                .containsExactly(9L, "price_fen", "out-of-range");
        assertThat(count()).isEqualTo(19_000);
    }

    @Test
    void whatGoesOutComesBackUnchangedAndUpdatesBySkuCode() {
        load(csv(line(1, 3_900), line(2, 4_900)));
        var out = export.lines();
        assertThat(out).hasSize(3);
        assertThat(load(Sheet.workbook(out)).report().unchanged()).isEqualTo(2);
        var text = new CsvText();
        out.forEach(text::line);
        assertThat(load(text.toString().getBytes(StandardCharsets.UTF_8))
                        .report()
                        .unchanged())
                .isEqualTo(2);
        var dearer = load(csv(line(1, 4_000), line(2, 4_900))).report();
        assertThat(dearer.updated()).isEqualTo(1);
        assertThat(dearer.unchanged()).isEqualTo(1);
    }

    @Test
    void whereGoodsComeFromAndTheirGradeGoOutToo() {
        var header = new ArrayList<Object>(CatalogColumns.REQUIRED);
        header.addAll(CatalogColumns.OPTIONAL);
        var line = new ArrayList<>(line(1, 3_900));
        line.addAll(List.of("500233114201", "A"));
        byte[] file = Sheet.workbook(List.of(header, line));
        load(file);
        byte[] out = Sheet.workbook(export.lines());
        transactions.run(() -> {
            sql.change("DELETE FROM cat_offer_node");
            sql.change("DELETE FROM cat_offer");
        });
        assertThat(load(out).report().created()).isEqualTo(1);
        assertThat(load(file).report().unchanged()).isEqualTo(1);
    }

    @Test
    void formulasGoOutAsText() {
        var line = new ArrayList<>(line(1, 3_900));
        line.set(1, "=HYPERLINK(A1)");
        load(csv(line));
        var text = new CsvText();
        export.lines().forEach(text::line);
        assertThat(text.toString()).contains(",'=HYPERLINK(A1),");
        String back = Sheet.csv(Sheet.workbook(export.lines()));
        assertThat(back).contains("\"=HYPERLINK(A1)\"");
    }

    @Test
    void whatIsNoTableIsRefusedAndNothingIsLoaded() {
        for (byte[] odd : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe, 0},
                new byte[] {'P', 'K', 3, 4, 9, 9, 9},
                "PK\u0003\u0004rubbish".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> jobs.start("OPERATOR00001", odd, true))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo("file-unreadable"));
        }
        Loading done = load("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
        assertThat(done.report().applied()).isFalse();
        assertThat(done.report().faults()).isNotEmpty();
        assertThatThrownBy(() -> jobs.status("0000000000000")).isInstanceOf(ProblemException.class);
        assertThat(count()).isZero();
    }

    @Test
    void whoBroughtFilesFindsHisOwnAgainTheLastFirst() {
        var caller = new Caller("OPERATOR00002", List.of());
        String good = ended(jobs.start(caller, csv(line(1, 3_900)), false, "key-good")
                        .id())
                .id();
        String bad = ended(jobs.start(caller, csv(line(2, -1), line(3, -1)), false, "key-bad-1")
                        .id())
                .id();
        load(csv(line(4, 3_900)));
        var first = jobs.own(caller, null, 1);
        assertThat(first.items())
                .singleElement()
                .extracting(Line::id, Line::stage, Line::rows, Line::faults)
                .containsExactly(bad, Stage.DONE, 2L, 2L);
        var second = jobs.own(caller, first.next(), 1);
        assertThat(second.items())
                .singleElement()
                .extracting(Line::id, Line::rows, Line::faults)
                .containsExactly(good, 1L, 0L);
        assertThat(second.next()).isNull();
    }

    @Test
    void theSameFileSentTwiceUnderOneKeyIsLoadedOnce() throws Exception {
        var caller = new Caller("OPERATOR00003", List.of());
        byte[] file = csv(line(1, 3_900));
        try (var rivals = Executors.newFixedThreadPool(4)) {
            var ids = rivals.invokeAll(Collections.nCopies(4, (Callable<String>)
                    () -> jobs.start(caller, file, false, "one-and-the-same").id()));
            var told = new HashSet<String>();
            for (var id : ids) {
                told.add(id.get());
            }
            assertThat(told).hasSize(1);
            assertThat(ended(told.iterator().next()).report().created()).isEqualTo(1);
        }
        assertThat(jobs.own(caller, null, 10).items()).hasSize(1);
        assertThatThrownBy(() -> jobs.start(caller, csv(line(2, 3_900)), false, "one-and-the-same"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("key-reused"));
    }

    @Test
    void whatWasRefusedComesBackAsAFileThatIsPutRightAndBroughtAgain() {
        var lines = new ArrayList<>(List.of(line(1, 3_900), line(2, -1), line(3, 4_900)));
        byte[] whole = csv(lines.get(0), lines.get(1), lines.get(2));
        byte[] ragged =
                (new String(whole, StandardCharsets.UTF_8) + "P-9,too,short\n").getBytes(StandardCharsets.UTF_8);
        String id = ended(jobs.start("OPERATOR00004", ragged, true).id()).id();
        assertThat(jobs.status(id).faults()).isEqualTo(2);
        String refused = new String(jobs.refused(id), StandardCharsets.UTF_8);
        assertThat(refused.lines()).hasSize(3);
        assertThat(refused.lines().findFirst().orElseThrow()).endsWith(",status,refused_because");
        assertThat(refused).contains("K-2", "price_fen: ", "P-9,too,short").doesNotContain("K-1,", "K-3,");
        // The price is put right, the row that is none is taken out; the reason may stay where it is.
        String mended = refused.lines()
                .filter(line -> !line.contains("too,short"))
                .collect(Collectors.joining("\n"))
                .replace("'-1", "2900");
        Loading again = load(mended.getBytes(StandardCharsets.UTF_8));
        assertThat(again.report().created()).isEqualTo(1);
        assertThat(again.faults()).isZero();
        assertThatThrownBy(() -> jobs.refused(again.id())).isInstanceOf(ProblemException.class);
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void aFileThatCannotBeReadHasNoRowsToPutRight() {
        String header = load("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)).id();
        assertThatThrownBy(() -> jobs.refused(header)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> jobs.refused("0000000000000")).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> jobs.refused("../x")).isInstanceOf(ProblemException.class);
    }

    @Test
    void aJobThatItsProcessLeftIsToldAsFailed() {
        transactions.run(() -> {
            sql.change("INSERT INTO cat_import (id, made_by, made_at, stage, rows_total, rows_done, told_at) VALUES"
                    + " ('0000000000007', 'X', CURRENT_TIMESTAMP(3), 'WRITING', 9, 3,"
                    + " CURRENT_TIMESTAMP(3) - INTERVAL 11 MINUTE)");
        });
        assertThat(jobs.status("0000000000007").stage()).isEqualTo(Stage.FAILED);
    }

    private Loading load(byte[] file) {
        return ended(jobs.start("OPERATOR00001", file, false).id());
    }

    private Loading ended(String id) {
        await().atMost(Duration.ofSeconds(120))
                .until(() ->
                        jobs.status(id).stage() == Stage.DONE || jobs.status(id).stage() == Stage.FAILED);
        return jobs.status(id);
    }

    private long count() {
        return sql.one("SELECT COUNT(*) AS n FROM cat_offer", row -> row.number("n"))
                .orElseThrow();
    }

    @SafeVarargs
    private static byte[] csv(List<Object>... lines) {
        var text = new StringBuilder(String.join(",", CatalogColumns.REQUIRED)).append('\n');
        for (List<Object> line : lines) {
            text.append(String.join(",", line.stream().map(String::valueOf).toList()))
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static List<Object> line(int i, int fen) {
        return List.of(
                "P-" + i / 4,
                "忠橙 " + i / 4,
                "FRUIT",
                "水果",
                "ZC",
                "忠橙",
                "K-" + i,
                "忠橙 5 斤装 " + i,
                2_500,
                6_000,
                "DRY",
                "false",
                "S-1",
                "六合村合作社",
                "COOPERATIVE",
                "N-1",
                "UP",
                fen,
                "N-1",
                1,
                99,
                "PUBLISHED");
    }
}
