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
