package org.cunlu.kernel.problem;

import io.micronaut.context.i18n.ResourceBundleMessageSource;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;

/** The rules of bean validation in the county's words, before the framework's own, which are English alone. */
@Singleton
class RuleMessages extends ResourceBundleMessageSource {
    RuleMessages() {
        super("org.cunlu.kernel.problem.ValidationMessages");
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
