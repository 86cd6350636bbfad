package org.cunlu.logistics.stock;

import io.micronaut.core.annotation.Nullable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.catalog.Lot;
import org.cunlu.logistics.Picking.LotQuantity;
import org.cunlu.logistics.Picking.Reason;
import org.cunlu.logistics.StockBook.Standing;
import org.cunlu.logistics.StockOwner;
import org.cunlu.logistics.StockPart;

/** Which lots a SKU's pieces are taken from. Knows no database. */
final class LotChoice {
    private static final Comparator<OnShelf> FIRST_EXPIRED_FIRST_OUT = Comparator.comparing(
                    OnShelf::expiresOn, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(OnShelf::lotCode);

    private static final Comparator<StockPart> PARTS_OF_A_LOT = Comparator.comparing(
                    (StockPart part) -> !part.owner().equals(StockOwner.OWN))
            .thenComparing(part -> part.owner().text())
            .thenComparing(StockPart::bin);

    private LotChoice() {}

    /** A lot that stands here. @param expiresOn last day on which it may go; null when it does not spoil */
    record OnShelf(String lotCode, long onHand, @Nullable LocalDate expiresOn, boolean calledBack) {
        OnShelf(String lotCode, long onHand, @Nullable LocalDate expiresOn) {
            this(lotCode, onHand, expiresOn, false);
        }

        boolean expired(LocalDate today) {
            return Lot.expired(expiresOn, today);
        }

        boolean mayGo(LocalDate today) {
            return !calledBack && !expired(today);
        }
    }

    /** A choice, or why there is none; exactly one of the two. */
    record Choice(List<LotQuantity> lots, @Nullable Reason refused) {
        static Choice of(List<LotQuantity> lots) {
            return new Choice(lots, null);
        }

        static Choice no(Reason reason) {
            return new Choice(List.of(), reason);
        }
    }

    /** First expired, first out, among those that are neither expired nor called back. */
    static Choice firstExpired(String skuCode, long quantity, List<OnShelf> shelf, LocalDate today) {
        var lots = upTo(skuCode, quantity, shelf, today);
        return lots.stream().mapToLong(LotQuantity::quantity).sum() < quantity
                ? Choice.no(Reason.LOT_SHORT)
                : Choice.of(lots);
    }

    /** The same, of as many as there are. */
    static List<LotQuantity> upTo(String skuCode, long quantity, List<OnShelf> shelf, LocalDate today) {
        var lots = new ArrayList<LotQuantity>();
        long missing = quantity;
        for (OnShelf lot : shelf.stream().sorted(FIRST_EXPIRED_FIRST_OUT).toList()) {
            if (missing > 0 && lot.onHand() > 0 && lot.mayGo(today)) {
                long taken = Math.min(missing, lot.onHand());
                lots.add(new LotQuantity(skuCode, lot.lotCode(), taken));
                missing -= taken;
            }
        }
        return lots;
    }

    /**
     * Which parts a lot's pieces come from: our own before those on consignment, then by owner and bin.
     * @param parts all of one level
     * @return parts and pieces; those of a lot that has fewer than asked are all that it has
     */
    static Map<StockPart, Long> parts(List<LotQuantity> lots, List<Standing> parts) {
        var taken = new LinkedHashMap<StockPart, Long>();
        for (LotQuantity lot : lots) {
            long missing = lot.quantity();
            var ofLot = parts.stream()
                    .filter(each -> sellable(each) && each.part().lotCode().equals(lot.lotCode()))
                    .sorted(Comparator.comparing(Standing::part, PARTS_OF_A_LOT))
                    .toList();
            for (Standing each : ofLot) {
                long some = Math.min(missing, each.pieces());
                if (some > 0) {
                    taken.put(each.part(), some);
                    missing -= some;
                }
            }
        }
        return taken;
    }

    /** @return the lots of a level with what may be sold of them; a lot of which nothing may be sold stands with 0 */
    static List<OnShelf> shelf(List<Standing> parts) {
        return parts.stream().collect(Collectors.groupingBy(each -> each.part().lotCode())).entrySet().stream()
                .map(lot -> new OnShelf(
                        lot.getKey(),
                        lot.getValue().stream()
                                .filter(LotChoice::sellable)
                                .mapToLong(Standing::pieces)
                                .sum(),
                        lot.getValue().getFirst().expiresOn(),
                        lot.getValue().getFirst().calledBack()))
                .toList();
    }

    /** @return whether they are good and no reserve's, wherever they stand */
    static boolean inOrder(Standing each) {
        return each.part().status().sellable() && !each.part().owner().reserve();
    }

    /** @return whether they stand on a shelf, good and no reserve's */
    static boolean sellable(Standing each) {
        return inOrder(each) && !each.part().apart();
    }

    /** The lots the packer named; the same lot named twice counts together. */
    static Choice named(String skuCode, long quantity, List<LotQuantity> named, List<OnShelf> shelf, LocalDate today) {
        if (named.stream().anyMatch(lot -> lot.quantity() <= 0)
                || named.stream().mapToLong(LotQuantity::quantity).sum() != quantity) {
            return Choice.no(Reason.LOT_QUANTITY);
        }
        var byCode = shelf.stream().collect(Collectors.toMap(OnShelf::lotCode, Function.identity()));
        var wanted = named.stream()
                .collect(Collectors.groupingBy(
                        LotQuantity::lotCode, TreeMap::new, Collectors.summingLong(LotQuantity::quantity)));
        var refused = wanted.entrySet().stream()
                .map(want -> refusal(Optional.ofNullable(byCode.get(want.getKey())), want.getValue(), today))
                .flatMap(Optional::stream)
                .findFirst();
        return refused.map(Choice::no)
                .orElseGet(() -> Choice.of(wanted.entrySet().stream()
                        .map(want -> new LotQuantity(skuCode, want.getKey(), want.getValue()))
                        .toList()));
    }

    private static Optional<Reason> refusal(Optional<OnShelf> lot, long quantity, LocalDate today) {
        if (lot.isEmpty()) {
            return Optional.of(Reason.LOT_UNKNOWN);
        }
        if (lot.get().calledBack()) {
            return Optional.of(Reason.LOT_RECALLED);
        }
        if (lot.get().expired(today)) {
            return Optional.of(Reason.LOT_EXPIRED);
        }
        return lot.get().onHand() < quantity ? Optional.of(Reason.LOT_SHORT) : Optional.empty();
    }
}
