package org.cunlu.kernel.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.cunlu.kernel.db.SqlFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers whatever came out of our own code and has no nearer handler. */
@Singleton
class ThrownErrors implements ExceptionHandler<Throwable, HttpResponse<?>> {
    private static final Logger LOG = LoggerFactory.getLogger(ThrownErrors.class);
    /** Too many connections, shutting down, read-only, table or disk full: our statement was right, the server cannot now. */
    private static final Set<Integer> CANNOT_NOW = Set.of(1021, 1040, 1053, 1114, 1203, 1290, 1792, 1836, 3100);

    private static final int CAUSES_MAX = 20;

    private final ProblemAnswers answers;

    ThrownErrors(ProblemAnswers answers) {
        this.answers = answers;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable thrown) {
        return answers.answer(request, refusal(thrown));
    }

    private static ProblemException refusal(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
            if (cause instanceof ProblemException refusal) {
                return refusal;
            }
            if (cause instanceof SQLException failure && absent(failure)) {
                LOG.warn("database cannot be used: {} {}", failure.getSQLState(), failure.getErrorCode());
                return ProblemException.unavailable(2);
            }
            cause = cause.getCause();
        }
        if (SqlFailure.in(thrown).filter(SqlFailure::transientConflict).isPresent()) {
            LOG.warn("gave up after repeated conflicts in the database", thrown);
            return ProblemException.unavailable(1);
        }
        return BadInput.problem(thrown).orElseGet(() -> {
            LOG.error("request failed", thrown);
            return KnownStatus.problem(500);
        });
    }

    private static boolean absent(SQLException failure) {
        return failure instanceof SQLTransientConnectionException
                || failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || (failure.getSQLState() != null && failure.getSQLState().startsWith("08"))
                || CANNOT_NOW.contains(failure.getErrorCode());
    }
}
