package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.cunlu.accounts.AccountPages;
import org.cunlu.kernel.problem.ProblemAnswers;
import org.cunlu.kernel.problem.ProblemException;

/**
 * Answers a request that may not reach its route: 401 with what is wrong with its token, or as an unknown address: what a
 * role may not do is an endpoint that it does not have. A reader of pages is shown where to sign in.
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
        if (exception.isForbidden()) {
            return answers.answer(refused, ProblemException.notFound());
        }
        Refusal refusal = Refusal.notedOn(refused);
        return PageRequests.asksFor(refused) && RefusalPage.wanted(refused) && refusal != Refusal.ACCOUNT_SUSPENDED
                ? signIn(refused)
                : answers.answer(refused, refusal.problem());
    }

    /** A form is not sent again by itself: who has signed in begins at the account's page. */
    private static MutableHttpResponse<?> signIn(HttpRequest<?> refused) {
        String next = refused.getMethodName().equals("GET") ? refused.getUri().toString() : AccountPages.ACCOUNT;
        String lang = refused.getParameters()
                .get("lang", String.class)
                .filter("en"::equals)
                .map(english -> "&lang=" + english)
                .orElse("");
        return HttpResponse.seeOther(URI.create(AccountPages.SIGN_IN + "?" + AccountPages.NEXT + "="
                + URLEncoder.encode(next, StandardCharsets.UTF_8) + lang));
    }
}
