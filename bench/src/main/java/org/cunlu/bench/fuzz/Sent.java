package org.cunlu.bench.fuzz;

import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * A request as it goes out.
 * @param target path and query, escaped
 * @param body null for none
 */
record Sent(
        String method,
        String target,
        List<Header> headers,
        @Nullable byte[] body) {
    record Header(String name, String value) {}

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }
}
