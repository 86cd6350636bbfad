package org.cunlu.orders.sandbox;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Whether there is a sandbox gateway: in a demo, or when it is asked for by name. Never by itself in a real county. */
final class SandboxWanted implements Condition {
    @Override
    public boolean matches(@SuppressWarnings("rawtypes") ConditionContext context) {
        return isTrue(context, "cunlu.demo") || isTrue(context, "cunlu.sandbox.enabled");
    }

    private static boolean isTrue(ConditionContext<?> context, String property) {
        return context.getProperty(property, Boolean.class).orElse(false);
    }
}
