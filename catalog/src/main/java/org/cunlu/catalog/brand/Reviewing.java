package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.cunlu.catalog.BrandedOffers;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/** What the county says of regional brands and of the rights to their names, where a brand's area lies within its own. */
@Singleton
class Reviewing {
    private final AuthorizationTable table;
    private final BrandTable brands;
    private final CertificateTable certificates;
    private final Rules rules;
    private final Steps steps;
    private final BrandedOffers offers;
    private final Trail trail;
    private final Clock clock;

    Reviewing(
            AuthorizationTable table,
            BrandTable brands,
            CertificateTable certificates,
            Rules rules,
            Steps steps,
            BrandedOffers offers,
            Trail trail,
            Clock clock) {
        this.table = table;
        this.brands = brands;
        this.certificates = certificates;
        this.rules = rules;
        this.steps = steps;
        this.offers = offers;
        this.trail = trail;
        this.clock = clock;
    }

    /** @return the county's regional brands, and those that are none yet */
    List<Brand> brands(Caller operator) {
        return brands.all().stream()
                .filter(brand -> brand.originArea() == null || within(operator, brand.originArea()))
                .toList();
    }

    List<Authorization> authorizations(Caller operator, String afterId, int count) {
        List<String> codes = brands.all().stream()
                .filter(brand -> brand.originArea() != null && within(operator, brand.originArea()))
                .map(Brand::brandCode)
                .toList();
        return table.ofBrands(codes, afterId, count);
    }

    Authorization own(Caller operator, String id) {
        return table.find(id)
                .filter(each -> brands.find(each.brandCode())
                        .filter(brand -> brand.originArea() != null && within(operator, brand.originArea()))
                        .isPresent())
                .orElseThrow(ProblemException::notFound);
    }

    Certificate certificate(Caller operator, String id) {
        own(operator, id);
        return certificates.find(id).orElseThrow(ProblemException::notFound);
    }

    /** Says what makes a brand a regional one. From then on who has no right to its name is not on sale under it. */
    Brand define(Caller operator, Brand wanted) {
        return steps.attempt(operator, "catalog.brand-define", wanted.brandCode(), () -> {
            Brand before = brands.lock(wanted.brandCode()).orElseThrow(ProblemException::notFound);
            boolean mine = within(operator, wanted.originArea())
                    && (before.originArea() == null || within(operator, before.originArea()));
            if (!mine) {
                throw ProblemException.notFound();
            }
            return define(before, wanted, operator.accountId());
        });
    }

    /** Joins the caller's transaction, in which the brand is locked. */
    Brand define(Brand before, Brand wanted, String actor) {
        var next = new Brand(
                before.brandCode(),
                before.name(),
                wanted.originArea(),
                wanted.ownerName(),
                wanted.standardNo(),
                wanted.grades(),
                wanted.story());
        if (next.equals(before)) {
            return before;
        }
        rules.check(next);
        brands.update(next, clock.instant());
        trail.record(actor, "catalog.brand-define", next.brandCode(), before.said(), next.said());
        offers.tell(next.brandCode());
        return next;
    }

    Authorization approve(Caller operator, String id) {
        String act = "catalog.brand-approve";
        return steps.attempt(operator, act, id, () -> {
            Authorization now = own(operator, id);
            if (now.state() == AuthorizationState.PROPOSED && now.certificateSha256() == null) {
                throw ProblemException.of(
                        409,
                        "certificate-missing",
                        "还没有上传证书 · No certificate is handed in",
                        "请品牌方先上传 · The brand's owner hands it in first");
            }
            return steps.move(now, AuthorizationState.GRANTED, operator.accountId(), act, null);
        });
    }

    Authorization decline(Caller operator, String id, String reason) {
        return step(operator, "catalog.brand-decline", id, AuthorizationState.DECLINED, reason);
    }

    Authorization revoke(Caller operator, String id, String reason) {
        return step(operator, "catalog.brand-revoke", id, AuthorizationState.REVOKED, reason);
    }

    Authorization quota(Caller operator, String id, long quota, String reason) {
        return steps.attempt(
                operator,
                "catalog.brand-quota",
                id,
                () -> steps.quota(own(operator, id), quota, operator.accountId(), reason));
    }

    private Authorization step(Caller operator, String act, String id, AuthorizationState to, String reason) {
        return steps.attempt(
                operator, act, id, () -> steps.move(own(operator, id), to, operator.accountId(), act, reason));
    }

    /** Codes of areas within each other begin alike. */
    private static boolean within(Caller operator, String area) {
        return operator.scopes(Role.COUNTY_OPERATOR, Scope.Kind.SUBTREE).stream()
                .anyMatch(area::startsWith);
    }
}
