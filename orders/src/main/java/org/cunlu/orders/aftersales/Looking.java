package org.cunlu.orders.aftersales;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.paging.Page;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.logistics.Shipments;
import org.cunlu.orders.AfterSales;
import org.cunlu.orders.BuyerPhotos;
import org.cunlu.orders.ReleaseHold;
import org.cunlu.orders.ShopAfterSales;

/** Requests as they are looked at: by their buyer, their seller, the county. */
@Singleton
class Looking implements ReleaseHold {
    private final AfterTable table;
    private final AfterLineTable lines;
    private final StepTable steps;
    private final BuyerPhotos photos;
    private final Shipments shipments;
    private final Transactions transactions;

    Looking(
            AfterTable table,
            AfterLineTable lines,
            StepTable steps,
            BuyerPhotos photos,
            Shipments shipments,
            Transactions transactions) {
        this.table = table;
        this.lines = lines;
        this.steps = steps;
        this.photos = photos;
        this.shipments = shipments;
        this.transactions = transactions;
    }

    /** An open request keeps its order's due from being released. */
    @Override
    public Set<String> held(Collection<String> orderIds) {
        return new HashSet<>(table.openOf(orderIds));
    }

    AfterSales.View ofBuyer(String buyer, String requestId) {
        return view(requestId, request -> request.accountId().equals(buyer), true);
    }

    AfterSales.View ofSeller(Collection<String> shops, String requestId) {
        return view(requestId, request -> shops.contains(request.sellerCode()), false);
    }

    AfterSales.View ofCounty(Collection<String> counties, String requestId) {
        return view(requestId, request -> counties.contains(request.countyCode()), false);
    }

    private AfterSales.View view(String requestId, Predicate<AfterSale> own, boolean codes) {
        return transactions.read(() -> {
            AfterSale request = own(requestId, own);
            String replacement = request.replacementId();
            Optional<String> pickup =
                    codes && replacement != null ? shipments.pickupCode(replacement) : Optional.empty();
            return shown(
                    request,
                    codes ? request.dropCode() : null,
                    pickup.orElse(null),
                    request.barcode() == null
                            ? null
                            : shipments.track(List.of(requestId)).get(requestId));
        });
    }

    private AfterSale own(String requestId, Predicate<AfterSale> own) {
        return table.find(requestId).filter(own).orElseThrow(ProblemException::notFound);
    }

    byte[] photoOfBuyer(String buyer, String requestId, String photoId) {
        return photo(requestId, photoId, request -> request.accountId().equals(buyer));
    }

    byte[] photoOfSeller(Collection<String> shops, String requestId, String photoId) {
        return photo(requestId, photoId, request -> shops.contains(request.sellerCode()));
    }

    byte[] photoOfCounty(Collection<String> counties, String requestId, String photoId) {
        return photo(requestId, photoId, request -> counties.contains(request.countyCode()));
    }

    private byte[] photo(String requestId, String photoId, Predicate<AfterSale> own) {
        own(requestId, own);
        return photos.bytes(photoId, requestId).orElseThrow(ProblemException::notFound);
    }

    Page<AfterSales.Short> listOfBuyer(String buyer, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return page(table.ofBuyer(buyer, cursor, size + 1), size);
    }

    Page<AfterSales.Short> listOfSellers(
            Collection<String> shops,
            ShopAfterSales.@Nullable Part part,
            @Nullable String cursor,
            @Nullable Integer limit) {
        int size = Page.limit(limit);
        return page(
                part == null
                        ? table.ofSellers(shops, cursor, size + 1)
                        : table.ofSellers(shops, states(part), part == ShopAfterSales.Part.TO_ANSWER, cursor, size + 1),
                size);
    }

    private static List<AfterSales.State> states(ShopAfterSales.Part part) {
        return Stream.of(AfterSales.State.values())
                .filter(state -> switch (part) {
                    case TO_ANSWER -> state == AfterSales.State.ASKED;
                    case UNDER_WAY -> state.open() && state != AfterSales.State.ASKED;
                    case OVER -> !state.open();
                })
                .toList();
    }

    long waiting(Collection<String> shops) {
        return table.waiting(shops);
    }

    List<AfterSales.Short> ofOrder(String buyer, String orderId) {
        return table.allOf(orderId).stream()
                .filter(request -> request.accountId().equals(buyer))
                .map(Looking::brief)
                .toList();
    }

    Page<AfterSales.Short> disputes(Collection<String> counties, @Nullable String cursor, @Nullable Integer limit) {
        int size = Page.limit(limit);
        return page(table.disputes(counties, cursor, size + 1), size);
    }

    private static Page<AfterSales.Short> page(List<AfterSale> rows, int size) {
        return Page.of(rows.stream().map(Looking::brief).toList(), size, AfterSales.Short::requestId);
    }

    static AfterSales.Short brief(AfterSale request) {
        return new AfterSales.Short(
                request.requestId(),
                request.orderId(),
                request.sellerCode(),
                request.kind(),
                request.reason(),
                request.state(),
                request.askedFen(),
                request.settledFen(),
                request.askedAt(),
                request.dueAt());
    }

    /** @param returnCode null for whom it is not @param pickupCode the same */
    private AfterSales.View shown(
            AfterSale request,
            @Nullable String returnCode,
            @Nullable String pickupCode,
            Shipments.@Nullable Tracking tracking) {
        String requestId = request.requestId();
        return new AfterSales.View(
                requestId,
                request.orderId(),
                request.sellerCode(),
                request.kind(),
                request.reason(),
                request.state(),
                request.fault(),
                request.payer(),
                lines.of(requestId),
                request.askedFen(),
                request.offeredFen(),
                request.settledFen(),
                returnCode,
                request.barcode(),
                request.replacementId(),
                pickupCode,
                tracking,
                request.askedAt(),
                request.dueAt(),
                steps.of(requestId),
                steps.words(requestId),
                photos.of(requestId));
    }
}
