package org.cunlu.app.command;

import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import org.cunlu.app.play.Outcome.Flood;
import org.cunlu.app.play.Outcome.FloodStatement;
import org.cunlu.kernel.time.CountyTime;

/** Prints what the reserve did in a flood, and what its keeping cost. */
final class FloodPrint {
    private static final DateTimeFormatter COUNTY_TIME = DateTimeFormatter.ofPattern("MM-dd HH:mm");
    private static final double FEN = 100.0;
    private static final double TONNE = 1_000_000.0;
    private static final int HOUR = 60;

    private FloodPrint() {}

    static void print(Flood flood, PrintWriter out) {
        out.printf(
                "%n水灾 flood: 动用令 release %s，%d 村 villages，%s 批准 approved，%s 末村领到 last village served，%d 小时 h %d 分 min%n",
                flood.release(),
                flood.villages(),
                CountyTime.at(flood.approvedAt()).format(COUNTY_TIME),
                CountyTime.at(flood.lastServedAt()).format(COUNTY_TIME),
                flood.minutes() / HOUR,
                flood.minutes() % HOUR);
        flood.lines()
                .forEach(line -> out.printf(
                        "   %-18s 储备 of the reserve %d，商品库存 of sale stock %d，每村 a village %d–%d 件 pieces%n",
                        line.name(), line.reserve(), line.sale(), line.least(), line.most()));
        out.printf(
                "   让路的订单 the order that gave way: %s%n   补库 refilled %s，期限 due %s%n",
                flood.order(), flood.refilledOn(), flood.refillDue());
        out.printf("储备补贴 subsidy statements（逐日按相同的日子合并 · equal days in one line）%n");
        flood.statements().forEach(each -> print(each, out));
    }

    private static void print(FloodStatement statement, PrintWriter out) {
        out.printf(
                "   %-18s %s – %s %s：利息 interest %.2f，保管费 storage %.2f，合计 net %.2f 元 yuan%n",
                statement.name(),
                statement.from(),
                statement.until(),
                statement.state(),
                statement.interestFen() / FEN,
                statement.storageFen() / FEN,
                statement.netFen() / FEN);
        statement
                .spans()
                .forEach(span -> out.printf(
                        "      %s – %s  %-8s 库存 stock %.3f t，利息 interest %.2f，保管费 storage %.2f%n",
                        span.from(),
                        span.until(),
                        span.state(),
                        span.stockGrams() / TONNE,
                        span.interestFen() / FEN,
                        span.storageFen() / FEN));
    }
}
