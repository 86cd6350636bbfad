package org.cunlu.logistics.network;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cunlu.catalog.StorageClass;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.logistics.Line;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.NodeProfile;
import org.cunlu.logistics.Opening;
import org.cunlu.logistics.Programme;
import org.cunlu.logistics.SupplyLine;

/** Reads one row of a network file into what it stands for; null when something is wrong with it, which is noted. */
final class NetworkCells {
    private static final int NAME_MAX = 120;
    private static final long GRAMS_PER_KG = 1_000;
    private static final long CM3_PER_LITRE = 1_000;
    private static final int DAY_MINUTES = 24 * 60;

    private NetworkCells() {}

    /** Path, profile and version are set when all nodes are known. */
    static Place place(CsvRow row, String county) {
        String code = row.code("code");
        String name = row.name("name", NAME_MAX);
        Node.Tier tier = row.constant("tier", Node.Tier.class);
        String parent = row.codeOrNull("parent");
        Node.Status status = row.constant("status", Node.Status.class);
        BigDecimal latitude = degrees(row, "latitude", 90);
        BigDecimal longitude = degrees(row, "longitude", 180);
        boolean madeUp = row.flag("made_up");
        Opening opening = opening(row);
        Set<StorageClass> holds = Names.of(row, "holds", StorageClass.class);
        if (tier == Node.Tier.HUB && parent != null) {
            row.fault("parent", "root-has-parent", "县级中心是根节点，不能有上级 · The hub is the root and has no parent");
        } else if (tier != null && tier != Node.Tier.HUB && row.cell("parent").isEmpty()) {
            row.fault("parent", "parent-missing", "须填上级节点 · Needs a parent");
        }
        if (row.bad()) {
            return null;
        }
        var node = new Node(
                code,
                county,
                name,
                tier,
                parent,
                "",
                status,
                latitude.doubleValue(),
                longitude.doubleValue(),
                madeUp,
                holds,
                NodeProfile.plain(holds));
        return new Place(node, opening, 0);
    }

    private static Opening opening(CsvRow row) {
        Set<DayOfWeek> days = days(row);
        LocalTime opens = timeOfDay(row, "opens");
        LocalTime closes = timeOfDay(row, "closes");
        LocalTime cutOff = row.cell("cut_off").isEmpty() ? null : timeOfDay(row, "cut_off");
        LocalTime sortCutOff = row.cell("sort_cut_off").isEmpty() ? null : timeOfDay(row, "sort_cut_off");
        int handling = (int) row.number("handling_minutes", 0, DAY_MINUTES);
        if (opens != null && closes != null && !opens.isBefore(closes)) {
            row.fault("closes", "closes-before-opens", "关门须晚于开门 · Closes before it opens");
        } else if (opens != null && closes != null) {
            within(row, "cut_off", cutOff, opens, closes);
            within(row, "sort_cut_off", sortCutOff, opens, closes);
        }
        return row.bad() ? null : new Opening(days, opens, closes, cutOff, sortCutOff, handling);
    }

    private static void within(CsvRow row, String column, LocalTime cutOff, LocalTime opens, LocalTime closes) {
        if (cutOff != null && (cutOff.isBefore(opens) || cutOff.isAfter(closes))) {
            row.fault(column, "cut-off-outside", "截单时间须在营业时间内 · Not within opening hours");
        }
    }

    static Served village(CsvRow row) {
        String code = row.code("code");
        String name = row.name("name", NAME_MAX);
        String township = row.code("township");
        String station = row.codeOrNull("station");
        BigDecimal latitude = degrees(row, "latitude", 90);
        BigDecimal longitude = degrees(row, "longitude", 180);
        boolean madeUp = row.flag("made_up");
        return row.bad()
                ? null
                : new Served(code, name, township, station, latitude.doubleValue(), longitude.doubleValue(), madeUp);
    }

