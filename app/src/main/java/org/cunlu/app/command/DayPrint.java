package org.cunlu.app.command;

import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.cunlu.app.day.DayReport;
import org.cunlu.kernel.time.CountyTime;

/** A day's report for people. */
final class DayPrint {
    private static final DateTimeFormatter COUNTY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final int IN_A_ROW = 4;

    private DayPrint() {}

    static void print(DayReport day, PrintWriter out) {
        out.printf(
                "%n全天 the whole day（县内时间 county time %s – %s）%n   %d 件 parcels，%d 已了结 came to their end，%.1f%% 准时 on time%n",
                CountyTime.at(day.from()).format(COUNTY_TIME),
                CountyTime.at(day.until()).format(COUNTY_TIME),
                day.parcels(),
                day.ended(),
                100 * day.onTimeShare());
        day.ways()
                .forEach(way -> out.printf(
                        "   %-7s %5d 件 parcels  %9.1f kg  %5d 准时 on time%n",
                        way.direction(), way.parcels(), way.grams() / 1000.0, way.onTime()));
        out.printf("%n各线装载 fill of each line: 最满一段占其容量 the fullest stretch of its room, 班次 runs, 件 parcels%n");
        lines(day.lines(), out);
        out.printf(
                "%n意外 exceptions %d of %d 件 parcels（%.1f%%，应有 wanted %d）%n",
                day.exceptions(), day.parcels(), 100.0 * day.exceptions() / day.parcels(), day.exceptionsWanted());
        day.mishaps()
                .forEach(kind -> out.printf(
                        "   %-13s %3d 件，了结 ended %d，仍准时 still on time %d  %s%n",
                        kind.kind(), kind.happened(), kind.ended(), kind.onTime(), kind.what()));
        out.printf(
                "   另有 %d 件因满载或误点改乘下一班 · beside them %d found no room or came too late and went by the next%n",
                day.overflowed(), day.overflowed());
        TourPrint.print(day.tours(), out);
        var held = day.timetable();
        out.printf(
                "%n时刻表 timetable：%d 次发车、%d 次到达的扫描，早于时刻表 %d · scans of departures and arrivals, %d before their time%n",
                held.departures(), held.arrivals(), held.early(), held.early());
        held.some().forEach(early -> out.println("   " + early));
        out.printf(
                "%n扫描 scans %d（被拒 refused %d），请求 HTTP requests %d%s，机器用时 machine time %.1f s%n",
                day.scans(),
                day.refusedScans(),
                day.requests(),
                day.statements() < 0 ? "" : "，SQL " + day.statements(),
                day.millis() / 1000.0);
    }

    private static void lines(List<DayReport.Run> lines, PrintWriter out) {
        for (int from = 0; from < lines.size(); from += IN_A_ROW) {
            var row = new StringBuilder("  ");
            lines.subList(from, Math.min(lines.size(), from + IN_A_ROW))
                    .forEach(line -> row.append(" %-14s %3.0f%% %d×%4d"
                            .formatted(line.line(), 100 * line.fill(), line.runs(), line.parcels())));
            out.println(row);
        }
    }
}
