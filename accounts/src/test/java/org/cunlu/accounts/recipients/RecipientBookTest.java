package org.cunlu.accounts.recipients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Recipient;
import org.cunlu.accounts.Recipients;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecipientBookTest implements TestPropertyProvider {
    private static final String ACCOUNT = "0D6R9YJ2K4M7N";

    @Inject
    Recipients recipients;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Override
    public Map<String, String> getProperties() {
        return TestServers.properties("recipients", Server.DATABASE);
    }

    @Test
    void givesBackWhatWasKept() {
        String atStation = recipients.keep(ACCOUNT, new Recipient(" 欧阳 修 ", "+86 138 0013 8000", null));
        String atHome = recipients.keep(ACCOUNT, new Recipient("𠮷野", "13900139000", "重庆市渝中区解放碑1号 🍊"));
        assertThat(recipients.find(ACCOUNT, List.of(atStation, atHome, "0000000000000")))
                .containsOnly(
                        Map.entry(atStation, new Recipient("欧阳 修", "13800138000", null)),
                        Map.entry(atHome, new Recipient("𠮷野", "13900139000", "重庆市渝中区解放碑1号 🍊")));
    }

    @Test
    void showsOnlyWhatIsNeededToRecognise() {
        String id = recipients.keep(ACCOUNT, new Recipient("𠮷野家", "13900139000", "解放碑1号"));
        assertThat(recipients.masked(List.of(id))).containsEntry(id, new Recipient("𠮷**", "139****9000", null));
        assertThat(new Recipient("张三", "13800138000", "解放碑1号").toString())
                .doesNotContain("张")
                .doesNotContain("138")
                .doesNotContain("解");
    }

    @Test
    void keepsNothingInPlainAndIndexesByPhoneTailAndName() {
        String one = recipients.keep(ACCOUNT, new Recipient("阿卜杜拉·买买提", "13712345678", "解放碑9号"));
        String two = recipients.keep(ACCOUNT, new Recipient("阿卜杜拉•买买提 ", "137-1234-5678", null));
        String three = recipients.keep(ACCOUNT, new Recipient("李四", "13612345678", null));
        assertThat(index(one, "phone_index")).isEqualTo(index(two, "phone_index"));
        assertThat(index(one, "name_index")).isEqualTo(index(two, "name_index"));
        assertThat(index(three, "phone_index")).isNotEqualTo(index(one, "phone_index"));
        assertThat(index(three, "phone_tail_index")).isEqualTo(index(one, "phone_tail_index"));
        for (String column : List.of("name_sealed", "phone_sealed", "address_sealed")) {
            assertThat(new String(index(one, column), StandardCharsets.UTF_8))
                    .doesNotContain("买买提")
                    .doesNotContain("12345678")
                    .doesNotContain("解放碑");
        }
        assertThat(index(one, "name_sealed")).isNotEqualTo(index(two, "name_sealed"));
    }

    @Test
    void knowsTheSamePersonByNameAndNumberWithoutOpeningAnything() {
        String one = recipients.keep(ACCOUNT, new Recipient("王 小二", "13711112222", null));
        String again = recipients.keep("0D6R9YJ2K4M7P", new Recipient("王小二", "137-1111-2222", "村口"));
        String otherNumber = recipients.keep(ACCOUNT, new Recipient("王小二", "13611112222", null));
        String otherName = recipients.keep(ACCOUNT, new Recipient("王小三", "13711112222", null));
        var all = List.of(one, again, otherNumber, otherName);
        assertThat(recipients.alike(one, all)).containsExactlyInAnyOrder(one, again);
        assertThat(recipients.alike("0000000000000", all)).isEmpty();
        assertThat(recipients.claimed(all, "王小二", "2222", null))
                .as("who knows the last digits only may be either")
                .containsOnlyKeys(one, again, otherNumber)
                .containsEntry(one, Recipients.As.HIMSELF);
        assertThat(recipients.claimed(all, "王小二", "2221", null)).isEmpty();
        assertThat(recipients.claimed(all, "王", "2222", null)).isEmpty();
        assertThat(recipients.claimed(all, " ", "2222", null)).isEmpty();
        assertThat(recipients.claimed(all, "王小二", null, "12345"))
                .as("no number")
                .isEmpty();
        assertThat(recipients.claimed(all, "王小二", null, "13711112222"))
                .as("nobody has an account by that number")
                .isEmpty();
    }

    @Test
    void aRepresentativeCollectsForTheAccountThatKeptTheRecipientAndOnlyWhileHeStandsForIt() {
        String villager = accounts.register("13911110001", "cedar-4821-storm", "赵大爷");
        String son = accounts.register("13911110002", "cedar-4822-storm", "赵小");
        String his = recipients.keep(villager, new Recipient("赵大爷", "13911110001", null));
        String others = recipients.keep(ACCOUNT, new Recipient("赵大爷", "13911110001", null));
        var both = List.of(his, others);
        assertThat(recipients.claimed(both, "赵大爷", null, "13911110002")).isEmpty();
        transactions.run(() -> sql.change(
                "INSERT INTO acc_representation (representation_id, person_id, actor_id, kind, valid_from, standing,"
                        + " agreed_way, agreed_on, reference_sealed, taken_by)"
                        + " VALUES ('R000000000001', ?, ?, 'REPRESENTATIVE', '2020-01-01', 1, 'PAPER', '2020-01-01', '-', 'X')",
                villager,
                son));
        assertThat(recipients.claimed(both, "赵大爷", null, "139-1111-0002"))
                .containsExactly(Map.entry(his, Recipients.As.REPRESENTATIVE));
        assertThat(recipients.claimed(both, "赵大爷", null, "13911110001"))
                .as("himself he is not his representative")
                .isEmpty();
        assertThat(recipients.claimed(both, "赵", null, "13911110002")).isEmpty();
        transactions.run(() ->
                sql.change("UPDATE acc_representation SET standing = NULL WHERE representation_id = 'R000000000001'"));
        assertThat(recipients.claimed(both, "赵大爷", null, "13911110002")).isEmpty();
    }

    @Test
    void tellsARecipientByHisOwnNumberInTheCallersTransaction() {
        String id = recipients.keep(ACCOUNT, new Recipient("王小二", "13711113333", null));
        var facts = Map.of("station", "白石村", "until", "11-30 18:00");
        transactions.run(() -> recipients.tell(id, Notices.Kind.PARCEL_WAITS, facts));
        assertThat(sql.list(
                        "SELECT CONCAT(account_id, ' ', kind) AS told FROM acc_notice WHERE kind = 'PARCEL_WAITS'",
                        row -> row.string("told")))
                .containsExactly(ACCOUNT + " PARCEL_WAITS");
        transactions.run(() -> recipients.tell("0000000000000", Notices.Kind.PARCEL_WAITS, facts));
        assertThatThrownBy(() -> recipients.tell(id, Notices.Kind.PARCEL_WAITS, facts))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesAPhoneThatCannotBeCalled() {
        assertThatThrownBy(() -> recipients.keep(ACCOUNT, new Recipient("张三", "12345", null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo("phone-invalid"));
    }

    @Test
    void takesTheLongestNameAndAddress() {
        String id = recipients.keep(ACCOUNT, new Recipient("𠮷".repeat(60), "13800138000", "𠮷".repeat(200)));
        assertThat(recipients.find(ACCOUNT, List.of(id)).get(id).address()).hasSize(400);
    }

    @Test
    void findsManyAtOnce() {
        List<String> ids = transactions.run(() -> IntStream.range(0, 1_001)
                .mapToObj(i -> recipients.keep(ACCOUNT, new Recipient("张" + i, "13800138000", null)))
                .toList());
        assertThat(recipients.find(ACCOUNT, ids)).hasSize(1_001);
        assertThat(recipients.find(ACCOUNT, List.of())).isEmpty();
    }

    @Test
    void goesWithTheTransactionItStandsIn() {
        var ids = new String[1];
        assertThatThrownBy(() -> transactions.run(() -> {
                    ids[0] = recipients.keep(ACCOUNT, new Recipient("张三", "13800138000", null));
                    throw new IllegalStateException("the order was refused");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(recipients.find(ACCOUNT, List.of(ids[0]))).isEmpty();
    }

    private byte[] index(String id, String column) {
        return transactions
                .read(() -> sql.one(
                        "SELECT " + column + " AS v FROM acc_recipient WHERE recipient_id = ?",
                        row -> row.bytes("v"),
                        id))
                .orElseThrow();
    }
}
