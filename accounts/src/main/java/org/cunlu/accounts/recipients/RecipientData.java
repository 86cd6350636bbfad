package org.cunlu.accounts.recipients;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.privacy.SealedColumn;

/** What is kept of recipients, for the one who named them. */
@Singleton
class RecipientData implements PersonalData {
    private final RecipientBook book;

    RecipientData(RecipientBook book) {
        this.book = book;
    }

    @Override
    public String section() {
        return "recipients";
    }

    @Override
    public Object export(String accountId) {
        return book.of(accountId);
    }

    /** Whether a parcel still needs one is for orders to say. */
    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        book.erase(accountId);
        return List.of();
    }

    /** The sealed columns of this room. */
    @Factory
    static class Sealed {
        @Singleton
        @Named("acc-recipient-name")
        SealedColumn name() {
            return new SealedColumn("acc_recipient", "recipient_id", "name_sealed", RecipientBook.NAME);
        }

        @Singleton
        @Named("acc-recipient-phone")
        SealedColumn phone() {
            return new SealedColumn("acc_recipient", "recipient_id", "phone_sealed", RecipientBook.PHONE);
        }

        @Singleton
        @Named("acc-recipient-address")
        SealedColumn address() {
            return new SealedColumn("acc_recipient", "recipient_id", "address_sealed", RecipientBook.ADDRESS);
        }
    }
}
