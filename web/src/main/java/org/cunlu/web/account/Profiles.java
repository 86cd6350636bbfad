package org.cunlu.web.account;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Devices;
import org.cunlu.accounts.FactorEnrolment;
import org.cunlu.accounts.Grants;
import org.cunlu.accounts.HeldGrant;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.Person;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.kernel.problem.ProblemException;

/** Gathers what somebody is shown of himself. */
@Singleton
class Profiles {
    private final Accounts accounts;
    private final Credentials credentials;
    private final Grants grants;
    private final Devices devices;
    private final SecondFactor secondFactor;
    private final FactorEnrolment enrolment;
    private final Places places;
    private final Clock clock;

    Profiles(
            Accounts accounts,
            Credentials credentials,
            Grants grants,
            Devices devices,
            SecondFactor secondFactor,
            FactorEnrolment enrolment,
            Places places,
            Clock clock) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.grants = grants;
        this.devices = devices;
        this.secondFactor = secondFactor;
        this.enrolment = enrolment;
        this.places = places;
        this.clock = clock;
    }

    /** @param session the one that asks; null for none */
    Profile of(String accountId, @Nullable String session) {
        Person person = person(accountId);
        Instant now = clock.instant();
        return new Profile(
                person.name(),
                person.phone() == null ? null : person.phone().masked(),
                hasPassword(accountId),
                secondFactor.enrolled(accountId),
                enrolment.recoveryCodesLeft(accountId),
                grants.standing(accountId).stream()
                        .filter(held -> held.until() == null || held.until().isAfter(now))
                        .map(held -> line(held, now))
                        .toList(),
                devices.of(accountId, session).stream().map(Profiles::line).toList());
    }

    /** @throws ProblemException 404 for an account without one */
    MobileNumber phone(String accountId) {
        MobileNumber phone = person(accountId).phone();
        if (phone == null) {
            throw ProblemException.notFound();
        }
        return phone;
    }

    private Person person(String accountId) {
        return accounts.person(accountId).orElseThrow(ProblemException::notFound);
    }

    boolean hasPassword(String accountId) {
        return credentials
                .of(accountId)
                .filter(known -> known.passwordHash() != null)
                .isPresent();
    }

    boolean enrolled(String accountId) {
        return secondFactor.enrolled(accountId);
    }

    private Profile.RoleLine line(HeldGrant held, Instant now) {
        return new Profile.RoleLine(
                held.grant().role().name(),
                places.name(held.grant().scope()),
                held.from().isAfter(now) ? Times.text(held.from()) : null,
                held.until() == null ? null : Times.text(held.until()));
    }

    private static Profile.DeviceLine line(Devices.Device device) {
        return new Profile.DeviceLine(
                device.id(),
                device.way().name(),
                device.client(),
                Times.text(device.openedAt()),
                Times.text(device.seenAt()),
                device.current());
    }
}
