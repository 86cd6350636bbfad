package org.cunlu.kernel.problem;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import org.cunlu.kernel.request.RequestIds;

/** Turns a refusal into its answer; for filters and sign-in, which stand before any controller. */
@Singleton
public class ProblemAnswers {
    /** When whoever is told that it is not possible now, and not until when, may come again. */
    private static final int COME_BACK_SECONDS = 5;

    /** @return problem+json with the request's id, and the headers that belong to its status */
    public MutableHttpResponse<Problem> answer(HttpRequest<?> request, ProblemException refusal) {
        return fill(request, refusal, HttpResponse.status(refusal.status(), refusal.code()));
    }

    /** The same into a response that has headers already, such as Allow. */
    public MutableHttpResponse<Problem> fill(
            HttpRequest<?> request, ProblemException refusal, MutableHttpResponse<?> response) {
        Problem problem = refusal.problem(RequestIds.of(request));
        if (refusal.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        Object retryAfter = refusal.facts().get(ProblemException.RETRY_AFTER);
        if (retryAfter == null && refusal.status() == 503) {
            retryAfter = COME_BACK_SECONDS;
        }
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        return response.status(refusal.status(), reason(refusal.status()))
                .body(problem)
                .contentType(MediaType.of(Problem.MEDIA_TYPE));
    }

    private static String reason(int status) {
        return KnownStatus.reason(status);
    }
}
