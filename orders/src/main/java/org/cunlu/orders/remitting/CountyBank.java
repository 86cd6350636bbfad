package org.cunlu.orders.remitting;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.paging.Page;
import org.cunlu.orders.BankDesk;

/** The bank's lines as the county's pages see them; what may be done is decided by {@link Remitting}. */
@Singleton
class CountyBank implements BankDesk {
    private final Remitting remitting;

    CountyBank(Remitting remitting) {
        this.remitting = remitting;
    }

    @Override
    public Report read(Caller operator, String csv) {
        var report = remitting.read(operator, csv);
        return new Report(report.matched(), report.unmatched(), report.again(), report.faults());
    }

    @Override
    public Page<Line> unmatched(Caller operator, @Nullable String after, int limit) {
        List<Line> lines = remitting.unmatched(operator, after == null ? "" : after, limit + 1).stream()
                .map(each -> new Line(each.serial(), each.bookedOn(), each.fen(), each.reference(), each.readAt()))
                .toList();
        return Page.of(lines, limit, Line::serial);
    }

    @Override
    public Page<Brought> brought(Caller operator, @Nullable String after, int limit) {
        List<Brought> brought = remitting.waiting(operator, after == null ? "" : after, limit + 1).stream()
                .map(each ->
                        new Brought(each.remittanceId(), each.node(), each.fen(), each.broughtBy(), each.broughtAt()))
                .toList();
        return Page.of(brought, limit, Brought::remittanceId);
    }

    @Override
    public void settle(Caller operator, String serial, String remittanceId) {
        remitting.settle(operator, serial, remittanceId);
    }
}
