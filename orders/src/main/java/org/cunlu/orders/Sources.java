package org.cunlu.orders;

import java.util.List;
import java.util.Map;
import org.cunlu.logistics.Load;
import org.cunlu.logistics.Promise;
import org.cunlu.logistics.Stock.Shelf;
import org.cunlu.logistics.Stock.SkuAtNode;

/** From which nodes one seller's goods of one trade are served, by the rules that the county has set for that trade. */
public interface Sources {
    /** Asks {@code ways} a bounded number of times and nothing else that takes long. */
    Choice choose(Wanted wanted);

    /** @return whether a trade may be served from several nodes at all */
    boolean splits(Trade trade);

    /** @return whether a trade's buyers may wait for what is still to come */
    boolean backorders(Trade trade);

    /**
     * What is to be served.
     * @param wishes one or more
     * @param shelves what may be had at open nodes that may supply the place; what is absent cannot be had
     * @param ways when a load from a node can be there; never earlier for a greater load
     */
    record Wanted(Trade trade, List<Wish> wishes, Map<SkuAtNode, Shelf> shelves, Ways ways) {
        public Wanted {
            wishes = List.copyOf(wishes);
            shelves = Map.copyOf(shelves);
        }
    }

    /** When a load from a node can be there. */
    @FunctionalInterface
    interface Ways {
        Promise from(String nodeCode, Load load);
    }

    /** What one node serves. @param wishes of an offer perhaps a part of what is wanted */
    record Source(String nodeCode, List<Wish> wishes, Promise.Kept promise) {
        public Source {
            wishes = List.copyOf(wishes);
        }
    }

    /** How the search ended. */
    sealed interface Choice {
        /** @param sources in order of node code; together all that is wanted */
        record Chosen(List<Source> sources) implements Choice {
            public Chosen {
                sources = List.copyOf(sources);
            }
        }

        /** @param pieces the most that can be had at once */
        record SoldOut(Wish wish, long pieces) implements Choice {}

        record Unreachable(Wish wish, Promise.Reason reason) implements Choice {}

        /** Several nodes together could serve it, and this trade is not served from several. @param pieces the most at one */
        record NotSplit(Wish wish, long pieces) implements Choice {}
    }
}
