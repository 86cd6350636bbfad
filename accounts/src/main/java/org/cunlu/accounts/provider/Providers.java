package org.cunlu.accounts.provider;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cunlu.accounts.SignInProvider;
import org.cunlu.kernel.problem.ProblemException;

/** Those that are configured, by name. */
@Singleton
class Providers {
    private final Map<String, SignInProvider> byName = new TreeMap<>();

    Providers(List<SignInProvider> providers) {
        for (SignInProvider provider : providers) {
            if (byName.put(provider.name(), provider) != null) {
                throw new IllegalStateException("two providers of one name: " + provider.name());
            }
        }
    }

    Collection<SignInProvider> all() {
        return byName.values();
    }

    /** @throws ProblemException 404 */
    SignInProvider named(String name) {
        SignInProvider provider = byName.get(name);
        if (provider == null) {
            throw ProblemException.notFound();
        }
        return provider;
    }
}
