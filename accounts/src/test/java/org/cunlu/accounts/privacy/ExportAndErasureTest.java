package org.cunlu.accounts.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.FreshCodes;
import org.cunlu.accounts.Phones;
import org.cunlu.accounts.Recipient;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** People take their data along, and are forgotten. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportAndErasureTest extends PrivacyPeople {
    @Test
    void exportsAllThatIsKnownInTheOpenFiveTimesADay() {
        recipients.keep(id(), new Recipient("王秀英", "13800138000", "解放碑1号"));
        put("marketing").is(204);
        Answer all = door.get("/api/auth/data", token()).is(200);
        assertThat(all.body())
                .containsKeys(
                        "exportedAt",
                        "account",
                        "consents",
                        "grants",
                        "looks",
                        "recipients",
                        "representation",
                        "verification",
                        "open-things");
        assertThat(all.body().get("account").toString()).contains(phone).contains("张三丰");
        assertThat(all.body().get("recipients").toString()).contains("王秀英").contains("解放碑1号");
        assertThat(all.body().get("consents").toString()).contains("marketing");
        assertThat(all.raw().headers().firstValue("Cache-Control")).contains("no-store");
        for (int i = 0; i < 4; i++) {
            door.get("/api/auth/data", token()).is(200);
        }
        door.get("/api/auth/data", token()).is(429, "too-many-exports");
        door.get("/api/auth/data", null).is(401);
    }

    @Test
    void forgetsWhoeverProvesHimselfAndLetsTheNumberBeginAnew() {
        String recipient = recipients.keep(id(), new Recipient("王秀英", "13800138000", null));
        put("marketing").is(204);
        erase(Map.of("password", "not his own 橙")).is(403, "proof-wrong");
        erase(Map.of()).is(403, "proof-wrong");
        Answer erased = erase(Map.of("password", Door.PASSWORD)).is(200);
        assertThat(erased.body().get("kept").toString()).contains("电子商务法第31条").contains("假名");
        assertThat(accounts.active(id())).isFalse();
        assertThat(accounts.byPhone(phone)).isEmpty();
        assertThat(accounts.person(id())).hasValueSatisfying(left -> {
            assertThat(left.phone()).isNull();
            assertThat(left.name()).doesNotContain("张");
        });
        assertThat(recipients.masked(List.of(recipient))).isEmpty();
        assertThat(consents.given(id(), "marketing")).isFalse();
        assertThat(count("SELECT COUNT(*) AS v FROM acc_consent WHERE purpose = 'marketing' AND account_id = ?", id()))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) AS v FROM acc_erasure WHERE account_id = ?", id()))
                .isEqualTo(1);
        assertThat(count("SELECT COUNT(*) AS v FROM ker_trail WHERE act = 'accounts.erase' AND subject = ?", id()))
                .isEqualTo(1);
        door.get("/api/auth/me", token()).is(401);
        door.signIn(phone, Door.PASSWORD).is(401, "sign-in-refused");
        Answer anew = door.signUp(phone);
        assertThat(anew.text("accountId")).isNotEqualTo(id());
        assertThat(violations()).isEmpty();
    }

    @Test
    void doesNotForgetWhileSomethingIsOpen() {
        open.open.put(id(), "未完成订单 2 笔 · 2 open orders");
        Answer refused = erase(Map.of("password", Door.PASSWORD)).is(409, "erasure-not-yet");
        assertThat(refused.text("detail")).isEqualTo("未完成订单 2 笔 · 2 open orders");
        assertThat(accounts.active(id())).isTrue();
        assertThat(accounts.byPhone(phone)).contains(id());
        open.open.clear();
        accounts.grant(id(), new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "1")), "system");
        assertThat(erase(Map.of("password", Door.PASSWORD))
                        .is(409)
                        .body()
                        .get("facts")
                        .toString())
                .contains("roles-held");
    }

    @Test
    void forgetsWhoeverBringsHisSecondFactorOrACodeButNotOnlyASession() {
        var codes = new FreshCodes(server.getApplicationContext());
        codes.enrol(id());
        String right = codes.next(id());
        door.fresh("POST", "/api/auth/erasure", Map.of(), token(), Phones.otherThan(right))
                .is(403, "second-factor-wrong");
        assertThat(accounts.active(id())).isTrue();
        door.fresh("POST", "/api/auth/erasure", Map.of(), token(), right).is(200);
        assertThat(accounts.active(id())).isFalse();

        phone = Door.anyPhone();
        person = door.signUp(phone);
        String code = door.askCode(phone, "ERASURE");
        erase(Map.of("code", Phones.otherThan(code))).is(400, "code-wrong");
        erase(Map.of("code", door.askCode(phone, "SIGN_IN"))).is(400, "code-wrong");
        erase(Map.of("code", code)).is(200);
        assertThat(accounts.active(id())).isFalse();
    }

    @Test
    void boundsGuessesAtTheProof() {
        for (int i = 0; i < 5; i++) {
            erase(Map.of("password", "guess-" + i + "-mrt")).is(403, "proof-wrong");
        }
        erase(Map.of("password", Door.PASSWORD)).is(429, "too-many-guesses");
    }

    @Test
    void isForgottenOnceByManyAtOnce() throws Exception {
        Callable<Integer> erase = () -> erase(Map.of("password", Door.PASSWORD)).status();
        try (var pool = Executors.newFixedThreadPool(4)) {
            var statuses = pool.invokeAll(Collections.nCopies(4, erase)).stream()
                    .map(Future::resultNow)
                    .toList();
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        }
        assertThat(count("SELECT COUNT(*) AS v FROM acc_erasure WHERE account_id = ?", id()))
                .isEqualTo(1);
    }

    private List<String> violations() {
        return auditor.run().stream()
                .filter(row -> row.violations() > 0)
                .map(row -> row.name() + " " + row.examples())
                .toList();
    }
}
