package org.cunlu.search.boosts;

import io.micronaut.context.ApplicationContext;
import org.cunlu.kernel.caller.Caller;
import org.cunlu.search.Boosts.Boost;

/** What an operator does about boosts, in a running application. */
public final class Raising {
    private Raising() {}

    public static Boost put(ApplicationContext context, Caller operator, Boost wanted) {
        return context.getBean(BoostKeeping.class).put(operator, wanted);
    }
}
