package org.cunlu.accounts.provider;

import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Factory;
import jakarta.annotation.PreDestroy;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.cunlu.accounts.SignInProvider;
import org.cunlu.kernel.time.WallTime;

/** An adapter for each provider configured. */
@Factory
class ProviderBeans {
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    @EachBean(ProviderSettings.class)
    SignInProvider provider(ProviderSettings settings, Addresses addresses, WallTime time) {
        var line = new Line(settings.patience());
        lines.add(line);
        return switch (settings.kind()) {
            case OIDC -> {
                check(settings, addresses, URI.create(settings.issuer()), settings.redirect());
                yield new OpenIdProvider(settings, addresses, line, time);
            }
            case WECHAT -> {
                check(
                        settings,
                        addresses,
                        settings.authorizationEndpoint(),
                        settings.tokenEndpoint(),
                        settings.redirect());
                yield new WeChatProvider(settings, line);
            }
        };
    }

    @PreDestroy
    void close() {
        lines.forEach(Line::close);
    }

    private static void check(ProviderSettings settings, Addresses addresses, URI... used) {
        for (URI address : used) {
            if (!addresses.allowed(address)) {
                throw ProviderSettings.wrong(settings.name(), "not an https address: " + address);
            }
        }
    }
}
