package org.cunlu.accounts.provider;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.env.Environment;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Set;

/** Which addresses a provider may have: https, and in a demo or a test also plain http on this machine. */
@Singleton
class Addresses {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    private final boolean loopback;

    Addresses(@Value("${cunlu.demo:false}") boolean demo, Environment environment) {
        this.loopback = demo || environment.getActiveNames().contains(Environment.TEST);
    }

    boolean allowed(URI address) {
        if (address.getHost() == null || address.getRawUserInfo() != null || address.getRawFragment() != null) {
            return false;
        }
        return "https".equals(address.getScheme())
                || loopback && "http".equals(address.getScheme()) && LOOPBACK.contains(address.getHost());
    }
}
