package org.cunlu.logistics.trace;

import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.cunlu.catalog.LotOrigin;
import org.cunlu.catalog.LotOrigins;
import org.cunlu.catalog.SellerKind;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.memory.ShortMemory;
import org.cunlu.logistics.NetworkMaps;
import org.cunlu.logistics.Node;
import org.cunlu.logistics.ParcelEvents;
import org.cunlu.logistics.Recalls;
import org.cunlu.logistics.Stock.SkuAtNode;
import org.cunlu.logistics.StockBook;
import org.cunlu.logistics.TraceCodes;
import org.cunlu.logistics.Traces;

/** Answers by code, remembered for a few seconds: a code on a hundred boxes is scanned by many at once. */
@Singleton
class Tracing implements Traces {
    private static final int REMEMBERED_MAX = 500;
    private static final Duration BELIEVED = Duration.ofSeconds(5);

    private final TraceCodes codes;
    private final LotOrigins origins;
    private final LotHistory history;
    private final TraceTable table;
    private final ParcelEvents parcels;
    private final Recalls recalls;
    private final StockBook stock;
    private final NetworkMaps maps;
    private final Transactions transactions;
    private final ExecutorService threads;
    private final String county;
    private final ShortMemory<Optional<Found>> memory =
            new ShortMemory<>(REMEMBERED_MAX, () -> BELIEVED, Optional::isPresent);

    Tracing(
            TraceCodes codes,
            LotOrigins origins,
            LotHistory history,
            TraceTable table,
            ParcelEvents parcels,
            Recalls recalls,
            StockBook stock,
            NetworkMaps maps,
            Transactions transactions,
            @Named(TaskExecutors.BLOCKING) ExecutorService threads,
            @Value("${cunlu.county.code}") String county) {
        this.codes = codes;
        this.origins = origins;
        this.history = history;
        this.table = table;
        this.parcels = parcels;
        this.recalls = recalls;
        this.stock = stock;
        this.maps = maps;
        this.transactions = transactions;
        this.threads = threads;
        this.county = county;
    }

    /** What a code names. */
    private record Found(Story story, List<Map<String, Object>> events) {}

    /** An event and its chapter. */
    private record Told(Instant at, Optional<Chapter> chapter, Map<String, Object> event) {}

    @Override
    public Optional<Story> story(String code) {
        return find(code).map(Found::story);
    }

    @Override
    public Optional<Story> next(String skuCode, List<String> nodeCodes) {
        return nodeCodes.stream()
                .map(node -> stock.upTo(stock.look(node, List.of(skuCode)), new SkuAtNode(skuCode, node), 1))
                .flatMap(List::stream)
                .findFirst()
                .flatMap(change -> story(change.part().lotCode()));
    }

    /** @return a document of EPCIS 2.0 */
    Optional<Map<String, Object>> document(String code) {
        return find(code).map(found -> parcels.document(found.events()));
    }

    private Optional<Found> find(String text) {
        return codes.read(text)
                .flatMap(named -> remembered(
                                named.parcel() + named.code(),
                                () -> named.parcel() ? parcel(named.code()) : lot(named.code()))
                        .filter(found -> named.gtin() == null
                                || found.story().goods().stream()
                                        .allMatch(lot -> named.gtin().equals(lot.gtin()))));
    }

    private Optional<Found> remembered(String key, Supplier<Optional<Found>> asking) {
        return memory.of(key, "", () -> CompletableFuture.supplyAsync(() -> transactions.read(asking), threads))
                .join();
    }

    private Optional<Found> lot(String code) {
        return origins.find(code).map(lot -> found(code, false, List.of(lot), lot(lot, true)));
    }

    private Optional<Found> parcel(String barcode) {
        var steps = parcels.of(county, barcode);
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        List<LotOrigin> lots = table.lotsIn(county, barcode).stream()
                .flatMap(code -> origins.find(code).stream())
                .toList();
        var all = new ArrayList<>(
                lots.stream().flatMap(lot -> lot(lot, false).stream()).toList());
        steps.forEach(step -> all.add(new Told(
                step.at(),
                Step.ofScan(step.what(), step.holderKind())
                        .map(what -> chapter(step.at(), what, node(step.node()), false)),
                step.event())));
        return Optional.of(found(barcode, true, lots, all));
    }

    private List<Told> lot(LotOrigin lot, boolean withParcels) {
        String link = codes.lot(lot.code(), lot.gtin());
        return history.of(lot, withParcels).stream()
                .map(each -> new Told(
                        each.at(),
                        Optional.of(chapter(
                                each.at(),
                                each.step(),
                                each.node() == null ? area(each.area()) : node(each.node()),
                                each.wrong() != null)),
                        LotEvents.event(each, link, parcels::place)))
                .toList();
    }

    private Found found(String code, boolean parcel, List<LotOrigin> lots, List<Told> told) {
        var called = recalls.called(lots.stream().map(LotOrigin::code).toList());
        var inTime = told.stream().sorted(Comparator.comparing(Told::at)).toList();
        String link =
                parcel ? codes.parcel(code) : codes.lot(code, lots.getFirst().gtin());
        return new Found(
                new Story(
                        code,
                        parcel,
                        link,
                        lots.stream()
                                .map(lot -> goods(lot, called.contains(lot.code())))
                                .toList(),
                        inTime.stream().flatMap(each -> each.chapter().stream()).toList()),
                inTime.stream().map(Told::event).toList());
    }

    private Goods goods(LotOrigin lot, boolean recalled) {
        var now = lot.now();
        // A farmer's name is a person's, and his plot leads to him. Of a lot that only a receipt told, nobody said
        // whose it is.
        boolean named = lot.seller() != null && lot.seller().kind() != SellerKind.FARMER;
        return new Goods(
                lot.code(),
                lot.skuName(),
                lot.gtin(),
                named ? now.producer() : null,
                named ? lot.seller().name() : null,
                named ? now.plot() : null,
                area(now.areaCode()),
                now.producedOn(),
                now.expiresOn(),
                recalled,
                now.inputs().stream()
                        .map(each -> new Used(each.name(), each.registrationNo(), each.appliedOn(), each.safeDays()))
                        .toList(),
                lot.inspections().stream()
                        .map(each -> new Checked(each.what(), each.on(), each.passed(), each.fileSha256() != null))
                        .toList());
    }

    private static Chapter chapter(Instant at, Step step, @Nullable String place, boolean corrected) {
        return new Chapter(at, step.zh(), step.en(), place, corrected);
    }

    private String node(String code) {
        Node node = maps.current().nodes().get(code);
        return node == null ? code : node.name();
    }

    /** A village's or township's node has its administrative code. */
    @Nullable
    private String area(@Nullable String code) {
        return code == null ? null : node(code);
    }
}
