package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.catalog.BrandDesk;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.docket.Scan;
import org.cunlu.kernel.paging.Page;

/** {@link Issuing} as the pages use it. */
@Singleton
class OwnersDesk implements BrandDesk {
    private final Issuing issuing;

    OwnersDesk(Issuing issuing) {
        this.issuing = issuing;
    }

    @Override
    public List<Owned> brands(Caller owner) {
        return issuing.brands(owner).stream()
                .map(brand -> new Owned(brand.brandCode(), brand.name(), brand.originArea(), brand.grades()))
                .toList();
    }

    @Override
    public Page<Holding> holdings(Caller owner, @Nullable String cursor, int limit) {
        return Page.of(
                issuing.authorizations(owner, BrandController.after(cursor), limit + 1).stream()
                        .map(OwnersDesk::holding)
                        .toList(),
                limit,
                Holding::id);
    }

    @Override
    public Holding one(Caller owner, String id) {
        return holding(issuing.own(owner, id));
    }

    @Override
    public Holding propose(Caller owner, @Nullable String key, Wish wish) {
        return holding(issuing.propose(
                owner,
                key,
                new Proposal(
                        wish.brandCode(),
                        wish.sellerCode(),
                        wish.grade(),
                        wish.origins(),
                        wish.unit(),
                        wish.quota(),
                        wish.validFrom(),
                        wish.validUntil(),
                        wish.certificateNo())));
    }

    @Override
    public Holding certify(Caller owner, String id, byte[] content) {
        return holding(issuing.attach(owner, id, content));
    }

    @Override
    public Scan certificate(Caller owner, String id) {
        return issuing.certificate(owner, id).scan();
    }

    @Override
    public Holding withdraw(Caller owner, String id) {
        return holding(issuing.withdraw(owner, id));
    }

    @Override
    public Holding revoke(Caller owner, String id, String reason) {
        return holding(issuing.revoke(owner, id, reason));
    }

    @Override
    public Holding lower(Caller owner, String id, long quota) {
        return holding(issuing.lower(owner, id, quota));
    }

    static Holding holding(Authorization each) {
        return new Holding(
                each.authorizationId(),
                each.brandCode(),
                each.sellerCode(),
                each.sellerName(),
                each.grade(),
                each.origins(),
                each.unit(),
                each.quota(),
                each.used(),
                each.validFrom(),
                each.validUntil(),
                each.certificateNo(),
                each.certificateSha256() != null,
                Standing.valueOf(each.state().name()));
    }
}
