package org.cunlu.kernel.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.regex.Pattern;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Refuses a body whose content type is no type at all. The framework takes such a one for none, and reads the body as the
 * route likes; what a body is shall be said by who sends it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class NamedTypes implements Ordered {
    private static final Pattern TYPE = Pattern.compile("[\\w!#$&^.+*-]{1,127}/[\\w!#$&^.+*-]{1,127}[ \\t]*(?:;.*)?");

    /** Before anybody is asked who he is: the answer is the same at every address. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 50;
    }

    @RequestFilter
    void look(HttpRequest<?> request) {
        String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
        if (type != null && !TYPE.matcher(type).matches()) {
            throw ProblemException.of(415, "unsupported-media-type", "不支持此内容类型 · Unsupported media type", null);
        }
    }
}
