package org.cunlu.bench.pages;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.bench.calling.Address;
import org.cunlu.bench.calling.Answer;
import org.cunlu.bench.calling.BrokenOff;
import org.cunlu.bench.calling.Market;
import org.cunlu.bench.calling.Wire;
import org.cunlu.bench.measuring.ClosedLoop;
import org.cunlu.bench.measuring.ClosedLoop.Turn;
import org.cunlu.bench.measuring.Round;

/** Each on a connection of his own, all of them asking for the pages of a few products, one after another without a pause. */
public final class PageReaders implements AutoCloseable {
    private final List<Wire> wires = new ArrayList<>();
    private final List<ClosedLoop.Client> readers = new ArrayList<>();
    private final int products;

    private PageReaders(Address address, List<String> codes, int connections) {
        this.products = codes.size();
        for (int i = 0; i < connections; i++) {
            var wire = new Wire(address);
            wires.add(wire);
            readers.add(new Reader(wire, codes, i));
        }
    }

    /** @param products over how many products the readers are spread, if there are so many */
    public static PageReaders prepare(Address address, int connections, int products) {
        try (var market = new Market(address)) {
            List<String> codes = market.products().stream().limit(products).toList();
            if (codes.isEmpty()) {
                throw new BrokenOff("没有在售商品 · Nothing is on sale: is the demo county loaded?");
            }
            return new PageReaders(address, codes, connections);
        }
    }

    public Round round(Duration length) {
        return ClosedLoop.run(readers, length);
    }

    /** @return how many products are read */
    public int products() {
        return products;
    }

    @Override
    public void close() {
        wires.forEach(Wire::close);
    }

    private static final class Reader implements ClosedLoop.Client {
        private final Wire wire;
        private final List<String> codes;
        private int next;

        Reader(Wire wire, List<String> codes, int first) {
            this.wire = wire;
            this.codes = codes;
            this.next = first;
        }

        @Override
        public Turn turn() {
            String code = codes.get(next++ % codes.size());
            long begun = System.nanoTime();
            try {
                Answer answer = wire.send("GET", "/api/shop/products/" + code, "", null);
                return answer.done() ? Turn.done(System.nanoTime() - begun) : new Turn(answer.code(), 0);
            } catch (IOException e) {
                return new Turn(Turn.LOST, 0);
            }
        }
    }
}
