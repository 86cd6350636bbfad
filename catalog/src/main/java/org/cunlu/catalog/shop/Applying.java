package org.cunlu.catalog.shop;

import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.RealNames;
import org.cunlu.catalog.SellerKind;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.db.SqlFailure;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.text.PlainText;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** What somebody does who wants to sell. He has one application at a time, and it is his alone. */
@Singleton
class Applying {
    private static final int NAME_MAX = 40;

    private final ApplicationTable table;
    private final ItemTable items;
    private final Homes homes;
    private final RealNames realNames;
    private final Transactions transactions;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Applying(
            ApplicationTable table,
            ItemTable items,
            Homes homes,
            RealNames realNames,
            Transactions transactions,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.items = items;
        this.homes = homes;
        this.realNames = realNames;
        this.transactions = transactions;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What he wants to be.
     * @param name of the shop, at most 40 characters
     * @param homeNode code of his village, station or town
     * @param sellsFood whether he sells other food than his own harvest
     */
    @Serdeable
    record Wish(
            @NotNull SellerKind kind,
            @NotBlank @Size(max = 120) String name,
            @NotBlank @Size(max = 32) String homeNode,
            boolean sellsFood) {
        boolean saidIn(Application one) {
            return one.kind() == kind
                    && one.name().equals(name)
                    && one.homeNode().equals(homeNode)
                    && one.sellsFood() == sellsFood;
        }
    }

    /** An application with what is asked for. */
    @Serdeable
    record View(Application application, Checklist checklist) {}

    /** @throws ProblemException {@code not-found} before he ever applied */
    View mine(Caller person) {
        return view(table.latestOf(person.accountId()).orElseThrow(ProblemException::notFound));
    }

    /**
     * Opens an application, or says something else in the one that is open. The same again changes nothing; two at once are one.
     * @throws ProblemException {@code name-invalid}, {@code node-unknown}; 409 {@code application-submitted}
     */
    View put(Caller person, Wish typed) {
        var wish = new Wish(typed.kind(), typed.name().strip(), typed.homeNode().strip(), typed.sellsFood());
        if (!PlainText.name(wish.name(), NAME_MAX)) {
            throw ProblemException.invalid("name", "name-invalid", "店铺名含不允许的字符或太长 · Not a plain name, or too long");
        }
        if (!wish.homeNode().matches("[A-Z0-9._-]{1,32}") || !homes.exists(wish.homeNode())) {
            throw ProblemException.invalid("homeNode", "node-unknown", "没有这个村、站或镇 · No such village, station or town");
        }
        try {
            return transactions.run(() -> kept(person, wish));
        } catch (SqlFailure rival) {
            if (!rival.duplicate()) {
                throw rival;
            }
            return transactions.run(() -> kept(person, wish));
        }
    }

    private View kept(Caller person, Wish wish) {
        Optional<Application> latest = table.latestOf(person.accountId());
        if (latest.filter(wish::saidIn).isPresent()) {
            return view(latest.get());
        }
        Application open =
                latest.filter(one -> one.state() != Application.State.APPROVED).orElse(null);
        String id = open == null ? ids.next() : open.id();
        var next = new Application(
                id,
                open == null ? "S-" + id : open.sellerCode(),
                person.accountId(),
                wish.kind(),
                wish.name(),
                wish.homeNode(),
                wish.sellsFood(),
                Application.State.OPEN,
                clock.instant(),
                null,
                null,
                null,
                null);
        if (open == null) {
            table.insert(next);
        } else if (!table.rewrite(next)) {
            throw ProblemException.of(
                    409,
                    "application-submitted",
                    "申请已提交，等待审核 · It is submitted and waits for the county",
                    "审核后可再改 · After the decision it can be changed");
        }
        trail.record(
                person.accountId(),
                "catalog.seller-apply",
                next.sellerCode(),
                open == null ? null : open.kind() + " " + open.homeNode(),
                next.kind() + " " + next.homeNode());
        return view(table.find(id).orElseThrow());
    }

    /** @throws ProblemException 409 {@code checklist-incomplete} with what is missing */
    View submit(Caller person) {
        return transactions.run(() -> {
            Application now = table.latestOf(person.accountId()).orElseThrow(ProblemException::notFound);
            if (now.state() == Application.State.SUBMITTED || now.state() == Application.State.APPROVED) {
                return view(now);
            }
            List<Item> missing = checklist(now).missing();
            if (!missing.isEmpty()) {
                throw incomplete("checklist-incomplete", missing);
            }
            if (table.submit(now.id(), clock.instant())) {
                trail.record(
                        person.accountId(),
                        "catalog.seller-submit",
                        now.sellerCode(),
                        now.state().name(),
                        "SUBMITTED");
            }
            return view(table.find(now.id()).orElseThrow());
        });
    }

    /** @return the shop of the caller's own application, to hand papers in for it @throws ProblemException {@code not-found} */
    HandingIn.Shop shop(Caller person) {
        Application now = table.latestOf(person.accountId()).orElseThrow(ProblemException::notFound);
        return new HandingIn.Shop(now.sellerCode(), now.kind());
    }

    View view(Application one) {
        return new View(one, checklist(one));
    }

    Checklist checklist(Application one) {
        return Checklist.of(
                Checklist.required(one.kind(), one.sellsFood()),
                realNames.of(one.accountId()).isPresent(),
                items.of(one.sellerCode()),
                CountyTime.date(clock.instant()));
    }

    static ProblemException incomplete(String code, List<Item> missing) {
        return ProblemException.of(
                        409,
                        code,
                        "还缺材料或尚未通过 · Papers are missing or not approved",
                        String.join("、", missing.stream().map(Item::chinese).toList()))
                .fact("missing", missing);
    }
}
