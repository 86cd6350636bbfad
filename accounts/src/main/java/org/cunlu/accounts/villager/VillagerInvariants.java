package org.cunlu.accounts.villager;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import org.cunlu.kernel.audit.Finding;
import org.cunlu.kernel.audit.Invariant;
import org.cunlu.kernel.audit.SqlInvariant;
import org.cunlu.kernel.privacy.FieldCipher;
import org.cunlu.kernel.time.CountyTime;

/** What must be true of villagers' records, whoever wrote them. */
@Factory
class VillagerInvariants {
    /** One step is the whole way: so there are no circles. */
    @Singleton
    @Named("merged-lives-on")
    Invariant mergedLivesOn() {
        return new SqlInvariant(
                "a merged account lives on in one that was not merged",
                "SELECT COUNT(*) FROM acc_account WHERE state = 'MERGED' OR merged_into IS NOT NULL",
                "SELECT CONCAT('account ', m.account_id) FROM acc_account m"
                        + " LEFT JOIN acc_account i ON i.account_id = m.merged_into"
                        + " WHERE (m.state = 'MERGED' AND (i.account_id IS NULL OR i.merged_into IS NOT NULL"
                        + " OR i.state IN ('MERGED', 'ERASED')))"
                        + " OR (m.merged_into IS NOT NULL AND m.state NOT IN ('MERGED', 'ERASED'))");
    }

    @Singleton
    @Named("record-rests-on-consent")
    Invariant recordRestsOnConsent() {
        return new SqlInvariant(
                "a villager's record rests on his consent",
                "SELECT COUNT(*) FROM acc_villager",
                "SELECT CONCAT('account ', v.account_id) FROM acc_villager v"
                        + " JOIN acc_account a ON a.account_id = v.account_id AND a.state = 'ACTIVE'"
                        + " LEFT JOIN acc_consent c ON c.account_id = v.account_id AND c.purpose = 'village-record'"
                        + " AND c.standing = 1 WHERE c.account_id IS NULL");
    }

    @Singleton
    @Named("child-has-guardian")
    Invariant childHasGuardian(FieldCipher cipher, Clock clock) {
        return new ChildHasGuardian(cipher, clock);
    }

    /** Days of birth are sealed, so this one opens them. */
    private record ChildHasGuardian(FieldCipher cipher, Clock clock) implements Invariant {
        @Override
        public String name() {
            return "nobody under 14 has a record without a guardian";
        }

        @Override
        public Finding check(Connection snapshot) throws SQLException {
            LocalDate today = CountyTime.date(clock.instant());
            LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
            long checked = 0;
            var wrong = new ArrayList<String>();
            try (var statement = snapshot.prepareStatement("SELECT v.account_id, v.birth_sealed, EXISTS (SELECT 1"
                    + " FROM acc_representation r WHERE r.person_id = v.account_id AND r.standing = 1"
                    + " AND r.kind LIKE 'GUARDIAN%' AND r.valid_from <= ? AND (r.valid_until IS NULL OR r.valid_until > ?))"
                    + " AS guarded FROM acc_villager v"
                    + " JOIN acc_account a ON a.account_id = v.account_id AND a.state = 'ACTIVE'")) {
                statement.setObject(1, now);
                statement.setObject(2, now);
                try (var result = statement.executeQuery()) {
                    while (result.next()) {
                        checked++;
                        var birth = new Birth(LocalDate.parse(cipher.open(VillagerTable.BIRTH, result.getBytes(2))));
                        if (birth.child(today) && !result.getBoolean(3)) {
                            wrong.add("account " + result.getString(1));
                        }
                    }
                }
            }
            return new Finding(checked, wrong.size(), wrong);
        }
    }
}
