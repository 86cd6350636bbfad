package org.cunlu.accounts.session;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import org.cunlu.accounts.AccountPages;
import org.cunlu.accounts.FreshSecondFactor;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.kernel.id.Ids;
import org.cunlu.kernel.problem.ProblemAnswers;
import org.cunlu.kernel.problem.ProblemException;
import org.cunlu.kernel.trail.Trail;

/**
 * Answers a request that may not reach its route: 401 with what is wrong with its token, or as an unknown address: what a
 * role may not do is an endpoint that it does not have. A reader of pages is shown where to sign in.
 * Whoever tried a powerful act leaves a row in the trail.
 */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
class RefusedAccess implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {
    /** What was written in place of an id goes nowhere. */
    private static final String SOMETHING = "?";

    private final ProblemAnswers answers;
    private final Trail trail;
    private final ExecutorService blocking;

    RefusedAccess(ProblemAnswers answers, Trail trail, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.answers = answers;
        this.trail = trail;
        this.blocking = blocking;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException exception) {
        HttpRequest<?> refused = request;
        if (exception.isForbidden()) {
            ProblemException unknown = ProblemException.notFound();
            refused.getAttribute(Caller.ATTRIBUTE, Caller.class)
                    .ifPresent(caller -> RouteAttributes.getRouteMatch(refused)
                            .ifPresent(route -> note(caller.accountId(), route, unknown.code())));
            return answers.answer(refused, unknown);
        }
        Refusal refusal = Refusal.notedOn(refused);
        return PageRequests.asksFor(refused) && RefusalPage.wanted(refused) && refusal != Refusal.ACCOUNT_SUSPENDED
                ? signIn(refused)
                : answers.answer(refused, refusal.problem());
    }

    /** Beside the answer, which nobody shall tell by its time from that of an unknown address. */
    private void note(String accountId, RouteMatch<?> route, String why) {
        route.getAnnotationMetadata()
                .stringValue(FreshSecondFactor.class)
                .ifPresent(act -> blocking.execute(() -> PropagatedContext.empty()
                        .wrap(() -> trail.refused(accountId, act, subject(route), why))
                        .run()));
    }

    private static String subject(RouteMatch<?> route) {
        return route.getVariableValues().values().stream()
                .map(String::valueOf)
                .filter(Ids::isId)
                .findFirst()
                .orElse(SOMETHING);
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
