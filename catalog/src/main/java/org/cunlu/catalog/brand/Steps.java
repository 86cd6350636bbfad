package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.accounts.Notices;
import org.cunlu.catalog.AuthorizationGranted;
import org.cunlu.catalog.AuthorizationRevoked;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.catalog.ShopPeople;
import org.cunlu.catalog.ShopRight;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.events.Event;
import org.cunlu.kernel.events.Outbox;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** Takes steps of authorisations: each with its row of history, its trace, its event, and its effect on offers at once. */
@Singleton
class Steps {
    private final AuthorizationTable table;
    private final BrandedOffers offers;
    private final ShopPeople people;
    private final BrandTable brands;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Trail trail;
    private final Clock clock;

    Steps(
            AuthorizationTable table,
            BrandedOffers offers,
            ShopPeople people,
            BrandTable brands,
            Transactions transactions,
            Outbox outbox,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.offers = offers;
        this.people = people;
        this.brands = brands;
        this.transactions = transactions;
        this.outbox = outbox;
        this.trail = trail;
        this.clock = clock;
    }

    /** What is refused is traced too. @param act as in the trail */
    <T> T attempt(Caller caller, String act, String subject, Supplier<T> work) {
        try {
            return transactions.run(work);
        } catch (ProblemException e) {
            trail.refused(caller.accountId(), act, subject, e.code());
            throw e;
        }
    }

    /** One that stands there already stays as it is: the request came twice. */
    Authorization move(Authorization from, AuthorizationState to, String actor, String act, @Nullable String reason) {
        if (from.state() == to) {
            return from;
        }
        if (!from.state().leadsTo(to)) {
            throw ProblemException.of(
                            409,
                            "authorization-decided",
                            "该授权已有结论 · It is decided already",
                            "请刷新后再看 · Look at it again")
                    .fact("state", from.state());
        }
        // Whoever sells under it at this moment is waited for; what is placed later finds it as it will be.
        table.lock(from.authorizationId());
        Instant now = clock.instant();
        if (!table.move(from, to, actor, reason, now)) {
            throw changed();
        }
        Authorization moved = table.find(from.authorizationId()).orElseThrow();
        trail.record(
                actor,
                act,
                from.authorizationId(),
                from.said(),
                reason == null ? moved.said() : moved.said() + ": " + reason);
        Event event = event(moved, now);
        if (event != null) {
            outbox.append(event);
            offers.tell(moved.brandCode());
            tellHolder(moved, reason);
        }
        return moved;
    }

    private void tellHolder(Authorization moved, @Nullable String reason) {
        people.tell(
                moved.sellerCode(),
                ShopRight.GOODS,
                moved.state() == AuthorizationState.GRANTED ? Notices.Kind.BRAND_GRANTED : Notices.Kind.BRAND_REVOKED,
                Map.of(
                        "brand",
                        brands.find(moved.brandCode()).map(Brand::name).orElse(moved.brandCode()),
                        "reason",
                        reason == null ? "" : reason));
    }

    /** @throws ProblemException {@code quota-below-sold} */
    Authorization quota(Authorization from, long quota, String actor, @Nullable String reason) {
        if (from.quota() == quota) {
            return from;
        }
        table.lock(from.authorizationId());
        Authorization locked = table.find(from.authorizationId()).orElseThrow();
        if (locked.state() != AuthorizationState.GRANTED) {
            throw ProblemException.of(
                            409, "authorization-decided", "该授权不在有效状态 · It is not in force", "请刷新后再看 · Look at it again")
                    .fact("state", locked.state());
        }
        if (quota < locked.used()) {
            throw ProblemException.of(
                            409,
                            "quota-below-sold",
                            "额度不能低于已售 · More is sold under it already",
                            "已售数量见 used · See used")
                    .fact("used", locked.used());
        }
        if (!table.quota(locked, quota, actor, reason, clock.instant())) {
            throw changed();
        }
        trail.record(
                actor,
                "catalog.brand-quota",
                from.authorizationId(),
                from.quota() + " " + from.unit(),
                quota + " " + from.unit());
        offers.tell(from.brandCode());
        return table.find(from.authorizationId()).orElseThrow();
    }

    @Nullable
    private static Event event(Authorization moved, Instant now) {
        return switch (moved.state()) {
            case GRANTED ->
                new AuthorizationGranted(moved.authorizationId(), moved.brandCode(), moved.sellerCode(), now);
            case REVOKED ->
                new AuthorizationRevoked(moved.authorizationId(), moved.brandCode(), moved.sellerCode(), now);
            case PROPOSED, DECLINED, WITHDRAWN -> null;
        };
    }

    private static ProblemException changed() {
        return ProblemException.of(
                409,
                "authorization-changed",
                "该授权刚被改动 · It was changed meanwhile",
                "请刷新后重试 · Look at it again, then repeat");
    }
}
