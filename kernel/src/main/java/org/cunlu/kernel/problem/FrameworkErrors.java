package org.cunlu.kernel.problem;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import org.cunlu.kernel.request.CarefulHeaders;
import org.cunlu.kernel.request.RequestIds;

/** Words what the framework itself refuses: unknown routes, methods, bodies that cannot be read, arguments that are missing. */
@Singleton
@Primary
class FrameworkErrors implements ErrorResponseProcessor<Problem> {
    private final ProblemAnswers answers;

    FrameworkErrors(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        ProblemException refusal = response.code() >= 500
                // Its cause stays in our log: the text may hold SQL or personal data.
                ? KnownStatus.problem(response.code())
                : context.getRootCause()
                        .flatMap(BadInput::problem)
                        .orElseGet(() -> KnownStatus.problem(response.code()));
        // What a filter sees it gives these itself, in the one order that all answers have: what is absent must look
        // like what is refused.
        if (!RequestIds.isNamed(context.getRequest())) {
            CarefulHeaders.set(
                    response.getHeaders(), !context.getRequest().getPath().startsWith("/api/"));
        }
        return answers.fill(context.getRequest(), refusal, response);
    }
}
