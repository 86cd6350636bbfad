package org.cunlu.accounts.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.test.support.TestPropertyProvider;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cunlu.accounts.Door;
import org.cunlu.devstack.Server;
import org.cunlu.devstack.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Whoever looks into an incident finds in the log who came in how, and who was refused, and nothing that opens a door. */
@MicronautTest(transactional = false)
@Tag("servers")
@Tag("any-engine")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInLogTest implements TestPropertyProvider {
    private static final String WRONG = "wrong-kx93";

    @Inject
    EmbeddedServer server;

    private final Logger all = (Logger) LoggerFactory.getLogger("org.cunlu");
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @Override
    public Map<String, String> getProperties() {
        var properties = new LinkedHashMap<>(TestServers.properties("signinlog", Server.DATABASE));
        properties.put("cunlu.accounts.codes.phone-per-minute", "1000");
        return properties;
    }

    @BeforeEach
    void listen() {
        heard.start();
        all.addAppender(heard);
    }

    @AfterEach
    void leave() {
        all.detachAppender(heard);
    }

    @Test
    void tellsWhoCameInByWhatAndWhoWasRefusedAndKeepsNoPhonePasswordCodeOrToken() {
        Door door = Door.at(server);
        String phone = Door.anyPhone();
        var signedUp = door.signUp(phone);
        String account = signedUp.text("accountId");
        door.signIn(phone, WRONG).is(401);
        var signedIn = door.signIn(phone, Door.PASSWORD).is(200);
        String stranger = Door.anyPhone();
        door.signIn(stranger, WRONG).is(401);
        door.askCode(phone, "SIGN_IN");
        door.post("/api/auth/sign-in/code", Map.of("phone", phone, "code", "000000"), null)
                .is(400, "code-wrong");
        List<String> lines =
                heard.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines)
                .anyMatch(line -> line.endsWith("of account " + account + " opened by CODE"))
                .anyMatch(line -> line.endsWith("of account " + account + " opened by PASSWORD"))
                .contains("wrong password for account " + account, "wrong password for account -")
                .contains("wrong code for SIGN_IN");
        assertThat(lines)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain(phone)
                        .doesNotContain(stranger)
                        .doesNotContain(WRONG)
                        .doesNotContain(Door.PASSWORD)
                        .doesNotContain(signedIn.text("accessToken"))
                        .doesNotContain(signedIn.text("refreshToken")));
    }
}
