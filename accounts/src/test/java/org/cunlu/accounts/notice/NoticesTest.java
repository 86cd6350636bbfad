package org.cunlu.accounts.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.MobileNumber;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.NoticeGateway.Delivery;
import org.cunlu.accounts.Notices;
import org.cunlu.accounts.Phones;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.cunlu.kernel.db.Row;
import org.cunlu.kernel.db.Sql;
import org.cunlu.kernel.db.Transactions;
import org.cunlu.kernel.privacy.BlindIndex;
import org.cunlu.kernel.problem.ProblemException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Two instances on one database. */
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoticesTest {
    private static final Map<String, String> NO_FACTS = Map.of();

    private Map<String, Object> properties;
    private EmbeddedServer one;
    private EmbeddedServer two;
    private Transactions transactions;
    private Sql sql;
    private Notices notices;
    private String phone;

    @BeforeAll
    void start() {
        properties = new LinkedHashMap<>(TestServers.properties("notices", Server.DATABASE));
        one = ApplicationContext.run(EmbeddedServer.class, properties);
        two = ApplicationContext.run(EmbeddedServer.class, properties);
        transactions = one.getApplicationContext().getBean(Transactions.class);
        sql = one.getApplicationContext().getBean(Sql.class);
        notices = one.getApplicationContext().getBean(Notices.class);
    }

    @AfterAll
    void stop() {
        one.close();
        two.close();
    }

    @BeforeEach
    void anotherPhone() {
        phone = Door.anyPhone();
    }

    @Test
    void arriveOnceInChineseAndEnglish() throws Exception {
        for (int i = 0; i < 60; i++) {
            queue(i % 2 == 0 ? one : two, phone);
        }
        await().until(() -> Phones.at(phone).size() >= 60);
        Thread.sleep(1500);
        assertThat(Phones.at(phone)).hasSize(60);
        assertThat(Phones.at(phone).stream().map(Phones.Arrived::noticeId).distinct())
                .hasSize(60);
        assertThat(Phones.at(phone).getFirst().text())
                .startsWith("【村路】您的登录密码已更改")
                .contains("Your password was changed");
        await().until(() -> states().equals(List.of("SENT")));
    }

    @Test
    void areNotSentWhenWhatTheyTellOfIsRolledBack() throws Exception {
        assertThatThrownBy(() -> transactions.run(() -> {
                    notices.queue(MobileNumber.of(phone), Notices.Kind.PASSWORD_CHANGED, NO_FACTS);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThatThrownBy(() -> notices.queue(MobileNumber.of(phone), Notices.Kind.PASSWORD_CHANGED, NO_FACTS))
                .isInstanceOf(IllegalStateException.class);
        Thread.sleep(1500);
        assertThat(Phones.at(phone)).isEmpty();
    }

    @Test
    void needTheFactsOfTheirText() {
        assertThatThrownBy(() -> transactions.run(
                        () -> notices.queue(MobileNumber.of(phone), Notices.Kind.ROLE_GIVEN, NO_FACTS)))
                .isInstanceOf(IllegalArgumentException.class);
        var texts = new Texts();
        assertThat(texts.of(Notices.Kind.ROLE_GIVEN, Map.of("role", "司机\r\n$1\u202e", "english", "driver")))
                .contains("司机 $1")
                .doesNotContain("\n")
                .doesNotContain("\u202e");
        assertThat(texts.of(Notices.Kind.ROLE_GIVEN, Map.of("role", "x".repeat(500), "english", "driver")))
                .hasSizeLessThan(220);
    }

    @Test
    void areTriedAgainUntilTheProviderIsBack() {
        Phones.refuse(phone, new Delivery.Unavailable("test"));
        queue(one, phone);
        await().until(() -> attempts() >= 2);
        assertThat(Phones.at(phone)).isEmpty();
        Phones.refuse(phone, null);
        await().atMost(Duration.ofSeconds(15)).until(() -> Phones.at(phone).size() == 1);
        await().until(() -> states().equals(List.of("SENT")));
    }

    @Test
    void waitLongerAfterEachFailure() {
        assertThat(Sending.pause(1)).hasSeconds(1);
        assertThat(Sending.pause(4)).hasSeconds(8);
        assertThat(Sending.pause(9)).hasSeconds(256);
        assertThat(Sending.pause(10)).hasMinutes(5);
        assertThat(Sending.pause(Integer.MAX_VALUE)).hasMinutes(5);
    }

    @Test
    void areNotTriedAgainWhenRejected() throws Exception {
        Phones.refuse(phone, new Delivery.Rejected("test"));
        queue(one, phone);
        await().until(() -> states().equals(List.of("FAILED")));
        Phones.refuse(phone, null);
        Thread.sleep(1500);
        assertThat(Phones.at(phone)).isEmpty();
    }

    @Test
    void areSentOnceMoreWhenTheirSenderDied() {
        Phones.refuse(phone, new Delivery.Unavailable("test"));
        queue(one, phone);
        await().until(() -> attempts() >= 1);
        // As if an instance had claimed it and was killed: nobody touches it until the claim runs out.
        transactions.run(() -> sql.change("UPDATE acc_notice SET state = 'SENDING', claimed_by = 'DEAD000000000',"
                + " due_at = TIMESTAMPADD(SECOND, 2, UTC_TIMESTAMP(3)) WHERE phone_index = (SELECT i FROM"
                + " (SELECT phone_index AS i FROM acc_notice ORDER BY notice_id DESC LIMIT 1) latest)"));
        Phones.refuse(phone, null);
        await().atMost(Duration.ofSeconds(15)).until(() -> Phones.at(phone).size() == 1);
        await().until(() -> states().equals(List.of("SENT")));
    }

    @Test
    void areDroppedWhenTheCodeInThemHasExpired() throws Exception {
        Phones.refuse(phone, new Delivery.Unavailable("test"));
        transactions.run(() ->
                notices.queue(MobileNumber.of(phone), Notices.Kind.CODE, Map.of("code", "123456", "minutes", "10")));
        await().until(() -> attempts() >= 1);
        var time = one.getApplicationContext().getBean(MovableTime.class);
        time.stop();
        time.forward(Duration.ofMinutes(10));
        try {
            Phones.refuse(phone, null);
            await().atMost(Duration.ofSeconds(15)).until(() -> states().equals(List.of("DROPPED")));
            assertThat(Phones.at(phone)).isEmpty();
        } finally {
            time.goOn();
        }
    }

    @Test
    void stopAtTheBudgetForCodesHoweverManyAskAtOnceButNotForWarnings() throws Exception {
        var narrow = new LinkedHashMap<>(properties);
        narrow.putAll(TestServers.properties("noticebudget", Server.DATABASE));
        narrow.put("cunlu.accounts.notices.per-hour", "10");
        try (var poor = ApplicationContext.run(narrow);
                var crowd = Executors.newFixedThreadPool(12)) {
            for (int i = 0; i < 12; i++) {
                // News takes nobody's code away.
                queue(poor, Door.anyPhone());
            }
            var tries = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 40; i++) {
                tries.add(() -> queuesCode(poor));
            }
            int queued = 0;
            for (var attempt : crowd.invokeAll(tries)) {
                queued += attempt.get() ? 1 : 0;
            }
            assertThat(queued).isEqualTo(10);
            queue(poor, phone);
            await().until(() -> Phones.at(phone).size() == 1);
            var time = poor.getBean(MovableTime.class);
            time.stop();
            time.forward(Duration.ofHours(1));
            try {
                assertThat(queuesCode(poor)).isTrue();
            } finally {
                time.goOn();
            }
        }
    }

    @Test
    void standNowhereInTheOpen() {
        Phones.refuse(phone, new Delivery.Unavailable("test"));
        transactions.run(() ->
                notices.queue(MobileNumber.of(phone), Notices.Kind.CODE, Map.of("code", "918273", "minutes", "10")));
        String row = transactions
                .read(() -> sql.one(
                        "SELECT CONCAT(phone_sealed, '|', phone_index, '|', text_sealed) AS r FROM acc_notice ORDER BY"
                                + " notice_id DESC LIMIT 1",
                        found -> new String(found.bytes("r"), StandardCharsets.ISO_8859_1)))
                .orElseThrow();
        assertThat(row).doesNotContain("918273").doesNotContain(phone);
    }

    @Test
    void forgetTheirTextOnceSentExceptInADemo() {
        var real = new LinkedHashMap<>(properties);
        real.putAll(TestServers.properties("noticesreal", Server.DATABASE));
        real.put("cunlu.demo", "false");
        var heard = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(Gateways.class);
        heard.start();
        logger.addAppender(heard);
        try (var county = ApplicationContext.run(EmbeddedServer.class, real)) {
            queue(county, phone);
            await().until(() -> Phones.at(phone).size() == 1);
            var itsSql = county.getApplicationContext().getBean(Sql.class);
            await().until(() -> itsSql.one(
                            "SELECT COUNT(*) AS n FROM acc_notice WHERE state = 'SENT' AND text_sealed IS NULL",
                            row -> row.integer("n"))
                    .equals(Optional.of(1)));
            var door = Door.at(county);
            String operator = operator(county);
            String token = door.signIn(operator, Door.PASSWORD).is(200).text("accessToken");
            door.get("/api/county/notices?phone=" + phone, token).is(404, "not-found");
        } finally {
            logger.detachAppender(heard);
        }
        assertThat(heard.list)
                .anySatisfy(line -> assertThat(line.getFormattedMessage())
                        .contains("NO SMS PROVIDER")
                        .contains("没有配置短信服务"));
    }

    @Test
    void showADemosOperatorWhatAPhoneWasTold() {
        queue(one, phone);
        await().until(() -> Phones.at(phone).size() == 1);
        var door = Door.at(one);
        String token = door.signIn(operator(one), Door.PASSWORD).is(200).text("accessToken");
        assertThat(door.get("/api/county/notices?phone=" + phone, token)
                        .is(200)
                        .body()
                        .toString())
                .contains("PASSWORD_CHANGED")
                .contains("您的登录密码已更改");
        String plain = Door.anyPhone();
        one.getApplicationContext().getBean(Accounts.class).register(plain, Door.PASSWORD, "张三丰");
        String other = door.signIn(plain, Door.PASSWORD).is(200).text("accessToken");
        door.get("/api/county/notices?phone=" + phone, other).is(404, "not-found");
        door.get("/api/county/notices?phone=" + phone, null).is(401);
    }

    private static String operator(EmbeddedServer server) {
        var accounts = server.getApplicationContext().getBean(Accounts.class);
        String phone = Door.anyPhone();
        String accountId = accounts.register(phone, Door.PASSWORD, "吴县联");
        accounts.grant(accountId, new Grant(Role.COUNTY_OPERATOR, new Scope(Scope.Kind.SUBTREE, "500233")), "system");
        return phone;
    }

    private static void queue(EmbeddedServer server, String phone) {
        queue(server.getApplicationContext(), phone);
    }

    private static void queue(ApplicationContext context, String phone) {
        context.getBean(Transactions.class)
                .run(() -> context.getBean(Notices.class)
                        .queue(MobileNumber.of(phone), Notices.Kind.PASSWORD_CHANGED, NO_FACTS));
    }

    private static boolean queuesCode(ApplicationContext context) {
        try {
            context.getBean(Transactions.class)
                    .run(() -> context.getBean(Notices.class)
                            .queue(
                                    MobileNumber.of(Door.anyPhone()),
                                    Notices.Kind.CODE,
                                    Map.of("code", "123456", "minutes", "10")));
            return true;
        } catch (ProblemException e) {
            assertThat(e.code()).isEqualTo("codes-unavailable");
            return false;
        }
    }

    private List<String> states() {
        return notices(row -> row.string("state"));
    }

    private int attempts() {
        return notices(row -> row.integer("attempts")).getFirst();
    }

    /** Of this test's phone, without repetitions. */
    private <T> List<T> notices(Function<Row, T> column) {
        return sql
                .list("SELECT state, attempts FROM acc_notice WHERE phone_index = ?", column, (Object) phoneIndex())
                .stream()
                .distinct()
                .toList();
    }

    private byte[] phoneIndex() {
        return one.getApplicationContext()
                .getBean(BlindIndex.class)
                .of(NoticeTable.PHONE, MobileNumber.of(phone).e164());
    }
}
