package org.cunlu.logistics.picking;

import io.micronaut.core.annotation.Nullable;
import java.util.List;
import org.cunlu.logistics.StockBook.Act;
import org.cunlu.logistics.StockBook.Change;
import org.cunlu.logistics.StockBook.Document;
import org.cunlu.logistics.StockBook.What;
import org.cunlu.logistics.StockPart;

/** What pickers' acts look like in the books. */
final class Shelving {
    private static final String PICK = "PICK";
    private static final String NAMED = "NAMED_PICK";

    private Shelving() {}

    /** @param id wave or line that it is done for */
    static Act aside(String countyCode, String node, String actor, String id) {
        return act(What.SET_ASIDE, countyCode, node, null, actor, new Document(PICK, id));
    }

    /** Of lots that the picker chose himself: their order is his. */
    static Act named(PickLine line, String actor) {
        return act(What.SET_ASIDE, line.countyCode(), line.nodeCode(), null, actor, new Document(NAMED, line.lineId()));
    }

    static Act putBack(String countyCode, String node, String actor, String id) {
        return act(What.PUT_AWAY, countyCode, node, "放回 · put back", actor, new Document(PICK, id));
    }

    static Act missing(PickLine line, String actor) {
        return act(
                What.HELD,
                line.countyCode(),
                line.nodeCode(),
                "拣货短少 · short pick",
                actor,
                new Document(PICK, line.lineId()));
    }

    private static Act act(
            What what, String countyCode, String node, @Nullable String reason, String actor, Document document) {
        return new Act(what, countyCode, node, reason, actor, null, null, document);
    }

    /** From the shelf into the order's tote. */
    static List<Change> aside(PickLine line, StockPart from, long pieces) {
        return List.of(new Change(from, -pieces), new Change(from.in(StockPart.tote(line.orderId())), pieces));
    }

    /** From the tote to the shelf. @param bin null for where it stood */
    static List<Change> back(PickLine line, long pieces, @Nullable String bin) {
        StockPart to = bin == null ? line.onShelf() : line.onShelf().in(bin);
        return List.of(new Change(line.inTote(), -pieces), new Change(to, pieces));
    }
}