    /** The stops come in rows of their own. */
    static Line line(CsvRow row) {
        String code = row.code("code");
        String name = row.name("name", NAME_MAX);
        String route = row.nameOrNull("route", NAME_MAX);
        Line.Mode mode = row.constant("mode", Line.Mode.class);
        Set<DayOfWeek> days = days(row);
        LocalDate from = row.dateOrNull("valid_from");
        LocalDate to = row.dateOrNull("valid_to");
        long grams = row.number("capacity_kg", 1, 100_000) * GRAMS_PER_KG;
        long cm3 = row.number("capacity_litres", 1, 200_000) * CM3_PER_LITRE;
        boolean counted = row.cell("capacity_pieces").isPresent();
        Integer pieces = counted ? (Integer) (int) row.number("capacity_pieces", 1, 100_000) : null;
        Set<StorageClass> carries = Names.of(row, "carries", StorageClass.class);
        boolean apart = row.flag("hazard_apart");
        List<Line.Holiday> holidays = Holidays.of(row);
        if (from != null && to != null && to.isBefore(from)) {
            row.fault("valid_to", "ends-before-it-begins", "止日早于起日 · Ends before it begins");
        }
        return row.bad()
                ? null
                : new Line(
                        code, name, route, mode, days, from, to, grams, cm3, pieces, carries, apart, holidays,
                        List.of());
    }

    /** One of both times may be blank: the vehicle does not wait. */
    static NetworkFile.StopAt stop(CsvRow row) {
        String line = row.code("line");
        long seq = row.number("seq", 1, 9_999);
        String node = row.code("node");
        String first = row.cell("arrive").isPresent() ? "arrive" : "depart";
        String second = row.cell("depart").isPresent() ? "depart" : first;
        int arrive = serviceMinute(row, first);
        int depart = second.equals(first) ? arrive : serviceMinute(row, second);
        if (depart < arrive) {
            row.fault("depart", "times-go-backwards", "离站早于到站 · Departs before it arrives");
        }
        return row.bad() ? null : new NetworkFile.StopAt(line, seq, new Line.Stop(node, arrive, depart));
    }

    static NetworkFile.Lead lead(CsvRow row) {
        String gateway = row.code("code");
        String province = row.text("province", 40);
        int days = (int) row.number("lead_days", 0, 60);
        return row.bad() ? null : new NetworkFile.Lead(gateway, province, days);
    }

    static NetworkFile.Planned plan(CsvRow row) {
        String township = row.code("code");
        int year = (int) row.number("year", 2000, 2100);
        int stations = (int) row.number("stations", 0, 9_999);
        return row.bad() ? null : new NetworkFile.Planned(township, year, stations);
    }

    static SupplyLine supply(CsvRow row) {
        Programme programme = row.constant("programme", Programme.class);
        String supplier = row.code("supplier");
        String supplied = row.code("node");
        LocalDate from = row.dateOrNull("valid_from");
        LocalDate to = row.dateOrNull("valid_to");
        if (row.cell("valid_from").isEmpty()) {
            row.fault("valid_from", "blank", "不能为空 · Must not be blank");
        }
        return row.bad() ? null : new SupplyLine(programme, supplier, supplied, from, to);
    }

    private static BigDecimal degrees(CsvRow row, String column, int limit) {
        return row.decimal(column, BigDecimal.valueOf(-limit), BigDecimal.valueOf(limit), 6);
    }

    /** Digits, 1 for Monday to 7 for Sunday. */
    private static Set<DayOfWeek> days(CsvRow row) {
        var days = EnumSet.noneOf(DayOfWeek.class);
        String text = row.text("days", 7);
        if (text == null) {
            return days;
        }
        for (char digit : text.toCharArray()) {
            if (digit < '1' || digit > '7' || !days.add(DayOfWeek.of(digit - '0'))) {
                row.fault("days", "days-invalid", "星期应写作 1–7 的数字，如 12345 · Days are digits 1 to 7, such as 12345");
                break;
            }
        }
        return days;
    }

    private static LocalTime timeOfDay(CsvRow row, String column) {
        String text = row.text(column, 5);
        if (text == null) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException _) {
            row.fault(column, "not-a-time", "时刻应为 HH:mm · Times are written HH:mm: " + text);
            return null;
        }
    }

    private static int serviceMinute(CsvRow row, String column) {
        String text = row.text(column, 5);
        if (text == null) {
            return 0;
        }
        if (!text.matches("\\d{2}:[0-5]\\d")) {
            row.fault(column, "not-a-time", "时刻应为 HH:mm（次日写 24:00 以后）· HH:mm, beyond 24:00 on the next day: " + text);
            return 0;
        }
        int minute = Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
        if (minute >= Line.MINUTES_MAX) {
            row.fault(column, "out-of-range", "一个班次不超过两天 · A trip ends within two days: " + text);
        }
        return minute;
    }
}
