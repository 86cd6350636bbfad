package org.cunlu.logistics.reservefees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.ReserveBooks.Contract;
import org.cunlu.logistics.ReserveBooks.Entry;
import org.cunlu.logistics.ReserveBooks.Gap;
import org.cunlu.logistics.ReserveBooks.Why;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Reckons the examples that stand, worked by hand, in docs/reserve.md. */
class FeesByHandTest {
    private static final Pattern EXAMPLE = Pattern.compile("```fees\n(.*?)```", Pattern.DOTALL);
    private static final int EXAMPLES = 10;

    @TestFactory
    Stream<DynamicTest> reckonsWhatIsWorkedByHand() throws IOException {
        List<String> examples = examples();
        assertThat(examples).hasSizeGreaterThanOrEqualTo(EXAMPLES);
        return examples.stream()
                .map(text -> DynamicTest.dynamicTest(text.lines().findFirst().orElseThrow(), () -> {
                    var example = new Example(text);
                    Reckoned reckoned = example.reckoned();
                    assertThat(List.of(
                                    reckoned.interestFen(),
                                    reckoned.storageFen(),
                                    reckoned.spreadFen(),
                                    reckoned.clawbackFen()))
                            .isEqualTo(example.expected);
                    assertThat(daysOf(reckoned))
                            .as("every day is explained once")
                            .isEqualTo(example.days());
                    assertThat(reckoned.spans())
                            .allSatisfy(span -> assertThat(span.state().paid() || span.fen() == 0)
                                    .isTrue());
                }));
    }

    @Test
    void anyCutOfTheSameDaysAddsUpToTheSameFen() throws IOException {
        var example = new Example(examples().getFirst());
        Reckoned whole = example.reckoned();
        // More entries that change nothing make more spans, and not another sum.
        for (int day = 2; day < 300; day++) {
            example.entries.add(new Entry(
                    "C", LocalDate.ofYearDay(2025, day), "E" + day, "A", Why.OTHER, day % 2 == 0 ? 1 : -1, 240_000));
        }
        Reckoned cut = example.reckoned();
        assertThat(cut.spans()).hasSizeGreaterThan(290);
        assertThat(cut.storageFen()).isEqualTo(whole.storageFen());
    }

    @Test
    void aTableOfRatesWithAGapOrAnOverlapIsRefusedAndADayPastItToo() {
        var first = new RateTable.Rate(
                LocalDate.parse("2025-01-01"), LocalDate.parse("2025-01-31"), 31_000, 360, "by hand");
        var touching =
                new RateTable.Rate(LocalDate.parse("2025-02-01"), LocalDate.parse("2025-02-28"), 30_000, 360, "x");
        var gap = new RateTable.Rate(LocalDate.parse("2025-02-02"), LocalDate.parse("2025-02-28"), 30_000, 360, "x");
        var over = new RateTable.Rate(LocalDate.parse("2025-01-31"), LocalDate.parse("2025-02-28"), 30_000, 360, "x");
        var table = new RateTable("LPR1Y", 1, List.of(touching, first));
        assertThat(table.on(LocalDate.parse("2025-02-01")).ppm()).isEqualTo(30_000);
        assertThatThrownBy(() -> new RateTable("LPR1Y", 1, List.of(first, gap)))
                .hasFieldOrPropertyWithValue("code", "rate-gap");
        assertThatThrownBy(() -> new RateTable("LPR1Y", 1, List.of(first, over)))
                .hasFieldOrPropertyWithValue("code", "rate-overlap");
        assertThatThrownBy(() -> table.on(LocalDate.parse("2025-03-01")))
                .isInstanceOf(ProblemException.class)
                .hasFieldOrPropertyWithValue("code", "rate-missing");
    }

    private static List<String> examples() throws IOException {
        String text = Files.readString(Path.of("").toAbsolutePath().getParent().resolve("docs/reserve.md"));
        return EXAMPLE.matcher(text).results().map(each -> each.group(1)).toList();
    }

    private static long daysOf(Reckoned reckoned) {
        return reckoned.spans().stream().mapToLong(Span::days).sum();
    }

    /** As it stands in the page. */
    private static final class Example {
        private final List<RateTable.Rate> rates = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private final List<Gap> gaps = new ArrayList<>();
        private Contract contract;
        private FeeRule rule;
        private LocalDate from;
        private LocalDate until;
        private List<Long> expected;

        Example(String text) {
            text.lines().forEach(line -> read(line.split(" ")));
        }

        long days() {
            return java.time.temporal.ChronoUnit.DAYS.between(from, until) + 1;
        }

        Reckoned reckoned() {
            return new Reckoning(contract, rule, new RateTable("LPR1Y", 1, rates), gaps, from, until)
                    .of(entries.stream()
                            .sorted(java.util.Comparator.comparing(Entry::day))
                            .toList());
        }

        private void read(String[] words) {
            switch (words[0]) {
                case "contract" ->
                    contract = new Contract(
                            "C",
                            "L",
                            "H",
                            "holder",
                            "P",
                            "WHEAT",
                            "N",
                            LocalDate.parse(words[1]),
                            LocalDate.parse(words[2]),
                            grams(words[3]),
                            fen(words[5]),
                            words.length > 7 ? fen(words[7]) : null);
                case "rate" ->
                    rates.add(new RateTable.Rate(
                            LocalDate.parse(words[1]),
                            LocalDate.parse(words[2]),
                            new BigDecimal(words[3]).movePointRight(4).intValueExact(),
                            Integer.parseInt(words[4]),
                            "by hand"));
                case "rule" -> rule = rule(Arrays.asList(words));
                case "gap" ->
                    gaps.add(new Gap(
                            "C",
                            LocalDate.parse(words[1]),
                            LocalDate.parse(words[2]),
                            LocalDate.parse(words[3]),
                            words.length > 4 ? LocalDate.parse(words[4]) : null));
                case "period" -> {
                    from = LocalDate.parse(words[1]);
                    until = LocalDate.parse(words[2]);
                }
                case "=>" ->
                    expected = Arrays.stream(words).skip(1).map(Example::fen).toList();
                default ->
                    entries.add(new Entry(
                            "C",
                            LocalDate.parse(words[0]),
                            "E" + entries.size(),
                            words[2],
                            Why.valueOf(words[1]),
                            grams(words[3]),
                            fen(words[4].split("/")[0]),
                            // 49.99/15: yuan for a piece of 15 kg; else for a tonne.
                            words[4].contains("/") ? Long.parseLong(words[4].split("/")[1]) * 1_000 : 1_000_000));
            }
        }

        private static FeeRule rule(List<String> words) {
            var clawback = Arrays.stream(FeeRule.Clawback.values())
                    .filter(each -> words.contains(each.name()))
                    .findFirst()
                    .orElse(FeeRule.Clawback.NOTHING);
            return new FeeRule(
                    "P",
                    FeeRule.ANY,
                    FeeRule.ANY,
                    "LPR1Y",
                    after(words, "day"),
                    after(words, "average"),
                    after(words, "month-end"),
                    after(words, "intake"),
                    after(words, "base-stock") * 1_000_000L,
                    0,
                    clawback,
                    words.contains("gap-pays"),
                    365,
                    "by hand");
        }

        private static int after(List<String> words, String word) {
            return words.contains(word) ? Integer.parseInt(words.get(words.indexOf(word) + 1)) : 0;
        }

        private static long grams(String tonnes) {
            return Long.parseLong(tonnes) * 1_000_000;
        }

        private static long fen(String yuan) {
            return new BigDecimal(yuan).movePointRight(2).longValueExact();
        }
    }
}
