package org.cunlu.accounts.signin;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import org.cunlu.kernel.problem.ProblemException;

/** Answers a request that may not reach its route: 401 with what is wrong with its token, or 403. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
class RefusedAccess implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {
    private final ExceptionHandler<ProblemException, HttpResponse<?>> problems;

    RefusedAccess(ExceptionHandler<ProblemException, HttpResponse<?>> problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
        Refusal refusal = exception.isForbidden() ? Refusal.ROLE_MISSING : Refusal.notedOn((HttpRequest<?>) request);
        HttpResponse<?> response = problems.handle(request, refusal.problem());
        if (refusal.unauthorised() && response instanceof MutableHttpResponse<?> mutable) {
            String error = refusal == Refusal.TOKEN_MISSING ? "" : ", error=\"invalid_token\"";
            mutable.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"cunlu\"" + error);
        }
        return response;
    }
}
