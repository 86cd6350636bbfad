package org.cunlu.logistics.parcel;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.logistics.ScanSteps;
import org.cunlu.logistics.Scans.Answered;
import org.cunlu.logistics.StationWork.ScanKind;

/** Gives each scan to who handles its kind. */
@Singleton
class ScansByKind implements ScanSteps {
    private final Map<ScanKind, ScanHandler> handlers = new EnumMap<>(ScanKind.class);
    private final Transactions transactions;

    ScansByKind(Collection<ScanHandler> handlers, Transactions transactions) {
        handlers.forEach(handler -> handler.kinds().forEach(kind -> this.handlers.put(kind, handler)));
        this.transactions = transactions;
    }

    @Override
    public Ending apply(List<Call> calls, Consumer<List<Answered>> keep) {
        transactions.require();
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
