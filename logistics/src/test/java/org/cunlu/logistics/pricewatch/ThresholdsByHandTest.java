package org.cunlu.logistics.pricewatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
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
                        "middle", "rise", "ratio", "days of supply", "cover of the sown area", "target");
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
            default -> throw new AssertionError("no such formula: " + line);
        };
        assertThat(found).as(line).isEqualTo(result.replace(",", ""));
        seen.add(formula);
    }

    private static String told(OptionalLong found) {
        return found.isPresent() ? String.valueOf(found.getAsLong()) : "nothing";
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
