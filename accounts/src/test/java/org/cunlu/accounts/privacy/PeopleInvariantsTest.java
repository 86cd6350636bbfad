package org.cunlu.accounts.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.audit.Auditor;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.FieldCipher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Each invariant of people is seen to fail: something false is planted, told, and taken out again. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleInvariantsTest implements TestPropertyProvider {
    private static final String RECORD = "0RECORD000001";

    @Inject
    Accounts accounts;

    @Inject
    Auditor auditor;

    @Inject
    FieldCipher cipher;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    private String one;
    private String two;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("people-invariants", Server.DATABASE);
    }

    @BeforeAll
    void twoPeople() {
        one = accounts.register(Door.anyPhone(), Door.PASSWORD, "张三丰");
        two = accounts.register(Door.anyPhone(), Door.PASSWORD, "李四");
        assertThat(violations()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> tellWhatIsPlanted() {
        var planted = new LinkedHashMap<String, List<String>>();
        String merged = "a merged account lives on in one that was not merged";
        planted.put(
                "dangling|" + merged,
                List.of("UPDATE acc_account SET state = 'MERGED', merged_into = 'NOBODY0000000'"
                        + " WHERE account_id = '" + one + "'"));
        planted.put(
                "circle|" + merged,
                List.of(
                        "UPDATE acc_account SET state = 'MERGED', merged_into = '" + two + "' WHERE account_id = '"
                                + one + "'",
                        "UPDATE acc_account SET state = 'MERGED', merged_into = '" + one + "' WHERE account_id = '"
                                + two + "'"));
        planted.put(
                "self|" + merged,
                List.of("UPDATE acc_account SET state = 'MERGED', merged_into = account_id WHERE account_id = '" + one
                        + "'"));
        planted.put(
                "erased|nothing sealed is left of who was forgotten",
                List.of("UPDATE acc_account SET state = 'ERASED' WHERE account_id = '" + one + "'"));
        String look = "INSERT INTO acc_look (look_id, county_code, viewer, subject, what, why, looked_at) VALUES"
                + " ('0LOOK00000001', '500233', '%s', '%s', 'x', 'y', '2025-01-01')";
        String both = "each look has a viewer and somebody else who was looked at";
        planted.put("no viewer|" + both, List.of(look.formatted("NOBODY0000000", one)));
        planted.put("no subject|" + both, List.of(look.formatted(one, "NOBODY0000000")));
        planted.put("oneself|" + both, List.of(look.formatted(one, one)));
        return planted.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> told(each.getKey(), each.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> tellAChildWithoutGuardianAndARecordWithoutConsent() {
        String child = "nobody under 14 has a record without a guardian";
        String consent = "a villager's record rests on his consent";
        return Stream.of(
                DynamicTest.dynamicTest("a child", () -> {
                    keep("2024-01-01", true);
                    assertThat(violations()).containsExactly(child);
                    takeOut();
                }),
                DynamicTest.dynamicTest("no consent", () -> {
                    keep("1950-01-01", false);
                    assertThat(violations()).containsExactly(consent);
                    takeOut();
                }),
                DynamicTest.dynamicTest("neither is wrong", () -> {
                    keep("1950-01-01", true);
                    assertThat(violations()).isEmpty();
                    takeOut();
                }));
    }

    private void told(String key, List<String> statements) {
        transactions.run(() -> statements.forEach(statement -> sql.change(statement)));
        try {
            assertThat(violations()).contains(key.substring(key.indexOf('|') + 1));
        } finally {
            transactions.run(() -> {
                sql.change("UPDATE acc_account SET state = 'ACTIVE', merged_into = NULL");
                sql.change("DELETE FROM acc_look");
            });
        }
        assertThat(violations()).isEmpty();
    }

    private void keep(String born, boolean agreed) {
        transactions.run(() -> {
            sql.change(
                    "INSERT INTO acc_account (account_id, name_sealed, state, created_at, county_code)"
                            + " VALUES (?, ?, 'ACTIVE', '2025-01-01', '500233')",
                    RECORD,
                    cipher.seal("acc_account.name", "小明"));
            sql.change(
                    "INSERT INTO acc_villager (account_id, county_code, station_code, village_code, name_index,"
                            + " birth_sealed, kept_by, created_at, changed_at)"
                            + " VALUES (?, '500233', '1', '1', ?, ?, ?, '2025-01-01', '2025-01-01')",
                    RECORD,
                    new byte[16],
                    cipher.seal("acc_villager.birth", born),
                    one);
            if (agreed) {
                sql.change(
                        "INSERT INTO acc_consent (consent_id, account_id, purpose, version, way, given_on, recorded_at,"
                                + " given_by, taken_by, standing) VALUES ('0CONSENT00001', ?, 'village-record', 1,"
                                + " 'PAPER', '2025-01-01', '2025-01-01', ?, ?, 1)",
                        RECORD,
                        RECORD,
                        one);
            }
        });
    }

    private void takeOut() {
        transactions.run(() -> {
            sql.change("DELETE FROM acc_account WHERE account_id = ?", RECORD);
            sql.change("DELETE FROM acc_villager WHERE account_id = ?", RECORD);
            sql.change("DELETE FROM acc_consent WHERE account_id = ?", RECORD);
        });
    }

    private List<String> violations() {
        return auditor.run().stream()
                .filter(row -> row.violations() > 0)
                .map(row -> row.name())
                .toList();
    }
}
