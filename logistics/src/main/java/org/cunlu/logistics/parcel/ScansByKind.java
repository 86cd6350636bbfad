package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.NumberKind;
import org.cunlu.logistics.ScanSteps;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.StationWork.Scan;
import org.cunlu.logistics.StationWork.ScanKind;

/** Gives each scan to who handles its kind. */
@Singleton
class ScansByKind implements ScanSteps {
    private final Map<ScanKind, ScanHandler> handlers = new EnumMap<>(ScanKind.class);
    private final ParcelTable parcels;
    private final BagTable bags;
    private final ParcelMoves moves;
    private final Transactions transactions;

    ScansByKind(
            Collection<ScanHandler> handlers,
            ParcelTable parcels,
            BagTable bags,
            ParcelMoves moves,
            Transactions transactions) {
        handlers.forEach(handler -> handler.kinds().forEach(kind -> this.handlers.put(kind, handler)));
        this.parcels = parcels;
        this.bags = bags;
        this.moves = moves;
        this.transactions = transactions;
    }

    @Override
    public Ending apply(List<Call> calls, Consumer<List<Answered>> keep) {
        transactions.require();
        if (calls.size() == 1) {
            return inOrder(calls, keep);
        }
        var together = held(calls);
        return Together.with(
                together,
                () -> inOrder(calls, answers -> {
                    moves.write(together);
                    keep.accept(answers);
                }));
    }

    /** Bags are locked before the parcels in them, and each in the order of their numbers. */
    private Together held(List<Call> calls) {
        var barcodes = numbers(NumberKind.PARCEL, calls, Scan::parcel);
        var ssccs = numbers(NumberKind.BAG, calls, Scan::bag);
        ssccs.addAll(numbers(NumberKind.BAG, calls, Scan::inner));
        var unbagged = numbers(NumberKind.PARCEL, calls, scan -> scan.kind() == ScanKind.UNBAG ? scan.parcel() : null);
        parcels.find(unbagged).stream()
                .map(Parcel::inBag)
                .filter(Objects::nonNull)
                .forEach(ssccs::add);
        var together = new Together();
        together.hold(bags.lock(ssccs), parcels.lock(barcodes));
        return together;
    }

    private static TreeSet<String> numbers(NumberKind kind, List<Call> calls, Function<Scan, String> number) {
        return calls.stream()
                .map(Call::scan)
                .map(scan -> Optional.ofNullable(number.apply(scan)))
                .flatMap(Optional::stream)
                .filter(kind::fits)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Ending inOrder(List<Call> calls, Consumer<List<Answered>> keep) {
        var done = new ArrayList<Done>();
        for (Call call : calls) {
            try {
                done.add(handlers.get(call.scan().kind()).apply(ScanCall.of(call)));
            } catch (Refusal refusal) {
                return ending(done, refusal);
            }
        }
        keep.accept(ending(done, null).answers());
        for (int i = 0; i < done.size(); i++) {
            try {
                done.get(i).last().run();
            } catch (Refusal refusal) {
                return ending(done.subList(0, i), refusal);
            }
        }
        return ending(done, null);
    }

    private static Ending ending(List<Done> done, @Nullable Refusal refusal) {
        return new Ending(
                done.stream().map(Done::answer).toList(),
                refusal == null ? null : new Refused(refusal.why().code(), refusal.title(), refusal.anothers()));
    }
}
