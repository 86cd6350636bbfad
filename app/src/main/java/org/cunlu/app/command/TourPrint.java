package org.cunlu.app.command;

import java.io.PrintWriter;
import java.util.List;
import org.cunlu.app.play.Outcome;

/** Tours as they were planned beside how they were driven, for people. */
final class TourPrint {
    private TourPrint() {}

    static void print(List<Outcome.Tours> tours, PrintWriter out) {
        out.printf("%n排线 tours: 送货带收一趟走 out and back in one trip%n");
        tours.forEach(tour -> out.printf(
                "   %s  %d 辆 vehicles，%d 站 stops（准时 on time %d），计划 planned %.1f km / %.0f min，实际 driven %.1f km / %.0f min，"
                        + "分开走 apart %.1f km，省 saved %.0f %%%n",
                tour.depot(),
                tour.vehicles(),
                tour.stops(),
                tour.onTime(),
                tour.km(),
                tour.plannedMinutes(),
                tour.drivenKm(),
                tour.drivenMinutes(),
                tour.apartKm(),
                tour.apartKm() > 0 ? 100 * (1 - tour.km() / tour.apartKm()) : 0));
    }
}
