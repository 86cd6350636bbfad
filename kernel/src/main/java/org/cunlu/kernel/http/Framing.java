package org.cunlu.kernel.http;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.List;
import org.cunlu.kernel.problem.ProblemAnswers;
import org.cunlu.kernel.problem.ProblemException;

/**
 * A body in a coding that we do not know has an end that we do not know: what stands behind it must not pass for a request of its own,
 * so it is refused and the line is closed (RFC 9112, 6.1).
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class Framing implements Ordered {
    private static final int BAD_REQUEST = 400;
    private static final String CHUNKED = "chunked";

    private final ProblemAnswers answers;

    Framing(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** Right behind what surrounds each request. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @RequestFilter
    @Nullable
    HttpResponse<?> demandKnown(HttpRequest<?> request) {
        List<String> codings = request.getHeaders().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.stream().map(String::strip).allMatch(CHUNKED::equalsIgnoreCase)) {
            return null;
        }
        var refusal = ProblemException.of(
                BAD_REQUEST, "transfer-encoding-unknown", "不支持这种传输编码 · Transfer coding not known", null);
        return answers.answer(request, refusal).header(HttpHeaders.CONNECTION, "close");
    }
}
