package org.cunlu.search.asked;

import io.micronaut.context.ApplicationContext;

/** The job of a running application that forgets, not waited for. */
public final class Forgetter {
    private Forgetter() {}

    public static void forget(ApplicationContext context) {
        context.getBean(ForgettingJob.class).forget();
    }
}
