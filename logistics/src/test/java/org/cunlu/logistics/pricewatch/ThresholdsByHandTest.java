package org.cunlu.logistics.pricewatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.cunlu.logistics.ReserveClass;
import org.cunlu.logistics.ReserveLevel;
import org.cunlu.logistics.ReserveProgram;
import org.cunlu.logistics.ReserveTarget;
import org.cunlu.logistics.pricewatch.ReportTable.Priced;
import org.junit.jupiter.api.Test;

/** Reads the examples of docs/reserve.md that are worked by hand: {@code watch | formula | given | … | result}. */
class ThresholdsByHandTest {
    private final Set<String> seen = new HashSet<>();

    @Test
    void everyExampleOfThePageComesOutAsItSays() throws IOException {
        for (String line : Files.readAllLines(Path.of("..", "docs", "reserve.md"))) {
            if (line.startsWith("| watch ")) {
                String[] cells = Arrays.stream(line.split("\\|"))
                        .map(String::strip)
                        .skip(2)
                        .toArray(String[]::new);
                check(line, cells[0], numbers(cells[1]), cells[2]);
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        "middle",
                        "rise",
                        "ratio",
                        "days of supply",
                        "cover of the sown area",
                        "target",
                        "spare",
                        "season");
    }

    private static List<Long> numbers(String cell) {
        return Arrays.stream(cell.replace(",", "").split("[^0-9]+"))
                .filter(each -> !each.isEmpty())
                .map(Long::valueOf)
                .toList();
    }

    private void check(String line, String formula, List<Long> given, String result) {
        String found = switch (formula) {
            case "middle" ->
                String.valueOf(Medians.of(given.stream()
                                .map(fen -> new Priced(null, null, fen))
                                .toList())
                        .fen());
            case "rise" ->
                told(Thresholds.rise(given.get(1), given.subList(2, given.size()), Math.toIntExact(given.getFirst())));
            case "ratio" ->
                told(Thresholds.outside(
                        given.get(2), given.get(3), Math.toIntExact(given.getFirst()), Math.toIntExact(given.get(1))));
            case "days of supply" -> told(Thresholds.days(given.getFirst(), given.get(1), given.get(2)));
            case "cover of the sown area" ->
                String.valueOf(Thresholds.coveredBp(given.getFirst(), given.get(1), given.get(2)));
            case "target" -> String.valueOf(target(given).required());
            case "spare" -> String.valueOf(spare(given));
            case "season" -> season(line) ? "counts" : "nothing";
            default -> throw new AssertionError("no such formula: " + line);
        };
        assertThat(found).as(line).isEqualTo(result.replace(",", ""));
        seen.add(formula);
    }

    private static String told(OptionalLong found) {
        return found.isPresent() ? String.valueOf(found.getAsLong()) : "nothing";
    }

    private static long spare(List<Long> given) {
        return new ReserveTarget("P", "WHEAT", "", 0, Math.toIntExact(given.get(2)), 0, 0, 0, "made up")
                .spareGrams(given.getFirst(), given.get(1));
    }

    /** Its words are from, to and the day, such as {@code 09-01 to 04-30, on 2026-11-23}. */
    private static boolean season(String line) {
        var words =
                Pattern.compile("(\\d\\d-\\d\\d) to (\\d\\d-\\d\\d), on (\\S+)").matcher(line);
        assertThat(words.find()).as(line).isTrue();
        return new ReserveProgram(
                        "P",
                        "C",
                        "n",
                        ReserveClass.FERTILISER,
                        ReserveLevel.COUNTY,
                        words.group(1),
                        words.group(2),
                        "made up")
                .inSeason(LocalDate.parse(words.group(3)));
    }

    private static ReserveTarget target(List<Long> given) {
        return new ReserveTarget(
                "P",
                "WHEAT",
                "",
                given.getFirst(),
                0,
                Math.toIntExact(given.get(1)),
                given.get(2),
                given.get(3),
                "made up");
    }
}
