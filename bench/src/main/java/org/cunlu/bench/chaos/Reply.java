package org.cunlu.bench.chaos;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What an instance answered.
 * @param retryLater whether it said when to ask again ({@code Retry-After})
 */
record Reply(int status, boolean retryLater, byte[] body) {
    private static final ObjectMapper JSON = ObjectMapper.getDefault();
    private static final int SHOWN = 300;

    /** What a client makes of an answer. */
    enum Sense {
        DONE,
        /** Not done, and it will not be for this request. */
        REFUSED,
        /** Asked again later, by the same key. */
        LATER,
        /** As {@link #LATER}, but nobody may be answered so. */
        BROKEN
    }

    Sense sense() {
        if (status >= 200 && status < 300) {
            return Sense.DONE;
        }
        if (status == 503 && retryLater || status == 429) {
            return Sense.LATER;
        }
        return status >= 500 ? Sense.BROKEN : Sense.REFUSED;
    }

    JsonNode json() throws IOException {
        return JSON.readValue(body, JsonNode.class);
    }

    /** @return the problem's code; {@code http-<status>} where it has none */
    String code() {
        try {
            JsonNode code = body.length > 0 && body[0] == '{' ? json().get("code") : null;
            return code == null || !code.isString() ? "http-" + status : code.getStringValue();
        } catch (IOException e) {
            return "http-" + status;
        }
    }

    String shown() {
        return status + " " + new String(body, 0, Math.min(body.length, SHOWN), StandardCharsets.UTF_8);
    }
}
