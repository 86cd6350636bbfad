package org.cunlu.orders.subsidy;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.cunlu.accounts.PersonalData;
import org.cunlu.kernel.db.Transactions;

/** In which programmes a person takes part, and by which document. */
@Singleton
class SubsidyData implements PersonalData {
    private final PersonTable people;
    private final Transactions transactions;

    SubsidyData(PersonTable people, Transactions transactions) {
        this.people = people;
        this.transactions = transactions;
    }

    /** @param number of the document; null once it is forgotten */
    @Serdeable
    record Part(
            String programmeId,
            String document,
            @Nullable String number,
            PersonTable.State state,
            long takenFen,
            Instant askedAt) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Part[" + programmeId + "]";
        }
    }

    @Override
    public String section() {
        return "subsidies";
    }

    @Override
    public Object export(String accountId) {
        return transactions.read(() -> people.of(accountId).stream()
                .map(person -> new Part(
                        person.programmeId(),
                        person.document(),
                        people.number(person.personId()),
                        person.state(),
                        person.takenFen(),
                        person.askedAt()))
                .toList());
    }

    @Override
    public List<Objection> objections(String accountId) {
        return List.of();
    }

    @Override
    public List<Kept> erase(String accountId) {
        people.forget(accountId);
        return List.of(
                new Kept(
                        "已获补贴的证件号的摘要（不可还原），至补贴结束 · A keyed hash of the document by which he had a subsidy, until the programme is over",
                        "同一证件不重复领取，个人信息保护法第13条第3项 · One document has a subsidy once: PIPL art. 13(3)"),
                new Kept(
                        "领取补贴的金额，只以账号编号为假名 · What he had of subsidies, under the account's id as a pseudonym",
                        "会计档案管理办法：会计凭证保管30年 · Measures for Accounting Archives: vouchers, 30 years"));
    }
}
