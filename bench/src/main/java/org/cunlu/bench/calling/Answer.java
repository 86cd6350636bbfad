package org.cunlu.bench.calling;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * What the app answered.
 * @param body JSON in UTF-8; empty when there is none
 * @param retryLater whether it says when to come again
 */
public record Answer(int status, byte[] body, boolean retryLater) {
    private static final ObjectMapper JSON = ObjectMapper.getDefault();

    public boolean done() {
        return status >= 200 && status < 300;
    }

    /** @return whether nothing was done because too many came, in the way that is right: 503 and when to come again */
    public boolean putOff() {
        return status == 503 && retryLater;
    }

    public JsonNode json() {
        try {
            return JSON.readValue(body, JsonNode.class);
        } catch (IOException e) {
            throw new BrokenOff("不是 JSON · Not JSON: " + text(), e);
        }
    }

    /** @return the problem's stable code; {@code http-<status>} for a 5xx and for what is no problem of ours */
    public String code() {
        if (status >= 500 || body.length == 0 || body[0] != '{') {
            return "http-" + status;
        }
        JsonNode code = json().get("code");
        return code == null || !code.isString() ? "http-" + status : code.getStringValue();
    }

    /** @return a number that the problem gives for programs, or {@code otherwise} when it gives none */
    public long fact(String name, long otherwise) {
        JsonNode facts = json().get("facts");
        JsonNode value = facts == null ? null : facts.get(name);
        return value == null || !value.isNumber() ? otherwise : value.getLongValue();
    }

    /** @throws BrokenOff unless the app did what was asked */
    public Answer must(String what) {
        if (!done()) {
            throw new BrokenOff(what + ": " + status + " " + text());
        }
        return this;
    }

    private String text() {
        return new String(body, 0, Math.min(body.length, 500), StandardCharsets.UTF_8);
    }
}
