package org.cunlu.catalog.brand;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.idempotency.Idempotency;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.time.CountyTime;
import org.cunlu.kernel.trail.Trail;

/** What a brand's owner does with the rights to its name; another's brand is answered as one that does not exist. */
@Singleton
class Issuing {
    private final AuthorizationTable table;
    private final BrandTable brands;
    private final CertificateTable certificates;
    private final Rules rules;
    private final Steps steps;
    private final Idempotency idempotency;
    private final Trail trail;
    private final Ids ids;
    private final Clock clock;

    Issuing(
            AuthorizationTable table,
            BrandTable brands,
            CertificateTable certificates,
            Rules rules,
            Steps steps,
            Idempotency idempotency,
            Trail trail,
            Ids ids,
            Clock clock) {
        this.table = table;
        this.brands = brands;
        this.certificates = certificates;
        this.rules = rules;
        this.steps = steps;
        this.idempotency = idempotency;
        this.trail = trail;
        this.ids = ids;
        this.clock = clock;
    }

    List<Brand> brands(Caller owner) {
        return brands.find(codes(owner));
    }

    List<Authorization> authorizations(Caller owner, String afterId, int count) {
        return table.ofBrands(codes(owner), afterId, count);
    }

    Authorization own(Caller owner, String id) {
        return table.find(id)
                .filter(each -> codes(owner).contains(each.brandCode()))
                .orElseThrow(ProblemException::notFound);
    }

    Certificate certificate(Caller owner, String id) {
        own(owner, id);
        return certificates.find(id).orElseThrow(ProblemException::notFound);
    }

    Authorization propose(Caller owner, @Nullable String key, Proposal proposal) {
        return idempotency.once(
                owner.accountId(),
                "catalog.brand-propose",
                key,
                proposal,
                Authorization.class,
                () -> steps.attempt(
                        owner, "catalog.brand-propose", proposal.brandCode(), () -> proposed(owner, proposal)));
    }

    private Authorization proposed(Caller owner, Proposal proposal) {
        if (!codes(owner).contains(proposal.brandCode())) {
            throw ProblemException.notFound();
        }
        Brand brand = brands.lock(proposal.brandCode()).orElseThrow(ProblemException::notFound);
        Instant now = clock.instant();
        Authorization wanted = proposal.as(ids.next(), AuthorizationState.PROPOSED);
        rules.check(brand, wanted, CountyTime.date(now));
        table.insert(List.of(wanted), now, owner.accountId());
        trail.record(owner.accountId(), "catalog.brand-propose", wanted.authorizationId(), null, wanted.said());
        return table.find(wanted.authorizationId()).orElseThrow();
    }

    /** What was reviewed stays as it was reviewed: a file is handed in before, or where there is none yet. */
    Authorization attach(Caller owner, String id, byte[] content) {
        Certificate file = Certificate.of(content);
        return steps.attempt(owner, "catalog.brand-certificate", id, () -> {
            own(owner, id);
            table.lock(id);
            Authorization now = own(owner, id);
            if (file.sha256().equals(now.certificateSha256())) {
                return now;
            }
            boolean open = now.state() == AuthorizationState.PROPOSED
                    || now.state() == AuthorizationState.GRANTED && now.certificateSha256() == null;
            if (!open) {
                throw ProblemException.of(
                        409,
                        "certificate-fixed",
                        "已审核的证书不能替换 · A reviewed certificate is not replaced",
                        "请重新申请授权 · Propose a new authorisation");
            }
            certificates.put(id, file);
            trail.record(owner.accountId(), "catalog.brand-certificate", id, now.certificateSha256(), file.sha256());
            return own(owner, id);
        });
    }

    Authorization withdraw(Caller owner, String id) {
        String act = "catalog.brand-withdraw";
        return steps.attempt(
                owner,
                act,
                id,
                () -> steps.move(own(owner, id), AuthorizationState.WITHDRAWN, owner.accountId(), act, null));
    }

    Authorization revoke(Caller owner, String id, String reason) {
        String act = "catalog.brand-revoke";
        return steps.attempt(
                owner,
                act,
                id,
                () -> steps.move(own(owner, id), AuthorizationState.REVOKED, owner.accountId(), act, reason));
    }

    /** Down only: more than was reviewed is the county's to allow. */
    Authorization lower(Caller owner, String id, long quota) {
        return steps.attempt(owner, "catalog.brand-quota", id, () -> {
            Authorization now = own(owner, id);
            if (quota > now.quota()) {
                throw ProblemException.of(
                        409,
                        "quota-needs-review",
                        "增加额度须由县里审核 · More is the county's to allow",
                        "请联系县级运营 · Ask the county's operator");
            }
            return steps.quota(now, quota, owner.accountId(), null);
        });
    }

    private static List<String> codes(Caller owner) {
        return owner.scopes(Role.BRAND_OWNER, Scope.Kind.BRAND);
    }
}
