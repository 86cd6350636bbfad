package org.cunlu.bench.fuzz;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What was answered. @param body at most the first megabyte; none of a stream of events */
record Heard(int status, HttpHeaders headers, byte[] body, long millis) {
    boolean done() {
        return status >= 200 && status < 300;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @return content type without its parameters; empty when there is none */
    String contentType() {
        return headers.firstValue("Content-Type")
                .orElse("")
                .split(";")[0]
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    boolean json() {
        return contentType().endsWith("json");
    }

    /** @return stable code of a problem; empty when it is none */
    String code() {
        var node = json() ? Json.read(body) : null;
        String code = node == null || !node.isObject() ? null : Operation.text(node, "code");
        return code == null ? "" : code;
    }
}
