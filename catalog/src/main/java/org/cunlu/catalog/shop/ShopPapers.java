package org.cunlu.catalog.shop;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import org.cunlu.accounts.RealNames;
import org.cunlu.kernel.time.CountyTime;

/** How the papers of a shop stand. Of one that a file brought the same is asked as of others, and nothing hangs on it. */
@Singleton
class ShopPapers {
    private final ItemTable items;
    private final ApplicationTable applications;
    private final RealNames realNames;
    private final Clock clock;

    ShopPapers(ItemTable items, ApplicationTable applications, RealNames realNames, Clock clock) {
        this.items = items;
        this.applications = applications;
        this.realNames = realNames;
        this.clock = clock;
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
