package org.cunlu.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Phones;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@MicronautTest(transactional = false)
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInTest implements TestPropertyProvider {
    @Inject
    EmbeddedServer server;

    @Inject
    Accounts accounts;

    @Inject
    Sql sql;

    @Inject
    Transactions transactions;

    @Inject
    Guesses guesses;

    @Inject
    Housekeeping housekeeping;

    @Inject
    MovableTime time;

    private Door door;
    private String phone;

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("signin", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        // Their bounds are tried where codes are; here a phone needs several in a moment.
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
    void forgetsGuessesOfLongAgo() {
        door.signIn(phone, "wrong-kx93").is(401);
        housekeeping.sweep();
        assertThat(guessesKept()).isPositive();
        time.forward(Duration.ofDays(1).plusSeconds(1));
        housekeeping.sweep();
        assertThat(guessesKept()).isZero();
    }

    private int guessesKept() {
        return transactions
                .read(() -> sql.one("SELECT COUNT(*) AS n FROM acc_guess", row -> row.integer("n")))
                .orElseThrow();
    }

    @Test
    void letsSomebodyNewIn() {
        Answer tokens = door.signUp(phone);
        assertThat(tokens.body()).containsOnlyKeys("accountId", "accessToken", "refreshToken", "expiresInSeconds");
        assertThat(tokens.body()).containsEntry("expiresInSeconds", 900);
        Answer me = door.get("/api/auth/me", tokens.text("accessToken")).is(200);
        assertThat(me.body())
                .containsEntry("accountId", tokens.text("accountId"))
                .containsEntry("name", "张三丰")
                .containsEntry("phoneMasked", phone.substring(0, 3) + "****" + phone.substring(7))
                .containsEntry(
                        "grants",
                        List.of(Map.of(
                                "role",
                                "CONSUMER",
                                "scope",
                                Map.of("kind", "SELF", "value", tokens.text("accountId")))));
        assertThat(me.raw().headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void knowsAPhoneInAnyWriting() {
        String accountId = door.signUp(phone).text("accountId");
        String spaced = "+86 " + phone.substring(0, 3) + "-" + phone.substring(3, 7) + " " + phone.substring(7);
        assertThat(door.signIn(spaced, Door.PASSWORD).is(200).body()).containsEntry("accountId", accountId);
        door.signUp(spaced, door.askCode(spaced, "SIGN_IN")).is(409, "phone-has-account");
        assertThat(accounts.byPhone(spaced)).contains(accountId);
    }

    @Test
    void refusesForeignPhonesWeakPasswordsAndBadNames() {
        String code = door.askCode(phone, "SIGN_IN");
        refusedSignUp(Map.of("phone", "+1 415 555 2671", "code", code, "name", "张"), "phone-invalid");
        refusedSignUp(Map.of("phone", phone, "code", code, "password", "password1", "name", "张"), "password-weak");
        refusedSignUp(Map.of("phone", phone, "code", code, "name", "\u200b"), "name-invalid");
        refusedSignUp(Map.of("phone", phone, "code", code, "name", "村路客服"), "name-invalid");
        refusedSignUp(Map.of("phone", phone, "code", Phones.otherThan(code), "name", "张"), "code-wrong");
        for (var body : List.of(
                Map.of("phone", phone, "code", code, "password", "kx93", "name", "张"),
                Map.of("phone", phone, "code", code, "password", "x".repeat(129), "name", "张"),
                Map.of("phone", phone, "name", "张"),
                Map.of("phone", phone, "code", code))) {
            door.post("/api/auth/sign-up", body, null).is(400);
        }
        assertThat(accounts.byPhone(phone)).isEmpty();
        // None of it used the code up.
        door.signUp(phone, code).is(201);
    }

    private void refusedSignUp(Map<String, String> body, String code) {
        door.post("/api/auth/sign-up", body, null).is(400, code);
    }

    @Test
    void takesNoRoleFromTheOneWhoSignsUp() {
        var greedy = Map.of(
                "phone",
                phone,
                "code",
                door.askCode(phone, "SIGN_IN"),
                "name",
                "张",
                "role",
                "COUNTY_OPERATOR",
                "state",
                "ACTIVE");
        door.post("/api/auth/sign-up", greedy, null).is(400);
        assertThat(accounts.byPhone(phone)).isEmpty();
    }

    @Test
    void answersAnUnknownPhoneLikeAWrongPassword() {
        door.signUp(phone);
        var wrong =
                new LinkedHashMap<>(door.signIn(phone, "not-his-one").is(401).body());
        var unknown = new LinkedHashMap<>(
                door.signIn(Door.anyPhone(), "not-his-one").is(401).body());
        assertThat(wrong.remove("requestId")).isNotNull();
        unknown.remove("requestId");
        assertThat(unknown).isEqualTo(wrong).containsEntry("code", "sign-in-refused");
    }

    @Test
    void takesAboutAsLongForAnUnknownPhone() {
        door.signUp(phone);
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) {
            Door elsewhere = door.from(Door.anyAddress());
            known.add(nanos(() -> elsewhere.signIn(phone, "not-his-one").is(401)));
            unknown.add(
                    nanos(() -> elsewhere.signIn(Door.anyPhone(), "not-his-one").is(401)));
        }
        long somebody = known.stream().sorted().toList().get(6);
        long nobody = unknown.stream().sorted().toList().get(6);
        System.out.println("known " + somebody / 1000 + " us, unknown " + nobody / 1000 + " us");
        assertThat((double) nobody / somebody).isBetween(0.5, 2.0);
    }

    @Test
    void slowsAGuesserAfterFiveAndLetsHimTryAgainLater() {
        door.signUp(phone);
        for (int i = 0; i < 5; i++) {
            door.signIn(phone, "guess-" + i + "-mrt").is(401);
        }
        Answer blocked = door.signIn(phone, Door.PASSWORD).is(429, "too-many-guesses");
        assertThat(blocked.raw().headers().firstValue("Retry-After")).contains("1");
        time.forward(Duration.ofSeconds(2));
        door.signIn(phone, "guess-6-mrt").is(401);
        Answer longer = door.signIn(phone, Door.PASSWORD).is(429);
        assertThat(longer.raw().headers().firstValue("Retry-After")).contains("2");
        time.forward(Duration.ofSeconds(3));
        door.signIn(phone, Door.PASSWORD).is(200);
        door.signIn(phone, "guess-7-mrt").is(401);
    }

    @Test
    void slowsGuessersAtAnUnknownPhoneJustTheSame() {
        for (int i = 0; i < 5; i++) {
            door.signIn(phone, "guess-" + i + "-mrt").is(401);
        }
        door.signIn(phone, Door.PASSWORD).is(429, "too-many-guesses");
    }

    @Test
    void doesNotHearAHundredGuessesAtOnce() throws Exception {
        door.signUp(phone);
        int heard = 0;
        try (var crowd = Executors.newFixedThreadPool(20)) {
            var tries = new ArrayList<Callable<Answer>>();
            for (int i = 0; i < 100; i++) {
                String guess = "guess-" + i + "-mrt";
                tries.add(() -> door.signIn(phone, guess));
            }
            for (var attempt : crowd.invokeAll(tries)) {
                assertThat(attempt.get().status()).isIn(401, 429);
                heard += attempt.get().status() == 401 ? 1 : 0;
            }
        }
        assertThat(heard).isEqualTo(5);
    }

    @Test
    void slowsManyAddressesAtOnePhoneButNotItsOwnerAtHome() {
        door.signUp(phone);
        int heard = 0;
        for (int i = 0; i < 40; i++) {
            heard += door.from(Door.anyAddress())
                                    .signIn(phone, "guess-" + i + "-mrt")
                                    .status()
                            == 401
                    ? 1
                    : 0;
        }
        assertThat(heard).isEqualTo(20);
        Answer stranger =
                door.from(Door.anyAddress()).signIn(phone, Door.PASSWORD).is(429);
        assertThat(Integer.parseInt(
                        stranger.raw().headers().firstValue("Retry-After").orElseThrow()))
                .isLessThanOrEqualTo(30);
        door.signIn(phone, Door.PASSWORD).is(200);
    }

    @Test
    void slowsOneAddressAtManyPhones() {
        // All but the last without their hashes, which take a while.
        for (int i = 0; i < 99; i++) {
            guesses.wrong(door.address());
        }
        door.signIn(Door.anyPhone(), "summer-kx93").is(401);
        door.signIn(Door.anyPhone(), "summer-kx93").is(429, "too-many-guesses");
        door.from(Door.anyAddress()).signIn(Door.anyPhone(), "summer-kx93").is(401);
    }

    @Test
    void refusesASuspendedAccountAndTakesItBack() {
        Answer tokens = door.signUp(phone);
        String accountId = tokens.text("accountId");
        accounts.suspend(accountId, "system");
        assertThat(accounts.active(accountId)).isFalse();
        assertThat(door.get("/api/auth/me", tokens.text("accessToken")).status())
                .isIn(401, 403);
        assertThat(door.refresh(tokens.text("refreshToken")).status()).isIn(401, 403);
        door.signIn(phone, "wrong-kx93").is(401, "sign-in-refused");
        door.signIn(phone, Door.PASSWORD).is(403, "account-suspended");
        accounts.reinstate(accountId, "system");
        door.signIn(phone, Door.PASSWORD).is(200);
        door.get("/api/auth/me", tokens.text("accessToken")).is(401, "session-over");
    }

    @Test
    void keepsNoPlainPhoneNameOrPassword() {
        Answer tokens = door.signUp(phone);
        door.signIn(phone, Door.PASSWORD).is(200);
        String everything = everythingIn("acc_");
        assertThat(everything).contains(tokens.text("accountId"));
        assertThat(everything)
                .doesNotContain(phone)
                .doesNotContain("张三丰")
                .doesNotContain(Door.PASSWORD)
                .doesNotContain(tokens.text("refreshToken"))
                .doesNotContain(door.address());
    }

    @Test
    void letsOnlyOneOfManyRivalsHaveAPhone() throws Exception {
        int won = 0;
        String code = door.askCode(phone, "SIGN_IN");
        try (var crowd = Executors.newFixedThreadPool(8)) {
            var tries = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 8; i++) {
                tries.add(() -> door.signUp(phone, code).status());
            }
            for (var attempt : crowd.invokeAll(tries)) {
                assertThat(attempt.get()).isIn(201, 400);
                won += attempt.get() == 201 ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }

    private String everythingIn(String prefix) {
        record Column(String table, String name) {}
        List<Column> columns = transactions.read(() -> sql.list(
                "SELECT table_name AS t, column_name AS c FROM information_schema.columns"
                        + " WHERE table_schema = DATABASE() AND table_name LIKE ?",
                row -> new Column(row.string("t"), row.string("c")),
                prefix + "%"));
        assertThat(columns).hasSizeGreaterThan(30);
        return columns.stream()
                .flatMap(column -> transactions
                        .read(() -> sql.list(
                                "SELECT CAST(" + column.name() + " AS BINARY) AS v FROM " + column.table(),
                                row -> row.bytes("v")))
                        .stream())
                .filter(Objects::nonNull)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }

    private static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }
}
