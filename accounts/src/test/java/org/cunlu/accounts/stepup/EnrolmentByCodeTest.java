package org.cunlu.accounts.stepup;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cunlu.accounts.Accounts;
import org.cunlu.accounts.Door;
import org.cunlu.accounts.Door.Answer;
import org.cunlu.accounts.MovableTime;
import org.cunlu.accounts.Phones;
import org.cunlu.accounts.SecondFactor;
import org.cunlu.accounts.TotpSecret;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.cunlu.kernel.caller.Grant;
import org.cunlu.kernel.caller.Role;
import org.cunlu.kernel.caller.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Whoever has no password proves himself by a code to his phone before an authenticator is tied to his account. */
@Tag("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrolmentByCodeTest {
    private EmbeddedServer server;
    private Door door;
    private String phone;
    private Answer tokens;

    @BeforeAll
    void start() {
        var room = new LinkedHashMap<String, Object>(TestServers.properties("enrolment", Server.DATABASE));
        room.put("cunlu.trusted-proxies", "127.0.0.0/8");
        room.put("cunlu.accounts.codes.phone-per-minute", "9"); // one person asks for several here
        room.put("cunlu.accounts.codes.phone-per-hour", "9");
        server = ApplicationContext.run(EmbeddedServer.class, room, "test");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void somebodySignsUpWithoutAPassword() {
        bean(MovableTime.class).stop();
        door = Door.at(server);
        phone = Door.anyPhone();
        String code = door.askCode(phone, "SIGN_IN");
        tokens = door.post("/api/auth/sign-up", Map.of("phone", phone, "code", code, "name", "张三丰"), null)
                .is(201);
    }

    @AfterEach
    void goOn() {
        bean(MovableTime.class).goOn();
    }

    @Test
    void enrolsByTheCodeOnceAndActsThen() {
        bean(Accounts.class)
                .grant(
                        tokens.text("accountId"),
                        new Grant(Role.STATION_KEEPER, new Scope(Scope.Kind.NODE, "500233112203")),
                        "system");
        String code = door.askCode(phone, "SECOND_FACTOR");
        begin(Map.of("code", Phones.otherThan(code))).is(400, "code-wrong");
        Answer begun = begin(Map.of("code", code)).is(201);
        begin(Map.of("code", code)).is(400, "code-wrong");
        var secret = new TotpSecret(begun.text("secret"));
        door.post("/api/auth/second-factor/confirm", Map.of("code", now(secret)), token())
                .is(200);
        assertThat(bean(SecondFactor.class).enrolled(tokens.text("accountId"))).isTrue();
        bean(MovableTime.class).forward(Duration.ofSeconds(TotpSecret.STEP_SECONDS));
        door.fresh("POST", "/api/probe/powerful", Map.of("what", "it"), token(), now(secret))
                .is(200);
    }

    @Test
    void nothingElseIsEnough() {
        begin(Map.of()).is(400, "code-wrong");
        begin(Map.of("password", Door.PASSWORD)).is(400, "code-wrong");
        begin(Map.of("code", door.askCode(phone, "SIGN_IN"))).is(400, "code-wrong");
        String stranger = Door.anyPhone();
        Door.at(server).signUp(stranger);
        begin(Map.of("code", Door.at(server).askCode(stranger, "SECOND_FACTOR")))
                .is(400, "code-wrong");
        String late = door.askCode(phone, "SECOND_FACTOR");
        bean(MovableTime.class).forward(Duration.ofMinutes(10));
        begin(Map.of("code", late)).is(400, "code-wrong");
        assertThat(door.get("/api/auth/second-factor", token()).is(200).body()).containsEntry("enrolled", false);
    }

    @Test
    void fiveGuessesAreHeardAndThenNotTheRightOne() {
        String code = door.askCode(phone, "SECOND_FACTOR");
        for (int guess = 1; guess <= 5; guess++) {
            begin(Map.of("code", String.format("%06d", (Integer.parseInt(code) + guess) % 1_000_000)))
                    .is(400, "code-wrong");
        }
        begin(Map.of("code", code)).is(400, "code-wrong");
    }

    private Answer begin(Map<String, String> proof) {
        return door.post("/api/auth/second-factor", proof, token());
    }

    private String now(TotpSecret secret) {
        return secret.code(TotpSecret.stepAt(bean(MovableTime.class).now()));
    }

    private String token() {
        return tokens.text("accessToken");
    }

    private <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }
}
