package org.cunlu.bench.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.cunlu.bench.chaos.Reply.Sense;
import org.junit.jupiter.api.Test;

class ReplyTest {
    @Test
    void aServerMayOnlyPutOffAndMustSayUntilWhen() {
        assertThat(reply(503, true, "{}").sense()).isEqualTo(Sense.LATER);
        assertThat(reply(503, false, "{}").sense()).isEqualTo(Sense.BROKEN);
        assertThat(reply(500, true, "{}").sense()).isEqualTo(Sense.BROKEN);
        assertThat(reply(502, false, "").sense()).isEqualTo(Sense.BROKEN);
    }

    @Test
    void aRefusalIsNoFailureAndTooManyIsAskedLater() {
        assertThat(reply(201, false, "{}").sense()).isEqualTo(Sense.DONE);
        assertThat(reply(409, false, "{\"code\":\"sold-out\"}").sense()).isEqualTo(Sense.REFUSED);
        assertThat(reply(429, false, "{}").sense()).isEqualTo(Sense.LATER);
    }

    @Test
    void aRefusalHasTheCodeOfItsProblemOrItsStatus() {
        assertThat(reply(409, false, "{\"code\":\"sold-out\"}").code()).isEqualTo("sold-out");
        assertThat(reply(409, false, "{broken").code()).isEqualTo("http-409");
        assertThat(reply(404, false, "").code()).isEqualTo("http-404");
    }

    private static Reply reply(int status, boolean retryLater, String body) {
        return new Reply(status, retryLater, body.getBytes(UTF_8));
    }
}
