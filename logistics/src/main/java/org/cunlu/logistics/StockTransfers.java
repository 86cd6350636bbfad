package org.cunlu.logistics;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook.Change;

/** Goods on their way between two nodes of a county. */
public interface StockTransfers {
    /**
     * Ships pieces that stand at one node to another; joins the caller's transaction and comes last in it.
     * @param gatheringId the collective purchase that they come from; null for none
     * @param taken parts at {@code from} and pieces above 0
     * @return the transfer's id
     */
    String ship(
            Node from,
            Node to,
            List<Change> taken,
            String actor,
            @Nullable String reason,
            @Nullable String gatheringId);

    /**
     * As that, and says how it is carried: by the lines of the network in units of their own, or by somebody himself.
     * @throws org.cunlu.kernel.problem.ProblemException 409 {@code no-way}, with the fact {@code why}, when it is to go by line
     *     and nothing takes it there: the caller must roll back
     */
    String ship(Sending sending);

    /** What is shipped. @param taken parts at {@code from} and pieces above 0 */
    record Sending(
            Node from,
            Node to,
            List<Change> taken,
            String actor,
            @Nullable String reason,
            @Nullable String gatheringId,
            Carriage carriage) {
        public Sending {
            taken = List.copyOf(taken);
        }
    }

    /**
     * How it gets there.
     * @param urgent whether others give way to it on the earliest departure
     * @param readyAt when it can be taken into work; null for now
     */
    record Carriage(Means means, boolean urgent, @Nullable Instant readyAt) {
        public static Carriage own() {
            return new Carriage(Means.OWN, false, null);
        }

        public static Carriage line() {
            return new Carriage(Means.LINE, false, null);
        }

        public static Carriage lineElseOwn() {
            return new Carriage(Means.LINE_ELSE_OWN, false, null);
        }

        public static Carriage urgentFrom(Instant readyAt) {
            return new Carriage(Means.LINE, true, readyAt);
        }
    }

    /** Who carries. */
    enum Means {
        /** Somebody by himself, beside the lines. */
        OWN,
        LINE,
        /** By line where a departure takes it there, else by somebody himself. */
        LINE_ELSE_OWN
    }

    /** @return pieces on their way to each SKU and node; pairs without are absent */
    Map<SkuAtNode, Long> inTransit(Collection<String> skuCodes, Collection<String> toNodes);

    /** @param inTransit shipped, neither received nor written off yet */
    @Serdeable
    record TransferLine(
            int lineNo,
            String skuCode,
            String lotCode,
            String owner,
            StockStatus status,
            long shipped,
            long received,
            long damaged,
            long lost,
            long inTransit) {}

    /** @param state SHIPPED or DONE @param carriage OWN or LINE @param units in which it travels by line */
    @Serdeable
    record Transfer(
            String transferId,
            String fromNode,
            String toNode,
            String state,
            @Nullable String reason,
            Instant shippedAt,
            List<TransferLine> lines,
            Means carriage,
            List<GoodsUnits.Unit> units) {
        public Transfer {
            lines = List.copyOf(lines);
            units = List.copyOf(units);
        }
    }
}
