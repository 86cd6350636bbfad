package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.cunlu.catalog.ShopChecklist;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.time.CountyTime;

/** Tells owners which papers are missing, wait, or run out. */
@Singleton
class OwnChecklist implements ShopChecklist {
    private final SellerTable sellers;
    private final ShopPapers papers;
    private final Clock clock;

    OwnChecklist(SellerTable sellers, ShopPapers papers, Clock clock) {
        this.sellers = sellers;
        this.papers = papers;
        this.clock = clock;
    }

    @Override
    public List<Due> due(Caller owner) {
        LocalDate today = CountyTime.date(clock.instant());
        return owner.scopes(Role.SELLER, Scope.Kind.SHOP).stream()
                .map(sellers::find)
                .flatMap(Optional::stream)
                .flatMap(seller -> papers.of(seller).lines().stream().flatMap(line -> due(seller.code(), line, today)))
                .toList();
    }

    private static Stream<Due> due(String shop, Checklist.Line line, LocalDate today) {
        Standing standing = standing(line, today);
        if (standing == null) {
            return Stream.empty();
        }
        SellerItem told =
                standing == Standing.RUNS_OUT || standing == Standing.RUN_OUT ? line.standing() : line.latest();
        return Stream.of(new Due(
                shop,
                line.item().chinese() + " · " + line.item().english(),
                standing,
                told == null ? null : told.validUntil(),
                standing == Standing.DECLINED ? told.reason() : null));
    }

    /** @return null where nothing is to be done */
    static @Nullable Standing standing(Checklist.Line line, LocalDate today) {
        SellerItem latest = line.latest();
        if (latest != null && latest.state() == SellerItem.State.SUBMITTED) {
            return Standing.WAITING;
        }
        if (line.holds(today)) {
            LocalDate until = line.standing() == null ? null : line.standing().validUntil();
            boolean soon = until != null && until.isBefore(today.plusDays(SOON_DAYS));
            return soon ? Standing.RUNS_OUT : null;
        }
        if (latest != null && latest.state() == SellerItem.State.DECLINED) {
            return Standing.DECLINED;
        }
        if (line.standing() != null) {
            return Standing.RUN_OUT;
        }
        return line.required() ? Standing.MISSING : null;
    }
}
