package org.cunlu.accounts.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Codes;
import org.cunlu.accounts.Codes.Purpose;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Phones;
import org.cunlu.accounts.Sessions;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.http.Origin;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two instances on one database: one sends more than a minute allows, for tests of guessing; the other has the real rates. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CodesTest {
    private static final Origin HERE = new Origin("10.1.1.1", null, "");
    private static final Origin THERE = new Origin("10.2.2.2", null, "");

    private EmbeddedServer generous;
    private EmbeddedServer strict;
    private Codes codes;
    private Transactions transactions;
    private MovableTime time;
    private MobileNumber phone;

    @BeforeAll
    void start() {
        var properties = new LinkedHashMap<String, Object>(TestServers.properties("codes", Server.DATABASE));
        properties.put("cunlu.trusted-proxies", "127.0.0.0/8");
        strict = ApplicationContext.run(EmbeddedServer.class, properties);
        for (String rate : List.of("phone-per-minute", "phone-per-hour", "phone-per-day", "address-per-hour")) {
            properties.put("cunlu.accounts.codes." + rate, "100000");
        }
        generous = ApplicationContext.run(EmbeddedServer.class, properties);
        codes = generous.getApplicationContext().getBean(Codes.class);
        transactions = generous.getApplicationContext().getBean(Transactions.class);
        time = generous.getApplicationContext().getBean(MovableTime.class);
    }

    @AfterAll
    void stop() {
        generous.close();
        strict.close();
    }

    @BeforeEach
    void anotherPhone() {
        time.stop();
        phone = MobileNumber.of(Door.anyPhone());
    }

    @AfterEach
    void goOn() {
        time.goOn();
    }

    @Test
    void areGoodOnceForOnePurposeAndOnePhone() {
        String code = sent(HERE);
        wrong(() -> codes.prove(phone, Purpose.RESET_PASSWORD, code, HERE));
        wrong(() -> codes.prove(MobileNumber.of(Door.anyPhone()), Purpose.SIGN_IN, code, HERE));
        var proof = codes.prove(phone, Purpose.SIGN_IN, code, HERE);
        assertThat(codes.prove(phone, Purpose.SIGN_IN, code, HERE)).isEqualTo(proof);
        transactions.run(() -> codes.spend(proof));
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, code, HERE));
        wrong(() -> transactions.run(() -> codes.spend(proof)));
    }

    @Test
    void areReadAsPeopleWriteThem() {
        String code = sent(HERE);
        var wide = new StringBuilder(" ");
        code.chars().forEach(digit -> wide.append((char) (digit - '0' + '０')));
        assertThat(codes.prove(phone, Purpose.SIGN_IN, wide.append(' ').toString(), HERE))
                .isNotNull();
        for (String nonsense : List.of("", "12345", "1234567", "abcdef", "12345٦", "123 456")) {
            wrong(() -> codes.prove(phone, Purpose.SIGN_IN, nonsense, HERE));
        }
        assertThat(codes.prove(phone, Purpose.SIGN_IN, code, HERE)).isNotNull();
    }

    @Test
    void areGoodForTenMinutesAndNotLonger() {
        String code = sent(HERE);
        time.forward(Duration.ofMinutes(10).minusMillis(1));
        var proof = codes.prove(phone, Purpose.SIGN_IN, code, HERE);
        time.forward(Duration.ofMillis(1));
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, code, HERE));
        wrong(() -> transactions.run(() -> codes.spend(proof)));
    }

    @Test
    void hearFiveGuessesAndNotTheRightOneAfterThem() {
        String code = sent(HERE);
        for (int i = 0; i < 4; i++) {
            wrong(() -> codes.prove(phone, Purpose.SIGN_IN, Phones.otherThan(code), HERE));
        }
        // A right one costs nothing, however often it is given before it is spent.
        assertThat(codes.prove(phone, Purpose.SIGN_IN, code, HERE)).isNotNull();
        assertThat(codes.prove(phone, Purpose.SIGN_IN, code, HERE)).isNotNull();
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, Phones.otherThan(code), HERE));
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, code, HERE));
    }

    @Test
    void hearFiveOfAHundredGuessesAtOnceOnTwoInstances() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        String code = sent(HERE);
        var guesses = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 100; i++) {
            String guess = String.format("%06d", random.nextInt(1_000_000));
            Codes at = (i % 2 == 0 ? generous : strict).getApplicationContext().getBean(Codes.class);
            guesses.add(() -> proves(at, guess.equals(code) ? Phones.otherThan(code) : guess));
        }
        try (var crowd = Executors.newFixedThreadPool(16)) {
            for (var guess : crowd.invokeAll(guesses)) {
                assertThat(guess.get()).isFalse();
            }
        }
        assertThat(tries()).containsExactly(5);
        assertThat(proves(codes, code)).isFalse();
    }

    @Test
    void areSpentByOneOfManyRivals() throws Exception {
        String code = sent(HERE);
        var proof = codes.prove(phone, Purpose.SIGN_IN, code, HERE);
        var rivals = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 16; i++) {
            rivals.add(() -> {
                try {
                    transactions.run(() -> codes.spend(proof));
                    return true;
                } catch (ProblemException e) {
                    return false;
                }
            });
        }
        int won = 0;
        try (var crowd = Executors.newFixedThreadPool(8)) {
            for (var rival : crowd.invokeAll(rivals)) {
                won += rival.get() ? 1 : 0;
            }
        }
        assertThat(won).isEqualTo(1);
    }

    @Test
    void giveWayToANewerOneFromTheSamePlaceOnly() {
        String mine = sent(HERE);
        String strangers = sent(THERE);
        assertThat(codes.prove(phone, Purpose.SIGN_IN, mine, HERE)).isNotNull();
        String newer = sent(HERE);
        if (!mine.equals(newer)) {
            wrong(() -> codes.prove(phone, Purpose.SIGN_IN, mine, HERE));
        }
        var proof = codes.prove(phone, Purpose.SIGN_IN, newer, HERE);
        transactions.run(() -> codes.spend(proof));
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, strangers, THERE));
    }

    @Test
    void cannotBeUsedUpByStrangersElsewhere() {
        String mine = sent(HERE);
        String other = Phones.otherThan(mine);
        for (int i = 0; i < 20; i++) {
            var stranger = new Origin("10.3.3." + i, null, "");
            wrong(() -> codes.prove(phone, Purpose.SIGN_IN, other, stranger));
        }
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, mine, THERE));
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, other, HERE));
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, other, HERE));
        assertThat(codes.prove(phone, Purpose.SIGN_IN, mine, HERE)).isNotNull();
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, other, HERE));
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, mine, HERE));
    }

    @Test
    void areHeardTwiceFromAnotherNetwork() {
        String mine = sent(HERE);
        wrong(() -> codes.prove(phone, Purpose.SIGN_IN, Phones.otherThan(mine), THERE));
        assertThat(codes.prove(phone, Purpose.SIGN_IN, mine, THERE)).isNotNull();
    }

    @Test
    void liveThreeBesideEachOtherButTheOwnersOnHisDeviceIsNeverPushedOut() {
        var home = new Origin("10.9.9.9", "a-device-of-his-own", "");
        String account =
                generous.getApplicationContext().getBean(Accounts.class).register(phone.e164(), Door.PASSWORD, "张三丰");
        generous.getApplicationContext().getBean(Sessions.class).open(account, home, Sessions.Way.PASSWORD);
        String owners = sent(home);
        var strangers = new ArrayList<String>();
        for (int i = 0; i < 4; i++) {
            strangers.add(sent(new Origin("10.4.4." + i, null, "")));
        }
        if (new HashSet<>(strangers).size() == 4) {
            wrong(() -> codes.prove(phone, Purpose.SIGN_IN, strangers.getFirst(), new Origin("10.4.4.0", null, "")));
        }
        assertThat(codes.prove(phone, Purpose.SIGN_IN, strangers.get(1), new Origin("10.4.4.1", null, "")))
                .isNotNull();
        assertThat(codes.prove(phone, Purpose.SIGN_IN, owners, home)).isNotNull();
    }

    @Test
    void areSentOnceAMinuteFiveTimesAtOnceAndTheOwnerIsNotKeptOutOnHisDevice() {
        Door door = Door.at(strict);
        var wanted = Map.of("phone", phone.e164(), "purpose", "SIGN_IN");
        var answer = door.post("/api/auth/codes", wanted, null).is(202);
        assertThat(answer.body())
                .containsOnlyKeys("phoneMasked", "expiresInSeconds", "againInSeconds")
                .containsEntry("phoneMasked", phone.masked())
                .containsEntry("expiresInSeconds", 600)
                .containsEntry("againInSeconds", 60);
        var again = door.from(Door.anyAddress())
                .post("/api/auth/codes", wanted, null)
                .is(429, "too-many-codes");
        assertThat(Integer.parseInt(
                        again.raw().headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(1, 60);
        // The other purposes of the number share its bound.
        door.post("/api/auth/codes", Map.of("phone", phone.e164(), "purpose", "RESET_PASSWORD"), null)
                .is(429);
        var home = new Origin("10.9.9.9", "a-device-of-his-own", "");
        String account =
                strict.getApplicationContext().getBean(Accounts.class).register(phone.e164(), Door.PASSWORD, "张三丰");
        strict.getApplicationContext().getBean(Sessions.class).open(account, home, Sessions.Way.PASSWORD);
        Codes real = strict.getApplicationContext().getBean(Codes.class);
        assertThat(real.send(phone, Purpose.SIGN_IN, home)).isNotNull();
        assertThatThrownBy(() -> real.send(phone, Purpose.SIGN_IN, home)).isInstanceOf(ProblemException.class);
    }

    @Test
    void haveTheBoundsOfTheContract() {
        var settings = strict.getApplicationContext().getBean(CodeSettings.class);
        assertThat(settings).isEqualTo(new CodeSettings(Duration.ofMinutes(10), 5, 2, 3, 1, 5, 10, 60, 20));
        for (Duration life : List.of(Duration.ofSeconds(59), Duration.ofMinutes(11))) {
            assertThatThrownBy(() -> new CodeSettings(life, 5, 2, 3, 1, 5, 10, 60, 20))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new CodeSettings(Duration.ofMinutes(10), 6, 2, 3, 1, 5, 10, 60, 20))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CodeSettings(Duration.ofMinutes(10), 5, 5, 3, 1, 5, 10, 60, 20))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void areSentToSixtyNumbersAnHourFromOneAddress() {
        Codes real = strict.getApplicationContext().getBean(Codes.class);
        var pump = new Origin(Door.anyAddress(), null, "");
        for (int i = 0; i < 60; i++) {
            real.send(MobileNumber.of(Door.anyPhone()), Purpose.SIGN_IN, pump);
        }
        refused(() -> real.send(MobileNumber.of(Door.anyPhone()), Purpose.SIGN_IN, pump));
        var device = "a-device-that-pumps";
        for (int i = 0; i < 20; i++) {
            real.send(MobileNumber.of(Door.anyPhone()), Purpose.SIGN_IN, new Origin(Door.anyAddress(), device, ""));
        }
        refused(() -> real.send(
                MobileNumber.of(Door.anyPhone()), Purpose.SIGN_IN, new Origin(Door.anyAddress(), device, "")));
    }

    @Test
    void answerAKnownNumberLikeAnUnknownOneAndAboutAsFast() {
        String known = Door.anyPhone();
        generous.getApplicationContext().getBean(Accounts.class).register(known, Door.PASSWORD, "张三丰");
        var somebody = new ArrayList<Long>();
        var nobody = new ArrayList<Long>();
        for (int i = 0; i < 40; i++) {
            somebody.add(nanos(known));
            nobody.add(nanos(Door.anyPhone()));
        }
        long a = somebody.stream().sorted().toList().get(20);
        long b = nobody.stream().sorted().toList().get(20);
        System.out.println("known " + a / 1000 + " us, unknown " + b / 1000 + " us");
        assertThat((double) a / b).isBetween(0.5, 2.0);
    }

    @Test
    void areNotJudgedOrSentInATransaction() {
        assertThatThrownBy(() -> transactions.run(() -> {
                    codes.prove(phone, Purpose.SIGN_IN, "123456", HERE);
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> transactions.run(() -> {
                    codes.send(phone, Purpose.SIGN_IN, HERE);
                }))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void areSweptADayAfterTheyExpired() {
        sent(HERE);
        var sweep = generous.getApplicationContext().getBean(CodeSweep.class);
        time.forward(Duration.ofMinutes(10));
        sweep.sweep();
        assertThat(tries()).hasSize(1);
        time.forward(Duration.ofDays(1).plusMillis(1));
        sweep.sweep();
        assertThat(tries()).isEmpty();
    }

    private long nanos(String number) {
        Origin origin = new Origin(Door.anyAddress(), null, "");
        MobileNumber to = MobileNumber.of(number);
        long start = System.nanoTime();
        codes.send(to, Purpose.SIGN_IN, origin);
        return System.nanoTime() - start;
    }

    private String sent(Origin origin) {
        codes.send(phone, Purpose.SIGN_IN, origin);
        return Phones.code(phone.national());
    }

    private boolean proves(Codes at, String guess) {
        try {
            at.prove(phone, Purpose.SIGN_IN, guess, HERE);
            return true;
        } catch (ProblemException e) {
            assertThat(e.code()).isEqualTo("code-wrong");
            return false;
        }
    }

    private List<Integer> tries() {
        var index = generous.getApplicationContext().getBean(org.cunlu.kernel.privacy.BlindIndex.class);
        return generous.getApplicationContext()
                .getBean(Sql.class)
                .list("SELECT tries FROM acc_code WHERE phone_index = ?", row -> row.integer("tries"), (Object)
                        index.of("acc_code.phone", phone.e164()));
    }

    private static void wrong(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("code-wrong"));
    }

    private static void refused(ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        ProblemException.class, e -> assertThat(e.code()).isEqualTo("too-many-codes"));
    }
}
