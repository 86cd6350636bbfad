package org.cunlu.catalog.brand;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.cunlu.catalog.BrandCertificates;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.time.CountyTime;

/** Certificates as buyers see them: no quota, no holder's business, no file. */
@Singleton
class PublicCertificates implements BrandCertificates {
    /** A number that has more was not given as one. */
    private static final int SHOWN_MAX = 20;

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

    @Override
    public List<Numbered> numbered(String number) {
        if (number.isBlank() || number.length() > NUMBER_MAX) {
            return List.of();
        }
        LocalDate today = CountyTime.date(clock.instant());
        return transactions.read(() -> authorizations.numbered(number.strip(), SHOWN_MAX).stream()
                .flatMap(right -> brands
                        .find(right.brandCode())
                        .map(brand -> new Numbered(shown(right, brand), standing(right, today)))
                        .stream())
                .toList());
    }

    private static Standing standing(Authorization right, LocalDate today) {
        if (right.state() == AuthorizationState.REVOKED) {
            return Standing.REVOKED;
        }
        if (today.isBefore(right.validFrom())) {
            return Standing.EARLY;
        }
        return today.isAfter(right.validUntil()) ? Standing.EXPIRED : Standing.VALID;
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
