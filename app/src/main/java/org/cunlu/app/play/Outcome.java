package org.cunlu.app.play;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.audit.AuditRow;

/**
 * How a play ended.
 * @param roll one person for each role, as the API knew him
 * @param tours of each depot that planned some
 * @param flows parcels and kilograms by direction since the play began
 * @param drill what a recall of a lot that was sold would find
 * @param back what went back damaged and was refunded
 * @param live what a live session sold
 * @param money what became of a keeper's cash, and who is owed what
 * @param presale how a harvest that was too small was shared out
 * @param flood what the reserve did for flooded villages
 * @param audit one row per invariant
 * @param stages how long each part took
 */
@Serdeable
public record Outcome(
        Instant from,
        Instant until,
        List<Present> roll,
        List<Scenario> scenarios,
        List<Tours> tours,
        List<Flow> flows,
        Drill drill,
        Back back,
        Live live,
        Money money,
        Presale presale,
        Flood flood,
        List<AuditRow> audit,
        List<Stage> stages,
        int scans) {
    /**
     * Tours of a depot as they were planned and driven.
     * @param served stops at which a vehicle was, and {@code onTime} before they closed
     * @param km planned @param apartKm of the same goods, were what goes out and what comes back driven by itself
     */
    @Serdeable
    public record Tours(
            String depot,
            int vehicles,
            int stops,
            int served,
            int onTime,
            double km,
            double apartKm,
            double drivenKm,
            double plannedMinutes,
            double drivenMinutes) {
        /** @return whether all was done that was planned, in time */
        boolean done() {
            return stops > 0 && served == stops && onTime == stops && drivenMinutes > 0;
        }
    }

    /** @param direction up, down, across, out */
    @Serdeable
    public record Flow(String direction, long parcels, long grams) {}

    /** A drill: nothing was called back. @param nodes at which pieces of the lot stand @param millis how long the question took */
    @Serdeable
    public record Drill(String lot, int nodes, long pieces, int parcels, long buyers, long millis) {}

    /** A crate that went back. @param station where it was handed in @param home where it was inspected */
    @Serdeable
    public record Back(String goods, String station, String home, long refundFen) {}

    /** A live session. @param buyers who all wanted one piece of each slot */
    @Serdeable
    public record Live(int buyers, List<LiveSlot> slots) {
        public Live {
            slots = List.copyOf(slots);
        }

        /** @return whether each slot sold exactly what it had, and said no to the others */
        boolean exact() {
            return slots.stream()
                    .allMatch(slot -> slot.sold() == slot.pieces()
                            && slot.freed() == 0
                            && slot.sold() + slot.refused() == buyers);
        }
    }

    /** A slot of it. @param freed pieces that nobody bought @param hostFen of {@code soldFen}, the host's share */
    @Serdeable
    public record LiveSlot(String name, long pieces, long sold, long freed, int refused, long soldFen, long hostFen) {}

    /** @param remittedFen cash of one drawer that was brought to the bank @param matched lines of the bank that were it */
    @Serdeable
    public record Money(long remittedFen, int matched, List<Statement> statements) {
        public Money {
            statements = List.copyOf(statements);
        }

        /** @return whether the bank has the cash, and opening and lines make closing */
        boolean exact() {
            return matched == 1
                    && !statements.isEmpty()
                    && statements.stream().allMatch(each -> each.openingFen() + each.linesFen() == each.closingFen());
        }
    }

    /** @param kind of party @param lines how many */
    @Serdeable
    public record Statement(String kind, String party, long openingFen, long linesFen, long closingFen, int lines) {}
    /** A presale. @param priceFen of a piece @param harvested pieces */
    @Serdeable
    public record Presale(String name, long priceFen, long harvested, List<PresaleShare> shares) {
        public Presale {
            shares = List.copyOf(shares);
        }

        /** @return whether all of the harvest was given, and each has his money back for what he goes without, and knows it */
        boolean fair() {
            return shares.stream().mapToLong(PresaleShare::given).sum() == harvested
                    && shares.stream()
                            .allMatch(share -> share.told()
                                    && share.given() > 0
                                    && share.backFen() == (share.ordered() - share.given()) * priceFen);
        }
    }

    /** What a buyer of it has. @param ordered pieces, and {@code given} of them @param told whether his phone was */
    @Serdeable
    public record PresaleShare(String buyer, long ordered, long given, long backFen, boolean told) {}

    /**
     * A release of the reserve.
     * @param order how the order that gave way went on, as its buyer was told
     * @param minutes from the approval to the last village
     */
    @Serdeable
    public record Flood(
            String release,
            int villages,
            List<FloodLine> lines,
            String order,
            Instant approvedAt,
            Instant lastServedAt,
            long minutes,
            String refillDue,
            String refilledOn,
            List<FloodStatement> statements) {
        private static final long DAY_MINUTES = 24 * 60;

        public Flood {
            lines = List.copyOf(lines);
            statements = List.copyOf(statements);
        }

        /** @return whether all was there within a day, was refilled in time, and its keeper is paid for days that kept the rule alone */
        boolean held() {
            return minutes <= DAY_MINUTES
                    && refilledOn.compareTo(refillDue) <= 0
                    && !statements.isEmpty()
                    && statements.stream().allMatch(FloodStatement::explained);
        }
    }

    /** Pieces of a good. @param least that a village got @param most that one got */
    @Serdeable
    public record FloodLine(String name, long reserve, long sale, long least, long most) {}

    /** What a holder is due for its keeping. @param spans days in a row on which all was the same */
    @Serdeable
    public record FloodStatement(
            String name,
            String state,
            String from,
            String until,
            long interestFen,
            long storageFen,
            long netFen,
            List<FloodSpan> spans) {
        public FloodStatement {
            spans = List.copyOf(spans);
        }

        /** @return whether the days make the sums, and none is paid on which less was there */
        boolean explained() {
            return "SIGNED".equals(state)
                    && spans.stream().mapToLong(FloodSpan::interestFen).sum() == interestFen
                    && spans.stream().mapToLong(FloodSpan::storageFen).sum() == storageFen
                    && spans.stream()
                            .filter(span -> "SHORT".equals(span.state()))
                            .allMatch(span -> span.interestFen() + span.storageFen() == 0)
                    && spans.stream().anyMatch(span -> "SHORT".equals(span.state()));
        }
    }

    /** @param state what these days are to the fees */
    @Serdeable
    public record FloodSpan(
            String from, String until, String state, long stockGrams, long interestFen, long storageFen) {}

    /** A part of the play and how long the machine took for it. */
    @Serdeable
    public record Stage(String name, long millis) {}

    /**
     * Somebody of the roll call.
     * @param known whether he was known by his role
     * @param open lists of his role that he could read
     * @param shut how many lists of other roles were to him as if they did not exist
     */
    @Serdeable
    public record Present(String role, String name, boolean known, List<String> open, int shut) {}

    /** @return whether everybody was known, all parcels arrived, all tours were driven, the live session was exact, the presale fair, the villages served in time and nothing is wrong with the books */
    public boolean good() {
        return roll.stream().allMatch(Present::known)
                && scenarios.stream().allMatch(Scenario::complete)
                && !tours.isEmpty()
                && tours.stream().allMatch(Tours::done)
                && back.refundFen() > 0
                && live.exact()
                && money.exact()
                && presale.fair()
                && flood.held()
                && !audit.isEmpty()
                && audit.stream().allMatch(AuditRow::clean);
    }
}
