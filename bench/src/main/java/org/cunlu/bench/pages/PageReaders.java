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

/** Each on a connection of his own, all of them asking for the same few pages, one after another without a pause. */
public final class PageReaders implements AutoCloseable {
    private final List<Wire> wires = new ArrayList<>();
    private final List<ClosedLoop.Client> readers = new ArrayList<>();
    private final int pages;

    private PageReaders(Address address, List<String> paths, String headers, int connections) {
        this.pages = paths.size();
        for (int i = 0; i < connections; i++) {
            var wire = new Wire(address);
            wires.add(wire);
            readers.add(new Reader(wire, paths, headers, i));
        }
    }

    /**
     * Readers of products by the API.
     * @param products over how many products the readers are spread, if there are so many
     */
    public static PageReaders prepare(Address address, int connections, int products) {
        return new PageReaders(
                address,
                codes(address, products).stream()
                        .map(code -> "/api/shop/products/" + code)
                        .toList(),
                "",
                connections);
    }

    /**
     * Readers of pages as browsers get them.
     * @param paths what all of them ask for in turns, one at least
     */
    static PageReaders drawn(Address address, List<String> paths, int connections) {
        return new PageReaders(address, paths, "Accept: text/html\r\n", connections);
    }

    /** @return codes of products on sale, one at least */
    static List<String> codes(Address address, int products) {
        try (var market = new Market(address)) {
            List<String> codes = market.products().stream().limit(products).toList();
            if (codes.isEmpty()) {
                throw new BrokenOff("没有在售商品 · Nothing is on sale: is the demo county loaded?");
            }
            return codes;
        }
    }

    public Round round(Duration length) {
        return ClosedLoop.run(readers, length);
    }

    /** @return how many pages are read */
    public int pages() {
        return pages;
    }

    @Override
    public void close() {
        wires.forEach(Wire::close);
    }

    private static final class Reader implements ClosedLoop.Client {
        private final Wire wire;
        private final List<String> paths;
        private final String headers;
        private int next;

        Reader(Wire wire, List<String> paths, String headers, int first) {
            this.wire = wire;
            this.paths = paths;
            this.headers = headers;
            this.next = first;
        }

        @Override
        public Turn turn() {
            String path = paths.get(next++ % paths.size());
            long begun = System.nanoTime();
            try {
                Answer answer = wire.send("GET", path, headers, null);
                return answer.done() ? Turn.done(System.nanoTime() - begun) : new Turn(answer.code(), 0);
            } catch (IOException e) {
                return new Turn(Turn.LOST, 0);
            }
        }
    }
}
