package org.cunlu.catalog.loading;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.Reader;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.cunlu.catalog.CatalogFiles.Stage;
import org.cunlu.catalog.CatalogImport;
import org.cunlu.catalog.OfferChanged;
import org.cunlu.catalog.Prices;
import org.cunlu.catalog.QuickGoods;
import org.cunlu.catalog.StorageClass;
import org.cunlu.catalog.loading.CatalogRow.Piece;
import org.cunlu.kernel.bulk.CsvFile;
import org.cunlu.kernel.bulk.CsvRow;
import org.cunlu.kernel.bulk.Faults;
import org.cunlu.kernel.bulk.ImportReport;
import org.cunlu.kernel.bulk.RowFault;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Loads a file: reads and checks it outside, compares and writes it inside one transaction. */
@Singleton
class CatalogLoading implements CatalogImport {
    private final StandingTables standingTables;
    private final NewsTables newsTables;
    private final Transactions transactions;
    private final QuickGoods goods;
    private final Prices prices;
    private final Outbox outbox;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    CatalogLoading(
            StandingTables standingTables,
            NewsTables newsTables,
            Transactions transactions,
            QuickGoods goods,
            Prices prices,
            Outbox outbox,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.standingTables = standingTables;
        this.newsTables = newsTables;
        this.transactions = transactions;
        this.goods = goods;
        this.prices = prices;
        this.outbox = outbox;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public ImportReport load(Reader csv, boolean keepGood, String actor) {
        return load(csv, keepGood, actor, (Supplier<Set<String>>) null, Progress.NONE);
    }

    /**
     * @param rights the shops of the seller whose file it is, asked when it begins and before it is kept; null for the county's
     * @param progress told outside the transaction that loads, as far as it is
     * @throws ProblemException 403 {@code rights-changed} when they are others at its end: nothing is kept; 409
     *     {@code code-being-written} when another writes goods of the same codes at this moment
     */
    ImportReport load(
            Reader csv, boolean keepGood, String actor, @Nullable Supplier<Set<String>> rights, Progress progress) {
        progress.told(Stage.READING, 0, 0);
        CsvFile file = CsvFile.read(csv, Set.copyOf(CatalogColumns.REQUIRED), CatalogColumns.WELCOME);
        List<CatalogRow> rows = wellFormed(file);
        long all = file.rows().size();
        // The faults found against the database belong to one attempt: a transaction may be run again.
        Supplier<ImportReport> once = () -> transactions.run(() -> {
            var found = new Faults();
            standingTables.waitForTurn();
            Set<String> shops = rights == null ? null : rights.get();
            progress.told(Stage.COMPARING, all, 0);
            Standing standing = standingTables.of(rows);
            List<CatalogRow> whole =
                    rows.stream().map(row -> row.with(standing.whole(row))).toList();
            List<CatalogRow> allowed = shops == null
                    ? whole
                    : new OwnRows(shops, standing, standingTables.authors(whole), found).own(whole);
            List<CatalogRow> good = new NodeClaims(standing.offers(), found).free(unfixed(allowed, standing, found));
            List<RowFault> faults = Stream.concat(file.faults().list().stream(), found.list().stream())
                    .sorted(java.util.Comparator.comparingLong(RowFault::line))
                    .toList();
            if (good.isEmpty() || (!faults.isEmpty() && !keepGood)) {
                return new ImportReport(file.rows().size(), 0, 0, 0, faults, false);
            }
            News news = News.in(good, standing, ids);
            progress.told(Stage.WRITING, all, all - good.size() + news.unchanged);
            keep(news, standing, actor, shops != null);
            if (shops != null) {
                submit(news, standing, good, actor);
                if (!shops.equals(rights.get())) {
                    throw ProblemException.of(
                            403, "rights-changed", "导入期间权限已变 · Your rights changed while it was loaded", null);
                }
            }
            return new ImportReport(file.rows().size(), news.created, news.updated, news.unchanged, faults, true);
        });
        return rights == null ? once.get() : twice(once);
    }

    /** What another wrote under the same code meanwhile is seen by the second attempt, which names the row. */
    private static ImportReport twice(Supplier<ImportReport> once) {
        try {
            return once.get();
        } catch (SqlFailure rival) {
            if (!rival.duplicate()) {
                throw rival;
            }
        }
        try {
            return once.get();
        } catch (SqlFailure rival) {
            if (!rival.duplicate()) {
                throw rival;
            }
            throw ProblemException.of(
                    409,
                    "code-being-written",
                    "有人正在录入相同编码的商品 · Somebody writes goods of the same codes now",
                    "请稍后再试 · Try again in a moment");
        }
    }

    /** What a seller's file brought is looked at before anybody sees it. */
    private void submit(News news, Standing standing, List<CatalogRow> rows, String actor) {
        var byShop = new TreeMap<String, Set<String>>();
        rows.stream()
                .filter(row -> news.products.containsKey(row.product().code()))
                .filter(row -> !standing.products().containsKey(row.product().code()))
                .forEach(row -> byShop.computeIfAbsent(row.seller().code(), shop -> new TreeSet<>())
                        .add(row.product().code()));
        byShop.forEach((shop, codes) -> goods.submitted(shop, codes, actor));
    }

    private static List<CatalogRow> wellFormed(CsvFile file) {
        var oneVoice = new OneVoice();
        var rows = new ArrayList<CatalogRow>();
        for (CsvRow source : file.rows()) {
            CatalogColumns.read(source)
                    .filter(row -> oneVoice.agrees(source, row))
                    .ifPresent(rows::add);
        }
        return rows;
    }

    /**
     * Stock and open orders rest on what a SKU is: its product and whether its lots are followed never change. What is kept
     * apart on its way is by its storage class alone, so a pesticide has no other than the hazardous one.
     */
    private static List<CatalogRow> unfixed(List<CatalogRow> rows, Standing standing, Faults faults) {
        var unfixed = new ArrayList<CatalogRow>();
        for (CatalogRow row : rows) {
            Piece known = standing.skus().get(row.sku().code());
            if (known != null && !known.productCode().equals(row.sku().productCode())) {
                faults.add(
                        row.line(),
                        "sku_code",
                        "sku-of-another-product",
                        "该 SKU 属于商品 " + known.productCode() + ",请换新代码 · The SKU belongs to product "
                                + known.productCode() + "; take a new code");
            } else if (known != null && known.lotTracked() != row.sku().lotTracked()) {
                faults.add(
                        row.line(),
                        "lot_tracked",
                        "lot-tracked-fixed",
                        "已有 SKU 的批次管理不可更改,请换新代码 · Whether an existing SKU's lots are tracked is fixed; take a"
                                + " new code");
            } else if (standing.pesticides().contains(row.category().code())
                    && row.sku().storageClass() != StorageClass.HAZARDOUS) {
                faults.add(
                        row.line(),
                        "storage_class",
                        "pesticide-not-hazardous",
                        "农药须为 HAZARDOUS,不与食品同袋同车 · A pesticide is HAZARDOUS, and never in one bag with food");
            } else {
                unfixed.add(row);
            }
        }
        return unfixed;
    }

    /** @param own of a seller, whose goods are new: what another writes meanwhile is not overwritten */
    private void keep(News news, Standing standing, String actor, boolean own) {
        var now = clock.instant();
        newsTables.keepGoods(news, own);
        newsTables.keepNodes(news.offers);
        var told = new HashSet<String>();
        news.offers.forEach(offer -> told.add(offer.id()));
        var touched = newsTables.alsoTouched(news, standing, told);
        var events = new ArrayList<OfferChanged>();
        news.offers.forEach(offer -> events.add(new OfferChanged(offer.id(), offer.version())));
        touched.forEach((id, version) -> events.add(new OfferChanged(id, version + 1)));
        outbox.appendAll(events);
        prices.keep(news.prices(standing, now));
        if (news.created + news.updated > 0) {
            trail.record(
                    actor,
                    "catalog.import",
                    "catalog",
                    null,
                    news.created + " created, " + news.updated + " updated, " + news.unchanged + " unchanged");
        }
        // Last, because their recorded_at should lie as close before the commit as can be.
        newsTables.keepOffers(news.offers, now);
        newsTables.raiseVersions(touched.keySet(), now);
    }
}
