package org.cunlu.accounts.villager;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.PersonalData;
import org.cunlu.accounts.villager.RepresentationTable.Standing;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.SealedColumn;
import org.cunlu.kernel.time.CountyTime;

/** What stations kept of a person, and who acts for whom. */
@Singleton
class VillagerData implements PersonalData {
    private final VillagerTable villagers;
    private final RepresentationTable representations;
    private final MergeTable merges;
    private final AccountLives lives;
    private final Transactions transactions;
    private final Clock clock;

    VillagerData(
            VillagerTable villagers,
            RepresentationTable representations,
            MergeTable merges,
            AccountLives lives,
            Transactions transactions,
            Clock clock) {
        this.villagers = villagers;
        this.representations = representations;
        this.merges = merges;
        this.lives = lives;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** A record as its person sees it. */
    @Serdeable
    record Kept(
            String accountId,
            String stationCode,
            String villageCode,
            LocalDate birthDate,
            @Nullable String phoneNote,
            Instant createdAt) {
        /** Hides a person's data from logs. */
        @Override
        public String toString() {
            return "Kept[" + accountId + "]";
        }
    }

    /** @param actForMe those who may act for the person @param iActFor those for whom he may */
    @Serdeable
    record Village(List<Kept> records, List<Standing> actForMe, List<Standing> iActFor) {}

    @Override
    public String section() {
        return "representation";
    }

    @Override
    public Object export(String accountId) {
        List<String> ids = all(accountId);
        return transactions.read(() -> new Village(
                villagers.kept(ids).stream()
                        .map(villager -> new Kept(
                                villager.accountId(),
                                villager.stationCode(),
                                villager.villageCode(),
                                villager.birth().day(),
                                villager.phoneNote(),
                                villager.createdAt()))
                        .toList(),
                representations.of(ids),
                representations.by(accountId)));
    }

    @Override
    public List<Objection> objections(String accountId) {
        Instant now = clock.instant();
        LocalDate today = CountyTime.date(now);
        boolean guardsAChild = transactions.read(() -> representations.by(accountId).stream()
                .filter(standing -> standing.kind().guardian() && standing.holds(now))
                .flatMap(standing -> villagers.kept(List.of(standing.personId())).stream())
                .anyMatch(villager -> villager.birth().child(today)));
        return guardsAChild
                ? List.of(new Objection("guardian-of-child", "您是未满14周岁儿童的监护人 · You are guardian of a child under 14"))
                : List.of();
    }

    @Override
    public List<PersonalData.Kept> erase(String accountId) {
        List<String> ids = all(accountId);
        villagers.erase(ids);
        merges.erase(ids);
        representations.endAll(ids, clock.instant(), accountId);
        representations.forgetReferences(ids);
        return List.of(new PersonalData.Kept(
                "谁曾代理过谁（仅账号编号和日期） · Who acted for whom (ids and dates)",
                "代理订单的凭证，民法典第188条诉讼时效三年 · Proof of what was ordered for others, Civil Code art. 188, three years"));
    }

    private List<String> all(String accountId) {
        var ids = new ArrayList<>(lives.mergedInto(accountId));
        ids.add(accountId);
        return ids;
    }

    /** The sealed columns of this room. */
    @Factory
    static class Sealed {
        @Singleton
        @Named("acc-villager-birth")
        SealedColumn birth() {
            return new SealedColumn("acc_villager", "account_id", "birth_sealed", VillagerTable.BIRTH);
        }

        @Singleton
        @Named("acc-villager-phone-note")
        SealedColumn phoneNote() {
            return new SealedColumn("acc_villager", "account_id", "phone_note_sealed", VillagerTable.PHONE_NOTE);
        }

        @Singleton
        @Named("acc-representation-reference")
        SealedColumn reference() {
            return new SealedColumn(
                    "acc_representation", "representation_id", "reference_sealed", RepresentationTable.REFERENCE);
        }
    }
}
