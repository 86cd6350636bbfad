package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.cunlu.catalog.BrandCertificates;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;

/** Certificates as buyers see them: no quota, no holder's business, no file. */
@Singleton
class PublicCertificates implements BrandCertificates {
    private final AuthorizationTable authorizations;
    private final BrandTable brands;
    private final Transactions transactions;
    private final Clock clock;

    PublicCertificates(AuthorizationTable authorizations, BrandTable brands, Transactions transactions, Clock clock) {
        this.authorizations = authorizations;
        this.brands = brands;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public Optional<Shown> valid(String authorizationId) {
        LocalDate today = CountyTime.date(clock.instant());
        return transactions.read(() -> authorizations
                .find(authorizationId)
                .filter(right -> right.state() == AuthorizationState.GRANTED
                        && !today.isBefore(right.validFrom())
                        && !today.isAfter(right.validUntil()))
                .flatMap(right -> brands.find(right.brandCode()).map(brand -> shown(right, brand))));
    }

    private static Shown shown(Authorization right, Brand brand) {
        return new Shown(
                right.certificateNo(),
                brand.name(),
                brand.ownerName(),
                brand.standardNo(),
                right.grade(),
                right.validFrom(),
                right.validUntil());
    }
}
