package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import org.cunlu.kernel.problem.ProblemAnswers;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Answers a request that may not reach its route: 401 with what is wrong with its token, or as an unknown address: what a
 * role may not do is an endpoint that it does not have.
 */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
class RefusedAccess implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {
    private final ProblemAnswers answers;

    RefusedAccess(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
        HttpRequest<?> refused = request;
        return answers.answer(
                refused,
                exception.isForbidden()
                        ? ProblemException.notFound()
                        : Refusal.notedOn(refused).problem());
    }
}
