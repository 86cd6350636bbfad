package org.cunlu.accounts.realname;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.realname.Verification.State;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.SealedColumn;

/** Documents a person handed in. His own numbers are his: he sees them whole. */
@Singleton
class VerificationData implements PersonalData {
    private final VerificationTable table;
    private final Transactions transactions;

    VerificationData(VerificationTable table, Transactions transactions) {
        this.table = table;
        this.transactions = transactions;
    }

    /** @param checkedBy account id of the reviewer, or the service */
    @Serdeable
    record Document(
            State state,
            @Nullable String document,
            @Nullable String name,
            @Nullable String number,
            @Nullable LocalDate validUntil,
            @Nullable String fileReference,
            Instant handedInAt,
            @Nullable Instant checkedAt,
            @Nullable String checkedBy,
            @Nullable String reason) {
        static Document of(Verification one) {
            return new Document(
                    one.state(),
                    one.document() == null ? null : one.document().kind().name(),
                    one.name(),
                    one.document() == null ? null : one.document().number(),
                    one.validUntil(),
                    one.fileReference(),
                    one.handedInAt(),
                    one.decidedAt(),
                    one.decidedBy(),
                    one.reason());
        }

        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Document[" + state + "]";
        }
    }

    @Override
    public String section() {
        return "verification";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> table.of(accountId)).stream()
                .map(Document::of)
                .toList();
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        return table.erase(accountId) == 0
                ? List.of()
                : List.of(new Kept(
                        "何时由谁审核过证件，不含姓名和号码 · When a document was checked and by whom, without name and number",
                        "电子商务法第27、31条：核验记录三年 · E-Commerce Law arts. 27 and 31: that it was checked, three years"));
    }

    /** The sealed columns of this room. */
    @Factory
    static class Sealed {
        @Singleton
        @Named("acc-verification-name")
        SealedColumn name() {
            return new SealedColumn("acc_verification", "verification_id", "name_sealed", VerificationTable.NAME);
        }

        @Singleton
        @Named("acc-verification-number")
        SealedColumn number() {
            return new SealedColumn("acc_verification", "verification_id", "number_sealed", VerificationTable.NUMBER);
        }
    }
}
