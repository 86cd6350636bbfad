package org.cunlu.logistics.release;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.cunlu.logistics.release.Release.Call;
import org.cunlu.logistics.release.Release.Draw;
import org.cunlu.logistics.release.Release.Line;
import org.cunlu.logistics.release.Release.Place;
import org.cunlu.logistics.release.Release.Share;
import org.cunlu.logistics.release.Release.Step;
import org.cunlu.logistics.release.Release.Worth;

/**
 * A release with all that belongs to it.
 * @param sharing in words, Chinese first; empty while it is only opened
 * @param calls orders that gave way @param worths what its level owes for sale stock
 */
@Serdeable
record ReleaseView(
        Release release,
        String sharing,
        List<Line> lines,
        List<Place> places,
        List<Share> shares,
        List<Draw> draws,
        List<Call> calls,
        List<Worth> worths,
        List<Step> steps) {
    ReleaseView {
        lines = List.copyOf(lines);
        places = List.copyOf(places);
        shares = List.copyOf(shares);
        draws = List.copyOf(draws);
        calls = List.copyOf(calls);
        worths = List.copyOf(worths);
        steps = List.copyOf(steps);
    }

    /** What it would be. @param sharing in words @param owedFen what its level would owe for sale stock */
    @Serdeable
    @Schema(name = "ReleasePlanned")
    record Planned(String sharing, List<Share> shares, List<Lots> lots, List<Yields> sales, long owedFen) {
        Planned {
            shares = List.copyOf(shares);
            lots = List.copyOf(lots);
            sales = List.copyOf(sales);
        }
    }

    /** Pieces of a reserve's lot that would be drawn. */
    @Serdeable
    @Schema(name = "ReleaseLots")
    record Lots(int lineNo, String level, String holding, String node, String lotCode, long pieces) {}

    /** Sale stock that would give way. @param orders ids of those that would */
    @Serdeable
    @Schema(name = "ReleaseYields")
    record Yields(int lineNo, String node, long pieces, List<String> orders) {
        Yields {
            orders = List.copyOf(orders);
        }
    }

    /** What comes to a station. */
    @Serdeable
    @Schema(name = "ReleaseComing")
    record Coming(String releaseId, boolean drill, String use, Place place, List<Line> lines, List<Share> shares) {
        Coming {
            lines = List.copyOf(lines);
            shares = List.copyOf(shares);
        }
    }
}
