package org.cunlu.logistics.parcel;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.Leg;
import org.cunlu.logistics.ParcelState;
import org.cunlu.logistics.ParcelsToPack;

/** Parcels before they are packed. */
@Singleton
class Unpacked implements ParcelsToPack {
    private static final int CODES_MAX = 500;

    private static final String SELECT =
            "SELECT p.barcode, p.order_id, l.from_node, l.to_node, l.line_code, l.service_date, l.departs_at, l.arrives_at"
                    + " FROM log_parcel p LEFT JOIN log_parcel_leg l ON l.barcode = p.barcode AND l.seq = p.legs_done + 1"
                    + " WHERE p.state = 'BOOKED' AND ";

    private final Sql sql;
    private final ParcelTable parcels;
    private final ContentTable contents;
    private final ParcelMoves moves;
    private final Skus skus;
    private final Transactions transactions;
    private final Clock clock;

    Unpacked(
            Sql sql,
            ParcelTable parcels,
            ContentTable contents,
            ParcelMoves moves,
            Skus skus,
            Transactions transactions,
            Clock clock) {
        this.sql = sql;
        this.parcels = parcels;
        this.contents = contents;
        this.moves = moves;
        this.skus = skus;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public List<ToPack> at(String nodeCode, int limit) {
        return sql.list(
                SELECT + "p.holder = ? AND p.holder_kind = 'NODE'"
                        + " ORDER BY l.departs_at IS NULL, l.departs_at, l.line_code, p.barcode LIMIT " + limit,
                Unpacked::toPack,
                nodeCode);
    }

    @Override
    public List<Holding> holding(String nodeCode, String skuCode, int limit) {
        return sql.list(
                "SELECT p.barcode, p.order_id, l.quantity, p.promised_at FROM log_parcel p JOIN log_parcel_line l"
                        + " ON l.barcode = p.barcode WHERE p.state = 'BOOKED' AND p.holder = ? AND p.holder_kind = 'NODE'"
                        + " AND l.sku_code = ? AND l.quantity > 0 ORDER BY p.promised_at DESC, p.barcode DESC LIMIT "
                        + limit,
                row -> new Holding(
                        row.string("barcode"),
                        row.string("order_id"),
                        row.number("quantity"),
                        row.instant("promised_at")),
                nodeCode,
                skuCode);
    }

    @Override
    public List<Content> contents(Collection<String> barcodes) {
        var all = new ArrayList<Content>();
        for (List<String> some : pieces(barcodes)) {
            contents.of(some)
                    .values()
                    .forEach(lines -> lines.stream()
                            .filter(line -> line.quantity() > 0)
                            .forEach(line -> all.add(new Content(line.barcode(), line.skuCode(), line.quantity()))));
        }
        return all;
    }

    @Override
    public Map<String, ToPack> still(Collection<String> barcodes) {
        return pieces(barcodes).stream()
                .flatMap(some -> sql
                        .list(
                                SELECT + "p.barcode IN (" + Sql.marks(some.size()) + ")",
                                Unpacked::toPack,
                                some.toArray())
                        .stream())
                .collect(Collectors.toMap(ToPack::barcode, Function.identity()));
    }

    @Override
    public Set<String> withdrawn(Collection<String> barcodes) {
        return pieces(barcodes).stream()
                .flatMap(some -> sql
                        .list(
                                "SELECT barcode FROM log_parcel WHERE state = 'WITHDRAWN' AND barcode IN ("
                                        + Sql.marks(some.size()) + ")",
                                row -> row.string("barcode"),
                                some.toArray())
                        .stream())
                .collect(Collectors.toSet());
    }

    private static List<List<String>> pieces(Collection<String> barcodes) {
        var sorted = barcodes.stream().distinct().sorted().toList();
        var answer = new ArrayList<List<String>>();
        for (int from = 0; from < sorted.size(); from += CODES_MAX) {
            answer.add(sorted.subList(from, Math.min(from + CODES_MAX, sorted.size())));
        }
        return answer;
    }

    @Override
    public boolean lock(String barcode) {
        transactions.require();
        return parcels.lock(barcode)
                .filter(found -> found.state() == ParcelState.BOOKED)
                .isPresent();
    }

    @Override
    public boolean without(String barcode, String skuCode, long pieces, String actor) {
        Parcel parcel = parcels.lock(barcode)
                .filter(found -> found.state() == ParcelState.BOOKED)
                .orElseThrow(() -> new IllegalStateException("packed, or not known: " + barcode));
        if (!contents.without(barcode, skuCode, pieces)) {
            throw new IllegalStateException(barcode + " was not to hold " + pieces + " of " + skuCode);
        }
        Sku sku = skus.find(List.of(skuCode)).get(skuCode);
        if (sku != null) {
            parcels.lighten(barcode, sku.weightGrams() * pieces, sku.volumeCm3() * pieces);
        }
        if (!contents(List.of(barcode)).isEmpty()) {
            return false;
        }
        moves.move(
                What.WITHDRAW,
                parcel.to(parcel.position().becomes(ParcelState.WITHDRAWN, parcel.holder())),
                new Act(parcel.fromNode(), actor, clock.instant(), null));
        return true;
    }

    private static ToPack toPack(Row row) {
        String to = row.string("to_node");
        return new ToPack(
                row.string("barcode"),
                row.string("order_id"),
                to == null
                        ? null
                        : new Leg(
                                row.string("from_node"),
                                to,
                                row.string("line_code"),
                                row.date("service_date"),
                                row.instant("departs_at"),
                                row.instant("arrives_at")));
    }
}
