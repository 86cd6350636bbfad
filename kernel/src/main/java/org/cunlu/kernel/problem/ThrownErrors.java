package org.cunlu.kernel.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever came out of our own code and has no nearer handler. */
@Singleton
class ThrownErrors implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(ThrownErrors.class);
    /** In an encoded path. */
    private static final Pattern BEYOND_ASCII = Pattern.compile("%[89A-Fa-f]");

    private final ProblemAnswers answers;

    ThrownErrors(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable thrown) {
        return answers.answer(request, refusal(request.getPath(), thrown));
    }

    private static ProblemException refusal(String path, Throwable thrown) {
        Optional<SqlFailure> failure = SqlFailure.in(thrown);
        if (failure.filter(SqlFailure::serverAway).isPresent()) {
            LOG.warn("database cannot be used now: error {}", failure.get().number());
            return ProblemException.unavailable(2);
        }
        if (failure.filter(SqlFailure::transientConflict).isPresent()) {
            LOG.warn("gave up after repeated conflicts in the database", thrown);
            return ProblemException.unavailable(1);
        }
        if (failure.filter(SqlFailure::foreignText).isPresent()) {
            // An address that nothing can have is an unknown one.
            return BEYOND_ASCII.matcher(path).find()
                    ? ProblemException.notFound()
                    : ProblemException.of(
                            400, "malformed", "编码中有不允许的字符 · A code holds characters that no code has", null);
        }
        if (failure.filter(SqlFailure::duplicate).isPresent()) {
            // Whoever expects rivals catches this nearer; here it still is the rival's fault and not ours.
            LOG.warn("a unique key was hit and nobody expected it", thrown);
            return KnownStatus.problem(409);
        }
        return BadInput.problem(thrown).orElseGet(() -> {
            LOG.error("request failed", thrown);
            return KnownStatus.problem(500);
        });
    }
}
