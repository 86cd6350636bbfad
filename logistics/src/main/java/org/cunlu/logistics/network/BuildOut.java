package org.cunlu.logistics.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cunlu.kernel.bulk.CsvText;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.Node.Status;

/**
 * Village stations by township and year, against the plan.
 * @param rows by township, then year
 * @param totals of all these townships, by year
 */
@Serdeable
record BuildOut(List<Row> rows, List<Row> totals) {
    /**
     * How it stands at the end of a year; for this year and those to come as of now.
     * @param township null in a total
     * @param plan stations that the plan asks for in this year
     * @param due all that it asks for until the end of this year
     * @param opened stations that opened for the first time in this year
     * @param planned stations that are named and not built; and so on by status
     * @param missing {@code due} less {@code open}, 0 when none is
     */
    @Serdeable
    record Row(
            @Nullable String township,
            @Nullable String name,
            int year,
            int plan,
            int due,
            int opened,
            int planned,
            int built,
            int open,
            int suspended,
            int missing) {
        private static Row of(Node township, int year, Map<Integer, Integer> plan, List<Life> lives) {
            var now = new EnumMap<Status, Integer>(Status.class);
            lives.forEach(life -> life.at(year).ifPresent(status -> now.merge(status, 1, Integer::sum)));
            int due = plan.entrySet().stream()
                    .filter(each -> each.getKey() <= year)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            int open = now.getOrDefault(Status.OPEN, 0);
            return new Row(
                    township.code(),
                    township.name(),
                    year,
                    plan.getOrDefault(year, 0),
                    due,
                    (int) lives.stream().filter(life -> life.openedIn(year)).count(),
                    now.getOrDefault(Status.PLANNED, 0),
                    now.getOrDefault(Status.BUILT, 0),
                    open,
                    now.getOrDefault(Status.SUSPENDED, 0),
                    Math.max(0, due - open));
        }

        /** A township that is ahead makes up for none that is behind. */
        private Row plus(Row other) {
            return new Row(
                    null,
                    null,
                    year,
                    plan + other.plan,
                    due + other.due,
                    opened + other.opened,
                    planned + other.planned,
                    built + other.built,
                    open + other.open,
                    suspended + other.suspended,
                    missing + other.missing);
        }

        private List<?> cells() {
            return Arrays.asList(
                    township,
                    name == null ? "合计" : name,
                    year,
                    plan,
                    due,
                    opened,
                    planned,
                    built,
                    open,
                    suspended,
                    missing);
        }
    }

    /** A station's steps in order. */
    record Life(List<Moment> steps) {
        record Moment(Status to, Instant at) {
            int year() {
                return CountyTime.date(at).getYear();
            }
        }

        private Optional<Status> at(int year) {
            return steps.stream()
                    .filter(step -> step.year() <= year)
                    .reduce((one, next) -> next)
                    .map(Moment::to);
        }

        private boolean openedIn(int year) {
            return steps.stream()
                    .filter(step -> step.to() == Status.OPEN)
                    .findFirst()
                    .filter(step -> step.year() == year)
                    .isPresent();
        }
    }

    /**
     * @param lives of stations, by code
     * @param from first year, not after {@code to}
     */
    static BuildOut of(List<Node> townships, Tables tables, Map<String, Life> lives, int from, int to) {
        var rows = new ArrayList<Row>();
        for (Node township : townships) {
            Map<Integer, Integer> plan = tables.plan().getOrDefault(township.code(), Map.of());
            List<Life> here = tables.places().values().stream()
                    .map(Place::node)
                    .filter(node ->
                            node.tier() == Node.Tier.VILLAGE && township.code().equals(node.parentCode()))
                    .map(node -> lives.getOrDefault(node.code(), new Life(List.of())))
                    .toList();
            for (int year = from; year <= to; year++) {
                rows.add(Row.of(township, year, plan, here));
            }
        }
        var totals = new ArrayList<Row>();
        for (int year = from; year <= to; year++) {
            Row total = new Row(null, null, year, 0, 0, 0, 0, 0, 0, 0, 0);
            for (Row row : rows) {
                total = row.year() == year ? total.plus(row) : total;
            }
            totals.add(total);
        }
        return new BuildOut(rows, totals);
    }

    String csv() {
        var csv = new CsvText()
                .line(List.of(
                        "township",
                        "name",
                        "year",
                        "plan",
                        "due",
                        "opened",
                        "planned",
                        "built",
                        "open",
                        "suspended",
                        "missing"));
        rows.forEach(row -> csv.line(row.cells()));
        totals.forEach(row -> csv.line(row.cells()));
        return csv.toString();
    }
}
