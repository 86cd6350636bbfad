package org.cunlu.web.shop;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.cunlu.accounts.Address;
import org.cunlu.accounts.AddressBook;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.problem.ProblemException;

/** Somebody's address book with the places as people call them. */
@Singleton
class SavedAddresses {
    private final AddressBook book;
    private final Places places;

    SavedAddresses(AddressBook book, Places places) {
        this.book = book;
        this.places = places;
    }

    /** @return the usual one first; none for who is not signed in */
    List<SavedAddress> of(@Nullable Caller caller) {
        return caller == null ? List.of() : of(caller.accountId());
    }

    List<SavedAddress> of(String accountId) {
        return book.of(accountId).stream().map(this::saved).toList();
    }

    /** @throws ProblemException 404 for another's, too */
    SavedAddress one(Caller caller, String addressId) {
        return book.find(caller.accountId(), addressId).map(this::saved).orElseThrow(ProblemException::notFound);
    }

    /** @return the first of these that lies at a place; the asked one before others @param asked id; null for any */
    static Optional<SavedAddress> fitting(List<SavedAddress> saved, Place place, @Nullable String asked) {
        List<SavedAddress> there = saved.stream()
                .filter(each ->
                        each.place() != null && each.place().destination().equals(place.destination()))
                .toList();
        return there.stream()
                .filter(each -> each.id().equals(asked))
                .findFirst()
                .or(() -> there.stream().findFirst());
    }

    /** @param street null where none was filled in */
    static Address address(Place place, String name, String phone, @Nullable String street) {
        var outside = place.destination().outside();
        return new Address(
                name,
                phone,
                place.villageCode(),
                outside == null
                        ? null
                        : new Address.Outside(outside.province(), outside.city(), street == null ? "" : street));
    }

    static Address address(Place place, Recipient recipient) {
        return address(place, recipient.name(), recipient.phone(), recipient.address());
    }

    private SavedAddress saved(AddressBook.Kept kept) {
        Address address = kept.address();
        Place place = places.of(address).orElse(null);
        Address.Outside outside = address.outside();
        return new SavedAddress(
                kept.addressId(),
                address.name(),
                address.phone(),
                place == null ? String.valueOf(address.villageCode()) : place.name(),
                outside == null ? null : outside.street(),
                kept.usual(),
                place);
    }
}
