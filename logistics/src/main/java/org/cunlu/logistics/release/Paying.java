package org.cunlu.logistics.release;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.CashDrawer;
import org.cunlu.logistics.ReleaseTook;
import org.cunlu.logistics.ReliefPaid;
import org.cunlu.logistics.release.MoneyTable.Handed;
import org.cunlu.logistics.release.Plan.Sale;
import org.cunlu.logistics.release.Release.Line;
import org.cunlu.logistics.release.Release.Worth;

/** Who is owed for sale stock that a release takes, and what its villages pay. Orders book both. A drill moves no money. */
@Singleton
class Paying {
    private final MoneyTable table;
    private final Skus skus;
    private final CashDrawer drawer;
    private final Outbox outbox;
    private final Ids ids;

    Paying(MoneyTable table, Skus skus, CashDrawer drawer, Outbox outbox, Ids ids) {
        this.table = table;
        this.skus = skus;
        this.drawer = drawer;
        this.outbox = outbox;
        this.ids = ids;
    }

    /** @return by list price now: the same whether somebody had bought it, who has his own money back, or nobody */
    List<Worth> worth(Collection<Sale> sales) {
        if (sales.isEmpty()) {
            return List.of();
        }
        Map<String, Long> prices =
                skus.pricesFen(sales.stream().map(sale -> sale.key().skuCode()).collect(Collectors.toSet()));
        return sales.stream()
                .map(sale -> new Worth(
                        sale.line().lineNo(),
                        sale.key().nodeCode(),
                        sale.key().skuCode(),
                        skus.sellerAt(sale.key().skuCode(), sale.key().nodeCode())
                                .orElse(null),
                        sale.pieces(),
                        prices.getOrDefault(sale.key().skuCode(), 0L)))
                .toList();
    }

    /** Joins the transaction that takes it. */
    void took(Release release, Collection<Sale> sales, Instant now) {
        List<Worth> worths = worth(sales);
        if (worths.isEmpty()) {
            return;
        }
        table.insert(release, worths);
        Map<Optional<String>, Long> bySeller = worths.stream()
                .collect(Collectors.groupingBy(
                        each -> Optional.ofNullable(each.sellerCode()), Collectors.summingLong(Worth::fen)));
        var parts = bySeller.entrySet().stream()
                .filter(each -> each.getValue() > 0)
                .map(each -> new ReleaseTook.Part(each.getKey().orElse(null), each.getValue()))
                .toList();
        if (!parts.isEmpty()) {
            outbox.append(new ReleaseTook(release.releaseId(), release.countyCode(), release.levelCode(), parts, now));
        }
    }

    /**
     * Joins the transaction that hands it out.
     * @param given pieces by line @param paidFen what its keeper took; null for nothing
     * @throws ProblemException 409 {@code cash-mismatch} with {@code dueFen}: nothing else than its price is taken
     */
    void handed(
            Release release,
            Map<Integer, Line> lines,
            String nodeCode,
            Map<Integer, Long> given,
            @Nullable Long paidFen,
            String by,
            Instant now) {
        var handed = new ArrayList<Handed>();
        given.forEach((lineNo, pieces) -> handed.add(new Handed(
                lineNo, pieces, release.drill() ? 0 : lines.get(lineNo).due(pieces))));
        long due = handed.stream().mapToLong(Handed::fen).reduce(0, Math::addExact);
        if (due != (paidFen == null ? 0 : paidFen)) {
            throw ProblemException.of(
                            409,
                            "cash-mismatch",
                            "收款与动用价格不符 · What was taken is not the price of what is handed out",
                            "请按动用令的价格收款 · Take what the release says")
                    .fact("dueFen", due);
        }
        if (handed.isEmpty()) {
            return;
        }
        String id = ids.next();
        table.insert(release, id, nodeCode, handed, by, now);
        if (due > 0) {
            // There is no parcel and no order: the receipt's number and the release's stand for them.
            drawer.took(new CashDrawer.Taken(id, release.countyCode(), release.releaseId(), nodeCode, due, by, now));
            outbox.append(new ReliefPaid(
                    id, release.releaseId(), release.countyCode(), release.levelCode(), nodeCode, due, now));
        }
    }
}
