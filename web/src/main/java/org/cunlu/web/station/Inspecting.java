package org.cunlu.web.station;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.cunlu.catalog.Sku;
import org.cunlu.catalog.Skus;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.logistics.GoodsBackInspected;
import org.cunlu.logistics.Homecomings;
import org.cunlu.logistics.ReturnInspections;
import org.cunlu.logistics.StockOwner;
import org.cunlu.web.station.ReturnedParcel.Part;

/** Shows both rooms of inspection alike. */
@Singleton
class Inspecting {
    private final ReturnInspections sent;
    private final Homecomings undelivered;
    private final Skus skus;

    Inspecting(ReturnInspections sent, Homecomings undelivered, Skus skus) {
        this.sent = sent;
        this.undelivered = undelivered;
        this.skus = skus;
    }

    /** What one piece turned out to be. @param finding a name of {@link Returned#findings} */
    record Finding(
            String skuCode,
            @Nullable String lotCode,
            @Nullable String owner,
            String finding,
            long pieces) {}

    /** @return how many wait, at most {@code most} of each kind */
    int waiting(Caller caller, String node, int most) {
        return sent.waiting(caller, node, null, most).items().size()
                + undelivered.waiting(caller, node, null, most).items().size();
    }

    Page<ReturnedParcel> waiting(Caller caller, String node, Returned what, @Nullable String cursor, int limit) {
        return switch (what) {
            case SENT -> {
                var page = sent.waiting(caller, node, cursor, limit);
                yield new Page<>(page.items().stream().map(this::of).toList(), page.next());
            }
            case UNDELIVERED -> {
                var page = undelivered.waiting(caller, node, cursor, limit);
                yield new Page<>(page.items().stream().map(this::of).toList(), page.next());
            }
        };
    }

    /** @throws org.cunlu.kernel.problem.ProblemException {@code not-found} */
    ReturnedParcel one(Caller caller, String node, Returned what, String barcode) {
        return switch (what) {
            case SENT -> of(sent.waiting(caller, node, barcode));
            case UNDELIVERED -> of(undelivered.waiting(caller, node, barcode));
        };
    }

    void inspect(Caller caller, String node, Returned what, String barcode, List<Finding> found, String key) {
        switch (what) {
            case SENT ->
                sent.inspect(
                        caller,
                        barcode,
                        new ReturnInspections.Inspection(
                                node,
                                found.stream()
                                        .map(each -> new ReturnInspections.Found(
                                                each.skuCode(),
                                                each.lotCode(),
                                                each.owner(),
                                                GoodsBackInspected.Finding.valueOf(each.finding()),
                                                each.pieces()))
                                        .toList()),
                        key);
            case UNDELIVERED ->
                undelivered.inspect(
                        caller,
                        barcode,
                        new Homecomings.Inspection(
                                node,
                                found.stream()
                                        .map(each -> new Homecomings.Found(
                                                each.skuCode(),
                                                each.lotCode(),
                                                each.owner(),
                                                Homecomings.Finding.valueOf(each.finding()),
                                                each.pieces()))
                                        .toList(),
                                null),
                        key);
        }
    }

    /** What was handed in of a SKU is told of its lots in turn, as far as they went out; the keeper reads on them which they are. */
    private ReturnedParcel of(ReturnInspections.Waiting waiting) {
        var names = names(waiting.lines().keySet());
        var left = new HashMap<>(waiting.lines());
        var parts = waiting.wentOut().stream()
                .map(each -> {
                    long told = Math.min(left.getOrDefault(each.skuCode(), 0L), each.pieces());
                    left.merge(each.skuCode(), -told, Long::sum);
                    return new Part(
                            each.skuCode(),
                            names.get(each.skuCode()),
                            each.lotCode(),
                            owner(each.owner()),
                            each.pieces(),
                            told);
                })
                .toList();
        return new ReturnedParcel(waiting.barcode(), parts);
    }

    private ReturnedParcel of(Homecomings.Waiting waiting) {
        var names =
                names(waiting.parts().stream().map(Homecomings.Picked::skuCode).collect(Collectors.toSet()));
        return new ReturnedParcel(
                waiting.barcode(),
                waiting.parts().stream()
                        .map(each -> new Part(
                                each.skuCode(),
                                names.get(each.skuCode()),
                                each.lotCode(),
                                owner(each.owner()),
                                each.pieces(),
                                each.pieces()))
                        .toList());
    }

    private Map<String, String> names(Set<String> codes) {
        var known = skus.find(codes);
        return codes.stream().collect(Collectors.toMap(code -> code, code -> {
            Sku sku = known.get(code);
            return sku == null ? code : sku.name();
        }));
    }

    private static @Nullable String owner(String text) {
        return text.equals(StockOwner.OWN.text()) ? null : text;
    }
}
