package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.cunlu.accounts.RealNames;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;

/** How the papers of a shop stand. Of one that a file brought the same is asked as of others, and nothing hangs on it. */
@Singleton
class ShopPapers {
    private final SellerTable sellers;
    private final ItemTable items;
    private final ApplicationTable applications;
    private final RealNames realNames;
    private final Clock clock;

    ShopPapers(SellerTable sellers, ItemTable items, ApplicationTable applications, RealNames realNames, Clock clock) {
        this.sellers = sellers;
        this.items = items;
        this.applications = applications;
        this.realNames = realNames;
        this.clock = clock;
    }

    /** @throws ProblemException not found, also for a shop that is another's */
    SellerTable.Seller own(Caller owner, String shop) {
        if (!owner.scopes(Role.SELLER, Scope.Kind.SHOP).contains(shop)) {
            throw ProblemException.notFound();
        }
        return sellers.find(shop).orElseThrow(ProblemException::notFound);
    }

    Checklist of(SellerTable.Seller seller) {
        Optional<Application> application = applications.ofSeller(seller.code());
        boolean verified = application
                .filter(one -> realNames.of(one.accountId()).isPresent())
                .isPresent();
        boolean food = application.filter(Application::sellsFood).isPresent();
        return Checklist.of(
                Checklist.required(seller.kind(), food),
                verified,
                items.of(seller.code()),
                CountyTime.date(clock.instant()));
    }
}
