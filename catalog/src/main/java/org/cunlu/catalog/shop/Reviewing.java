package org.cunlu.catalog.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Representation;
import org.cunlu.accounts.RoleGiving;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** What the county says of applications. Nobody decides of his own, nor of one for whom he acts. The same decision again changes nothing. */
@Singleton
class Reviewing {
    private final ApplicationTable table;
    private final SellerTable sellers;
    private final Applying applying;
    private final Homes homes;
    private final Representation representation;
    private final RoleGiving roles;
    private final Notices notices;
    private final Transactions transactions;
    private final Trail trail;
    private final Clock clock;

    Reviewing(
            ApplicationTable table,
            SellerTable sellers,
            Applying applying,
            Homes homes,
            Representation representation,
            RoleGiving roles,
            Notices notices,
            Transactions transactions,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.sellers = sellers;
        this.applying = applying;
        this.homes = homes;
        this.representation = representation;
        this.roles = roles;
        this.notices = notices;
        this.transactions = transactions;
        this.trail = trail;
        this.clock = clock;
    }

    List<Application> waiting(Caller operator, String afterId, int count) {
        return table.submitted(afterId, count).stream()
                .filter(one -> homes.within(operator, one.homeNode()))
                .toList();
    }

    Applying.View one(Caller operator, String id) {
        return applying.view(own(operator, id));
    }

    /** Makes the seller and gives the role. @throws ProblemException 409 {@code checklist-unapproved}, {@code decided-before} */
    Applying.View approve(Caller operator, String id) {
        String act = "catalog.seller-approve";
        return attempt(operator, act, id, () -> {
            Application now = own(operator, id);
            if (now.state() == Application.State.APPROVED) {
                return applying.view(now);
            }
            demandOther(operator, now.accountId());
            List<Item> open = applying.checklist(now).unapproved();
            if (now.state() == Application.State.SUBMITTED && !open.isEmpty()) {
                throw Applying.incomplete("checklist-unapproved", open);
            }
            decide(operator, now, Application.State.APPROVED, null);
            sellers.insert(now);
            roles.give(
                    operator.accountId(),
                    now.accountId(),
                    new Grant(Role.SELLER, new Scope(Scope.Kind.SHOP, now.sellerCode())));
            trail.record(operator.accountId(), act, now.sellerCode(), "SUBMITTED", "APPROVED " + now.kind());
            notices.tell(now.accountId(), Notices.Kind.SHOP_APPROVED, Map.of("shop", now.name()));
            return applying.view(table.find(id).orElseThrow());
        });
    }

    Applying.View decline(Caller operator, String id, String reason) {
        String act = "catalog.seller-decline";
        return attempt(operator, act, id, () -> {
            Application now = own(operator, id);
            if (now.state() == Application.State.DECLINED) {
                return applying.view(now);
            }
            demandOther(operator, now.accountId());
            decide(operator, now, Application.State.DECLINED, reason);
            trail.record(operator.accountId(), act, now.sellerCode(), "SUBMITTED", "DECLINED: " + reason);
            notices.tell(now.accountId(), Notices.Kind.SHOP_DECLINED, Map.of("shop", now.name(), "reason", reason));
            return applying.view(table.find(id).orElseThrow());
        });
    }

    private void decide(Caller operator, Application now, Application.State to, @Nullable String reason) {
        if (!table.decide(now.id(), to, operator.accountId(), clock.instant(), reason)) {
            throw ProblemException.of(409, "decided-before", "该申请不在待审状态 · It does not wait for a decision", null)
                    .fact("state", now.state());
        }
    }

    /** @throws ProblemException 409 {@code own-submission} */
    void demandOther(Caller operator, String accountId) {
        if (representation.mayActFor(operator.accountId(), representation.living(accountId))) {
            throw ProblemException.of(
                    409, "own-submission", "不能审核自己提交的内容 · Nobody decides of what he submitted himself", null);
        }
    }

    private Application own(Caller operator, String id) {
        return table.find(id)
                .filter(one -> homes.within(operator, one.homeNode()))
                .orElseThrow(ProblemException::notFound);
    }

    /** What is refused is traced too, in a transaction of its own. */
    <T> T attempt(Caller operator, String act, String subject, Supplier<T> work) {
        try {
            return transactions.run(work);
        } catch (ProblemException refused) {
            trail.refused(operator.accountId(), act, subject, refused.code());
            throw refused;
        }
    }
}
