package org.cunlu.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.cunlu.accounts.AccountLives;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Credentials;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Passwords;
import org.cunlu.accounts.Phones;
import org.cunlu.accounts.Sessions;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** By code, and what people change of that by which they sign in. */
@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysInTest implements TestPropertyProvider {
    private static final String NEW_PASSWORD = "new-mrt 橙子77";

    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    AccountLives lives;

    @Inject
    Credentials credentials;

    @Inject
    Guesses guesses;

    @Inject
    Sessions sessions;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    MovableTime time;

    private Door door;
    private String phone;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("waysin", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        for (String rate : List.of("minute", "hour", "day")) {
            properties.put("cunlu.accounts.codes.phone-per-" + rate, "1000");
        }
        return properties;
    }

    @BeforeEach
    void arrive() {
        time.stop();
        door = Door.at(server);
        phone = Door.anyPhone();
    }

    @AfterEach
    void leave() {
        time.goOn();
    }

    @Test
    void signsInByCodeOnce() {
        String accountId = door.signUp(phone).text("accountId");
        String code = door.askCode(phone, "SIGN_IN");
        assertThat(byCode(phone, code).is(200).body()).containsEntry("accountId", accountId);
        byCode(phone, code).is(400, "code-wrong");
        byCode(phone, door.askCode(phone, "RESET_PASSWORD")).is(400, "code-wrong");
    }

    @Test
    void tellsOnlyHimWhoProvedTheNumberThatItHasNoAccountAndLeavesHimTheCode() {
        String code = door.askCode(phone, "SIGN_IN");
        String known = Door.anyPhone();
        accounts.register(known, Door.PASSWORD, "张三丰");
        String knownCode = door.askCode(known, "SIGN_IN");
        for (String number : List.of(phone, known)) {
            String wrong = Phones.otherThan(number.equals(phone) ? code : knownCode);
            byCode(number, wrong).is(400, "code-wrong");
            door.signUp(number, wrong).is(400, "code-wrong");
            door.post("/api/auth/password/forgotten", forgotten(number, wrong), null)
                    .is(400, "code-wrong");
        }
        byCode(phone, code).is(409, "no-account");
        door.signUp(phone, code).is(201);
        door.signUp(known, knownCode).is(409, "phone-has-account");
        byCode(known, knownCode).is(200);
    }

    @Test
    void knowsSomebodyWithoutAPasswordByCodesOnly() {
        String code = door.askCode(phone, "SIGN_IN");
        String token = door.post("/api/auth/sign-up", Map.of("phone", phone, "code", code, "name", "李四"), null)
                .is(201)
                .text("accessToken");
        door.signIn(phone, Door.PASSWORD).is(401, "sign-in-refused");
        door.put("/api/auth/password", Map.of("old", "x", "password", NEW_PASSWORD), token)
                .is(409, "no-password");
        changePhone(token, Door.anyPhone(), "123456", "x").is(409, "no-password");
        byCode(phone, door.askCode(phone, "SIGN_IN")).is(200);
        door.post("/api/auth/password/forgotten", forgotten(phone, door.askCode(phone, "RESET_PASSWORD")), null)
                .is(204);
        door.signIn(phone, NEW_PASSWORD).is(200);
    }

    @Test
    void endsAllSessionsAfterAForgottenPasswordAndTellsThePhone() {
        Answer before = door.signUp(phone);
        String code = door.askCode(phone, "RESET_PASSWORD");
        door.post("/api/auth/password/forgotten", Map.of("phone", phone, "code", code, "password", "password1"), null)
                .is(400, "password-weak");
        door.post("/api/auth/password/forgotten", forgotten(phone, code), null).is(204);
        door.post("/api/auth/password/forgotten", forgotten(phone, code), null).is(400, "code-wrong");
        door.get("/api/auth/me", before.text("accessToken")).is(401);
        door.refresh(before.text("refreshToken")).is(401);
        door.signIn(phone, Door.PASSWORD).is(401);
        door.signIn(phone, NEW_PASSWORD).is(200);
        assertThat(Phones.next(phone, Notices.Kind.PASSWORD_CHANGED)).contains("密码已更改");
        assertThat(acts(before.text("accountId"))).contains("accounts.reset-password");
        String stranger = Door.anyPhone();
        door.post("/api/auth/password/forgotten", forgotten(stranger, door.askCode(stranger, "RESET_PASSWORD")), null)
                .is(409, "no-account");
    }

    @Test
    void endsTheOtherSessionsAfterANewPassword() {
        Answer other = door.signUp(phone);
        String token = door.signIn(phone, Door.PASSWORD).is(200).text("accessToken");
        door.put("/api/auth/password", Map.of("old", "wrong-kx93", "password", NEW_PASSWORD), token)
                .is(400, "password-wrong");
        door.put("/api/auth/password", Map.of("old", Door.PASSWORD, "password", "88888888"), token)
                .is(400, "password-weak");
        door.put("/api/auth/password", Map.of("old", Door.PASSWORD, "password", NEW_PASSWORD), null)
                .is(401);
        door.put("/api/auth/password", Map.of("old", Door.PASSWORD, "password", NEW_PASSWORD), token)
                .is(204);
        door.get("/api/auth/me", other.text("accessToken")).is(401);
        door.get("/api/auth/me", token).is(200);
        door.signIn(phone, NEW_PASSWORD).is(200);
        assertThat(Phones.next(phone, Notices.Kind.PASSWORD_CHANGED)).isNotBlank();
        assertThat(acts(other.text("accountId"))).contains("accounts.change-password");
    }

    @Test
    void slowsGuessesAtTheOldPasswordWithAStolenToken() {
        String token = door.signUp(phone).text("accessToken");
        for (int i = 0; i < 5; i++) {
            door.put("/api/auth/password", Map.of("old", "guess-" + i, "password", NEW_PASSWORD), token)
                    .is(400);
        }
        door.put("/api/auth/password", Map.of("old", Door.PASSWORD, "password", NEW_PASSWORD), token)
                .is(429, "too-many-guesses");
    }

    @Test
    void movesToANewPhoneAndTellsTheOldOne() {
        Answer other = door.signUp(phone);
        String token = door.signIn(phone, Door.PASSWORD).is(200).text("accessToken");
        String next = Door.anyPhone();
        String code = door.askCode(next, "NEW_PHONE");
        changePhone(token, next, code, "wrong-kx93").is(400, "password-wrong");
        changePhone(token, next, Phones.otherThan(code), Door.PASSWORD).is(400, "code-wrong");
        changePhone(token, next, code, Door.PASSWORD).is(204);
        door.get("/api/auth/me", other.text("accessToken")).is(401);
        door.get("/api/auth/me", token).is(200);
        door.signIn(phone, Door.PASSWORD).is(401);
        assertThat(door.signIn(next, Door.PASSWORD).is(200).body()).containsEntry("accountId", other.text("accountId"));
        assertThat(Phones.next(phone, Notices.Kind.PHONE_CHANGED))
                .contains(MobileNumber.of(next).masked())
                .doesNotContain(next);
        assertThat(acts(other.text("accountId"))).contains("accounts.change-phone");
    }

    @Test
    void doesNotMoveToAPhoneThatHasAnAccount() {
        String token = door.signUp(phone).text("accessToken");
        String taken = Door.anyPhone();
        accounts.register(taken, Door.PASSWORD, "李四");
        changePhone(token, taken, door.askCode(taken, "NEW_PHONE"), Door.PASSWORD)
                .is(409, "phone-has-account");
        door.signIn(phone, Door.PASSWORD).is(200);
    }

    @Test
    void letsNoSuspendedErasedOrMergedAccountInByAnyDoor() {
        String accountId = accounts.register(phone, Door.PASSWORD, "张三丰");
        accounts.suspend(accountId, "system");
        door.signIn(phone, Door.PASSWORD).is(403, "account-suspended");
        byCode(phone, door.askCode(phone, "SIGN_IN")).is(403, "account-suspended");
        door.signUp(phone, door.askCode(phone, "SIGN_IN")).is(409, "phone-has-account");
        door.post("/api/auth/password/forgotten", forgotten(phone, door.askCode(phone, "RESET_PASSWORD")), null)
                .is(403, "account-suspended");
        for (String state : List.of("ERASED", "MERGED")) {
            transactions.run(
                    () -> sql.change("UPDATE acc_account SET state = ? WHERE account_id = ?", state, accountId));
            door.from(Door.anyAddress()).signIn(phone, Door.PASSWORD).is(401, "sign-in-refused");
            byCode(phone, door.askCode(phone, "SIGN_IN")).is(409, "no-account");
            door.post("/api/auth/password/forgotten", forgotten(phone, door.askCode(phone, "RESET_PASSWORD")), null)
                    .is(409, "no-account");
        }
        assertThat(transactions.read(() -> sql.one(
                        "SELECT COUNT(*) AS n FROM acc_session WHERE account_id = ?",
                        row -> row.integer("n"),
                        accountId)))
                .contains(0);
    }

    @Test
    void tellsThePhoneOfANewDeviceOnce() throws Exception {
        accounts.register(phone, Door.PASSWORD, "张三丰");
        signInOn("a-device-of-his-own-1");
        assertThat(Phones.next(phone, Notices.Kind.NEW_DEVICE)).contains("新的设备");
        signInOn("a-device-of-his-own-1");
        Thread.sleep(1200);
        assertThat(Phones.at(phone)).isEmpty();
        signInOn("a-device-of-another-2");
        assertThat(Phones.next(phone, Notices.Kind.NEW_DEVICE)).isNotBlank();
        door.signIn(phone, Door.PASSWORD).is(200);
        Thread.sleep(1200);
        assertThat(Phones.at(phone)).as("from a known address, no device named").isEmpty();
    }

    @Test
    void countsNoGuessThatWasNotJudgedBecauseItIsBusy() {
        var number = MobileNumber.of(phone);
        String accountId = accounts.register(phone, Door.PASSWORD, "张三丰");
        var credential = credentials.of(accountId).orElseThrow();
        var origin = new Origin(Door.anyAddress(), null, "");
        var busy = new AtomicBoolean(true);
        var check = new PasswordCheck(new Busy(busy), guesses, sessions);
        for (int i = 0; i < 4; i++) {
            guesses.admit(number, origin.address(), false);
        }
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> check.right(number, credential, "anything", origin))
                    .isInstanceOfSatisfying(
                            ProblemException.class, e -> assertThat(e.code()).isEqualTo("sign-in-busy"));
        }
        busy.set(false);
        assertThat(check.right(number, credential, "anything", origin)).isFalse();
        assertThatThrownBy(() -> check.right(number, credential, "anything", origin))
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("too-many-guesses"));
    }

    @Test
    void keepsTheWaitForWrongGuessesWhenALaterOneIsBusy() {
        var number = MobileNumber.of(phone);
        String address = Door.anyAddress();
        for (int i = 0; i < 5; i++) {
            guesses.admit(number, address, true);
        }
        time.forward(java.time.Duration.ofSeconds(1));
        guesses.admit(number, address, true);
        guesses.takeBack(number, address, true);
        assertThatThrownBy(() -> guesses.admit(number, address, true)).isInstanceOf(ProblemException.class);
    }

    @Test
    void changesAPasswordForOneOfTwoRivals() throws Exception {
        String token = door.signUp(phone).text("accessToken");
        int won = 0;
        try (var crowd = Executors.newFixedThreadPool(4)) {
            var tries = new java.util.ArrayList<java.util.concurrent.Callable<Answer>>();
            for (int i = 0; i < 4; i++) {
                String password = NEW_PASSWORD + i;
                tries.add(() ->
                        door.put("/api/auth/password", Map.of("old", Door.PASSWORD, "password", password), token));
            }
            for (var attempt : crowd.invokeAll(tries)) {
                assertThat(attempt.get().status()).isIn(204, 400, 429);
                won += attempt.get().status() == 204 ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }

    private Answer byCode(String number, String code) {
        return door.post("/api/auth/sign-in/code", Map.of("phone", number, "code", code), null);
    }

    private Answer changePhone(String token, String next, String code, String password) {
        return door.put("/api/auth/phone", Map.of("phone", next, "code", code, "password", password), token);
    }

    private static Map<String, String> forgotten(String number, String code) {
        return Map.of("phone", number, "code", code, "password", NEW_PASSWORD);
    }

    private void signInOn(String device) throws Exception {
        var request = HttpRequest.newBuilder(server.getURI().resolve("/api/auth/sign-in"))
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", door.address())
                .header("X-Device-Id", device)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"phone\":\"" + phone + "\",\"password\":\"" + Door.PASSWORD + "\"}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private List<String> acts(String accountId) {
        return transactions.read(
                () -> sql.list("SELECT act FROM ker_trail WHERE subject = ?", row -> row.string("act"), accountId));
    }

    /** Hashing that is busy until it is not, and then knows nobody. */
    private record Busy(AtomicBoolean busy) implements Passwords {
        @Override
        public void check(String password, MobileNumber phone) {}

        @Override
        public String hash(String password) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean matches(String password, String hash) {
            if (busy.get()) {
                throw ProblemException.of(503, "sign-in-busy", "忙 · Busy", null);
            }
            return false;
        }
    }
}
