package org.cunlu.kernel.caller;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.cunlu.kernel.problem.ProblemException;

/** Gives controllers the {@link Caller}: a 401 problem when nobody is signed in, null where the argument is nullable. */
@Singleton
class CallerBinder implements TypedRequestArgumentBinder<Caller> {
    private static final Argument<Caller> TYPE = Argument.of(Caller.class);

    @Override
    public Argument<Caller> argumentType() {
        return TYPE;
    }

    @Override
    public BindingResult<Caller> bind(ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
        Optional<Caller> caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class);
        if (caller.isEmpty() && !context.getArgument().isNullable()) {
            throw ProblemException.unauthenticated();
        }
        return () -> caller;
    }
}
