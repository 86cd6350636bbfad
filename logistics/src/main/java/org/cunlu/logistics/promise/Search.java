package org.cunlu.logistics.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One search for the best way: earliest at the goal, then fewest rides, then latest first departure. It goes through the
 * {@linkplain Blocks blocks} between source and goal one after another for the earliest arrival, and back again for the
 * latest departure that still makes it.
 */
final class Search {
    private final Query query;
    private final Chart chart;
    private final int source;
    private final Goal goal;
    private final Worksheet sheet;

    /** What is found. */
    record Way(List<Hop> hops, int reached) {}

    private Search(Query query, int source, Goal goal, Worksheet sheet) {
        this.query = query;
        this.chart = query.chart;
        this.source = source;
        this.goal = goal;
        this.sheet = sheet;
    }

    /** @param source an open node other than the goal */
    static Optional<Way> run(Query query, int source, Goal goal) {
        Chart chart = query.chart;
        if (!query.mayStand(source) || !query.mayStand(goal.node) || !chart.blocks.connected(source, goal.node)) {
            return Optional.empty();
        }
        Worksheet sheet = chart.worksheet();
        Optional<Way> way = new Search(query, source, goal, sheet).way();
        // Not when it failed: then nobody knows what is on the sheet.
        chart.giveBack(sheet);
        return way;
    }

    private Optional<Way> way() {
        List<Section> sections = sections();
        if (sections.isEmpty()) {
            return Optional.empty();
        }
        int reached = forward(sections, false);
        if (reached == Minutes.NEVER) {
            return Optional.empty();
        }
        back(sections, reached);
        if (sheet.latest[source] == Worksheet.NONE) {
            // The soonest way takes too many rides.
            sheet.startAgain();
            reached = forward(sections, true);
            if (reached == Minutes.NEVER) {
                return Optional.empty();
            }
            back(sections, reached);
        }
        return Optional.of(new Way(hops(), reached));
    }

    /** @return none when even the fewest rides are too many */
    private List<Section> sections() {
        chart.blocks.way(source, goal.node, sheet.blocks, sheet.exits);
        int fewest = 0;
        for (int i = 0; i < sheet.blocks.size(); i++) {
            fewest += block(i).rides(entry(i), sheet.exits.get(i));
        }
        int spare = chart.ridesMax - fewest;
        var sections = new ArrayList<Section>(sheet.blocks.size());
        for (int i = 0; i < sheet.blocks.size() && spare >= 0; i++) {
            int exit = sheet.exits.get(i);
            int rides = block(i).rides(entry(i), exit);
            fewest -= rides;
            sections.add(new Section(
                    block(i).departures,
                    entry(i),
                    exit,
                    exit == goal.node ? goal : null,
                    block(i).ridesFrom(entry(i)),
                    block(i).ridesTo(exit),
                    rides,
                    rides + spare,
                    fewest));
        }
        return sections;
    }

    private Block block(int i) {
        return chart.block[sheet.blocks.get(i)];
    }

    private int entry(int i) {
        return i == 0 ? source : sheet.exits.get(i - 1);
    }

    private int forward(List<Section> sections, boolean counting) {
        sheet.reach(source, 0, query.start);
        var earliest = new Earliest(query, sheet, counting);
        int reached = query.start;
        for (int i = 0; i < sections.size() && reached != Minutes.NEVER; i++) {
            reached = earliest.scan(sections.get(i));
        }
        return reached;
    }

    /** Leaves the sheet without a latest departure from the source when all ways take too many rides. */
    private void back(List<Section> sections, int reached) {
        var latest = new Latest(query, sheet, reached);
        for (int i = sections.size() - 1; i >= 0; i--) {
            latest.scan(sections.get(i), sheet.ends.get(i));
            if (sheet.latest[sections.get(i).entry()] == Worksheet.NONE) {
                return;
            }
        }
    }

    private List<Hop> hops() {
        int rides = 1;
        while (sheet.lateWith(source, rides) == Worksheet.NONE) {
            rides++;
        }
        var hops = new ArrayList<Hop>(rides);
        for (int at = source; rides > 0; rides--) {
            Hop hop = sheet.hop(chart, at, rides);
            hops.add(hop);
            at = hop.to();
        }
        return hops;
    }
}
